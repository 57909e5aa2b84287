//! The facts of some roles, row by row, in the order in which people ask for them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::ComparedRevision;
use super::ways_in::least_way_in;
use crate::model::caseload::CaseloadSize;
use crate::model::qualification::Requirement;
use crate::model::role::Role;
use crate::model::source::FactStatus;
use crate::vocabulary::plain_words;
use crate::vocabulary::requirement_words::leaf_words;

/// One fact, role by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactRow {
    /// What it is, for example `Caseload`.
    pub name: &'static str,
    /// For each role, what it states.
    pub cells: Vec<FactCell>,
    /// Whether all roles state it, and the same.
    pub same: bool,
    /// Why the cells can't be held against each other, for example because they count different things.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// What a role states of a fact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactCell {
    /// What it states; empty where it does not state it.
    pub values: Vec<String>,
    /// What the source does instead of stating it: "left blank in the source".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<&'static str>,
}

impl FactRow {
    pub(super) fn new(name: &'static str, cells: Vec<FactCell>) -> Self {
        let stated = cells.iter().all(|cell| !cell.values.is_empty());
        let same = stated && cells.windows(2).all(|pair| matches!(pair, [one, other] if one.values == other.values));
        Self { name, cells, same, remark: None }
    }

    /// Whether no role states it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.values.is_empty() && cell.remark.is_none())
    }
}

/// The facts of roles. Rows that no role states are there too: that nobody states the pay is worth knowing.
pub fn facts(compared: &[ComparedRevision<'_>]) -> Vec<FactRow> {
    let row = |name: &'static str, values: &dyn Fn(&Role) -> Vec<String>, paths: &[&str]| {
        let cells = compared
            .iter()
            .map(|compared| FactCell { values: values(compared.role), remark: status(compared.role, paths) });
        FactRow::new(name, cells.collect())
    };
    let organisations =
        compared.iter().map(|compared| FactCell { values: vec![compared.organisation.clone()], remark: None });
    let mut caseload = row("Caseload", &caseloads, &["caseload", "caseload.size"]);
    caseload.remark = different_units(compared);
    caseload.same &= caseload.remark.is_none();
    let lifting = |role: &Role| condition_values(role, "Lifting");
    vec![
        row("Title", &|role| vec![role.title.to_plain()], &[]),
        FactRow::new("Organisation", organisations.collect()),
        row("Sites", &|role| role.facts.sites.iter().map(plain_words::site).collect(), &["sites"]),
        row("Kind", &|role| role.facts.kind.iter().map(|kind| kind.words().to_owned()).collect(), &[]),
        row(
            "Employment",
            &|role| role.facts.employment.iter().flat_map(plain_words::employment).collect(),
            &["employment", "employment.type", "employment.time", "employment.flsa"],
        ),
        row("Reports to", &|role| role.facts.reports_to.clone(), &["reports_to"]),
        caseload,
        row("Contact frequency", &|role| role.facts.contact.iter().map(plain_words::contact).collect(), &["contact"]),
        row("Least education", &|role| least(role, |leaf| matches!(leaf, Requirement::Education(_)), "education"), &[]),
        row(
            "Least experience",
            &|role| least(role, |leaf| matches!(leaf, Requirement::Experience(_)), "experience"),
            &[],
        ),
        row("Languages", &|role| asked(role, |leaf| matches!(leaf, Requirement::Language(_))), &[]),
        row("Licences", &|role| asked(role, |leaf| matches!(leaf, Requirement::License(_))), &[]),
        row("Checks", &|role| asked(role, |leaf| matches!(leaf, Requirement::Check(_))), &[]),
        row("Lifting", &lifting, &["conditions.lifting"]),
        row("Travel", &|role| condition_values(role, "Travel"), &["conditions.travel"]),
        row("Schedule", &schedule, &["conditions.schedule"]),
        row("Pay", &|role| role.facts.pay.iter().map(plain_words::pay).collect(), &["pay"]),
    ]
}

/// What the source does instead of stating something, if it says so.
pub(super) fn status(role: &Role, paths: &[&str]) -> Option<&'static str> {
    let origins = paths.iter().filter_map(|path| role.facts.provenance.get(*path));
    origins.map(|origin| origin.status).find(|status| *status != FactStatus::Stated).map(FactStatus::words)
}

fn caseloads(role: &Role) -> Vec<String> {
    let words = |caseload| {
        let words = plain_words::caseload(caseload);
        let words = words.strip_prefix("caseload of ").map_or(words.clone(), str::to_owned);
        match &caseload.qualifier {
            Some(qualifier) => format!("{words}, {qualifier}"),
            None => words,
        }
    };
    role.facts.caseload.iter().map(words).collect()
}

/// Caseloads that count different things are not greater or smaller than each other.
fn different_units(compared: &[ComparedRevision<'_>]) -> Option<String> {
    let caseloads = compared.iter().filter_map(|compared| compared.role.facts.caseload.as_ref());
    let stated = caseloads.filter(|caseload| matches!(caseload.size, CaseloadSize::Stated(_)));
    let units: BTreeSet<&str> = stated.map(|caseload| caseload.unit.as_str()).collect();
    let units: Vec<&str> = units.into_iter().collect();
    (units.len() > 1).then(|| format!("They count different things: {}.", units.join(", ")))
}

/// What the least way in takes, of one sort. Where it takes none, but another way does, that is said.
fn least(role: &Role, wanted: impl Fn(&Requirement) -> bool, sort: &str) -> Vec<String> {
    let Some(way) = least_way_in(role) else { return Vec::new() };
    let leaves = way.leaves.iter().filter(|leaf| wanted(leaf));
    let words = unique(leaves.map(|leaf| leaf_words(leaf)).collect());
    let tracks = role.facts.qualifications.iter().flat_map(|given| &given.tracks).flat_map(|track| &track.required);
    let required = role.facts.qualifications.iter().flat_map(|given| &given.required).chain(tracks);
    if words.is_empty() && required.flat_map(Requirement::leaves).any(wanted) {
        return vec![format!("no {sort}, by one way in")];
    }
    words
}

/// What is asked for, of one sort, however strongly.
fn asked(role: &Role, wanted: impl Fn(&Requirement) -> bool) -> Vec<String> {
    let Some(qualifications) = &role.facts.qualifications else { return Vec::new() };
    let leaves = qualifications.by_strength().into_iter().flat_map(|(strength, requirements)| {
        let leaves = requirements.iter().flat_map(Requirement::leaves);
        leaves.map(move |leaf| (strength, leaf)).collect::<Vec<_>>()
    });
    let words = leaves.filter(|(_, leaf)| wanted(leaf)).map(|(strength, leaf)| match strength {
        "required" => leaf_words(leaf),
        _ => format!("{} ({strength})", leaf_words(leaf)),
    });
    unique(words.collect())
}

fn condition_values(role: &Role, name: &str) -> Vec<String> {
    super::conditions::of(role).into_iter().filter(|(row, _)| *row == name).flat_map(|(_, values)| values).collect()
}

fn schedule(role: &Role) -> Vec<String> {
    let rows = super::conditions::of(role).into_iter();
    let rows = rows.filter(|(name, _)| super::conditions::SCHEDULE.contains(name));
    rows.flat_map(|(name, values)| {
        let name = name.to_lowercase();
        values.into_iter().map(move |value| match value.as_str() {
            "yes" => name.clone(),
            _ => format!("{name}: {value}"),
        })
    })
    .collect()
}

fn unique(values: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    values.into_iter().filter(|value| seen.insert(value.clone())).collect()
}
