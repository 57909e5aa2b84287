//! A posting: sections of blocks whose every word knows where it comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::opening::Opening;
use super::origin::Origin;
use crate::model::document::Tick;

/// A posting, composed. Every form in which it is published is made from this.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Posting {
    /// Its title.
    pub title: String,
    /// The language of the text, for example `en`.
    pub language: String,
    /// Whether it announces an opening; otherwise it is a document about the role.
    pub announces: bool,
    /// The most pages that it should have in print, if it is to be short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// What it was made from.
    pub made_from: MadeFrom,
    /// The opening as data, as far as it is stated.
    pub opening: Opening,
    /// Where the words come from; runs name these by their place in the list.
    pub origins: Vec<Origin>,
    /// The parts, in order.
    pub sections: Vec<Section>,
}

/// What a posting was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MadeFrom {
    /// The role.
    pub role: String,
    /// Its revision's number.
    pub revision: u32,
    /// The hash of that revision.
    pub revision_hash: String,
    /// The template.
    pub template: String,
    /// The hash of the template.
    pub template_hash: String,
}

impl MadeFrom {
    /// What leads back from a file to the revision that it was made from: the revision as one asks for it, and the hashes
    /// that tell whether it is still the same. Every form that has a place for such words carries them, none prints them.
    pub fn trace(&self) -> String {
        let Self { role, revision, revision_hash, template, template_hash } = self;
        format!("Made from {role}@{revision} ({revision_hash}) with the template {template} ({template_hash})")
    }

    /// A name for its files, without a suffix: the role, the number of its revision, the template.
    pub fn file_name(&self) -> String {
        let role = self.role.rsplit('/').next().unwrap_or_default();
        format!("{role}-{}-{}", self.revision, self.template)
    }
}

/// A part of a posting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Its name in the template, for example `duties`.
    pub name: String,
    /// Its heading; empty for a part without one.
    pub heading: Vec<Run>,
    /// Whether approved words are printed here as they are, and can't be changed by hand.
    pub locked: bool,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Block {
    /// A heading within the section; the section's own has level 2.
    Heading {
        /// 3 to 6.
        level: u8,
        /// What it says.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        runs: Vec<Run>,
    },
    /// A list.
    List {
        /// The first number; none for a list without numbers.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table.
    Table {
        /// The headings of the columns.
        head: Vec<Cell>,
        /// The rows; each has as many cells as there are headings.
        rows: Vec<Vec<Cell>>,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// For a tick box: what stands in the box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<Tick>,
    /// What it says.
    pub runs: Vec<Run>,
    /// What stands under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// What it says; nothing in a cell left blank.
    pub runs: Vec<Run>,
}

/// Words that look alike and come from one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    #[serde(flatten)]
    pub style: Style,
    /// Where they come from: a place in the posting's list of origins.
    pub origin: usize,
}

/// How words look, and where they lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Style {
    /// Bold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Italic.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub emphasis: bool,
    /// The address that they lead to: http, https or mailto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl Posting {
    /// Every run of the posting, in printed order.
    pub fn runs(&self) -> Vec<&Run> {
        let mut found = Vec::new();
        for section in &self.sections {
            found.extend(&section.heading);
            found.extend(section.runs());
        }
        found
    }

    /// Where a run comes from.
    pub fn origin(&self, run: &Run) -> Option<&Origin> {
        self.origins.get(run.origin)
    }

    /// Where the words of a block come from, without repetition, in printed order.
    pub fn origins_of(&self, block: &Block) -> Vec<&Origin> {
        let mut numbers: Vec<usize> = Vec::new();
        for run in block.runs() {
            if !numbers.contains(&run.origin) {
                numbers.push(run.origin);
            }
        }
        numbers.into_iter().filter_map(|number| self.origins.get(number)).collect()
    }
}

impl Section {
    /// Every run below the heading, in printed order.
    pub fn runs(&self) -> Vec<&Run> {
        self.blocks.iter().flat_map(Block::runs).collect()
    }
}

impl Block {
    /// Every run of the block, in printed order.
    pub fn runs(&self) -> Vec<&Run> {
        match self {
            Self::Heading { runs, .. } | Self::Paragraph { runs } => runs.iter().collect(),
            Self::List { items, .. } => items.iter().flat_map(ListItem::all_runs).collect(),
            Self::Table { head, rows } => {
                head.iter().chain(rows.iter().flatten()).flat_map(|cell| &cell.runs).collect()
            }
        }
    }
}

impl Block {
    /// Does something with every run of the block.
    pub(super) fn each_run_mut(&mut self, change: &mut impl FnMut(&mut Run)) {
        match self {
            Self::Heading { runs, .. } | Self::Paragraph { runs } => runs.iter_mut().for_each(change),
            Self::List { items, .. } => {
                for item in items {
                    item.runs.iter_mut().for_each(&mut *change);
                    item.blocks.iter_mut().for_each(|block| block.each_run_mut(change));
                }
            }
            Self::Table { head, rows } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                cells.flat_map(|cell| &mut cell.runs).for_each(change);
            }
        }
    }
}

impl ListItem {
    /// Its runs and those of what stands under it.
    fn all_runs(&self) -> Vec<&Run> {
        self.runs.iter().chain(self.blocks.iter().flat_map(Block::runs)).collect()
    }
}

/// The words of some runs, without their looks.
pub fn words_of<'a>(runs: impl IntoIterator<Item = &'a Run>) -> String {
    runs.into_iter().map(|run| run.text.as_str()).collect()
}
