//! Nothing that was acknowledged is ever lost, and the simulation that says so would notice if it were.

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::sim_disk::Weakness;
use super::simulation::play;

/// How many lives are played: 1,250, or 10,000 with `ROLEBOOK_HARDENING=full`.
fn seeds() -> u64 {
    if std::env::var("ROLEBOOK_HARDENING").is_ok_and(|profile| profile == "full") { 10_000 } else { 1_250 }
}

fn outcome(seed: u64, weakness: Option<Weakness>) -> Result<Vec<String>, String> {
    catch_unwind(|| play(seed, weakness)).unwrap_or_else(|_| Err(format!("seed {seed}: panic")))
}

/// `ROLEBOOK_SEED=17` plays that one again, and prints it.
#[test]
fn no_kill_no_power_cut_and_no_failing_disk_loses_what_was_acknowledged() {
    if let Some(seed) = std::env::var("ROLEBOOK_SEED").ok().and_then(|seed| seed.parse().ok()) {
        match outcome(seed, None) {
            Ok(steps) => eprintln!("seed {seed} went well:\n  {}", steps.join("\n  ")),
            Err(fault) => panic!("{fault}"),
        }
        return;
    }
    let faults: Vec<String> = (0..seeds()).into_par_iter().filter_map(|seed| outcome(seed, None).err()).collect();
    let Some(first) = faults.first() else { return };
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for fault in &faults {
        let kind = fault.lines().next().unwrap().replace(|c: char| c.is_ascii_digit(), "");
        *kinds.entry(kind).or_default() += 1;
    }
    panic!(
        "{} of {} seeds fail: {kinds:#?}\nTo play one again, set ROLEBOOK_SEED. The first:\n{first}",
        faults.len(),
        seeds()
    );
}

#[test]
fn a_seed_plays_the_same_life_again() {
    for seed in [1, 77, 1_234] {
        assert_eq!(outcome(seed, None), outcome(seed, None));
    }
}

/// One of the fast profile's seeds must notice that the disk is weak, as a loss.
fn is_noticed(weakness: Weakness, loss: &[&str]) {
    let tells = |seed: u64| {
        let fault = outcome(seed, Some(weakness)).err()?;
        loss.iter().any(|words| fault.lines().next().unwrap().contains(words)).then_some(fault)
    };
    let noticed = (0..1_250).find_map(tells);
    assert!(noticed.is_some(), "no seed notices a loss on a disk with the weakness {weakness:?}");
    // The same seed on a good disk shows that it is the weakness that was noticed.
    let seed: u64 = noticed.unwrap().strip_prefix("seed ").unwrap().split(':').next().unwrap().parse().unwrap();
    assert_eq!(outcome(seed, None).err(), None);
}

#[test]
fn a_disk_that_does_not_make_bytes_safe_is_noticed() {
    is_noticed(Weakness::FileSync, &["unreadable", "has lost"]);
}

#[test]
fn a_disk_that_does_not_make_names_safe_is_noticed() {
    is_noticed(Weakness::FolderSync, &["has lost", "the draft of"]);
}

#[test]
fn a_disk_that_overwrites_what_is_there_is_noticed() {
    is_noticed(Weakness::RenameNew, &["the draft of"]);
}
