//! The documents that the catalog starts from, imported, beside the roles that people made of them.

use std::collections::BTreeMap;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore as _;
use rolebook::import::understand::roles;
use rolebook::model::document::items_of;
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;

use super::{shared, understood};
use crate::support::shipped_catalog;

/// The parts whose items are counted.
const PARTS: [SectionKind; 5] = [
    SectionKind::Duties,
    SectionKind::Knowledge,
    SectionKind::Competencies,
    SectionKind::PerformanceObjectives,
    SectionKind::WorkingConditions,
];

fn counts(role: &Role) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for section in role.sections.iter().filter(|section| PARTS.contains(&section.kind)) {
        let leaves = items_of(&section.blocks).into_iter().filter(|item| item.is_leaf()).count();
        *counts.entry(format!("{:?}", section.kind)).or_default() += leaves;
    }
    counts.retain(|_, count| *count > 0);
    counts
}

fn imported(file: &str) -> Option<Vec<Role>> {
    let path = shared(&format!("seeds/{file}"))?;
    let (blocks, readings) = understood(&std::fs::read(path).unwrap());
    Some(roles::read(&blocks, &readings).roles.into_iter().map(|found| found.role).collect())
}

/// What is different between an imported role and the one in the catalog.
fn differences(role: &Role, id: &str) -> Option<String> {
    let store = FileStore::open(&shipped_catalog()).unwrap();
    let history = store.role(&id.parse().unwrap()).unwrap();
    let (ours, theirs) = (counts(role), counts(&history.newest().unwrap().role));
    (ours != theirs).then(|| format!("{id}: imported {ours:?}, in the catalog {theirs:?}"))
}

#[test]
fn a_document_of_seven_roles_becomes_seven_with_all_their_items() {
    let Some(roles) = imported("000_72e9daafb6052773.txt") else { return };
    let ids = [
        "albina-rockwood/in-school-coordinator",
        "berea-knox/academic-interventionist",
        "chula-vista-san-diego/academic-advocate",
        "deer-creek-indianola/links-associate",
        "hayward/student-success-coach",
        "mission/family-success-coach",
        "promise-heights/promisecorps-member",
    ];
    assert_eq!(roles.len(), ids.len());
    let wrong: Vec<String> = roles.iter().zip(ids).filter_map(|(role, id)| differences(role, id)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_class_specification_and_a_posting_without_headings_keep_all_their_items() {
    let (Some(class), Some(posting)) = (imported("003_8c62f1702b526015.txt"), imported("004_fcb1b948543cd95e.txt"))
    else {
        return;
    };
    assert_eq!((class.len(), posting.len()), (1, 1));
    let wrong: Vec<String> = [
        differences(&class[0], "new-york-county/case-manager-social-services"),
        differences(&posting[0], "seven-counties/case-manager"),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
