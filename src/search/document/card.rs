//! From a role's history to its documents: one for each revision that applies on some day.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::facts::of_revision;
use super::passages::of_sections;
use super::qualifications::schooling_and_experience;
use super::{Passage, SearchDocument, Surroundings};
use crate::model::conditions::{Conditions, Lifting};
use crate::model::qualification::Requirement;
use crate::model::quantity::Number;
use crate::model::revision::Revision;
use crate::model::snapshot::RoleHistory;
use crate::search::page::RoleCard;
use crate::vocabulary::plain_words;

impl SearchDocument {
    /// The documents of a role: one for each revision that is in force on some day.
    pub fn of_history(history: &RoleHistory, digest: u64, surroundings: Surroundings<'_>) -> Vec<Self> {
        let mut documents = Vec::new();
        let mut until = Date::MAX;
        // From the newest back: a revision applies until the earliest day on which a later one takes its place.
        for revision in history.revisions.iter().rev() {
            let from = revision.stamp.effective;
            if from < until {
                if revision.stamp.status.is_in_force() {
                    documents.push(Self::of_revision(revision, until, digest, surroundings));
                }
                until = from;
            }
        }
        documents
    }

    /// The document of a revision that applies until the day `until`.
    pub fn of_revision(revision: &Revision, until: Date, digest: u64, surroundings: Surroundings<'_>) -> Self {
        let role = &revision.role;
        let titles = titles(revision);
        let sections = of_sections(role, surroundings);
        let found = of_revision(revision, &sections);
        let mut facts = vec![surroundings.organisation.to_owned()];
        facts.extend(found.sentences);
        let mut passages = Vec::with_capacity(sections.len() + 2);
        let ours = |heading: &str, text: String| Passage { heading: heading.to_owned(), text, ..Passage::default() };
        passages.push(ours("Title", titles.join(" · ")));
        passages.push(ours("Facts", facts.join(" · ")));
        passages.extend(sections);
        Self {
            from: revision.stamp.effective,
            until,
            digest,
            titles,
            passages,
            values: found.values,
            spelt: found.spelt,
            figures: found.figures,
            card: card(revision, surroundings.organisation),
        }
    }
}

fn titles(revision: &Revision) -> Vec<String> {
    let titles = &revision.role.facts.titles;
    let mut found = vec![revision.role.title.to_plain()];
    found.extend([&titles.class, &titles.working, &titles.abbreviation].into_iter().flatten().cloned());
    found.extend(titles.also.iter().cloned());
    found.extend(titles.former.iter().map(|former| former.title.clone()));
    found
}

/// A role in short, as a revision states it; `organisation` is the full name of its organisation.
pub fn card(revision: &Revision, organisation: &str) -> RoleCard {
    let facts = &revision.role.facts;
    let (education, experience) = facts.qualifications.as_ref().map(schooling_and_experience).unwrap_or_default();
    let mut licenses: Vec<String> = Vec::new();
    if let Some(qualifications) = &facts.qualifications {
        for requirement in qualifications.every_requirement() {
            if let Requirement::License(license) = requirement
                && !licenses.contains(&license.kind)
            {
                licenses.push(license.kind.clone());
            }
        }
    }
    RoleCard {
        id: revision.id.clone(),
        revision: revision.stamp.number,
        title: revision.role.title.to_plain(),
        organisation: organisation.to_owned(),
        kind: facts.kind,
        sites: facts.sites.iter().map(plain_words::short_site).filter(|site| !site.is_empty()).collect(),
        caseload: facts.caseload.as_ref().map(plain_words::caseload),
        education,
        experience,
        licenses,
        conditions: facts.conditions.as_ref().map(conditions).unwrap_or_default(),
        effective: revision.stamp.effective.to_string(),
    }
}

/// The conditions that matter to many, in a word or two each.
fn conditions(conditions: &Conditions) -> Vec<String> {
    let mut words = Vec::new();
    if conditions.on_call.is_some() {
        words.push("on call".to_owned());
    }
    if let Some(schedule) = &conditions.schedule {
        words.extend(schedule.evenings.map(|_| "evenings".to_owned()));
        words.extend(schedule.weekends.map(|_| "weekends".to_owned()));
    }
    words.extend(conditions.travel.as_ref().map(|_| "travel".to_owned()));
    let heaviest = conditions.lifting.iter().max_by(|one, other| {
        let pounds = |lifting: &Lifting| lifting.pounds.at_most.or(lifting.pounds.at_least).map(Number::value);
        pounds(one).partial_cmp(&pounds(other)).unwrap_or(Ordering::Equal)
    });
    words.extend(heaviest.map(|lifting| format!("lifting {} pounds", lifting.pounds)));
    words
}
