//! The words of a role in printed order: sections under their headings, groups under theirs, lists, tables.

use super::super::headings::is_sentence;
use super::super::kind::Kind;
use super::super::lines::LineReading;
use super::footnotes::{self, Footnotes};
use super::lists::{nested, paragraphs_to_list, table_of};
use super::section_kind::{heading_words, leaves, refined, section_of, without_numbering};
use super::{inline_list, items, marks};
use crate::import::block::{Block, Shape};
use crate::import::layout::looks::{is_capitals, label_and_value};
use crate::import::lexicon;
use crate::model::document::{self as model, DutyMarks, Footnote, Group, Item, Section};
use crate::model::section::SectionKind;
use crate::model::text::Text;

/// The sections of a role and where each block went.
pub(super) struct Built {
    pub(super) sections: Vec<Section>,
    pub(super) footnotes: Vec<Footnote>,
    pub(super) placed: Vec<Option<String>>,
}

/// Builds the sections.
pub(super) fn build(blocks: &[Block], readings: &[LineReading]) -> Built {
    let mut builder = Builder { footnotes: Footnotes::of(blocks), ..Builder::default() };
    let mut placed = Vec::with_capacity(blocks.len());
    for (block, reading) in blocks.iter().zip(readings) {
        placed.push(builder.take(block, reading));
    }
    let headed = builder.headed;
    let (sections, footnotes) = builder.finish();
    let sections = sections.into_iter().map(|section| paragraphs_to_list(section, headed)).collect();
    Built { sections, footnotes, placed }
}

/// What is being built: the open section, its open group, and the list at its end.
#[derive(Default)]
struct Builder {
    footnotes: Footnotes,
    done: Vec<Section>,
    open: Option<Section>,
    /// How the heading of the open section looks: in capitals, or its level.
    rank: Rank,
    group: Option<Group>,
    /// A group inside the group, for duties under a share of time.
    inner: Option<Group>,
    list: Vec<(u8, Item)>,
    table: Option<(u32, Vec<Vec<String>>)>,
    /// The rows of the table at hand are groups of duties.
    duty_rows: bool,
    headed: bool,
    /// The title has been seen.
    titled: bool,
    /// What a person said belongs to another part.
    aside: Vec<(SectionKind, Item)>,
}

/// How strongly a heading stands out.
#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
enum Rank {
    #[default]
    None,
    /// A line of words, perhaps with a colon.
    Plain,
    /// In capitals or bold.
    Strong,
    /// A heading by style, of this level.
    Styled(u8),
}

impl Rank {
    fn of(block: &Block) -> Self {
        match block.shape {
            Shape::Heading(level) => Self::Styled(level),
            _ if is_capitals(&block.text) || block.bold => Self::Strong,
            _ => Self::Plain,
        }
    }

    fn is_below(self, other: Self) -> bool {
        match (self, other) {
            (Self::Styled(own), Self::Styled(others)) => own > others,
            (Self::Plain, Self::Strong | Self::Styled(_)) => true,
            _ => false,
        }
    }
}

impl Builder {
    fn take(&mut self, block: &Block, reading: &LineReading) -> Option<String> {
        if let Shape::Furniture(_) = block.shape {
            return None;
        }
        if reading.kind == Kind::Furniture {
            let why = if reading.by_hand { "left out by hand" } else { "left out: belongs to the page" };
            return Some(why.to_owned());
        }
        if footnotes::parts(block).is_some() {
            return Some("footnotes".to_owned());
        }
        if reading.by_hand
            && let Some(place) = self.by_hand(block, reading.kind)
        {
            return Some(place);
        }
        match reading.kind {
            // A form states further titles among its fields.
            Kind::Title if self.titled => Some(self.body(block, reading)),
            Kind::Title => {
                self.titled = true;
                if self.open.as_ref().is_some_and(|open| open.kind == SectionKind::PositionInformation) {
                    return Some(self.body(block, reading));
                }
                // What stands above a title in the middle is not what comes below.
                self.end_section();
                self.rank = Rank::None;
                Some("title".to_owned())
            }
            Kind::Heading => Some(self.heading(block, reading)),
            _ => Some(self.body(block, reading)),
        }
    }

    /// Where a person's word puts a block: to the others of its kind, wherever they stand.
    fn by_hand(&mut self, block: &Block, kind: Kind) -> Option<String> {
        let wanted = section_of(kind);
        let here = self.open.as_ref().is_some_and(|open| open.kind == wanted);
        if here || matches!(kind, Kind::Title | Kind::Heading) {
            return None;
        }
        let labelled = wanted == SectionKind::PositionInformation;
        self.aside.push((wanted, items::item(block, &self.footnotes, labelled)));
        Some(wanted.usual_heading().unwrap_or("Other").to_owned())
    }

    /// Puts what people moved to the others of its kind.
    fn bring_in(&mut self) {
        for (kind, item) in std::mem::take(&mut self.aside) {
            let at = self.done.iter().rposition(|section| section.kind == kind).unwrap_or_else(|| {
                let heading = Text::from_plain(kind.usual_heading().unwrap_or("Other"));
                self.done.push(Section { kind, heading, blocks: Vec::new() });
                self.done.len() - 1
            });
            let Some(section) = self.done.get_mut(at) else { continue };
            match section.blocks.last_mut() {
                Some(model::Block::List(items)) => items.push(item),
                _ => section.blocks.push(model::Block::List(vec![item])),
            }
        }
    }

    fn heading(&mut self, block: &Block, reading: &LineReading) -> String {
        let rank = Rank::of(block);
        let words = block.text.trim().trim_end_matches(':').trim();
        let own = lexicon::heading(words).or_else(|| lexicon::heading_by_words(words).filter(|_| !is_sentence(words)));
        let deeper = self.open.is_some() && self.rank != Rank::None && rank.is_below(self.rank);
        let part_of_same = self.open.as_ref().is_some_and(|open| {
            own.is_none() || own.is_some_and(|topic| topic.section == open.kind) && rank == Rank::Plain
        });
        if self.open.is_some()
            && self.rank != Rank::None
            && (deeper || part_of_same)
            && !(rank == Rank::Strong && own.is_none() && self.rank == Rank::Strong && !self.in_duties())
        {
            self.open_group(words);
        } else {
            let kind = own.map_or(SectionKind::Additional, |topic| topic.section);
            let kind = refined(kind, without_numbering(words))
                .unwrap_or(reading.topic.filter(|_| own.is_none()).map_or(kind, |_| SectionKind::Additional));
            self.open_section(kind, &heading_words(words), rank);
            self.headed = true;
        }
        self.place()
    }

    fn in_duties(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.kind == SectionKind::Duties)
    }

    fn body(&mut self, block: &Block, reading: &LineReading) -> String {
        let opened = self.open_for(block, reading);
        if let Shape::Row { table, cells, .. } = &block.shape {
            self.row(*table, cells);
            return self.place();
        }
        let is_item = matches!(block.shape, Shape::Item { .. });
        let kind = self.open.as_ref().map_or(SectionKind::Additional, |open| open.kind);
        let heading = self.open.as_ref().map(|open| open.heading.to_plain()).unwrap_or_default();
        if let Some(parts) = inline_list::items_of(&block.text, kind, &heading, is_item) {
            for part in parts {
                let item = items::plain(&part, block, &self.footnotes);
                self.list_item(0, item);
            }
        } else if kind == SectionKind::PositionInformation {
            let item = items::field(block, &self.footnotes);
            self.list_item(0, item);
        } else if is_item {
            let depth = match block.shape {
                Shape::Item { depth, .. } => depth,
                _ => 0,
            };
            let item = items::item(block, &self.footnotes, kind != SectionKind::Duties || label_is_short(block));
            self.list_item(depth, item);
        } else if let Some(group) = self.labelled_group(block, kind) {
            return group;
        } else if kind == SectionKind::Qualifications && label_is_short(block) {
            let item = items::item(block, &self.footnotes, true);
            self.list_item(0, item);
        } else {
            let words = if opened {
                label_and_value(&block.text).map_or(block.text.as_str(), |(_, value)| value)
            } else {
                &block.text
            };
            let text = self.footnotes.anchored(words);
            self.add(model::Block::Paragraph(text));
        }
        self.place()
    }

    /// `OPEN-COMPETITIVE: …` under "Minimum qualifications": the label heads a group, the text stands under it.
    fn labelled_group(&mut self, block: &Block, kind: SectionKind) -> Option<String> {
        let (label, value) = label_and_value(&block.text)?;
        let heads = is_capitals(label) && label.split_whitespace().count() >= 2
            || label.eq_ignore_ascii_case("open-competitive");
        if kind != SectionKind::Qualifications
            || !heads
            || value.is_empty()
            || !block.text.contains(':')
            || label.contains("DIVISION")
        {
            return None;
        }
        self.open_group(label);
        let text = self.footnotes.anchored(value);
        self.add(model::Block::Paragraph(text));
        Some(self.place())
    }

    /// Opens the section that a block belongs to, where no heading has done so or the block says otherwise.
    /// True when the block's own label is the heading.
    fn open_for(&mut self, block: &Block, reading: &LineReading) -> bool {
        // A heading on the line of its text opens a section as a heading of its own would.
        if let Some((label, value)) = label_and_value(&block.text)
            && !value.is_empty()
            && is_capitals(label)
            && let Some(topic) = lexicon::heading(label)
            && reading.topic.is_some_and(|of| of.section == topic.section)
            && !matches!(block.shape, Shape::Item { .. })
            && self.open.as_ref().is_none_or(|open| open.kind != topic.section)
        {
            self.open_section(topic.section, &heading_words(label), Rank::Strong);
            self.headed = true;
            return true;
        }
        if block.text.starts_with("Title changed from") || block.text.starts_with("Formerly titled") {
            self.open_section(SectionKind::TitleHistory, "Title history", Rank::None);
            return false;
        }
        // A number of the announcement stands among the fields, though it says nothing of the role.
        let field = reading.kind == Kind::Other
            && label_and_value(&block.text).is_some_and(|(label, _)| lexicon::label(label) == Some(Kind::Other))
            && self.open.as_ref().is_none_or(|open| open.kind == SectionKind::PositionInformation);
        let wanted = if field { SectionKind::PositionInformation } else { section_of(reading.kind) };
        let headed = self.open.is_some() && self.rank != Rank::None;
        if headed && !(self.list_is_over(block) && leaves(reading.kind, self.open.as_ref().map(|open| open.kind))) {
            return false;
        }
        if self.open.as_ref().is_none_or(|open| open.kind != wanted) {
            let heading = wanted.usual_heading().unwrap_or("Other").to_owned();
            self.open_section(wanted, &heading, Rank::None);
        }
        false
    }

    /// A paragraph behind the items of a list.
    fn list_is_over(&self, block: &Block) -> bool {
        !matches!(block.shape, Shape::Item { .. } | Shape::Row { .. }) && !self.list.is_empty()
    }

    fn row(&mut self, table: u32, cells: &[String]) {
        self.end_list();
        let heads = cells.iter().any(|cell| cell.contains('%'))
            && cells.iter().any(|cell| cell.to_lowercase().contains("duties"));
        if heads
            && self.in_duties()
            && !cells.iter().any(|cell| cell.trim_end().ends_with('%') && cell.trim().len() <= 5)
        {
            self.duty_rows = true;
            return;
        }
        if self.duty_rows && self.in_duties() {
            let found = marks::marks_of(cells);
            if found.is_empty() {
                // A row without marks goes on with the one above.
                return;
            }
            self.end_group();
            let label = cells.iter().find(|cell| cell.split_whitespace().count() >= 2).cloned().unwrap_or_default();
            let label = if label.is_empty() { "Duties".to_owned() } else { label };
            self.group = Some(Group { label: Text::from_plain(&label), marks: found, blocks: Vec::new() });
            return;
        }
        match self.table.as_mut().filter(|(of, _)| *of == table) {
            Some((_, rows)) => rows.push(cells.to_vec()),
            None => {
                self.end_table();
                self.table = Some((table, vec![cells.to_vec()]));
            }
        }
    }

    fn list_item(&mut self, depth: u8, item: Item) {
        self.end_table();
        self.list.push((depth, item));
    }

    fn add(&mut self, block: model::Block) {
        self.end_list();
        self.end_table();
        let into = match (&mut self.inner, &mut self.group, &mut self.open) {
            (Some(inner), _, _) => &mut inner.blocks,
            (None, Some(group), _) => &mut group.blocks,
            (None, None, Some(open)) => &mut open.blocks,
            (None, None, None) => return,
        };
        into.push(block);
    }

    fn open_group(&mut self, words: &str) {
        let (label, marks) =
            if self.in_duties() { marks::share_of(words) } else { (words.to_owned(), DutyMarks::default()) };
        let label = if label.is_empty() { words.to_owned() } else { label };
        let group = Group { label: Text::from_plain(&heading_words(&label)), marks, blocks: Vec::new() };
        if self.duty_rows && self.group.is_some() {
            self.end_inner();
            self.inner = Some(group);
        } else {
            self.end_group();
            self.group = Some(group);
        }
    }

    fn open_section(&mut self, kind: SectionKind, heading: &str, rank: Rank) {
        self.end_section();
        self.rank = rank;
        self.duty_rows = false;
        self.open = Some(Section { kind, heading: Text::from_plain(heading), blocks: Vec::new() });
    }

    fn end_list(&mut self) {
        if self.list.is_empty() {
            return;
        }
        let items = nested(std::mem::take(&mut self.list));
        self.add(model::Block::List(items));
    }

    fn end_table(&mut self) {
        let Some((_, rows)) = self.table.take() else { return };
        if let Some(table) = table_of(rows) {
            self.add(model::Block::Table(table));
        }
    }

    fn end_inner(&mut self) {
        self.end_list();
        self.end_table();
        if let (Some(inner), Some(group)) = (self.inner.take(), &mut self.group)
            && !inner.blocks.is_empty()
        {
            group.blocks.push(model::Block::Group(inner));
        }
    }

    fn end_group(&mut self) {
        self.end_inner();
        self.end_list();
        self.end_table();
        if let (Some(mut group), Some(open)) = (self.group.take(), &mut self.open) {
            // A share of time with nothing under it is a duty itself.
            if group.blocks.is_empty() && !group.marks.is_empty() {
                let text = group.label.clone();
                group.blocks.push(model::Block::List(vec![Item { text, ..Item::default() }]));
            }
            open.blocks.push(model::Block::Group(group));
        }
    }

    fn end_section(&mut self) {
        self.end_group();
        if let Some(open) = self.open.take()
            && (!open.blocks.is_empty() || self.rank != Rank::None)
        {
            self.done.push(open);
        }
    }

    fn place(&self) -> String {
        let section = self.open.as_ref().map(|open| open.heading.to_plain()).unwrap_or_default();
        let group = self.inner.as_ref().or(self.group.as_ref()).map(|group| group.label.to_plain());
        match group {
            Some(group) => format!("{section} › {group}"),
            None => section,
        }
    }

    fn finish(mut self) -> (Vec<Section>, Vec<Footnote>) {
        self.end_section();
        self.bring_in();
        (self.done, self.footnotes.into_list())
    }
}

fn label_is_short(block: &Block) -> bool {
    label_and_value(&block.text)
        .is_some_and(|(label, value)| label.split_whitespace().count() <= 5 && !value.is_empty())
}
