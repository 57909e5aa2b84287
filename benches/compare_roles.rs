//! What comparing costs: twelve roles of forty duties each side by side, and the pairs of whole catalogs that say the
//! same work. `cargo bench --bench compare_roles`
//!
//! The duties are those of the shipped roles, drawn in an order that is the same each time, so that kinds of work and
//! words are as rare and as common as in real roles. The vocabulary is ready, as it is in the service.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measures")]

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::compare::side_by_side::{ComparedRevision, RowOrder, compare_roles, pairs_among};
use rolebook::model::document::{Block, Item};
use rolebook::model::identifier::RoleId;
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::snapshot::Snapshot;
use rolebook::vocabulary::ready::ReadyVocabulary;

type Outcome<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 7;

fn main() -> Outcome<()> {
    let snapshot = FileStore::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog"))?.snapshot()?;
    let vocabulary = ReadyVocabulary::of(Arc::clone(&snapshot.vocabulary));
    let twelve = roles(&snapshot, 12, 40)?;
    let cost = median(|| drop(compare_roles(&compared(&twelve), &vocabulary, RowOrder::Shared, false)));
    println!("12 roles of 40 duties side by side: {:.1} ms of processor time (limit 20)", cost * 1000.0);
    let explained = median(|| drop(compare_roles(&compared(&twelve), &vocabulary, RowOrder::Shared, true)));
    println!("the same with reasons:              {:.1} ms", explained * 1000.0);
    for count in [100, 300, 1000] {
        let roles = roles(&snapshot, count, 6)?;
        let mut pairs = 0;
        let cost = median(|| pairs = pairs_among(&compared(&roles), &vocabulary, false).len());
        let each = cost * 1e9 / pairs.max(1) as f64;
        println!("{count} roles of 6 duties: {cost:.3} s, {pairs} pairs, {each:.0} ns for each pair");
    }
    Ok(())
}

/// Roles with so many duties each, drawn from those of the catalog.
fn roles(snapshot: &Snapshot, count: usize, duties: usize) -> Outcome<Vec<(RoleId, Role)>> {
    let revisions: Vec<_> = snapshot.roles.values().filter_map(|history| history.newest()).collect();
    let pool: Vec<Item> = revisions.iter().flat_map(|revision| revision.role.duties()).cloned().collect();
    let model = revisions.first().ok_or("the catalog is empty")?.role.clone();
    // A step that shares no factor with the size of the pool goes through all of it.
    let mut at = 0_usize;
    let made = (0..count).map(|number| {
        let mut role = model.clone();
        let items = (0..duties).filter_map(|_| {
            at = (at + 7919) % pool.len().max(1);
            pool.get(at).cloned()
        });
        let items = Block::List(items.collect());
        role.sections.retain(|section| section.kind == SectionKind::Duties);
        role.sections.truncate(1);
        role.sections.iter_mut().for_each(|section| section.blocks = vec![items.clone()]);
        Ok((format!("bench/role-{number}").parse()?, role))
    });
    made.collect()
}

fn compared(roles: &[(RoleId, Role)]) -> Vec<ComparedRevision<'_>> {
    let one = |(id, role)| ComparedRevision {
        id,
        revision: "1".to_owned(),
        label: RoleId::to_string(id),
        organisation: "Bench".to_owned(),
        role,
    };
    roles.iter().map(|(id, role)| one((id, role))).collect()
}

/// Seconds of the processor, the median of some rounds after one that warms up.
fn median(mut work: impl FnMut()) -> f64 {
    work();
    let mut costs: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let before = processor_time();
            work();
            processor_time() - before
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    costs.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn processor_time() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
