//! Real edit histories: every committed version of some hundred postings, each compared with the one before it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rolebook::catalog::format::parse_role;
use rolebook::compare::redline::{Fate, redline};
use rolebook::model::role::Role;

use super::promises;

/// The folders of versions, or a notice that they are not on this machine.
fn histories() -> Vec<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/documents/tts-18f/versions");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no edit histories beside this repository (../shared)");
        return Vec::new();
    };
    let mut histories: Vec<Vec<PathBuf>> =
        files.map(|file| sorted(std::fs::read_dir(file.unwrap().path()).unwrap())).collect();
    histories.sort();
    histories
}

fn sorted(folder: std::fs::ReadDir) -> Vec<PathBuf> {
    let mut versions: Vec<PathBuf> = folder.map(|version| version.unwrap().path()).collect();
    versions.sort();
    versions
}

/// A posting as a role's file: our front matter for theirs, their title and key objectives in the text,
/// their headings one rank lower where they use the title's rank for them.
fn as_role_file(posting: &str) -> String {
    let posting = posting.replace("\r\n", "\n");
    let (matter, body) = match posting.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        Some((matter, rest)) => (matter, rest.split_once('\n').map_or("", |(_, body)| body)),
        None => ("", posting.as_str()),
    };
    let title = matter.lines().find_map(|line| line.strip_prefix("title:")).unwrap_or("Untitled");
    let mut text = format!(
        "---\nschema: rolebook/1\nkind: job-description\norganisation: acme\n\
         source: {{document: A posting, licence: CC0-1.0}}\n---\n\n# {}\n\n",
        title.trim().trim_matches('"')
    );
    let objectives = key_objectives(matter);
    if !objectives.is_empty() {
        text.push_str(&format!("## Duties\n\n{objectives}\n"));
    }
    let body = without_comments(body);
    let lower = body.lines().any(|line| line.starts_with("# "));
    for line in body.lines() {
        if lower && line.starts_with('#') {
            text.push('#');
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn key_objectives(matter: &str) -> String {
    let lines = matter.lines().skip_while(|line| !line.starts_with("key objectives:")).skip(1);
    let lines = lines.take_while(|line| line.is_empty() || line.starts_with([' ', '-', '#']));
    lines.filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// Without the remarks of the site's builder to whoever edits the posting.
fn without_comments(body: &str) -> String {
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, comment)) = rest.split_once("{% comment") {
        text.push_str(before);
        rest = comment
            .split_once("{% endcomment")
            .map_or("", |(_, after)| after.split_once("%}").map_or("", |(_, rest)| rest));
    }
    text.push_str(rest);
    text
}

fn role_of(version: &Path) -> Result<Role, String> {
    let bytes = std::fs::read(version).unwrap();
    let parsed = parse_role(as_role_file(&String::from_utf8_lossy(&bytes)).as_bytes());
    let codes = || parsed.findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>().join(", ");
    parsed.file.map(|file| file.role).ok_or_else(|| format!("{}: {}", version.display(), codes()))
}

#[test]
fn every_step_of_a_thousand_real_edits_has_a_redline_that_keeps_its_promises() {
    let histories = histories();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut slowest = Duration::ZERO;
    for versions in &histories {
        let mut before: Option<Role> = None;
        for version in versions {
            let role = match role_of(version) {
                Ok(role) => role,
                Err(reason) => {
                    eprintln!("no role: {reason}");
                    before = None;
                    continue;
                }
            };
            if let Some(before) = &before {
                let started = Instant::now();
                let redline = redline(before, &role);
                slowest = slowest.max(started.elapsed());
                promises::hold(before, &role, &redline);
                *counts.entry("pairs").or_default() += 1;
                *counts.entry("pairs that say the same").or_default() += usize::from(redline.is_empty());
                for entry in &redline.entries {
                    let name = match entry.fate {
                        Fate::New => "new",
                        Fate::Dropped => "dropped",
                        Fate::SplitOff => "split off",
                        Fate::Merged => "merged",
                        Fate::Kept if entry.is_unchanged() => "unchanged",
                        Fate::Kept => "changed in place or moved",
                    };
                    *counts.entry(name).or_default() += 1;
                    *counts.entry("reworded").or_default() += usize::from(entry.reworded);
                    *counts.entry("moved").or_default() += usize::from(entry.moved);
                }
            }
            before = Some(role);
        }
    }
    if !histories.is_empty() {
        eprintln!("{counts:#?}\nthe slowest took {slowest:?}");
        assert!(counts.get("pairs").is_some_and(|pairs| *pairs > 900), "{counts:?}");
    }
}
