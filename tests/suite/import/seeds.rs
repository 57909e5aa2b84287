//! The documents that the catalog starts from, imported, beside the roles that people made of them.

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore as _;
use rolebook::import::understand::roles;
use rolebook::model::document::{Block, items_of};
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;

use super::{shared, understood};
use crate::support::{TestCatalog, shipped_catalog};

/// How many duties, and how many items of all other parts but the head and the qualifications, whose items people
/// divide in more than one way.
fn counts(role: &Role) -> (usize, usize) {
    let leaves = |section: &&rolebook::model::document::Section| {
        items_of(&section.blocks).into_iter().filter(|item| item.is_leaf()).count()
    };
    let others = role.sections.iter().filter(|section| {
        !matches!(section.kind, SectionKind::Duties | SectionKind::PositionInformation | SectionKind::Qualifications)
            || section.heading.to_plain().eq_ignore_ascii_case("service areas")
    });
    (role.duties().len(), others.map(|section| leaves(&section)).sum())
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
    (ours != theirs).then(|| format!("{id}: imported {ours:?}, in the catalog {theirs:?} (duties, other items)"))
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

#[test]
fn a_form_keeps_its_boxes_its_duties_its_tables_and_all_of_the_time() {
    let Some(roles) = imported("002_273938ab69407a1b.txt") else { return };
    let [role] = roles.as_slice() else { panic!("{} roles", roles.len()) };
    assert_eq!(role.duties().len(), 42);
    let boxes = role.items().filter(|(_, item)| item.tick.is_some()).count();
    assert_eq!(boxes, 33);
    let ticked = role.items().filter(|(_, item)| item.tick == Some(rolebook::model::document::Tick::Ticked)).count();
    assert_eq!(ticked, 6);
    let duties = role.sections_of(SectionKind::Duties).next().unwrap();
    let shares = duties.blocks.iter().filter_map(|block| match block {
        Block::Group(group) => group.marks.share_percent.map(|share| share.value()),
        _ => None,
    });
    assert_eq!(shares.sum::<f64>(), 100.0);
    // The table of duties has become groups; the others are tables still.
    let rows: Vec<usize> = role.sections.iter().flat_map(|section| tables(&section.blocks)).collect();
    assert_eq!(rows, [7, 2, 1], "contacts, review of work, budget");
}

/// The tables among these blocks, each with its number of rows.
fn tables(blocks: &[Block]) -> Vec<usize> {
    let within = |block: &Block| match block {
        Block::Table(table) => vec![table.rows.len()],
        Block::Group(group) => tables(&group.blocks),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(within).collect()
}

#[test]
fn each_role_of_a_collection_is_a_newer_version_of_the_one_at_its_own_organisation() {
    let Some(path) = shared("seeds/000_72e9daafb6052773.txt") else { return };
    let catalog = TestCatalog::shipped();
    let run = catalog.run(&["import", path.to_str().unwrap(), "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let ids: Vec<&str> =
        said["written"].as_array().unwrap().iter().map(|written| written["id"].as_str().unwrap()).collect();
    let expected = [
        "albina-rockwood/in-school-coordinator",
        "berea-knox/academic-interventionist",
        "chula-vista-san-diego/academic-advocate",
        "deer-creek-indianola/links-associate",
        "hayward/student-success-coach",
        "mission/family-success-coach",
        "promise-heights/promisecorps-member",
    ];
    assert_eq!(ids, expected);
}
