//! Making an index of a corpus.

use rolebook::search::IndexError;
use rolebook::search::index::IndexFolder;
use serde_json::json;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::corpus::{Reading, entries};
use crate::costs::{Began, Whose, peak_memory_mb, size_mb};

/// Makes the index and says what it took, from the corpus as text to an index with its merges done. What went into
/// making roles of the corpus is stated too: it is no part of an index, and nobody else does it.
pub(crate) fn run(arguments: &Arguments) -> Outcome<()> {
    let (corpus, folder) = (arguments.path("corpus")?, arguments.path("folder")?);
    let (threads, heap) = (arguments.number("threads", 1)?, arguments.number("heap_mb", 256_usize)? << 20);
    let reading = Reading::of(arguments)?;
    let began = Began::now(Whose::Process);
    let (mut documents, mut roles) = (0, 0.0);
    let index = IndexFolder::new(&folder).replace(&reading.analyzer, &reading.activities, |index| {
        let failed = |error: Box<dyn std::error::Error>| IndexError::Failed(error.to_string());
        let mut writing = index.write(threads, heap)?;
        for entry in entries(&corpus).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let began = Began::now(Whose::Thread);
            let revision = entry.revision().map_err(failed)?;
            roles += began.cost().processor;
            writing.add(&reading.document(&entry, &revision))?;
            documents += 1;
        }
        writing.commit(1, 1)
    })?;
    let committed = began.cost();
    index.settle()?;
    let cost = began.cost();
    println!(
        "{}",
        json!({
            "what": "index",
            "engine": format!("rolebook-{}-{threads}t", reading.name),
            "docs": documents,
            "wall_s": cost.wall,
            "cpu_s": cost.processor - roles,
            "roles_cpu_s": roles,
            "commit_wall_s": committed.wall,
            "commit_cpu_s": committed.processor - roles,
            "size_mb": size_mb(&folder)?,
            "peak_rss_mb": peak_memory_mb()?,
        })
    );
    Ok(())
}
