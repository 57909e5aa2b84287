//! Styles: what a paragraph or a run inherits, however long the line of its ancestors.

use std::collections::HashMap;

use super::properties::{is_on, value};
use crate::import::readers::xml::Element;

/// Styles have no more ancestors than this.
const LONGEST_LINE: usize = 32;

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<(Option<String>, Option<usize>)>,
    bold: Option<bool>,
    capitals: Option<bool>,
    hidden: Option<bool>,
    half_points: Option<f32>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    usual_paragraph: Option<String>,
    usual_half_points: Option<f32>,
}

/// What a run of letters inherits.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) half_points: Option<f32>,
}

impl RunLook {
    /// What `properties` of a run say.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        Self {
            bold: is_on(properties, "w:b"),
            capitals: is_on(properties, "w:caps"),
            hidden: is_on(properties, "w:vanish").or(is_on(properties, "w:webHidden")),
            half_points: value(properties, "w:sz").and_then(|size| size.parse().ok()),
        }
    }

    /// What is not said here, as `other` says.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            capitals: self.capitals.or(other.capitals),
            hidden: self.hidden.or(other.hidden),
            half_points: self.half_points.or(other.half_points),
        }
    }
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn read(root: &Element) -> Self {
        let mut read = Self::default();
        let defaults = root.descend(&["w:docDefaults", "w:rPrDefault", "w:rPr"]);
        read.usual_half_points = RunLook::of(defaults).half_points;
        for element in root.elements().filter(|element| element.name == "w:style") {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let usual = element.attribute("w:default").is_some_and(|value| value == "1" || value == "true");
            if usual && element.attribute("w:type") == Some("paragraph") {
                read.usual_paragraph = Some(id.to_owned());
            }
            read.styles.insert(id.to_owned(), Style::read(element));
        }
        read
    }

    /// A style and its ancestors, the nearest first.
    fn line<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&'a Style| style.based_on.as_deref().and_then(|id| self.styles.get(id));
        std::iter::successors(first, next).take(LONGEST_LINE)
    }

    /// The style of a paragraph that names none.
    pub(super) fn usual(&self) -> Option<&str> {
        self.usual_paragraph.as_deref()
    }

    /// The level of a heading, from 1, of paragraphs in this style.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        for style in self.line(id) {
            if let Some(level) = style.outline {
                return (level < 9).then_some(level + 1);
            }
            if let Some(level) = named_heading(&style.name) {
                return Some(level);
            }
        }
        None
    }

    /// Whether paragraphs in this style are lines of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let in_contents = |name: &str| name.starts_with("toc ") && !name.contains("heading");
        self.line(id).any(|style| in_contents(&style.name))
    }

    /// Whether words in this style are prompts to be overwritten.
    pub(super) fn is_prompt(&self, id: Option<&str>) -> bool {
        self.line(id).any(|style| style.name == "placeholder text")
    }

    /// The list and the level that a style belongs to.
    pub(super) fn list<'a>(&'a self, id: Option<&'a str>) -> (Option<&'a str>, Option<usize>) {
        let mut found = (None, None);
        for (list, level) in self.line(id).filter_map(|style| style.list.as_ref()) {
            found = (found.0.or(list.as_deref()), found.1.or(*level));
        }
        found
    }

    /// What a run in this style looks like.
    pub(super) fn look(&self, id: Option<&str>) -> RunLook {
        self.line(id).fold(RunLook::default(), |look, style| look.or(style.look()))
    }

    /// The size of letters where nothing else is said. Word's own is ten points.
    pub(super) fn usual_half_points(&self) -> f32 {
        self.usual_half_points.unwrap_or(20.0)
    }
}

impl Style {
    fn read(element: &Element) -> Self {
        let paragraph = element.child("w:pPr");
        let look = RunLook::of(element.child("w:rPr"));
        let list = paragraph.and_then(|it| it.child("w:numPr")).map(|list| {
            let level = value(list, "w:ilvl").and_then(|level| level.parse().ok());
            (value(list, "w:numId").map(str::to_owned), level)
        });
        Self {
            name: value(element, "w:name").unwrap_or_default().to_lowercase(),
            based_on: value(element, "w:basedOn").map(str::to_owned),
            outline: paragraph.and_then(|it| value(it, "w:outlineLvl")).and_then(|level| level.parse().ok()),
            list,
            bold: look.bold,
            capitals: look.capitals,
            hidden: look.hidden,
            half_points: look.half_points,
        }
    }

    fn look(&self) -> RunLook {
        RunLook { bold: self.bold, capitals: self.capitals, hidden: self.hidden, half_points: self.half_points }
    }
}

/// The level that a style's name states. Word keeps these names in English, whatever it shows.
fn named_heading(name: &str) -> Option<u8> {
    match name {
        "title" => Some(1),
        "subtitle" => Some(2),
        _ => name.strip_prefix("heading ")?.trim().parse().ok().filter(|level| (1..=9).contains(level)),
    }
}
