//! The approved words of a role as Markdown whose every value is marked: paragraphs, lists, tables, groups, boxes.

use std::collections::BTreeMap;

use super::origin::Origin;
use super::values::Values;
use crate::model::document::{Block, ChangeMark, Group, Item, Section, Table, Tick, items_of};
use crate::model::identifier::ItemId;
use crate::model::section::SectionKind;
use crate::model::text::Text;

/// Writes parts of a role, or of an organisation, as marked Markdown.
pub(super) struct MarkdownWriter<'v, 'a> {
    pub(super) values: &'v mut Values<'a>,
    /// How an origin is made from the address of a part.
    pub(super) origin: &'v dyn Fn(String) -> Origin,
    /// What changed since the revision before, by the address of a group.
    pub(super) changes: &'v BTreeMap<String, ChangeMark>,
    /// The name of the kind of section, which begins the addresses of what has no name of its own.
    kind: String,
    paragraphs: usize,
    groups: usize,
    tables: usize,
    nameless: usize,
    lines: String,
}

/// `working_conditions`: the name of a kind in templates and addresses.
pub(super) fn kind_name(kind: SectionKind) -> String {
    let name = serde_json::to_value(kind).ok().and_then(|name| name.as_str().map(str::to_owned));
    name.unwrap_or_default().replace('-', "_")
}

impl<'v, 'a> MarkdownWriter<'v, 'a> {
    pub(super) fn new(
        values: &'v mut Values<'a>,
        origin: &'v dyn Fn(String) -> Origin,
        changes: &'v BTreeMap<String, ChangeMark>,
        kind: SectionKind,
    ) -> Self {
        let (paragraphs, groups, tables, nameless) = (0, 0, 0, 0);
        let (kind, lines) = (kind_name(kind), String::new());
        Self { values, origin, changes, kind, paragraphs, groups, tables, nameless, lines }
    }

    /// The sections of one kind, under headings of their own if there are several or their heading says something.
    pub(super) fn sections(mut self, sections: &[&Section], headed: bool) -> String {
        for (index, section) in sections.iter().enumerate() {
            if headed || sections.len() > 1 {
                let heading = self.value(format!("{}.heading{}", self.kind, index + 1), &section.heading);
                self.block(&format!("### {heading}"));
            }
            self.blocks(&section.blocks, if headed || sections.len() > 1 { 4 } else { 3 });
        }
        self.finish()
    }

    /// The chosen duties in their order; a group's label before those of them that stand in it, and before the first
    /// of a list the paragraphs that lead to it.
    pub(super) fn chosen(mut self, sections: &[&Section], chosen: &[ItemId]) -> String {
        let (mut places, mut groups) = (Vec::new(), 0);
        for section in sections {
            places_of(&section.blocks, None, &mut groups, &mut places);
        }
        // Addresses are given in printed order, whatever is chosen.
        let mut leads: Vec<Vec<String>> =
            places.iter().map(|place| place.lead.iter().map(|text| self.paragraph(text)).collect()).collect();
        let numbered = places.iter().filter_map(|place| place.item).any(|item| item.number.is_some());
        let (mut group, mut number) = (None, 0);
        for id in chosen {
            let stands = |place: &Chosen<'_>| place.item.is_some_and(|item| item.id.as_ref() == Some(id));
            let Some((place, item)) = places.iter().find(|place| stands(place)).and_then(|it| Some((it, it.item?)))
            else {
                continue;
            };
            if place.group.map(|(number, _)| number) != group {
                group = place.group.map(|(number, _)| number);
                if let Some((group, label)) = place.group {
                    let label = self.value(format!("{}.group{group}", self.kind), &label.label);
                    self.block(&format!("### {label}"));
                    number = 0;
                }
            }
            for line in leads.get_mut(place.list).map(std::mem::take).unwrap_or_default() {
                self.block(&line);
                number = 0;
            }
            number += 1;
            self.item(item, 0, numbered.then_some(number));
        }
        // What closes the section stays; what led to a list of which nothing was chosen goes with it.
        for (place, lead) in places.iter().zip(leads) {
            if place.item.is_none() && place.group.is_none() {
                lead.iter().for_each(|line| self.block(line));
            }
        }
        self.finish()
    }

    /// The duties as the table of position descriptions: share of time, change, essential or not, duties.
    pub(super) fn duty_table(mut self, sections: &[&Section]) -> String {
        self.lines.push_str("| % of time | N/R/NC | E/NE | Duties |\n| --- | --- | --- | --- |\n");
        for section in sections {
            self.duty_rows(&section.blocks);
        }
        self.finish()
    }

    fn duty_rows(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    let text = self.paragraph(text);
                    self.row(["", "", "", &text]);
                }
                Block::List(items) => {
                    for item in items {
                        self.duty_row(item, "");
                    }
                }
                Block::Group(group) => {
                    let address = self.next_group();
                    let change = self.changes.get(&address).copied().or(group.marks.change);
                    let share = group.marks.share_percent.map(|share| share.to_string()).unwrap_or_default();
                    let change = change.map(ChangeMark::letters).unwrap_or_default();
                    let essential = match group.marks.essential {
                        Some(true) => "E",
                        Some(false) => "NE",
                        None => "",
                    };
                    let [share, change, essential] =
                        [("share", share.as_str()), ("change", change), ("essential", essential)].map(
                            |(what, words)| {
                                let origin = (self.origin)(format!("{address}.{what}"));
                                self.values.plain(origin, words).unwrap_or_default()
                            },
                        );
                    let label = self.value(address, &group.label);
                    self.row([&share, &change, &essential, &format!("**{label}**")]);
                    self.duty_rows(&group.blocks);
                }
                Block::Table(_) => {}
            }
        }
    }

    fn duty_row(&mut self, item: &Item, above: &str) {
        let number = item.number.map(|number| {
            let origin = (self.origin)(self.address_of(item));
            self.values.plain(origin, &format!("{above}{number}.")).unwrap_or_default() + " "
        });
        let words = self.item_words(item);
        self.row(["", "", "", &format!("{}{words}", number.unwrap_or_default())]);
        for under in &item.items {
            let above = item.number.map(|number| format!("{above}{number}.")).unwrap_or_default();
            self.duty_row(under, &above);
        }
    }

    fn row(&mut self, cells: [&str; 4]) {
        self.lines.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    fn finish(mut self) -> String {
        for footnote in self.values.take_footnotes() {
            let origin = (self.origin)(format!("footnote.{}", footnote.name));
            let mark = self.values.mark_of(footnote);
            let mark = self.values.plain(origin.clone(), &mark).unwrap_or_default();
            let text = self.values.text(origin, &footnote.text);
            self.block(&format!("{mark} {text}"));
        }
        self.lines
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    let text = self.paragraph(text);
                    self.block(&text);
                }
                Block::List(items) => {
                    self.lines.push('\n');
                    // Two lists in a row would become one.
                    self.lines.push_str("<!-- -->\n\n");
                    for item in items {
                        self.item(item, 0, item.number.map(|number| number as usize));
                    }
                }
                Block::Table(given) => self.table(given),
                Block::Group(group) => {
                    self.group_label(group, level);
                    self.blocks(&group.blocks, level + 1);
                }
            }
        }
    }

    fn group_label(&mut self, group: &Group, level: usize) {
        let address = self.next_group();
        let share = group.marks.share_percent.map(|share| {
            let origin = (self.origin)(format!("{address}.share"));
            format!(" {}", self.values.plain(origin, &format!("({share} of the time)")).unwrap_or_default())
        });
        let label = self.value(address, &group.label);
        self.block(&format!("{} {label}{}", "#".repeat(level.min(6)), share.unwrap_or_default()));
    }

    fn next_group(&mut self) -> String {
        self.groups += 1;
        format!("{}.group{}", self.kind, self.groups)
    }

    fn paragraph(&mut self, text: &Text) -> String {
        self.paragraphs += 1;
        self.value(format!("{}.{}", self.kind, self.paragraphs), text)
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let place = format!("{}.table{}", self.kind, self.tables);
        let mut head = Vec::new();
        for (column, given) in table.columns.iter().enumerate() {
            head.push(self.value(format!("{place}.column{}", column + 1), &given.heading));
        }
        let rule = vec!["---"; head.len()].join(" | ");
        self.block(&format!("| {} |\n| {rule} |", head.join(" | ")));
        self.lines.pop();
        for (row, cells) in table.rows.iter().enumerate() {
            let mut written = Vec::new();
            for (column, cell) in cells.iter().enumerate() {
                let address = format!("{place}.row{}.column{}", row + 1, column + 1);
                written.push(if cell.is_empty() { String::new() } else { self.value(address, cell) });
            }
            self.lines.push_str(&format!("| {} |\n", written.join(" | ")));
        }
        self.lines.push('\n');
    }

    fn item(&mut self, item: &Item, indent: usize, number: Option<usize>) {
        let marker = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        let tick = match item.tick {
            Some(Tick::Ticked) => "[x] ",
            Some(Tick::Unticked | Tick::Unclear) => "[ ] ",
            None => "",
        };
        let words = self.item_words(item);
        let margin = " ".repeat(indent);
        self.lines.push_str(&format!("{margin}{marker} {tick}{words}\n"));
        let indent = indent + marker.len() + 1;
        for (index, text) in item.continued.iter().enumerate() {
            let address = format!("{}.{}", self.address_of(item), index + 2);
            let text = self.value(address, text);
            self.lines.push_str(&format!("\n{}{text}\n", " ".repeat(indent)));
        }
        for under in &item.items {
            self.item(under, indent, under.number.map(|number| number as usize));
        }
    }

    /// Label and text of an item.
    fn item_words(&mut self, item: &Item) -> String {
        let address = self.address_of(item);
        if item.id.is_none() {
            self.nameless += 1;
        }
        let mut words = String::new();
        if !item.label.is_empty() {
            let label = Text::from_markdown(&format!("{}:", item.label.as_markdown()));
            let label = self.value(format!("{address}.label"), &label);
            words = format!("**{label}**");
        }
        if !item.text.is_empty() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&self.value(address, &item.text));
        }
        words
    }

    fn address_of(&self, item: &Item) -> String {
        item.id.as_ref().map_or_else(|| format!("{}.item{}", self.kind, self.nameless + 1), ToString::to_string)
    }

    fn value(&mut self, address: String, text: &Text) -> String {
        let origin = (self.origin)(address);
        self.values.text(origin, text)
    }

    fn block(&mut self, markdown: &str) {
        self.lines.push_str(&format!("\n{markdown}\n\n"));
    }
}

/// A duty where it stands: its group, the paragraphs that lead to its list, and the place of the first of that list.
/// Paragraphs that lead to none stand alone.
struct Chosen<'a> {
    item: Option<&'a Item>,
    group: Option<(usize, &'a Group)>,
    lead: Vec<&'a Text>,
    list: usize,
}

fn places_of<'a>(
    blocks: &'a [Block],
    group: Option<(usize, &'a Group)>,
    groups: &mut usize,
    places: &mut Vec<Chosen<'a>>,
) {
    let mut lead = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => lead.push(text),
            Block::List(_) => {
                let list = places.len();
                for item in items_of(std::slice::from_ref(block)).into_iter().filter(|item| item.is_leaf()) {
                    places.push(Chosen { item: Some(item), group, lead: std::mem::take(&mut lead), list });
                }
            }
            Block::Group(within) => {
                *groups += 1;
                let number = *groups;
                places_of(&within.blocks, Some((number, within)), groups, places);
            }
            Block::Table(_) => {}
        }
    }
    if !lead.is_empty() {
        places.push(Chosen { item: None, group, lead, list: places.len() });
    }
}
