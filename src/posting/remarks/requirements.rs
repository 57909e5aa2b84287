//! Requirements: stated twice, a degree that is not really required, what nobody comparable asks for, none at all.

use std::collections::BTreeSet;

use super::{Remark, RemarkRequest};
use crate::model::document::items_of;
use crate::model::qualification::{Degree, Requirement};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::posting::stated::takes_experience;
use crate::vocabulary::requirement_words::degree;

/// Fewer roles than this are nothing to compare with.
const FEWEST_COMPARABLE: usize = 4;

pub(super) fn remark(request: &RemarkRequest<'_>, remarks: &mut Vec<Remark>) {
    stated_twice(request.role, remarks);
    replaceable_degree(request.role, remarks);
    asked_by_nobody_else(request, remarks);
    let kinds = [SectionKind::Qualifications, SectionKind::Knowledge, SectionKind::AdditionalRequirements];
    if !kinds.iter().any(|kind| request.role.sections_of(*kind).next().is_some()) {
        let why = "Applicants can't tell whether they fit, and those who choose among them have no yardstick.";
        let source =
            "29 CFR 1607.5 (Uniform Guidelines on Employee Selection Procedures: criteria should come from the job)";
        remarks.push(Remark::new(
            "no-qualifications",
            "The role states nothing that one must bring along.",
            why,
            source,
        ));
    }
}

fn stated_twice(role: &Role, remarks: &mut Vec<Remark>) {
    let kinds = [SectionKind::Qualifications, SectionKind::Knowledge, SectionKind::AdditionalRequirements];
    let sections = role.sections.iter().filter(|section| kinds.contains(&section.kind));
    let items: Vec<_> = sections.flat_map(|section| items_of(&section.blocks)).filter(|item| item.is_leaf()).collect();
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.len() > 2).collect()
    };
    for (index, item) in items.iter().enumerate() {
        let own = words(&item.text.to_plain());
        let twin = items.iter().take(index).find(|other| own.len() >= 3 && words(&other.text.to_plain()) == own);
        if let Some(twin) = twin {
            let name = |id: &Option<crate::model::identifier::ItemId>| {
                id.as_ref().map(ToString::to_string).unwrap_or_default()
            };
            let message =
                format!("A requirement is stated twice: {} says what {} says.", name(&item.id), name(&twin.id));
            let remark =
                Remark::new("stated-twice", message, "Readers look for a difference that is not there.", "House rule");
            remarks.push(remark.quoting(&item.text.to_plain()).at(item.id.as_ref().map(|id| id.as_str())));
        }
    }
}

fn replaceable_degree(role: &Role, remarks: &mut Vec<Remark>) {
    let Some(qualifications) = &role.facts.qualifications else { return };
    for requirement in &qualifications.required {
        let Requirement::Substitution(substitution) = requirement else { continue };
        let Requirement::Education(education) = &substitution.of else { continue };
        if education.at_least < Degree::Associate || !takes_experience(&substitution.accepts) {
            continue;
        }
        let message = format!("It calls a {} required, and experience may replace it.", degree(education.at_least));
        let why = "People without the degree stop reading at \u{201c}required\u{201d}; name both ways in one sentence.";
        let source =
            "Griggs v. Duke Power Co., 401 U.S. 424 (1971): a degree that the work does not need can discriminate";
        remarks.push(Remark::new("degree-replaceable", message, why, source));
    }
}

fn asked_by_nobody_else(request: &RemarkRequest<'_>, remarks: &mut Vec<Remark>) {
    let others = request.comparable.iter().filter(|role| role.facts.qualifications.is_some());
    let others: Vec<BTreeSet<String>> = others.map(|role| asked(role)).collect();
    if others.len() < FEWEST_COMPARABLE {
        return;
    }
    for own in asked(request.role) {
        if !others.iter().any(|other| other.contains(&own)) {
            let count = others.len();
            let message =
                format!("{count} of {count} comparable roles that state qualifications do not ask for {own}.");
            let why = "What others do without may keep good people away; keep it if the work needs it.";
            let source = "Comparable roles of this catalog; 29 CFR 1607.3 (adverse impact of what is asked)";
            remarks.push(Remark::new("asked-by-nobody-else", message, why, source));
        }
    }
}

/// What a role requires that is of a kind that can be compared without judging words.
fn asked(role: &Role) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let Some(qualifications) = &role.facts.qualifications else { return found };
    for requirement in &qualifications.required {
        gather(requirement, &mut found);
    }
    found
}

fn gather(requirement: &Requirement, found: &mut BTreeSet<String>) {
    match requirement {
        Requirement::All(all) => all.iter().for_each(|part| gather(part, found)),
        Requirement::Any(any) => any.iter().for_each(|part| gather(part, found)),
        Requirement::License(license) => {
            found.insert(if license.kind == "driver" {
                "a driver's license".to_owned()
            } else {
                format!("a license ({})", license.kind)
            });
        }
        // The language of the posting itself is no hurdle of its own.
        Requirement::Language(language) if language.language != "English" => {
            found.insert(language.language.clone());
        }
        Requirement::Course(course) => {
            found.insert(format!("a course ({})", course.name));
        }
        Requirement::Check(_) => {
            found.insert("a background check".to_owned());
        }
        Requirement::Insurance(_) => {
            found.insert("insurance".to_owned());
        }
        _ => {}
    }
}
