//! The passages of a role: what is found, shown and linked to on its own.

use super::{Passage, Surroundings};
use crate::model::document::{Block, Footnote, Group, Item, Section, Table, Tick};
use crate::model::quantity::Percent;
use crate::model::role::Role;
use crate::model::section::SectionKind;

/// The passages of the sections and footnotes, in printed order.
pub(super) fn of_sections(role: &Role, surroundings: Surroundings<'_>) -> Vec<Passage> {
    let mut collector = Collector { passages: Vec::new(), duties: 0, surroundings };
    for section in &role.sections {
        let place = Place { section, labels: Vec::new(), share: None };
        collector.blocks(&section.blocks, &place);
    }
    for note in &role.footnotes {
        collector.footnote(note);
    }
    collector.passages
}

/// Where in a role something stands.
#[derive(Clone)]
struct Place<'a> {
    section: &'a Section,
    labels: Vec<String>,
    share: Option<Percent>,
}

impl Place<'_> {
    fn heading(&self) -> String {
        let mut heading = self.section.heading.to_plain();
        for label in &self.labels {
            heading.push_str(" › ");
            heading.push_str(label);
        }
        heading
    }

    fn passage(&self, text: String) -> Passage {
        Passage {
            section: Some(self.section.kind),
            heading: self.heading(),
            share_percent: self.share.map(Percent::value),
            text,
            ..Passage::default()
        }
    }
}

struct Collector<'a> {
    passages: Vec<Passage>,
    duties: u32,
    surroundings: Surroundings<'a>,
}

impl Collector<'_> {
    fn add(&mut self, passage: Passage) {
        if !passage.text.is_empty() {
            self.passages.push(passage);
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: &Place<'_>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.add(place.passage(text.to_plain())),
                Block::List(items) => self.items(items, place),
                Block::Table(table) => self.table(table, place),
                Block::Group(group) => self.group(group, place),
            }
        }
    }

    fn group(&mut self, group: &Group, place: &Place<'_>) {
        let mut inner = place.clone();
        inner.labels.push(group.label.to_plain());
        inner.share = group.marks.share_percent.or(place.share);
        // A label alone can be what somebody looks for.
        self.add(place.passage(group.label.to_plain()));
        self.blocks(&group.blocks, &inner);
    }

    fn items(&mut self, items: &[Item], place: &Place<'_>) {
        for item in items {
            self.item(item, place);
            if item.tick == Some(Tick::Unticked) {
                // What is not ticked does not hold, so that nothing below it is to be found either.
                continue;
            }
            let mut inner = place.clone();
            if !item.items.is_empty() {
                inner.labels.push(label_of(item));
            }
            self.items(&item.items, &inner);
        }
    }

    fn item(&mut self, item: &Item, place: &Place<'_>) {
        let is_duty = place.section.kind == SectionKind::Duties && item.is_leaf();
        if is_duty {
            self.duties += 1;
        }
        if item.tick == Some(Tick::Unticked) || (item.text.is_empty() && item.items.is_empty()) {
            return;
        }
        let mut text = item.label.to_plain();
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&item.text.to_plain());
        for more in &item.continued {
            text.push(' ');
            text.push_str(&more.to_plain());
        }
        let text = text.trim_end_matches([' ', ':']).to_owned();
        let mut passage = place.passage(text);
        passage.item = item.id.as_ref().map(ToString::to_string);
        if is_duty {
            passage.number = Some(self.duties);
            let group = place.labels.last().map(String::as_str).unwrap_or_default();
            passage.activities = (self.surroundings.activities)(&passage.text, group, &item.note.activities);
        }
        self.add(passage);
    }

    /// A row is a passage: its cells with their headings are read together.
    fn table(&mut self, table: &Table, place: &Place<'_>) {
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| cell.to_plain()).filter(|cell| !cell.is_empty()).collect();
            self.add(place.passage(cells.join(" · ")));
        }
    }

    fn footnote(&mut self, note: &Footnote) {
        self.add(Passage { heading: "Footnote".to_owned(), text: note.text.to_plain(), ..Passage::default() });
    }
}

fn label_of(item: &Item) -> String {
    if item.label.is_empty() { item.text.to_plain() } else { item.label.to_plain() }
}
