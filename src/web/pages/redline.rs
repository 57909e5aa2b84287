//! `/roles/{organisation}/{role}/redline`: what changed between any two revisions, inline or side by side.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::lenient::{Ordinal, blank_is_none};
use super::role_card::titled;
use crate::app::diff::redline_between;
use crate::app::history::{ChangeCounts, role_history};
use crate::compare::redline::{Entry, FactChange, Fate, PieceKind, WordChange, WordRun};
use crate::model::document::ChangeMark;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::path;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;

/// Which role, which of its revisions, and how they are to be shown.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    organisation: String,
    role: String,
    #[serde(default, deserialize_with = "blank_is_none")]
    from: Option<Ordinal>,
    #[serde(default, deserialize_with = "blank_is_none")]
    to: Option<Ordinal>,
    #[serde(default)]
    view: View,
    /// Whether what did not change is shown too.
    #[serde(default)]
    all: bool,
}

/// How a redline is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum View {
    #[default]
    Inline,
    Side,
}

#[derive(Debug, Serialize)]
struct RedlineView {
    id: String,
    title: String,
    address: String,
    history: String,
    own: String,
    numbers: Vec<u32>,
    from: u32,
    to: u32,
    view: View,
    all: bool,
    inline: String,
    side: String,
    other_extent: String,
    changes: String,
    is_empty: bool,
    new_title: Vec<WordRun>,
    facts: Vec<FactChange>,
    sections: Vec<SectionView>,
    unchanged: usize,
}

/// A section with what became of its pieces.
#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    heading: Option<EntryView>,
    entries: Vec<EntryView>,
}

/// What became of a piece.
#[derive(Debug, Serialize)]
struct EntryView {
    kind: PieceKind,
    fate: Fate,
    mark: Option<&'static str>,
    mark_words: Option<&'static str>,
    /// "moved", "split off duty 7": in a word or two.
    what: String,
    /// Where it stood and stands.
    place: String,
    words: Vec<WordRun>,
    before: Vec<WordRun>,
    after: Vec<WordRun>,
    changed: bool,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let id = path::role_id(&parameters.organisation, &parameters.role)?;
    let history = role_history(&service.catalog, &id)?;
    let numbers: Vec<u32> = history.revisions.iter().map(|revision| revision.stamp.number).collect();
    let newest = numbers.last().copied().unwrap_or(1);
    let to = parameters.to.map_or(newest, |to| to.0);
    let from = parameters.from.map_or_else(|| to.saturating_sub(1).max(1), |from| from.0);
    if numbers.len() < 2 && parameters.from.is_none() {
        let detail = format!("{id} has one revision so far, so that there is nothing to compare it with");
        return Err(Problem::new(ProblemKind::NoSuchRevision, detail).about(&id));
    }
    let (before, after) = (path::revision(&id, from), path::revision(&id, to));
    let record = redline_between(&service.catalog, &before, Some(&after), service.today())?;
    let redline = record.redline;
    let title = titled(&history.title, id.as_str());
    let address = String::from(Address::role(&id, None));
    let own = format!("{address}/redline");
    let at = |view: &str, all: bool| -> String {
        let address = Address::new(&own).with("from", &from.to_string()).with("to", &to.to_string());
        address.with_some("view", view).with_some("all", if all { "true" } else { "" }).into()
    };
    let side = if parameters.view == View::Side { "side" } else { "" };
    let unchanged =
        redline.entries.iter().filter(|entry| entry.kind != PieceKind::Section && entry.is_unchanged()).count();
    let view = RedlineView {
        id: id.to_string(),
        title: title.clone(),
        history: format!("{address}/history"),
        address,
        inline: at("", parameters.all),
        side: at("side", parameters.all),
        other_extent: at(side, !parameters.all),
        own: own.clone(),
        numbers,
        from,
        to,
        view: parameters.view,
        all: parameters.all,
        changes: ChangeCounts::of(&redline).words(),
        is_empty: redline.is_empty(),
        new_title: redline.title,
        facts: redline.facts,
        sections: sections(redline.entries, parameters.all),
        unchanged,
    };
    let frame = Frame::new(
        Place::Elsewhere,
        format!("Redline of {title}, revisions {from} and {to}"),
        "What changed between two revisions, duty by duty",
    );
    page(service, "redline", &frame, &view)
}

/// The entries by section; without `all`, only what changed.
pub(super) fn sections(entries: Vec<Entry>, all: bool) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for entry in entries {
        if entry.kind == PieceKind::Section {
            sections.push(SectionView { heading: Some(seen(entry)), entries: Vec::new() });
            continue;
        }
        if entry.is_unchanged() && !all {
            continue;
        }
        let stands_alone = entry.kind == PieceKind::Footnote;
        let view = seen(entry);
        match sections.last_mut() {
            Some(section) if !stands_alone || section.heading.is_none() => section.entries.push(view),
            _ => sections.push(SectionView { heading: None, entries: vec![view] }),
        }
    }
    sections.retain(|section| {
        !section.entries.is_empty() || section.heading.as_ref().is_some_and(|heading| heading.changed || all)
    });
    sections
}

fn seen(entry: Entry) -> EntryView {
    let side = |dropped: WordChange| -> Vec<WordRun> {
        entry.words.iter().filter(|run| run.change != dropped).cloned().collect()
    };
    let (before, after) = (side(WordChange::Added), side(WordChange::Removed));
    let other = entry.other.clone().unwrap_or_default();
    let what = match entry.fate {
        Fate::New => "new".to_owned(),
        Fate::Dropped => "dropped".to_owned(),
        Fate::SplitOff => format!("split off {other}"),
        Fate::Merged => format!("merged into {other}"),
        Fate::Kept => match (entry.moved, entry.reworded) {
            (true, true) => "moved and reworded".to_owned(),
            (true, false) => "moved".to_owned(),
            (false, true) => "reworded".to_owned(),
            (false, false) => String::new(),
        },
    };
    let place = match (&entry.before, &entry.after) {
        (Some(before), Some(after)) if before != after => format!("was {before}, now {after}"),
        (_, Some(place)) | (Some(place), None) => place.clone(),
        (None, None) => String::new(),
    };
    EntryView {
        kind: entry.kind,
        fate: entry.fate,
        mark: entry.mark.map(ChangeMark::letters),
        mark_words: entry.mark.map(ChangeMark::words),
        what,
        place,
        before,
        after,
        changed: !entry.is_unchanged(),
        words: entry.words,
    }
}
