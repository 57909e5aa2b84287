//! The catalog's vocabulary: its files, synonyms, cues, and how well the rules judge what a duty is about.

mod cues;
mod files;
mod judged;
mod judgement;
mod stemming;
mod synonyms;

use std::sync::OnceLock;

use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::snapshot::Snapshot;

use crate::support::shipped_catalog;

fn snapshot() -> &'static Snapshot {
    static SNAPSHOT: OnceLock<Snapshot> = OnceLock::new();
    SNAPSHOT.get_or_init(|| FileStore::open(&shipped_catalog()).unwrap().snapshot().unwrap())
}
