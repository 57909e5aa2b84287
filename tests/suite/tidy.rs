//! Reads the sources and keeps the house tidy: which room may use which, who may touch a disk, names and sizes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The level of each room. A room uses rooms of lower levels only; `config` is read by the shell alone.
const LEVELS: [(&str, u8); 13] = [
    ("model", 0),
    ("vocabulary", 1),
    ("templating", 1),
    ("catalog", 2),
    ("search", 2),
    ("compare", 2),
    ("standards", 2),
    ("posting", 2),
    ("import", 2),
    ("app", 3),
    ("config", 3),
    ("web", 4),
    ("cli", 5),
];

/// Where files, the environment and the network may be touched.
const INPUT_AND_OUTPUT: [&str; 8] =
    ["catalog/files/", "catalog/postgres", "search/index", "templating/", "config.rs", "app/", "web/", "cli/"];

fn sources() -> BTreeMap<String, String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

fn room_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

fn level(room: &str) -> Option<u8> {
    LEVELS.iter().find(|(name, _)| *name == room).map(|(_, level)| *level)
}

/// What is wrong with the use that `file` makes of other rooms.
fn broken_walls(file: &str, text: &str) -> Vec<String> {
    let room = room_of(file);
    let Some(own) = level(room) else { return Vec::new() };
    let mut broken = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for used in line.split("crate::").skip(1).map(|rest| rest.split("::").next().unwrap_or(rest)) {
            let used = used.trim_end_matches(|c: char| !c.is_alphanumeric());
            let config_door = used == "config" && matches!(room, "cli" | "web");
            let lower = level(used).is_some_and(|other| other < own);
            if level(used).is_some() && used != room && !lower && !config_door {
                broken.push(format!("{file}:{}: `{room}` may not use `{used}`", number + 1));
            }
        }
    }
    broken
}

fn touches_the_outside(file: &str, text: &str) -> Vec<String> {
    if INPUT_AND_OUTPUT.iter().any(|allowed| file.starts_with(allowed)) || file == "main.rs" {
        return Vec::new();
    }
    let outside = ["std::fs", "std::net", "std::env", "std::process", "File::open", "SystemTime", "Zoned::now"];
    let lines = text.lines().enumerate().filter(|(_, line)| outside.iter().any(|name| line.contains(name)));
    lines.map(|(number, line)| format!("{file}:{}: {}", number + 1, line.trim())).collect()
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let broken: Vec<String> = sources().iter().flat_map(|(file, text)| broken_walls(file, text)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn only_some_rooms_touch_files_the_environment_or_the_network() {
    let found: Vec<String> = sources().iter().flat_map(|(file, text)| touches_the_outside(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_file_says_why_it_exists_and_has_a_name_that_says_something() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} does not begin with //!");
        for vague in ["util", "utils", "common", "helpers", "helper", "manager", "misc"] {
            assert!(!file.split(['/', '.']).any(|part| part == vague), "{file} has a name that says nothing");
        }
    }
}

#[test]
fn no_file_is_longer_than_five_hundred_lines_and_most_are_short() {
    let mut lengths: Vec<(usize, String)> =
        sources().into_iter().map(|(file, text)| (text.lines().count(), file)).collect();
    lengths.sort();
    let (longest, file) = lengths.last().unwrap();
    assert!(*longest <= 500, "{file} has {longest} lines");
    let over = lengths.iter().filter(|(length, _)| *length > 300).count();
    assert!(over * 20 <= lengths.len(), "{over} of {} files have more than 300 lines: {lengths:?}", lengths.len());
}

#[test]
fn the_watchman_is_awake() {
    assert_eq!(broken_walls("model/role.rs", "use crate::catalog::store;").len(), 1);
    assert_eq!(broken_walls("catalog/store.rs", "use crate::compare::redline;").len(), 1);
    assert_eq!(broken_walls("web/server.rs", "use crate::cli::output;").len(), 1);
    assert!(broken_walls("app/show.rs", "use crate::catalog::store;").is_empty());
    assert_eq!(touches_the_outside("model/role.rs", "use std::fs;").len(), 1);
    assert!(touches_the_outside("catalog/files/read.rs", "use std::fs;").is_empty());
}
