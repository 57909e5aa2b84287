//! What is left after a blow and the next start: what the program says of it, and what the files say themselves.

use std::collections::BTreeMap;
use std::fmt;

use rolebook::catalog::format::{Stamp, parse_role, true_hash};
use serde_json::Value;

use super::catalog::{Catalog, Files};
use crate::support::Run;

/// A revision that the program said it had published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Acknowledged {
    id: String,
    number: u64,
    hash: String,
}

impl Acknowledged {
    /// What `publish --json` or `retire --json` said on stdout, if it said it to the end.
    pub(super) fn read(run: &Run) -> Option<Self> {
        let said: Value = serde_json::from_str(&run.stdout).ok()?;
        let stamp = said.get("revision").or_else(|| said.get("stamp"))?;
        Some(Self {
            id: said.get("id")?.as_str()?.to_owned(),
            number: stamp.get("number")?.as_u64()?,
            hash: stamp.get("hash")?.as_str()?.to_owned(),
        })
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    fn file(&self) -> String {
        format!("roles/{}/{}.md", self.id, self.number)
    }
}

impl fmt::Display for Acknowledged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.number)
    }
}

/// What an inspection found wrong.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Acknowledged revisions that are not there, or say something else.
    pub(super) lost: Vec<String>,
    /// What can't be read, or not be trusted.
    pub(super) unreadable: Vec<String>,
    /// What interrupted writing left behind for good.
    pub(super) leftovers: Vec<String>,
}

impl Faults {
    pub(super) fn is_none(&self) -> bool {
        self.lost.is_empty() && self.unreadable.is_empty() && self.leftovers.is_empty()
    }
}

/// The next start, then a look at everything.
pub(super) fn inspect(catalog: &Catalog, acknowledged: &[Acknowledged]) -> Faults {
    let mut faults = Faults::default();
    let repair = catalog.run(&["check", "--repair"]);
    if repair.code != 0 {
        faults.unreadable.push(format!("check --repair: {repair:?}"));
    }
    ask(catalog, &mut faults);
    look(&catalog.files(), acknowledged, &mut faults);
    faults
}

/// What the program itself finds wrong.
fn ask(catalog: &Catalog, faults: &mut Faults) {
    let run = catalog.run(&["check", "--json"]);
    let Ok(report) = serde_json::from_str::<Value>(&run.stdout) else {
        faults.unreadable.push(format!("check --json: {run:?}"));
        return;
    };
    for finding in report["findings"].as_array().unwrap() {
        let words = format!("{}: {}", finding["file"], finding["message"]);
        match finding["severity"].as_str() {
            Some("error") => faults.unreadable.push(words),
            Some("warning") => faults.leftovers.push(words),
            _ => {}
        }
    }
    if (run.code, &report["errors"], &report["warnings"]) != (0, &Value::from(0), &Value::from(0))
        && faults.unreadable.is_empty()
        && faults.leftovers.is_empty()
    {
        faults.unreadable.push(format!("check --json: {run:?}"));
    }
}

/// What the files say, without asking the program.
fn look(files: &Files, acknowledged: &[Acknowledged], faults: &mut Faults) {
    let mut ledger = read_ledger(files, faults);
    for (name, bytes) in files {
        if name.rsplit('/').next().unwrap().starts_with(".tmp-") {
            faults.leftovers.push(name.clone());
        }
        let Some(number) = name.strip_suffix(".md").and_then(|name| name.rsplit('/').next()?.parse::<u64>().ok())
        else {
            continue;
        };
        let parsed = parse_role(bytes);
        let stated = match &parsed.file {
            Some(file) if !parsed.has_errors() => match &file.stamp {
                Stamp::Published(stamp) => Some(stamp.hash.clone()),
                Stamp::Draft(_) => None,
            },
            _ => None,
        };
        let Some(hash) = stated.filter(|hash| true_hash(bytes).as_ref() == Some(hash)) else {
            faults.unreadable.push(format!("{name}: {} bytes", bytes.len()));
            continue;
        };
        let id = name.trim_start_matches("roles/").rsplit_once('/').unwrap().0.to_owned();
        let recorded = ledger.remove(&(id, number)).unwrap_or_default();
        if recorded != [hash.as_str()] {
            faults.leftovers.push(format!("{name} stands in the ledger as {recorded:?}"));
        }
    }
    faults.unreadable.extend(ledger.keys().map(|(id, number)| format!("{id}@{number} stands in the ledger only")));
    for revision in acknowledged {
        let there = files.get(&revision.file()).and_then(|bytes| true_hash(bytes));
        if there.is_none_or(|hash| hash.as_str() != revision.hash) {
            faults.lost.push(revision.to_string());
        }
    }
}

type Ledger = BTreeMap<(String, u64), Vec<String>>;

fn read_ledger(files: &Files, faults: &mut Faults) -> Ledger {
    let mut ledger = Ledger::new();
    let bytes = files.get("ledger.jsonl").map(Vec::as_slice).unwrap_or_default();
    for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
        match serde_json::from_str::<Value>(line) {
            Ok(said) if line.ends_with('\n') => {
                let id = said["role"].as_str().unwrap_or_default().to_owned();
                let hash = said["hash"].as_str().unwrap_or_default().to_owned();
                ledger.entry((id, said["revision"].as_u64().unwrap_or_default())).or_default().push(hash);
            }
            _ => faults.unreadable.push(format!("the ledger's line {line:?}")),
        }
    }
    ledger
}

/// The sum of many inspections.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) points: usize,
    pub(super) acknowledged: usize,
    pub(super) lost: usize,
    pub(super) unreadable: usize,
    pub(super) leftovers: usize,
    /// The first few faults, in words.
    pub(super) first: Vec<String>,
}

impl Tally {
    /// Adds an inspection; `point` says where the blow fell.
    pub(super) fn add(&mut self, point: &str, faults: &Faults) {
        self.points += 1;
        self.lost += faults.lost.len();
        self.unreadable += faults.unreadable.len();
        self.leftovers += faults.leftovers.len();
        if !faults.is_none() && self.first.len() < 10 {
            self.first.push(format!("{point}: {faults:?}"));
        }
    }

    /// Whether nothing was found wrong.
    pub(super) fn is_clean(&self) -> bool {
        self.lost + self.unreadable + self.leftovers == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { points, acknowledged, lost, unreadable, leftovers, first } = self;
        write!(
            f,
            "{points} points, {acknowledged} acknowledged, {lost} lost, {unreadable} unreadable, {leftovers} leftovers"
        )?;
        first.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
