//! The ten roles that ship with the program, held against counts and facts that were taken from their source
//! documents by hand. A role that loses an item, a figure or a condition fails here.

mod counts;
mod facts;
mod facts_of_forms;
mod facts_of_urban;
mod names;
mod own_words;
mod provenance;
mod qualifications;
mod traps;

use std::path::PathBuf;
use std::sync::OnceLock;

use rolebook::app::show::{RoleRecord, show_role};
use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::document::{Block, Item, Section};
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::snapshot::{RoleHistory, Snapshot};
use serde_json::Value;

use crate::support::shipped_catalog;

/// The keys under which the source documents' roles were counted, and the roles' names in the catalog.
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

fn snapshot() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| store().snapshot().unwrap())
}

fn store() -> FileStore {
    FileStore::open(&shipped_catalog()).unwrap()
}

fn id(key: &str) -> &'static str {
    ROLES.iter().find(|(known, _)| *known == key).unwrap().1
}

fn history(key: &str) -> &'static RoleHistory {
    &snapshot().roles[&id(key).parse().unwrap()]
}

/// What the newest revision of a role says.
fn role(key: &str) -> &'static Role {
    &history(key).newest().unwrap().role
}

/// A role as the shell and the API hand it out.
fn record(key: &str) -> RoleRecord {
    let on = history(key).newest().unwrap().stamp.effective;
    show_role(&store(), &id(key).parse().unwrap(), on).unwrap()
}

/// Every piece of prose below a section's heading, in order; cells and labels are pieces of their own.
fn pieces(section: &Section) -> Vec<String> {
    fn of_item(item: &Item, into: &mut Vec<String>) {
        into.extend([item.label.to_plain(), item.text.to_plain()]);
        into.extend(item.continued.iter().map(|text| text.to_plain()));
        item.items.iter().for_each(|item| of_item(item, into));
    }
    fn of_blocks(blocks: &[Block], into: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => into.push(text.to_plain()),
                Block::List(items) => items.iter().for_each(|item| of_item(item, into)),
                Block::Table(table) => {
                    into.extend(table.columns.iter().map(|column| column.heading.to_plain()));
                    into.extend(table.rows.iter().flatten().map(|cell| cell.to_plain()));
                }
                Block::Group(group) => {
                    into.push(group.label.to_plain());
                    of_blocks(&group.blocks, into);
                }
            }
        }
    }
    let mut into = Vec::new();
    of_blocks(&section.blocks, &mut into);
    into.retain(|piece| !piece.is_empty());
    into
}

/// The words of all sections of a kind.
fn words(role: &Role, kind: SectionKind) -> String {
    role.sections_of(kind).flat_map(pieces).collect::<Vec<_>>().join("\n")
}

/// Asserts that each of the terms stands in the sections of a kind.
#[track_caller]
fn says(role: &Role, kind: SectionKind, terms: &[&str]) {
    let words = words(role, kind);
    for term in terms {
        assert!(words.contains(term), "{}: `{term}` is not in the {kind:?} section:\n{words}", role.title);
    }
}

/// Asserts a value of the role's data, by its path in the form that the API hands out; null when it is absent.
#[track_caller]
fn holds(role: &Role, path: &str, expected: Value) {
    let record = serde_json::to_value(role).unwrap();
    let found = record.pointer(path).cloned().unwrap_or(Value::Null);
    assert_eq!(found, expected, "{} {path}", role.title);
}

/// Where the source documents are, if they are on this computer.
fn seeds() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the source documents are not at ../shared/seeds");
    None
}

/// The lines of the source document of a role or organisation, by its publisher.
fn source_lines(folder: &std::path::Path, publisher: &str) -> Vec<String> {
    let number = match publisher {
        "Urban Institute" => "000",
        "Oregon Department of Human Services" => "002",
        "a New York county's civil service (the county is not named)" => "003",
        "Seven Counties Services" => "004",
        other => panic!("no source document of {other}"),
    };
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number));
    let file = { entries }.find(named).unwrap();
    std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect()
}
