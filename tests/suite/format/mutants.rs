//! R8, `broken-file`: the shipped files, altered a thousand times. The catalog is always read; an altered file is an
//! error of its own role, named with file and line, and of no other.

use std::collections::BTreeMap;
use std::path::Path;

use rolebook::catalog::format::parse_role;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::identifier::RoleId;
use rolebook::model::snapshot::RoleHistory;

use super::mutant::{Dice, WAYS, mutant, plain};
use crate::support::TestCatalog;

/// Findings about a file as a whole; all others name a line.
const WHOLE_FILE: [&str; 9] = [
    "altered",
    "broken-chain",
    "not-as-recorded",
    "not-published",
    "wrong-number",
    "too-large",
    "lost-revision",
    "other-organisation",
    "unknown-organisation",
];

/// The published files of the catalog: their role, number, name and bytes.
struct Published {
    id: RoleId,
    number: u32,
    name: String,
    bytes: Vec<u8>,
}

fn published(catalog: &TestCatalog, histories: &BTreeMap<RoleId, RoleHistory>) -> Vec<Published> {
    let revisions = histories.values().flat_map(|history| &history.revisions);
    let file = |id: &RoleId, number: u32| {
        let name = format!("roles/{id}/{number}.md");
        Published { id: id.clone(), number, bytes: catalog.read(&name).into_bytes(), name }
    };
    revisions.map(|revision| file(&revision.id, revision.stamp.number)).collect()
}

fn histories(catalog: &TestCatalog) -> BTreeMap<RoleId, RoleHistory> {
    let snapshot = catalog.store().snapshot().unwrap();
    assert!(snapshot.findings.is_empty(), "{:?}", snapshot.findings);
    snapshot.roles.iter().map(|(id, history)| (id.clone(), history.as_ref().clone())).collect()
}

/// What is wrong with how a role is reported after one of its files was altered, or left alone.
fn judge(before: &RoleHistory, after: &RoleHistory, altered: Option<&Published>) -> Result<(), String> {
    let numbers = |history: &RoleHistory| history.revisions.iter().map(|one| one.stamp.number).collect::<Vec<_>>();
    let Some(file) = altered else {
        let same = after.revisions == before.revisions && after.findings == before.findings;
        return if same {
            Ok(())
        } else {
            Err(format!("an unaltered role is reported otherwise: {:?}", after.findings))
        };
    };
    if !after.is_broken() {
        return Err("the alteration is not reported as an error".to_owned());
    }
    if !after.findings.iter().any(|finding| finding.is_error() && finding.file == file.name) {
        return Err(format!("no error names the file: {:?}", after.findings));
    }
    if let Some(finding) =
        after.findings.iter().find(|one| one.place.is_none() && !WHOLE_FILE.contains(&one.code.as_str()))
    {
        return Err(format!("a mistake without a line: {finding:?}"));
    }
    if after.revisions.iter().any(|revision| before.revision(revision.stamp.number) != Some(revision)) {
        return Err("a revision says something else than before".to_owned());
    }
    if numbers(after).iter().any(|number| *number >= file.number) {
        return Err(format!("the altered revision is still relied on: {:?}", numbers(after)));
    }
    Ok(())
}

fn put(catalog: &TestCatalog, file: &Published, bytes: &[u8]) {
    std::fs::write(catalog.path().join(Path::new(&file.name)), bytes).unwrap();
}

#[test]
fn a_thousand_altered_files_are_each_an_error_of_their_own_role_and_of_no_other() {
    let catalog = TestCatalog::shipped();
    let before = histories(&catalog);
    let files = published(&catalog, &before);
    let ids: Vec<&RoleId> = before.keys().collect();
    let (mut total, mut harmless, mut by_way) = (0, 0, [0; WAYS.len()]);
    for round in 0..112_usize {
        let mut dice = Dice::new(round as u64 + 1);
        // In each round one role is left alone, and one file of each other role is altered.
        let spared = ids[round % ids.len()];
        let mut altered: BTreeMap<&RoleId, (&Published, String)> = BTreeMap::new();
        for (place, id) in ids.iter().enumerate().filter(|(_, id)| **id != spared) {
            let own: Vec<&Published> = files.iter().filter(|file| file.id == **id).collect();
            let file = own[dice.below(own.len())];
            let way = (round + place * 7) % WAYS.len();
            let bytes = mutant(&file.bytes, way, &mut dice);
            put(&catalog, file, &bytes);
            total += 1;
            by_way[way] += 1;
            if plain(&bytes) == file.bytes {
                harmless += 1;
            } else {
                altered.insert(id, (file, format!("round {round}, {}, {}", file.name, WAYS[way])));
            }
        }
        let after = histories(&catalog);
        assert_eq!(after.len(), before.len());
        for id in &ids {
            let verdict = judge(&before[*id], &after[*id], altered.get(id).map(|(file, _)| *file));
            let what = altered.get(id).map_or("left alone", |(_, what)| what);
            assert_eq!(verdict, Ok(()), "{id}: {what}");
        }
        for file in &files {
            put(&catalog, file, &file.bytes);
        }
    }
    println!("{total} altered files, {harmless} of them only in line ends or byte-order mark; by way: {by_way:?}");
    assert!(total >= 1000 && harmless >= 80 && total - harmless >= 800, "{total} {harmless}");
    assert!(by_way.iter().all(|count| *count >= 30), "{by_way:?}");
}

#[test]
fn one_changed_word_in_a_published_file_is_found_by_its_hash_alone() {
    let catalog = TestCatalog::shipped();
    let name = "roles/hayward/student-success-coach/1.md";
    let text = catalog.read(name);
    let changed = text.replacen("Monitor the attendance rate", "Monitor the dropout rate", 1);
    assert_ne!(text, changed);
    // Nothing else gives it away: a reader that did not check the hash would take it for what was published.
    let parsed = parse_role(changed.as_bytes());
    assert_eq!(parsed.findings, parse_role(text.as_bytes()).findings);
    assert!(parsed.file.is_some_and(|file| Some(file) != parse_role(text.as_bytes()).file));
    catalog.write(name, &changed);
    let history = catalog.store().role(&"hayward/student-success-coach".parse().unwrap()).unwrap();
    let codes: Vec<&str> = history.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!((codes, history.revisions.len()), (vec!["altered"], 0));
    let run = catalog.run(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains(name) || run.stderr.contains(name), "{run:?}");
}

#[test]
fn a_reader_that_overlooked_an_alteration_would_fail_the_thousand() {
    let catalog = TestCatalog::shipped();
    let before = histories(&catalog);
    let file = published(&catalog, &before).remove(0);
    let history = &before[&file.id];
    assert!(judge(history, history, None).is_ok());
    assert!(judge(history, history, Some(&file)).is_err(), "an alteration that went unnoticed");
    put(&catalog, &file, &[&file.bytes[..], b"\nMore.\n"].concat());
    let noticed = &histories(&catalog)[&file.id];
    assert!(judge(history, noticed, Some(&file)).is_ok());
    assert!(judge(history, noticed, None).is_err(), "an error of a role that was left alone");
    let mut trusting = noticed.clone();
    trusting.revisions = history.revisions.clone();
    assert!(judge(history, &trusting, Some(&file)).is_err(), "an altered revision that is still relied on");
}

#[test]
fn the_line_with_the_hash_may_not_be_altered_either() {
    let catalog = TestCatalog::shipped();
    let name = "roles/hayward/student-success-coach/1.md";
    let text = catalog.read(name);
    let line = text.lines().find(|line| line.starts_with("  hash: ")).unwrap();
    let hash = line.strip_prefix("  hash: ").unwrap();
    for other in [
        format!("{line} "),
        format!("{line} # yes"),
        format!("  hash: \"{hash}\""),
        format!("  hash:  {hash}"),
        format!("  hash: '{hash}'"),
    ] {
        catalog.write(name, &text.replacen(line, &other, 1));
        let history = catalog.store().role(&"hayward/student-success-coach".parse().unwrap()).unwrap();
        assert!(history.is_broken() && history.revisions.is_empty(), "{other}: {:?}", history.findings);
    }
}
