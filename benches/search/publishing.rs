//! How soon a changed role is found: the index alone, and the whole way from publishing to the answer.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use rolebook::app::search::SearchService;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::{CatalogStore, NewRevision};
use rolebook::model::revision::RevisionStatus;
use rolebook::model::text::Text;
use rolebook::search::index::IndexFolder;
use rolebook::search::request::SearchRequest;
use serde_json::json;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::corpus::{Entry, Reading, entries};
use crate::costs::{Began, Whose, percentile};

/// A word that no role has before the round in which it is written.
fn new_word(changed: usize, round: usize) -> String {
    let letters = |number: usize| char::from_digit(u32::try_from(number % 26).unwrap_or_default() + 10, 36);
    let spelt = [changed / 26, changed, round / 26, round].into_iter().filter_map(letters).collect::<String>();
    format!("zqx{spelt}w")
}

/// Replaces one or more roles in an index, commits, and looks for what they say now. The index is changed by this.
pub(crate) fn commits(arguments: &Arguments) -> Outcome<()> {
    let reading = Reading::of(arguments)?;
    let index = IndexFolder::new(&arguments.path("folder")?).open(&reading.analyzer, &reading.activities)?;
    let documents = index.stamp().map(|stamp| stamp.documents);
    let entries: Vec<Entry> = entries(&arguments.path("corpus")?)?.take(2000).collect::<Outcome<_>>()?;
    let today = jiff::Zoned::now().date();
    for changed in [1_usize, 10, 100, 1000] {
        let (mut commits, mut answers, mut processors) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..arguments.number("rounds", 9)? {
            let word = new_word(changed, round);
            let began = Began::now(Whose::Process);
            let mut writing = index.write(1, 64 << 20)?;
            for entry in entries.iter().skip(round).take(changed) {
                let mut document = reading.document(entry, &entry.revision()?);
                if let Some(passage) = document.passages.last_mut() {
                    passage.text.push(' ');
                    passage.text.push_str(&word);
                }
                writing.remove(document.role())?;
                writing.add(&document)?;
            }
            writing.commit(1, 1)?;
            let committed = began.cost();
            let page = index.search(&SearchRequest::new(&word, today))?;
            let answered = began.cost();
            if page.total != changed.min(entries.len().saturating_sub(round)) {
                return Err(format!("{changed} roles were changed, but {} are found", page.total).into());
            }
            commits.push(committed.wall * 1e3);
            answers.push(answered.wall * 1e3);
            processors.push(answered.processor * 1e3);
        }
        println!(
            "{}",
            json!({
                "what": "commit",
                "engine": format!("rolebook:{}", reading.name),
                "docs": documents,
                "changed": changed,
                "commit_ms_best": percentile(&mut commits, 0.0),
                "commit_ms_p50": percentile(&mut commits, 0.5),
                "found_ms_best": percentile(&mut answers, 0.0),
                "found_ms_p50": percentile(&mut answers, 0.5),
                "cpu_ms_p50": percentile(&mut processors, 0.5),
            })
        );
    }
    Ok(())
}

/// Publishes a revision in a catalog, brings its index up to date and looks for what is new. Both are changed by this.
pub(crate) fn published(arguments: &Arguments) -> Outcome<()> {
    let folder = arguments.path("folder")?;
    let store: Arc<dyn CatalogStore> = Arc::new(FileStore::open(&folder)?);
    let service = SearchService::new(Arc::clone(&store), &arguments.path("index")?);
    service.refresh(&|_, _| {})?;
    // What was published before is passed over.
    service.catch_up()?;
    let zoned = jiff::Zoned::now();
    let (mut publishes, mut refreshes, mut founds) = (Vec::new(), Vec::new(), Vec::new());
    let rounds = arguments.number("rounds", 9)?;
    let ids = some_roles(&folder, rounds)?;
    for (round, id) in ids.iter().enumerate() {
        let history = store.role(&id.parse()?)?;
        let newest = history.newest().ok_or("a role without a revision")?;
        let word = new_word(usize::try_from(zoned.timestamp().as_second().rem_euclid(600))?, round);
        let mut role = newest.role.clone();
        role.title = Text::from_plain(&format!("{} {word}", role.title.to_plain()));
        let new = NewRevision {
            id: history.id.clone(),
            parent: Some(newest.stamp.hash.clone()),
            status: RevisionStatus::InForce,
            effective: zoned.date(),
            published: Timestamp::now(),
            by: "benchmark".to_owned(),
            reason: "measured".to_owned(),
            role,
        };
        let began = Began::now(Whose::Process);
        store.append(new)?;
        let publish = began.cost();
        service.catch_up()?;
        let refreshed = began.cost();
        let page = service.search(&SearchRequest::new(&word, zoned.date()))?;
        let found = began.cost();
        if page.total != 1 {
            return Err(format!("“{word}” was published, but {} roles are found", page.total).into());
        }
        publishes.push(publish.wall * 1e3);
        refreshes.push((refreshed.wall - publish.wall) * 1e3);
        founds.push(found.wall * 1e3);
    }
    println!(
        "{}",
        json!({
            "what": "publish",
            "engine": "rolebook",
            "rounds": founds.len(),
            "publish_ms_p50": percentile(&mut publishes, 0.5),
            "catch_up_ms_p50": percentile(&mut refreshes, 0.5),
            "found_ms_p50": percentile(&mut founds, 0.5),
            "found_ms_worst": percentile(&mut founds, 1.0),
        })
    );
    Ok(())
}

/// The names of some roles of a catalog.
fn some_roles(folder: &Path, most: usize) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for organisation in std::fs::read_dir(folder.join("roles"))? {
        let organisation = organisation?;
        for role in std::fs::read_dir(organisation.path())? {
            let (organisation, role) = (organisation.file_name(), role?.file_name());
            found.push(format!("{}/{}", organisation.to_string_lossy(), role.to_string_lossy()));
            if found.len() >= most {
                return Ok(found);
            }
        }
    }
    Ok(found)
}
