//! The words of a role, ready to be shown: sections, groups, duties with their numbers, tables, boxes, footnotes.

use serde::Serialize;

use crate::model::document::{Block, ColumnType, Footnote, Group, Item, Section, Table, Tick};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::text::Text;
use crate::templating::html::Html;
use crate::templating::markdown::TextRenderer;
use crate::web::service::Service;

/// A section.
#[derive(Debug, Serialize)]
pub(super) struct SectionView {
    anchor: String,
    kind: SectionKind,
    heading: Html,
    plain_heading: String,
    blocks: Vec<BlockView>,
}

/// A piece of a section.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum BlockView {
    Paragraph { text: Html },
    List { shape: Shape, items: Vec<ItemView> },
    Table { columns: Vec<ColumnView>, rows: Vec<Vec<Html>> },
    Group(GroupView),
}

/// Blocks under a label.
#[derive(Debug, Serialize)]
struct GroupView {
    label: Html,
    anchor: String,
    /// The level of its heading, from 3.
    level: usize,
    share: Option<f64>,
    essential: Option<bool>,
    change: Option<ChangeView>,
    blocks: Vec<BlockView>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    letters: &'static str,
    words: &'static str,
}

/// A line of a list.
#[derive(Debug, Serialize)]
struct ItemView {
    id: Option<String>,
    /// For a duty: its number through all groups.
    duty: Option<u32>,
    /// The number printed before it.
    printed: Option<u32>,
    tick: Option<Tick>,
    label: Html,
    text: Html,
    continued: Vec<Html>,
    is_blank: bool,
    withheld: Option<String>,
    is_inferred: bool,
    essential: Option<bool>,
    activities: Vec<(String, String)>,
    shape: Shape,
    items: Vec<ItemView>,
}

/// What a list looks like.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    /// Lines.
    Items,
    /// Fields of a form, each with its label.
    Fields,
    /// Boxes that are ticked or not.
    Boxes,
}

impl Shape {
    fn of(items: &[Item], section: SectionKind) -> Self {
        if items.iter().any(|item| item.tick.is_some()) {
            Self::Boxes
        } else if section != SectionKind::Duties && items.iter().all(|item| !item.label.is_empty()) {
            Self::Fields
        } else {
            Self::Items
        }
    }
}

#[derive(Debug, Serialize)]
struct ColumnView {
    heading: Html,
    plain_heading: String,
    is_figures: bool,
}

/// A footnote with its mark and its references.
#[derive(Debug, Serialize)]
pub(super) struct FootnoteView {
    number: usize,
    mark: String,
    references: usize,
    text: Html,
}

/// Writes a role's words.
pub(super) struct Writer<'a> {
    service: &'a Service,
    texts: TextRenderer,
    duties: u32,
    groups: usize,
}

/// Where something stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    section: SectionKind,
    group: &'a str,
    level: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(service: &'a Service, role: &Role) -> Self {
        Self { service, texts: TextRenderer::new(&role.footnotes), duties: 0, groups: 0 }
    }

    pub(super) fn text(&mut self, text: &Text) -> Html {
        self.texts.render(text)
    }

    pub(super) fn sections(&mut self, role: &Role) -> Vec<SectionView> {
        role.sections.iter().enumerate().map(|(index, section)| self.section(index, section)).collect()
    }

    fn section(&mut self, index: usize, section: &Section) -> SectionView {
        let place = Place { section: section.kind, group: "", level: 3 };
        SectionView {
            anchor: format!("section-{}", index + 1),
            kind: section.kind,
            heading: self.text(&section.heading),
            plain_heading: section.heading.to_plain(),
            blocks: self.blocks(&section.blocks, place),
        }
    }

    /// The footnotes; to be called when everything that refers to them is written.
    pub(super) fn footnotes(&mut self, role: &Role) -> Vec<FootnoteView> {
        let texts: Vec<Html> = role.footnotes.iter().map(|Footnote { text, .. }| self.text(text)).collect();
        let views = texts.into_iter().enumerate().map(|(index, text)| {
            let (mark, references) = self.texts.references(index);
            FootnoteView { number: index + 1, mark, references, text }
        });
        views.collect()
    }

    fn blocks(&mut self, blocks: &[Block], place: Place<'_>) -> Vec<BlockView> {
        let views = blocks.iter().map(|block| match block {
            Block::Paragraph(text) => BlockView::Paragraph { text: self.text(text) },
            Block::List(items) => {
                BlockView::List { shape: Shape::of(items, place.section), items: self.items(items, place) }
            }
            Block::Table(table) => self.table(table),
            Block::Group(group) => BlockView::Group(self.group(group, place)),
        });
        views.collect()
    }

    fn group(&mut self, group: &Group, place: Place<'_>) -> GroupView {
        self.groups += 1;
        let label = group.label.to_plain();
        let inner = Place { group: &label, level: (place.level + 1).min(6), ..place };
        GroupView {
            label: self.text(&group.label),
            anchor: format!("group-{}", self.groups),
            level: place.level,
            share: group.marks.share_percent.map(crate::model::quantity::Percent::value),
            essential: group.marks.essential,
            change: group.marks.change.map(|change| ChangeView { letters: change.letters(), words: change.words() }),
            blocks: self.blocks(&group.blocks, inner),
        }
    }

    fn items(&mut self, items: &[Item], place: Place<'_>) -> Vec<ItemView> {
        items.iter().map(|item| self.item(item, place)).collect()
    }

    fn item(&mut self, item: &Item, place: Place<'_>) -> ItemView {
        let is_duty = place.section == SectionKind::Duties && item.is_leaf();
        if is_duty {
            self.duties += 1;
        }
        let activities = if is_duty {
            self.service.search.activities(&item.text.to_plain(), place.group, &item.note.activities)
        } else {
            Vec::new()
        };
        let has_words = !item.text.is_empty() || !item.continued.is_empty() || !item.items.is_empty();
        ItemView {
            id: item.id.as_ref().map(ToString::to_string),
            duty: is_duty.then_some(self.duties),
            printed: item.number,
            tick: item.tick,
            label: self.text(&item.label),
            text: self.text(&item.text),
            continued: item.continued.iter().map(|text| self.texts.render(text)).collect(),
            is_blank: !has_words && item.note.withheld.is_none() && item.tick.is_none(),
            withheld: item.note.withheld.clone(),
            is_inferred: item.note.inferred == Some(true),
            essential: item.note.essential,
            activities,
            shape: Shape::of(&item.items, place.section),
            items: self.items(&item.items, place),
        }
    }

    fn table(&mut self, table: &Table) -> BlockView {
        let columns = table.columns.iter().map(|column| ColumnView {
            heading: self.texts.render(&column.heading),
            plain_heading: column.heading.to_plain(),
            is_figures: matches!(column.holds, ColumnType::Money | ColumnType::Number),
        });
        let columns = columns.collect();
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.texts.render(cell)).collect()).collect();
        BlockView::Table { columns, rows }
    }
}
