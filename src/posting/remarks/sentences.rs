//! The sentences of a posting, each with its section and the part of the role that it stands in.

use crate::posting::document::{Block, ListItem, Posting, Run, words_of};

/// A sentence.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// The name of the section.
    pub(super) section: String,
    /// The address of the approved words, if they are such.
    pub(super) part: Option<String>,
    /// What it says.
    pub(super) words: String,
    /// Whether it is prose: a heading or a cell of a table is not.
    pub(super) prose: bool,
}

/// The sentences of a posting, in printed order.
pub(super) fn sentences(posting: &Posting) -> Vec<Sentence> {
    let mut found = Vec::new();
    for section in &posting.sections {
        let mut reader = SentenceReader { posting, section: &section.name, found: &mut found };
        reader.blocks(&section.blocks);
    }
    found
}

struct SentenceReader<'a> {
    posting: &'a Posting,
    section: &'a str,
    found: &'a mut Vec<Sentence>,
}

impl SentenceReader<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { runs, .. } => self.add(runs, false),
                Block::Paragraph { runs } => self.add(runs, true),
                Block::List { items, .. } => items.iter().for_each(|item| self.item(item)),
                Block::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.add(&cell.runs, false));
                }
            }
        }
    }

    fn item(&mut self, item: &ListItem) {
        // "Place of work: …" is a field and no sentence.
        self.add(&item.runs, !item.runs.first().is_some_and(|run| run.style.strong));
        self.blocks(&item.blocks);
    }

    fn add(&mut self, runs: &[Run], prose: bool) {
        let part = runs.iter().find_map(|run| self.posting.origin(run)?.part().map(str::to_owned));
        for words in split(&words_of(runs)) {
            self.found.push(Sentence { section: self.section.to_owned(), part: part.clone(), words, prose });
        }
    }
}

/// Cuts words into sentences: behind a stop that a blank and a capital follow, unless a short form ends there.
fn split(words: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    let mut rest = words.split(' ').peekable();
    while let Some(word) = rest.next() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let bare = word.trim_end_matches([')', '"', '\u{201d}']);
        let stops = bare.ends_with(['.', '!', '?']);
        let short = ["Inc.", "etc.", "e.g.", "i.e.", "Mr.", "Ms.", "Dr.", "St.", "U.S.", "No.", "Feb."].contains(&bare)
            || bare.len() == 2;
        let capital = rest.peek().is_none_or(|next| next.chars().next().is_some_and(char::is_uppercase));
        if stops && capital && !short {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.trim().is_empty() {
        sentences.push(sentence);
    }
    sentences
}
