//! A role definition: its title, its facts as data, its words as sections.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::{Block, Footnote, Item, Section, items_of};
use super::facts::Facts;
use super::identifier::ItemId;
use super::section::SectionKind;
use super::text::Text;

/// What one revision of a role says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// The title above the text.
    pub title: Text,
    /// The facts as data.
    #[serde(flatten)]
    pub facts: Facts,
    /// The words, in printed order.
    pub sections: Vec<Section>,
    /// Notes at the foot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<Footnote>,
}

impl Role {
    /// The sections of one kind; most roles have one of each.
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.kind == kind)
    }

    /// Every item of the role with the section that it stands in, in printed order.
    pub fn items(&self) -> impl Iterator<Item = (&Section, &Item)> {
        self.sections.iter().flat_map(|section| items_of(&section.blocks).into_iter().map(move |item| (section, item)))
    }

    /// The duties, numbered from 1 in printed order through all groups: items that have none under them.
    pub fn duties(&self) -> Vec<&Item> {
        self.sections_of(SectionKind::Duties)
            .flat_map(|section| items_of(&section.blocks))
            .filter(|item| item.is_leaf())
            .collect()
    }

    /// The highest number in use for each prefix of item names.
    pub fn highest_item_numbers(&self) -> BTreeMap<String, u32> {
        let mut highest: BTreeMap<String, u32> = BTreeMap::new();
        let mut note = |id: &ItemId| {
            let (prefix, number) = id.parts();
            let entry = highest.entry(prefix.to_owned()).or_default();
            *entry = number.max(*entry);
        };
        for (_, item) in self.items() {
            item.id.iter().chain(&item.note.from).for_each(&mut note);
        }
        highest
    }

    /// Calls `change` on every item with the kind of the section that it stands in.
    pub fn for_each_item_mut(&mut self, mut change: impl FnMut(SectionKind, &mut Item)) {
        fn visit_items(kind: SectionKind, items: &mut [Item], change: &mut impl FnMut(SectionKind, &mut Item)) {
            for item in items {
                change(kind, item);
                visit_items(kind, &mut item.items, change);
            }
        }
        fn visit(kind: SectionKind, blocks: &mut [Block], change: &mut impl FnMut(SectionKind, &mut Item)) {
            for block in blocks {
                match block {
                    Block::List(items) => visit_items(kind, items, change),
                    Block::Group(group) => visit(kind, &mut group.blocks, change),
                    Block::Paragraph(_) | Block::Table(_) => {}
                }
            }
        }
        for section in &mut self.sections {
            visit(section.kind, &mut section.blocks, &mut change);
        }
    }
}
