//! R7: the search index is damaged in every way, and the next search is right.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use super::count;
use crate::store::dice::Dice;
use crate::support::{Run, TestCatalog, copy};

/// What is asked: it finds every role, by words of any kind, and counts.
const QUESTION: [&str; 6] = ["search", "families OR records OR school -nobody", "--facets", "--limit", "100", "--json"];

/// A catalog with an index of several segments with removed documents.
pub(super) struct Ring {
    catalog: TestCatalog,
    template: TempDir,
    /// What an index says that was kept, and one that was made just now: their scores differ a little.
    right: [Value; 2],
    /// The index of another catalog.
    other: TempDir,
    work: TempDir,
}

impl Ring {
    pub(super) fn new() -> Self {
        let catalog = TestCatalog::shipped();
        catalog.write("organisations/acme.md", crate::support::ORGANISATION);
        let template = tempfile::tempdir().unwrap();
        let ask = |catalog: &TestCatalog, index: &Path| {
            let run = run(catalog, index, &QUESTION);
            assert_eq!(run.code, 0, "{run:?}");
            serde_json::from_str::<Value>(&run.stdout).unwrap()
        };
        for role in ["coach", "driver"] {
            catalog.draft(role, &["Visits families at school.", "Keeps records."]);
            catalog.publish(role);
            ask(&catalog, template.path());
        }
        let revised = catalog.run(&["revise", "acme/coach"]);
        assert_eq!(revised.code, 0, "{revised:?}");
        let draft = catalog.read("roles/acme/coach/draft.md");
        catalog.write("roles/acme/coach/draft.md", &draft.replace("Visits families", "Calls families"));
        catalog.publish("coach");
        let kept = ask(&catalog, template.path());
        assert!(files(template.path()).iter().any(|path| path.extension().is_some_and(|kind| kind == "del")));
        let other = tempfile::tempdir().unwrap();
        let made = ask(&catalog, &other.path().join("made"));
        let stranger = TestCatalog::new();
        stranger.draft("stranger", &["Keeps records of families."]);
        stranger.publish("stranger");
        ask(&stranger, other.path());
        Self { catalog, template, right: [kept, made], other, work: tempfile::tempdir().unwrap() }
    }

    /// A copy of the index, to be damaged.
    fn index(&self) -> PathBuf {
        let index = self.work.path().join("index");
        if fs::symlink_metadata(&index).is_ok_and(|found| found.is_file()) {
            fs::remove_file(&index).unwrap();
        } else if index.exists() {
            fs::remove_dir_all(&index).unwrap();
        }
        copy(self.template.path(), &index);
        index
    }

    /// What is wrong with the next search, and with what it leaves behind.
    fn faults(&self, index: &Path) -> Vec<String> {
        let mut faults = Vec::new();
        let searched = run(&self.catalog, index, &QUESTION);
        let page = serde_json::from_str::<Value>(&searched.stdout).unwrap_or_default();
        if searched.code != 0 || !self.right.contains(&page) {
            faults.push(format!("answered {searched:?}"));
        }
        if !searched.stderr.is_empty() {
            faults.push(format!("said {}", searched.stderr));
        }
        if index.is_file() {
            return faults;
        }
        let verified = run(&self.catalog, index, &["index", "--verify"]);
        if verified.code != 0 || !verified.stderr.is_empty() {
            faults.push(format!("not healed: {verified:?}"));
        }
        let left: Vec<String> = fs::read_dir(index)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("index-") || name.starts_with("current."))
            .collect();
        if left.len() != 1 {
            faults.push(format!("left behind: {left:?}"));
        }
        faults
    }
}

fn run(catalog: &TestCatalog, index: &Path, arguments: &[&str]) -> Run {
    let mut command = catalog.command(arguments);
    command.arg("--index").arg(index).env_remove("ROLEBOOK_INDEX").env("NO_COLOR", "1");
    command.output().unwrap().into()
}

/// The folder of the index in use.
fn in_use(index: &Path) -> PathBuf {
    index.join(fs::read_to_string(index.join("current")).unwrap().trim())
}

/// The files of the index in use, and the one that names it.
fn files(index: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(in_use(index)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.push(index.join("current"));
    files.retain(|path| path.extension().is_none_or(|kind| kind != "lock"));
    files.sort();
    files
}

/// Damages an index; what was done. Half of all damages are single bits.
fn damage(ring: &Ring, index: &Path, number: usize) -> String {
    let dice = &mut Dice::new(u64::try_from(number).unwrap());
    let files = files(index);
    let path = files[dice.below(files.len())].clone();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(&path).unwrap();
    let at = dice.below(bytes.len());
    let in_use = in_use(index);
    let current = index.join("current");
    let meta = |edit: &dyn Fn(&str) -> String| {
        let sealed = fs::read(in_use.join("meta.json")).unwrap();
        let text = String::from_utf8(sealed).unwrap();
        let (json, _) = text.rsplit_once("\nblake3 ").unwrap();
        let edited = edit(json);
        assert_ne!(edited, json);
        // Sealed anew: it is as somebody wrote it, but not as this program would.
        let seal = blake3::hash(edited.as_bytes()).to_hex();
        fs::write(in_use.join("meta.json"), format!("{edited}\nblake3 {seal}")).unwrap();
    };
    match number % 34 {
        0..=13 => {
            let bit = dice.below(8);
            let mut bytes = bytes;
            bytes[at] ^= 1 << bit;
            fs::write(&path, bytes).unwrap();
            format!("flip bit {bit} of byte {at} of {name}")
        }
        14..=16 => {
            fs::write(&path, &bytes[..at]).unwrap();
            format!("cut {name} at {at}")
        }
        17 | 18 => {
            fs::remove_file(&path).unwrap();
            format!("delete {name}")
        }
        19 => {
            fs::write(&path, "").unwrap();
            format!("empty {name}")
        }
        20 => {
            let other = &files[dice.below(files.len())];
            fs::write(&path, fs::read(other).unwrap()).unwrap();
            format!("write {} over {name}", other.display())
        }
        21 => {
            let mut bytes = bytes;
            let end = (at + 64).min(bytes.len());
            bytes[at..end].fill(0);
            fs::write(&path, bytes).unwrap();
            format!("zeroes at {at} of {name}")
        }
        22 => {
            fs::write(&path, [bytes, b"garbage".to_vec()].concat()).unwrap();
            format!("garbage at the end of {name}")
        }
        23 => {
            let garbage = ["\u{0}\u{1}", "index-", "index--1", "index-99999999999999999999", "index-4294967295", "{}"];
            let garbage = garbage[dice.below(garbage.len())];
            fs::write(&current, garbage).unwrap();
            format!("{garbage:?} in current")
        }
        24 => {
            let places = ["index-999", "../..", "/etc", "index-1/../../..", ".", "README.md"];
            let place = places[dice.below(places.len())];
            fs::write(&current, place).unwrap();
            format!("current at {place}")
        }
        25 => {
            meta(&|text| text.replace("\\\"format\\\":", "\\\"format\\\":9"));
            "the stamp of another version".to_owned()
        }
        26 => {
            meta(&|text| {
                text.replacen("\"name\": \"title\"", "\"name\": \"heading\"", 1).replacen(
                    "\"name\":\"title\"",
                    "\"name\":\"heading\"",
                    1,
                )
            });
            "a foreign schema".to_owned()
        }
        27 => {
            fs::remove_dir_all(&in_use).unwrap();
            copy(&self::in_use(ring.other.path()), &in_use);
            "the index of another catalog".to_owned()
        }
        28 => {
            if dice.one_in(2) {
                fs::remove_dir_all(index).unwrap();
            } else {
                fs::remove_dir_all(&in_use).unwrap();
            }
            "rm -rf".to_owned()
        }
        29 => {
            fs::remove_dir_all(index).unwrap();
            fs::write(index, "in the way").unwrap();
            "a file in the folder's place".to_owned()
        }
        30 => {
            let list = in_use.join(".managed.json");
            let texts: [&[u8]; 3] = [b"[]", b"[\"meta.json\"", b"\xff\xfe"];
            fs::write(list, texts[dice.below(3)]).unwrap();
            "the list of files damaged".to_owned()
        }
        31 => {
            for lock in [".tantivy-writer.lock", ".tantivy-meta.lock", "../.lock"] {
                fs::write(in_use.join(lock), "4711\n").unwrap();
            }
            "locks left over".to_owned()
        }
        32 => {
            // What a process leaves that was killed while it made an index.
            let half = index.join("index-7");
            fs::create_dir(&half).unwrap();
            for path in files.iter().take(1 + dice.below(files.len() - 1)).filter(|path| **path != current) {
                fs::copy(path, half.join(path.file_name().unwrap())).unwrap();
            }
            fs::write(half.join("meta.json.new"), "{").unwrap();
            fs::write(index.join("current.new-7"), "index-").unwrap();
            "half an index".to_owned()
        }
        _ => {
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
            fs::remove_dir(&path).unwrap();
            fs::remove_file(in_use.join(".managed.json")).or_else(|_| fs::remove_file(&current)).unwrap();
            format!("{name} and the list of files deleted")
        }
    }
}

#[test]
fn a_damaged_index_is_never_fatal_never_wrong_and_heals_by_itself() {
    let began = Instant::now();
    let ring = Ring::new();
    let untouched = ring.faults(&ring.index());
    assert!(untouched.is_empty(), "{untouched:?}");
    let damages = count(68, 510);
    let mut all = Vec::new();
    for number in 0..damages {
        let index = ring.index();
        let done = damage(&ring, &index, number);
        all.extend(ring.faults(&index).into_iter().map(|fault| format!("{number}, {done}: {fault:.600}")));
    }
    eprintln!("index-heal: {damages} damages, {} faults; {} s", all.len(), began.elapsed().as_secs());
    assert!(all.is_empty(), "{} faults:\n{}", all.len(), all[..all.len().min(10)].join("\n"));
}

/// Such a file is whole in itself, and tantivy's checksum fits.
#[test]
fn a_file_of_another_segment_in_the_place_of_one_is_noticed() {
    let ring = Ring::new();
    let kind = |path: &Path| path.extension().map(|kind| kind.to_string_lossy().into_owned());
    let (mut tried, mut faults) = (0, Vec::new());
    for wanted in ["idx", "pos", "term", "store", "fast", "fieldnorm"] {
        let index = ring.index();
        let of_kind: Vec<PathBuf> =
            files(&index).into_iter().filter(|path| kind(path).is_some_and(|kind| kind == wanted)).collect();
        let [one, other, ..] = of_kind.as_slice() else { continue };
        fs::copy(one, other).unwrap();
        tried += 1;
        faults.extend(ring.faults(&index).into_iter().map(|fault| format!("{wanted}: {fault:.300}")));
    }
    assert!(tried >= 5, "the index has several segments");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_index_that_lies_and_is_not_mended_is_noticed() {
    let mut ring = Ring::new();
    let index = ring.index();
    ring.right[0]["total"] = Value::from(99);
    ring.right[1]["total"] = Value::from(99);
    assert_eq!(ring.faults(&index).len(), 1, "a wrong answer");
    fs::create_dir(index.join("index-99")).unwrap();
    fs::write(index.join("index-99/notes.txt"), "not of an index").unwrap();
    assert_eq!(ring.faults(&index).len(), 2, "something is left behind, because it is no index");
    assert!(index.join("index-99/notes.txt").exists());
}
