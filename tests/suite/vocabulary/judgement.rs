//! The rules held against a person's judgement of every duty that ships.

use std::collections::{BTreeMap, BTreeSet};

use rolebook::model::document::{Block, Item};
use rolebook::model::section::SectionKind;
use rolebook::vocabulary::activities::ActivityRules;

use super::judged::JUDGED;
use super::snapshot;

/// A duty with the heading of its group.
struct Duty {
    role: &'static str,
    name: String,
    text: String,
    label: String,
}

const ROLES: [(&str, &str); 10] = [
    ("U1", "albina-rockwood/in-school-coordinator"),
    ("U2", "berea-knox/academic-interventionist"),
    ("U3", "chula-vista-san-diego/academic-advocate"),
    ("U4", "deer-creek-indianola/links-associate"),
    ("U5", "hayward/student-success-coach"),
    ("U6", "mission/family-success-coach"),
    ("U7", "promise-heights/promisecorps-member"),
    ("O1", "oregon-dhs/family-coach"),
    ("N1", "new-york-county/case-manager-social-services"),
    ("S1", "seven-counties/case-manager"),
];

/// Every duty of the ten roles.
fn duties() -> Vec<Duty> {
    fn visit(role: &'static str, blocks: &[Block], label: &str, into: &mut Vec<Duty>) {
        for block in blocks {
            match block {
                Block::List(items) => into.extend(items.iter().flat_map(Item::leaves).map(|item| Duty {
                    role,
                    name: item.id.as_ref().unwrap().to_string(),
                    text: format!("{} {}", item.label.to_plain(), item.text.to_plain()).trim().to_owned(),
                    label: label.to_owned(),
                })),
                Block::Group(group) => visit(role, &group.blocks, &group.label.to_plain(), into),
                Block::Paragraph(_) | Block::Table(_) => {}
            }
        }
    }
    let mut duties = Vec::new();
    for (key, id) in ROLES {
        let history = &snapshot().roles[&id.parse().unwrap()];
        for section in history.newest().unwrap().role.sections_of(SectionKind::Duties) {
            visit(key, &section.blocks, "", &mut duties);
        }
    }
    duties
}

#[test]
fn every_duty_that_ships_is_judged_once_and_by_activities_that_exist() {
    let known: BTreeSet<&str> = snapshot().vocabulary.activities.iter().map(|activity| activity.id.as_str()).collect();
    let judged: BTreeSet<(&str, &str)> = JUDGED.iter().map(|(role, duty, _)| (*role, *duty)).collect();
    assert_eq!(judged.len(), JUDGED.len(), "a duty is judged twice");
    let duties = duties();
    let there: BTreeSet<(&str, &str)> = duties.iter().map(|duty| (duty.role, duty.name.as_str())).collect();
    assert_eq!(judged, there);
    for (role, duty, activities) in JUDGED {
        assert!(!activities.is_empty() && activities.iter().all(|id| known.contains(id)), "{role} {duty}");
    }
}

#[test]
fn the_rules_judge_duties_nearly_as_a_person_does() {
    let rules = ActivityRules::new(&snapshot().vocabulary);
    let judged: BTreeMap<(&str, &str), &[&str]> =
        JUDGED.iter().map(|(role, duty, activities)| ((*role, *duty), *activities)).collect();
    let (mut right, mut found, mut expected, mut primary) = (0, 0, 0, 0);
    let mut by_activity: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let duties = duties();
    for duty in &duties {
        let person = judged[&(duty.role, duty.name.as_str())];
        let ours = rules.activities_of(&duty.text, &duty.label, &[]);
        let ids: Vec<&str> = ours.iter().map(|found| found.activity).collect();
        let both = ids.iter().filter(|id| person.contains(id)).count();
        right += both;
        found += ids.len();
        expected += person.len();
        let same_primary = ids.first() == person.first();
        primary += usize::from(same_primary);
        for id in person {
            by_activity.entry(id).or_default()[usize::from(!ids.contains(id))] += 1;
        }
        for id in ids.iter().filter(|id| !person.contains(id)) {
            by_activity.entry(id).or_default()[2] += 1;
        }
        if both < ids.len() || both < person.len() || !same_primary {
            let shown: Vec<String> =
                ours.iter().map(|found| format!("{} ({})", found.activity, found.cue.unwrap_or_default())).collect();
            println!(
                "{} {}: {}\n    person: {}\n    rules:  {}",
                duty.role,
                duty.name,
                duty.text,
                person.join(", "),
                shown.join(", ")
            );
        }
    }
    println!("{:<22} {:>5} {:>6} {:>5}", "activity", "right", "missed", "wrong");
    for (id, [right, missed, wrong]) in &by_activity {
        println!("{id:<22} {right:>5} {missed:>6} {wrong:>5}");
    }
    let ratio = |part: usize, whole: usize| part as f64 / whole as f64;
    let (precision, recall) = (ratio(right, found), ratio(right, expected));
    let f1 = 2.0 * precision * recall / (precision + recall);
    let primary = ratio(primary, duties.len());
    println!(
        "{} duties: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; primary activity right in {primary:.3}",
        duties.len()
    );
    assert!(f1 >= 0.80, "F1 {f1:.3}");
    assert!(primary >= 0.70, "primary {primary:.3}");
}
