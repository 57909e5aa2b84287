//! What a person reads: sections, groups, paragraphs, lists, tables, tick boxes and footnotes, in printed order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::identifier::ItemId;
use super::quantity::Percent;
use super::section::SectionKind;
use super::source::LineSpan;
use super::text::Text;

/// A part of a role under its own heading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What the part is about.
    pub kind: SectionKind,
    /// The heading as the role has it.
    pub heading: Text,
    /// What stands under it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list; numbered when its items have numbers.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// Further blocks under a label of their own.
    Group(Group),
}

/// Blocks under a label: a group of duties with its share of time, or of requirements, or of boxes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The label.
    pub label: Text,
    /// What the form says of a group of duties.
    #[serde(default, skip_serializing_if = "DutyMarks::is_empty")]
    pub marks: DutyMarks,
    /// What stands under the label, in order.
    pub blocks: Vec<Block>,
}

/// What a position-description form says of a group of duties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyMarks {
    /// The share of working time, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Percent>,
    /// The printed mark: new, revised or unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeMark>,
    /// Whether it is an essential function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub essential: Option<bool>,
}

impl DutyMarks {
    /// Whether the form says nothing of the group.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The marks N, R and NC of position-description forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeMark {
    /// N: new in this revision.
    New,
    /// R: revised.
    Revised,
    /// NC: no change.
    NoChange,
}

impl ChangeMark {
    /// The letters that forms use.
    pub fn letters(self) -> &'static str {
        match self {
            Self::New => "N",
            Self::Revised => "R",
            Self::NoChange => "NC",
        }
    }

    /// What the letters mean; our files write it so.
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Revised => "revised",
            Self::NoChange => "no change",
        }
    }
}

/// One duty, requirement, tick box, labelled field: a line of a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its lasting name within the role; drafts may leave new items without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ItemId>,
    /// The number printed before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// For a tick box: what stands in the box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tick: Option<Tick>,
    /// The label of a `label: text` item.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    /// What it says; empty for a field that the source leaves blank.
    pub text: Text,
    /// Further paragraphs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub continued: Vec<Text>,
    /// Items under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What is known about it beyond its words.
    #[serde(default, skip_serializing_if = "ItemNote::is_empty")]
    pub note: ItemNote,
}

/// What stands in a tick box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tick {
    /// Ticked: the statement holds.
    Ticked,
    /// Left empty: the statement does not hold.
    Unticked,
    /// Not to be made out in the source.
    Unclear,
}

/// What is known about an item beyond its words; written in braces after it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemNote {
    /// The work activities that a duty is about, primary first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// Whether this single duty is an essential function, where that is said of it and not of its group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub essential: Option<bool>,
    /// The items of the previous revision that it was split or merged from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<ItemId>,
    /// Its lines in the source document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineSpan>,
    /// The source's own wording, where it matters to the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// Why the text was left out on purpose, for example `personal name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<String>,
    /// Whether the item is ours and not the source's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred: Option<bool>,
}

impl ItemNote {
    /// Whether nothing is noted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A table with typed columns; an empty cell is a cell left blank.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Text>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its heading.
    pub heading: Text,
    /// What its cells hold.
    #[serde(default, skip_serializing_if = "ColumnType::is_words")]
    pub holds: ColumnType,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// Words.
    #[default]
    Words,
    /// How often something happens.
    Frequency,
    /// Sums of money.
    Money,
    /// Dates.
    Date,
    /// Figures or numbers of positions.
    Number,
    /// Names of people: kept empty in a shared catalog.
    PersonalName,
}

impl ColumnType {
    /// Whether the cells hold plain words.
    pub fn is_words(&self) -> bool {
        *self == Self::Words
    }
}

/// A note at the foot of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Footnote {
    /// The name by which texts refer to it, as `[^name]`.
    pub name: String,
    /// What it says.
    pub text: Text,
    /// The mark that the source prints, such as `**`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

impl Item {
    /// Whether nothing stands under it: the unit that counts and comparisons speak of.
    pub fn is_leaf(&self) -> bool {
        self.items.is_empty()
    }

    /// The leaves at and under this item, in printed order.
    pub fn leaves(&self) -> Vec<&Self> {
        if self.is_leaf() {
            return vec![self];
        }
        self.items.iter().flat_map(Self::leaves).collect()
    }
}

/// Every list item in `blocks`, in printed order, whatever group it stands in; nested items after their parent.
pub fn items_of(blocks: &[Block]) -> Vec<&Item> {
    fn visit<'a>(items: &'a [Item], found: &mut Vec<&'a Item>) {
        for item in items {
            found.push(item);
            visit(&item.items, found);
        }
    }
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::List(items) => visit(items, &mut found),
            Block::Group(group) => found.extend(items_of(&group.blocks)),
            Block::Paragraph(_) | Block::Table(_) => {}
        }
    }
    found
}
