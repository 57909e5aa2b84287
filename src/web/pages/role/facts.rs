//! The key facts of a role in plain words, for the margin. What every reader looks for is named also where the source
//! does not state it.

use serde::Serialize;

use crate::model::role::Role;
use crate::model::source::FactStatus;
use crate::search::page::RoleCard;
use crate::templating::filters::day as day_in_words;
use crate::vocabulary::plain_words;
use crate::web::pages::role_card::size;

/// A fact with its values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::web::pages) struct FactView {
    pub(in crate::web::pages) name: &'static str,
    pub(in crate::web::pages) values: Vec<String>,
    /// "inferred, not stated in the source", "left blank in the source".
    remark: Option<&'static str>,
}

/// The titles beside the one above the text.
pub(super) fn other_titles(role: &Role) -> Vec<FactView> {
    let titles = &role.facts.titles;
    let former = titles.former.iter().map(|former| match former.until {
        Some(day) => format!("{} (until {})", former.title, day_in_words(day)),
        None => former.title.clone(),
    });
    let all = [
        ("Class title", titles.class.iter().cloned().collect()),
        ("Working title", titles.working.iter().cloned().collect()),
        ("Abbreviation", titles.abbreviation.iter().cloned().collect()),
        ("Also called", titles.also.clone()),
        ("Former titles", former.collect()),
    ];
    let stated = all.into_iter().filter(|(_, values): &(_, Vec<String>)| !values.is_empty());
    stated.map(|(name, values)| FactView { name, values, remark: None }).collect()
}

/// The key facts, in the order in which people ask for them.
pub(in crate::web::pages) fn facts(role: &Role, card: &RoleCard) -> Vec<FactView> {
    let facts = &role.facts;
    let mut views = Vec::new();
    let remark = |paths: &[&str]| {
        let origins = paths.iter().filter_map(|path| facts.provenance.get(*path));
        origins.map(|origin| origin.status).find(|status| *status != FactStatus::Stated).map(FactStatus::words)
    };
    let mut add = |name, values: Vec<String>, paths: &[&str], always: bool| {
        let remark = remark(paths);
        if always || !values.is_empty() || remark.is_some() {
            views.push(FactView { name, values, remark });
        }
    };
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    add("Caseload", card.caseload.as_deref().map(size).into_iter().collect(), &["caseload", "caseload.size"], true);
    add("Contact", facts.contact.iter().map(plain_words::contact).collect(), &["contact"], false);
    add("Education", one(&card.education), &[], true);
    add("Experience", one(&card.experience), &[], true);
    add("Licences", card.licenses.clone(), &[], false);
    add("Conditions", card.conditions.clone(), &[], false);
    add("Employment", facts.employment.iter().flat_map(plain_words::employment).collect(), &[], false);
    add("Pay", facts.pay.iter().map(plain_words::pay).collect(), &["pay"], true);
    add("Reports to", facts.reports_to.clone(), &["reports_to"], true);
    let supervises = facts.supervises.map(|given| {
        let count = |number: Option<u32>, how: &str| number.map(|number| format!("{number} {how}"));
        let parts = [count(given.directly, "directly"), count(given.through_others, "through others")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    add("Supervises", supervises.into_iter().collect(), &["supervises"], false);
    let classification = facts.classification.as_ref().map(|class| {
        let parts = [&class.number, &class.jurisdictional_class, &class.service, &class.department];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    });
    add("Classification", classification.into_iter().collect(), &["classification"], false);
    let position = facts.position.as_ref().and_then(|position| position.number.clone());
    add("Position number", one(&position), &["position.number"], false);
    add("Programs", facts.programs.clone(), &["programs"], false);
    add("Places", facts.sites.iter().map(plain_words::site).collect(), &["sites"], false);
    add("Employer", one(&facts.employer), &["employer"], false);
    let plan = facts.plan.as_ref().map(|plan| match &plan.abbreviation {
        Some(short) => format!("{} ({short})", plan.name),
        None => plan.name.clone(),
    });
    add("The plan is called", plan.into_iter().collect(), &["plan"], false);
    add("Recurring work", facts.routines.iter().map(plain_words::routine).collect(), &["routines"], false);
    let systems = facts.systems.iter().map(|system| system.name.clone()).collect();
    add("Systems", systems, &["systems"], false);
    let benefits = facts.benefits.iter().map(|benefit| match &benefit.given {
        Some(given) => format!("{}, {given}", benefit.what),
        None => benefit.what.clone(),
    });
    add("Benefits", benefits.collect(), &["benefits"], false);
    let approved = facts.approved.map(day_in_words);
    add("Approved", one(&approved), &["approved"], false);
    views
}
