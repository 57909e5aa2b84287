//! R1: the program is killed at each of its system calls.

use std::collections::BTreeMap;
use std::time::Instant;

use tempfile::TempDir;

use super::catalog::{Catalog, DECISION, timeless};
use super::inspection::{Acknowledged, Tally, inspect};
use super::strace::{self, CHANGING, Call};
use super::{count, full_profile, skip};

/// A command, the catalog that it finds, and what it leaves when nobody disturbs it.
pub(super) struct Scenario {
    pub(super) name: &'static str,
    pub(super) arguments: Vec<&'static str>,
    pub(super) template: Catalog,
    pub(super) acknowledged: Vec<Acknowledged>,
    pub(super) before: BTreeMap<String, String>,
    pub(super) after: BTreeMap<String, String>,
}

impl Scenario {
    fn new(name: &'static str, words: &[&'static str], template: &Catalog, acknowledged: &[Acknowledged]) -> Self {
        let work = TempDir::new().unwrap();
        let catalog = Catalog::at(&work.path().join("c"));
        let decides = matches!(words[0], "publish" | "retire");
        let decision = if decides { DECISION.as_slice() } else { &[] };
        let arguments: Vec<&'static str> = words.iter().chain(decision).chain(&["--json"]).copied().collect();
        catalog.become_copy_of(template);
        catalog.must(&["check", "--repair"]);
        let before = timeless(&catalog.files());
        catalog.become_copy_of(template);
        catalog.must(&arguments);
        catalog.must(&["check", "--repair"]);
        let after = timeless(&catalog.files());
        Self { name, arguments, template: template.clone(), acknowledged: acknowledged.to_vec(), before, after }
    }
}

/// Commands that write, on a sound catalog and on one that an interrupted publish has left behind.
pub(super) fn scenarios(work: &TempDir) -> Vec<Scenario> {
    let (sound, acknowledged) = sound(&Catalog::create(&work.path().join("sound")));
    let damaged = Catalog::at(&work.path().join("damaged"));
    damaged.become_copy_of(&sound);
    damage(&damaged);
    let new = |name, words: &[&'static str], template| Scenario::new(name, words, template, &acknowledged);
    vec![
        new("publish", &["publish", "acme/second"], &sound),
        new("revise", &["revise", "acme/third"], &sound),
        new("retire", &["retire", "acme/third"], &sound),
        new("publish a first revision", &["publish", "acme/first"], &sound),
        new("revise anew", &["revise", "acme/second", "--discard"], &sound),
        new("begin a role", &["new", "acme/fourth", "--title", "Driver"], &sound),
        new("repair", &["check", "--repair"], &damaged),
        new("publish where publishing was interrupted", &["publish", "acme/first"], &damaged),
        new("revise where publishing was interrupted", &["revise", "acme/second", "--discard"], &damaged),
        new("retire where publishing was interrupted", &["retire", "acme/third"], &damaged),
    ]
}

/// Fills a catalog: `first` has a draft, `second` two revisions and a draft, `third` one revision.
fn sound(catalog: &Catalog) -> (Catalog, Vec<Acknowledged>) {
    let mut acknowledged = Vec::new();
    let mut publish = |role: &str| {
        let arguments: Vec<&str> = ["publish", role, "--json"].into_iter().chain(DECISION).collect();
        acknowledged.push(Acknowledged::read(&catalog.must(&arguments)).unwrap());
    };
    catalog.draft("second", "Visits families at home.");
    publish("acme/second");
    catalog.must(&["revise", "acme/second"]);
    catalog.edit("second", "home", "school");
    publish("acme/second");
    catalog.must(&["revise", "acme/second"]);
    catalog.edit("second", "school", "work");
    catalog.draft("third", "Drives the van.");
    publish("acme/third");
    catalog.draft("first", "Answers the telephone.");
    (catalog.clone(), acknowledged)
}

/// What a publish leaves that was cut off at the worst moment, and more: the revision is there and so is its draft,
/// its line in the ledger breaks off, and temporary files lie about.
fn damage(catalog: &Catalog) {
    let read = |name: &str| std::fs::read_to_string(catalog.root().join(name)).unwrap();
    let draft = read("roles/acme/second/draft.md");
    let arguments: Vec<&str> = ["publish", "acme/second"].into_iter().chain(DECISION).collect();
    catalog.must(&arguments);
    catalog.write("roles/acme/second/draft.md", &draft);
    let ledger = read("ledger.jsonl");
    catalog.write("ledger.jsonl", &ledger[..ledger.len() - 30]);
    catalog.write("roles/acme/third/.tmp-2.md", "---\nschema");
    catalog.write("roles/acme/first/.tmp-1.md", "");
    catalog.write(".tmp-ledger.jsonl", "{");
}

#[test]
fn a_kill_at_any_system_call_loses_nothing_and_leaves_nothing_behind() {
    if !strace::is_available() {
        return skip("crash-syscall", "strace can't trace here");
    }
    let began = Instant::now();
    let work = TempDir::new().unwrap();
    let catalog = Catalog::at(&work.path().join("c"));
    let mut tally = Tally::default();
    for scenario in scenarios(&work) {
        catalog.become_copy_of(&scenario.template);
        for call in chosen(&strace::calls(&catalog, &scenario.arguments)) {
            kill(&scenario, &catalog, call, &mut tally);
        }
    }
    eprintln!("crash-syscall: {tally}; {} s", began.elapsed().as_secs());
    assert!(tally.is_clean(), "{tally}");
    assert!(tally.points >= count(125, 1000), "{tally}");
}

/// All calls in the full profile; in the fast one those that change something, and a few between.
fn chosen(calls: &[Call]) -> Vec<&Call> {
    let every = |at: usize| full_profile() || at.is_multiple_of(20);
    calls
        .iter()
        .enumerate()
        .filter(|(at, call)| every(*at) || CHANGING.contains(&call.name.as_str()))
        .map(|(_, call)| call)
        .collect()
}

fn kill(scenario: &Scenario, catalog: &Catalog, call: &Call, tally: &mut Tally) {
    let point = format!("{}, {} {}", scenario.name, call.name, call.nth);
    catalog.become_copy_of(&scenario.template);
    let rig = strace::inject(&[(&call.name, &format!("signal=SIGKILL:when={}", call.nth))]);
    let run = catalog.run_under(&rig, &scenario.arguments);
    if run.code == 0 {
        // It made fewer calls this time, and was not killed: no point.
        return;
    }
    assert_eq!(run.code, -1, "{point}: it was not killed, but failed: {run:?}");
    let fresh = Acknowledged::read(&run);
    let acknowledged: Vec<Acknowledged> = scenario.acknowledged.iter().chain(&fresh).cloned().collect();
    tally.acknowledged += acknowledged.len();
    let mut faults = inspect(catalog, &acknowledged);
    // Wholly there or wholly absent: no third state, and the draft goes when the revision comes.
    let left = timeless(&catalog.files());
    if left != scenario.before && left != scenario.after {
        faults.unreadable.push(format!("neither done nor undone: {left:?}"));
    }
    if fresh.is_some() && left != scenario.after {
        faults.lost.push("acknowledged, but undone".to_owned());
    }
    // And work goes on, also past the lock that the dead process held.
    if left == scenario.before && scenario.before != scenario.after {
        let again = catalog.run(&scenario.arguments);
        if again.code != 0 || timeless(&catalog.files()) != scenario.after {
            faults.unreadable.push(format!("can't be done any more: {again:?}"));
        }
    }
    tally.add(&point, &faults);
}

#[test]
fn a_rename_that_never_happened_is_noticed() {
    if !strace::is_available() {
        return skip("crash-syscall, planted", "strace can't trace here");
    }
    let work = TempDir::new().unwrap();
    let (catalog, mut acknowledged) = sound(&Catalog::create(&work.path().join("c")));
    let arguments: Vec<&str> = ["publish", "acme/second", "--json"].into_iter().chain(DECISION).collect();
    let run = catalog.run_under(&strace::inject(&[("renameat2", "retval=0")]), &arguments);
    let liar = Acknowledged::read(&run).unwrap_or_else(|| panic!("{run:?}"));
    assert_eq!(liar.number(), 3);
    acknowledged.push(liar);
    let faults = inspect(&catalog, &acknowledged);
    assert_eq!(faults.lost, ["acme/second@3"], "{faults:?}");
    assert!(!faults.unreadable.is_empty(), "{faults:?}");
}

#[test]
fn damage_done_by_hand_is_noticed() {
    let work = TempDir::new().unwrap();
    let (template, acknowledged) = sound(&Catalog::create(&work.path().join("template")));
    let catalog = Catalog::at(&work.path().join("c"));
    let inspected = |damage: &dyn Fn(&Catalog)| {
        catalog.become_copy_of(&template);
        damage(&catalog);
        inspect(&catalog, &acknowledged)
    };
    let read = |name: &str| std::fs::read_to_string(template.root().join(name)).unwrap();
    let untouched = inspected(&|_| {});
    assert!(untouched.is_none(), "{untouched:?}");
    let altered =
        inspected(&|c| c.write("roles/acme/second/1.md", &read("roles/acme/second/1.md").replace("home", "hall")));
    assert!(!altered.lost.is_empty() && !altered.unreadable.is_empty(), "{altered:?}");
    let emptied = inspected(&|c| c.write("roles/acme/third/1.md", ""));
    assert!(!emptied.lost.is_empty() && !emptied.unreadable.is_empty(), "{emptied:?}");
    let removed = inspected(&|c| std::fs::remove_file(c.root().join("roles/acme/second/2.md")).unwrap());
    assert!(!removed.lost.is_empty() && !removed.unreadable.is_empty(), "{removed:?}");
    let stray = inspected(&|c| c.write("roles/acme/.tmp-stray", ""));
    assert!(stray.lost.is_empty() && !stray.leftovers.is_empty(), "{stray:?}");
    let doubled = inspected(&|c| c.write("ledger.jsonl", &read("ledger.jsonl").repeat(2)));
    assert!(!doubled.leftovers.is_empty(), "{doubled:?}");
}
