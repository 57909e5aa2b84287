//! How job documents head their parts and label their fields: the words stand in data files beside this one.

mod spelling;
mod wording;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::section::SectionKind;

use self::spelling::Spellings;
pub use self::wording::plain_wording;
use super::understand::kind::Kind;

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Topic {
    /// The part of a role that it becomes.
    pub section: SectionKind,
    /// What its lines are unless they say otherwise.
    pub kind: Kind,
}

#[derive(Deserialize)]
struct TopicEntry {
    #[serde(flatten)]
    topic: Topic,
    headings: Vec<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct HeadingFile {
    topic: Vec<TopicEntry>,
}

#[derive(Deserialize)]
struct LabelFile {
    labels: HashMap<Kind, Vec<String>>,
}

/// Headings and labels, ready to be asked.
struct Lexicon {
    headings: HashMap<String, Topic>,
    spellings: Spellings,
    words: Vec<(Vec<String>, Topic)>,
    labels: HashMap<String, Kind>,
}

/// Labels have at most this many words.
pub const LABEL_WORDS: usize = 7;
/// Headings of the lexicon have at most this many words.
const HEADING_WORDS: usize = 12;

/// A single word decides what stands under a heading of at most this many.
const DECIDED_WORDS: usize = 10;

/// What stands under "About …", whoever it is.
const ABOUT: Topic = Topic { section: SectionKind::About, kind: Kind::Summary };

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // Both files are part of the program; a test reads them, so they can't be wrong here.
    let file: HeadingFile = toml::from_str(include_str!("headings.toml")).unwrap_or(HeadingFile { topic: Vec::new() });
    let labels: LabelFile = toml::from_str(include_str!("labels.toml")).unwrap_or(LabelFile { labels: HashMap::new() });
    let (mut headings, mut words) = (HashMap::new(), Vec::new());
    for entry in file.topic {
        for heading in entry.headings {
            headings.entry(heading).or_insert(entry.topic);
        }
        words.push((entry.words, entry.topic));
    }
    let mut kinds = HashMap::new();
    for kind in Kind::ALL {
        for label in labels.labels.get(&kind).into_iter().flatten() {
            kinds.entry(label.clone()).or_insert(kind);
        }
    }
    Lexicon { spellings: Spellings::of(&headings), headings, words, labels: kinds }
});

/// What stands under a line that is, word for word or nearly, a known heading.
pub fn heading(line: &str) -> Option<Topic> {
    let plain = plain_wording(line);
    if plain.is_empty() || plain.split(' ').count() > HEADING_WORDS {
        return None;
    }
    let lexicon = &*LEXICON;
    if let Some(topic) = lexicon.headings.get(&plain) {
        return Some(*topic);
    }
    lexicon.spellings.nearest(&plain)
}

/// What stands under a line that looks like a heading and holds a word that decides.
pub fn heading_by_words(line: &str) -> Option<Topic> {
    let plain = format!(" {} ", plain_wording(line));
    // A sentence holds many words, and means none of them alone.
    if plain.split_whitespace().count() > DECIDED_WORDS {
        return None;
    }
    let decides = |words: &[String]| words.iter().any(|word| plain.contains(&format!(" {word} ")));
    let about = plain.starts_with(" about ").then_some(ABOUT);
    about.or_else(|| LEXICON.words.iter().find(|(words, _)| decides(words)).map(|(_, topic)| *topic))
}

/// What the value behind a label is.
pub fn label(label: &str) -> Option<Kind> {
    LEXICON.labels.get(&plain_wording(label)).copied()
}

/// Whether both data files are sound: how many headings and labels there are.
pub fn extent() -> (usize, usize) {
    (LEXICON.headings.len(), LEXICON.labels.len())
}
