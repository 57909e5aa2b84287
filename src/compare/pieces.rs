//! A role taken apart into pieces that can be matched: sections, groups, items, paragraphs, rows, footnotes.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Words;
use crate::model::document::{Block, Group, Item, Table, Tick};
use crate::model::identifier::ItemId;
use crate::model::role::Role;
use crate::model::section::SectionKind;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// A section's heading.
    Section,
    /// A group's heading.
    Group,
    /// An item of a list.
    Item,
    /// A paragraph.
    Paragraph,
    /// A row of a table.
    Row,
    /// A footnote.
    Footnote,
}

impl PieceKind {
    /// Whether other pieces stand in it.
    pub(super) fn is_container(self) -> bool {
        matches!(self, Self::Section | Self::Group)
    }

    /// Whether a piece of this kind can become one of the other: a heading changes its rank, a paragraph becomes an item.
    pub(super) fn can_become(self, other: Self) -> bool {
        let is_prose = |kind| matches!(kind, Self::Item | Self::Paragraph);
        self == other || (self.is_container() && other.is_container()) || (is_prose(self) && is_prose(other))
    }
}

/// A piece of a role.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) section: SectionKind,
    /// The piece that it stands in.
    pub(super) parent: Option<usize>,
    pub(super) id: Option<ItemId>,
    /// The items that it says it was split or merged from.
    pub(super) from: Vec<ItemId>,
    /// What a reader would call it: "Duties 7", "Working conditions, paragraph 2".
    pub(super) place: String,
    pub(super) text: String,
    pub(super) words: Words,
    /// Its pairs of neighbouring words.
    pub(super) pairs: Words,
}

/// Takes a role apart; a parent comes before what stands in it.
pub(super) fn pieces_of(role: &Role) -> Vec<Piece> {
    let mut taking = Taking {
        pieces: Vec::new(),
        section: SectionKind::Additional,
        heading: String::new(),
        counts: Counts::default(),
    };
    for section in &role.sections {
        taking.section = section.kind;
        taking.heading = section.heading.to_plain();
        taking.counts = Counts::default();
        let heading = taking.heading.clone();
        let index = taking.add(PieceKind::Section, None, heading.clone(), heading);
        taking.blocks(&section.blocks, index);
    }
    taking.section = SectionKind::Additional;
    for footnote in &role.footnotes {
        taking.add(PieceKind::Footnote, None, format!("footnote {}", footnote.name), footnote.text.to_plain());
    }
    taking.pieces
}

#[derive(Default)]
struct Counts {
    items: u32,
    paragraphs: u32,
    rows: u32,
}

struct Taking {
    pieces: Vec<Piece>,
    section: SectionKind,
    heading: String,
    counts: Counts,
}

impl Taking {
    fn add(&mut self, kind: PieceKind, parent: Option<usize>, place: String, text: String) -> usize {
        // Words alone, without the marks of a group, show whether it is the same group.
        let words = if kind == PieceKind::Group { Words::of(&place) } else { Words::of(&text) };
        let pairs = Words::pairs_of(&text);
        let piece =
            Piece { kind, section: self.section, parent, id: None, from: Vec::new(), place, text, words, pairs };
        self.pieces.push(piece);
        self.pieces.len() - 1
    }

    fn blocks(&mut self, blocks: &[Block], parent: usize) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    self.counts.paragraphs += 1;
                    let place = format!("{}, paragraph {}", self.heading, self.counts.paragraphs);
                    self.add(PieceKind::Paragraph, Some(parent), place, text.to_plain());
                }
                Block::List(items) => self.items(items, parent),
                Block::Table(table) => self.table(table, parent),
                Block::Group(group) => {
                    let index = self.add(PieceKind::Group, Some(parent), group.label.to_plain(), group_text(group));
                    self.blocks(&group.blocks, index);
                }
            }
        }
    }

    fn items(&mut self, items: &[Item], parent: usize) {
        for item in items {
            if item.is_leaf() {
                self.counts.items += 1;
            }
            let place = match (item.is_leaf(), item.label.is_empty()) {
                (true, _) => format!("{} {}", self.heading, self.counts.items),
                (false, false) => format!("{}, {}", self.heading, item.label.to_plain()),
                (false, true) => format!("{}, above {}", self.heading, self.counts.items + 1),
            };
            let index = self.add(PieceKind::Item, Some(parent), place, item_text(item));
            if let Some(piece) = self.pieces.get_mut(index) {
                piece.id.clone_from(&item.id);
                piece.from.clone_from(&item.note.from);
            }
            self.items(&item.items, index);
        }
    }

    fn table(&mut self, table: &Table, parent: usize) {
        let headings = table.columns.iter().map(|column| column.heading.to_plain());
        let rows = table.rows.iter().map(|row| row.iter().map(crate::model::text::Text::to_plain).collect::<Vec<_>>());
        for row in std::iter::once(headings.collect()).chain(rows) {
            let place = format!("{}, row {}", self.heading, self.counts.rows);
            self.counts.rows += 1;
            self.add(PieceKind::Row, Some(parent), place, row.join(" | "));
        }
    }
}

/// A group's heading with its marks, which are part of what it says.
fn group_text(group: &Group) -> String {
    let mut text = group.label.to_plain();
    if let Some(share) = group.marks.share_percent {
        text.push_str(&format!(", {share}"));
    }
    if let Some(essential) = group.marks.essential {
        text.push_str(if essential { ", essential" } else { ", not essential" });
    }
    text
}

/// What an item says: tick, label, text and further paragraphs.
fn item_text(item: &Item) -> String {
    let tick = match item.tick {
        Some(Tick::Ticked) => "☒ ",
        Some(Tick::Unticked) => "☐ ",
        Some(Tick::Unclear) => "[?] ",
        None => "",
    };
    let mut text = tick.to_owned();
    if !item.label.is_empty() {
        text.push_str(&item.label.to_plain());
        text.push_str(": ");
    }
    text.push_str(&item.text.to_plain());
    for paragraph in &item.continued {
        text.push(' ');
        text.push_str(&paragraph.to_plain());
    }
    text.trim_end().to_owned()
}
