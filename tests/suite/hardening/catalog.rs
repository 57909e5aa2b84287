//! A catalog in any folder, the program run on it, and what its files say.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{ORGANISATION, Run, binary, copy, role_text};

/// A catalog that a blow is aimed at.
#[derive(Debug, Clone)]
pub(super) struct Catalog {
    root: PathBuf,
}

/// The files of a catalog, but for the lock, by their names.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Who decides in these tests, why and from when on.
pub(super) const DECISION: [&str; 6] = ["--by", "tests", "--reason", "hardening", "--effective", "2026-01-01"];

impl Catalog {
    /// The catalog in a folder.
    pub(super) fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// A new catalog with the organisation `acme` and no role.
    pub(super) fn create(root: &Path) -> Self {
        let catalog = Self::at(root);
        catalog.write("organisations/acme.md", ORGANISATION);
        fs::create_dir_all(root.join("roles")).unwrap();
        catalog
    }

    /// Makes the folder a copy of another catalog, whatever it held.
    pub(super) fn become_copy_of(&self, template: &Self) {
        if self.root.exists() {
            fs::remove_dir_all(&self.root).unwrap();
        }
        copy(&template.root, &self.root);
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a draft of a role of `acme` by hand, as the first of it.
    pub(super) fn draft(&self, role: &str, duty: &str) {
        self.write(&format!("roles/acme/{role}/draft.md"), &role_text("acme", &[duty]));
    }

    /// Puts another duty into the draft of a role of `acme`.
    pub(super) fn edit(&self, role: &str, from: &str, to: &str) {
        let path = self.root.join(format!("roles/acme/{role}/draft.md"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Runs the program; it must succeed.
    pub(super) fn must(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run:?}");
        run
    }

    /// Runs the program.
    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        self.run_under(&[], arguments)
    }

    /// Runs the program under a rig: a command that runs it.
    pub(super) fn run_under(&self, rig: &[String], arguments: &[&str]) -> Run {
        self.command_under(rig, arguments).output().unwrap().into()
    }

    /// The command that runs the program under a rig, in an environment in which each run is like the other.
    pub(super) fn command_under(&self, rig: &[String], arguments: &[&str]) -> Command {
        let mut words = rig.iter().map(String::as_str).chain([binary()]).chain(arguments.iter().copied());
        let mut command = Command::new(words.next().unwrap());
        command.args(words).arg("--catalog").arg(&self.root);
        for variable in ["ROLEBOOK_CATALOG", "ROLEBOOK_BY", "ROLEBOOK_CONFIG", "ROLEBOOK_INDEX"] {
            command.env_remove(variable);
        }
        command.env("RAYON_NUM_THREADS", "1").env("TZ", "UTC0").env("NO_COLOR", "1").env("RUST_BACKTRACE", "0");
        command
    }

    /// The number in the lock's file: the process that holds the lock or held it last.
    pub(super) fn lock_pid(&self) -> String {
        fs::read_to_string(self.root.join(".lock")).unwrap_or_default().trim().to_owned()
    }

    /// Every file, but for the lock.
    pub(super) fn files(&self) -> Files {
        let mut files = Files::new();
        gather(&self.root, &self.root, &mut files);
        files.remove(".lock");
        files
    }
}

fn gather(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// The files without what differs from run to run: the moment of publishing, the hashes, which cover it, and which role
/// came first in the ledger.
pub(super) fn timeless(files: &Files) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> =
        files.iter().map(|(name, bytes)| (name.clone(), timeless_text(&String::from_utf8_lossy(bytes)))).collect();
    if let Some(ledger) = texts.get_mut("ledger.jsonl") {
        let mut lines: Vec<&str> = ledger.split_inclusive('\n').collect();
        lines.sort_unstable();
        *ledger = lines.concat();
    }
    texts
}

fn timeless_text(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("published: ") {
            out.push_str("  published: then\n");
            continue;
        }
        for word in line.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let hash = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            out.push_str(if hash.len() == 64 { "#" } else { hash });
            out.push_str(&word[hash.len()..]);
        }
    }
    out
}
