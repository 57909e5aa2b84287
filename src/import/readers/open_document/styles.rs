//! Styles of OpenDocument: what paragraphs and runs inherit, and what lists print.

use std::collections::HashMap;

use crate::import::readers::counting::Count;
use crate::import::readers::symbols;
use crate::import::readers::xml::Element;

/// Styles have no more ancestors than this.
const LONGEST_LINE: usize = 32;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    bold: Option<bool>,
    hidden: Option<bool>,
    points: Option<f32>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub(super) count: Count,
    pub(super) start: u32,
    /// Numbers of so many levels are printed.
    shown: usize,
    prefix: String,
    suffix: String,
    bullet: String,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, HashMap<usize, Level>>,
}

impl Styles {
    /// Adds the styles that stand in a part.
    pub(super) fn add(&mut self, root: &Element) {
        for group in
            root.elements().filter(|it| matches!(it.name.as_str(), "office:styles" | "office:automatic-styles"))
        {
            for element in group.elements() {
                let Some(name) = element.attribute("style:name") else { continue };
                match element.name.as_str() {
                    "style:style" => {
                        let family = element.attribute("style:family").unwrap_or_default();
                        self.styles.insert((family.to_owned(), name.to_owned()), Style::read(element));
                    }
                    "text:list-style" => {
                        self.lists.insert(name.to_owned(), levels(element));
                    }
                    _ => {}
                }
            }
        }
    }

    fn line<'a>(&'a self, family: &'a str, name: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let of = move |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let first = name.and_then(of);
        std::iter::successors(first, move |style| style.parent.as_deref().and_then(of)).take(LONGEST_LINE)
    }

    pub(super) fn bold(&self, family: &str, name: Option<&str>) -> Option<bool> {
        self.line(family, name).find_map(|style| style.bold)
    }

    pub(super) fn points(&self, family: &str, name: Option<&str>) -> Option<f32> {
        self.line(family, name).find_map(|style| style.points)
    }

    pub(super) fn is_hidden(&self, family: &str, name: Option<&str>) -> bool {
        self.line(family, name).find_map(|style| style.hidden).unwrap_or(false)
    }

    /// The level of a heading that a paragraph's style states.
    pub(super) fn outline(&self, name: Option<&str>) -> Option<u8> {
        let of_title = match name {
            Some("Title") => Some(1),
            Some("Subtitle") => Some(2),
            _ => None,
        };
        of_title.or_else(|| self.line("paragraph", name).find_map(|style| style.outline))
    }

    /// The list that a paragraph's style belongs to.
    pub(super) fn list<'a>(&'a self, name: Option<&'a str>) -> Option<&'a str> {
        self.line("paragraph", name).find_map(|style| style.list.as_deref())
    }

    pub(super) fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }

    /// What a list prints before an item.
    pub(super) fn print(&self, list: &str, level: usize, counted: &[u32]) -> Option<String> {
        let Some(own) = self.level(list, level) else { return Some("•".to_owned()) };
        if own.count == Count::Bullet {
            return Some(own.bullet.clone());
        }
        if own.count == Count::Nothing {
            return None;
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let numbers = (first..=level).map(|level| {
            let count = self.level(list, level).map_or(Count::Figures, |level| level.count);
            count.print(counted.get(level).copied().unwrap_or(1))
        });
        let numbers: Vec<String> = numbers.filter(|number| !number.is_empty()).collect();
        Some(format!("{}{}{}", own.prefix, numbers.join("."), own.suffix).trim().to_owned())
    }
}

impl Style {
    fn read(element: &Element) -> Self {
        let text = element.child("style:text-properties");
        let of = |name: &str| text.and_then(|text| text.attribute(name));
        let bold = of("fo:font-weight").map(|it| it == "bold" || it.parse::<u32>().is_ok_and(|weight| weight >= 600));
        Self {
            parent: element.attribute("style:parent-style-name").map(str::to_owned),
            outline: element.attribute("style:default-outline-level").and_then(|level| level.parse().ok()),
            list: element.attribute("style:list-style-name").filter(|name| !name.is_empty()).map(str::to_owned),
            bold,
            hidden: of("text:display").map(|display| display == "none"),
            points: of("fo:font-size").and_then(|size| size.strip_suffix("pt")?.parse().ok()),
        }
    }
}

fn levels(list: &Element) -> HashMap<usize, Level> {
    let level = |element: &Element| {
        let index: usize = element.attribute("text:level")?.parse().ok()?;
        let of = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
        let count = match (element.name.as_str(), element.attribute("style:num-format")) {
            ("text:list-level-style-bullet", _) => Count::Bullet,
            ("text:list-level-style-number", Some("a")) => Count::SmallLetters,
            ("text:list-level-style-number", Some("A")) => Count::Letters,
            ("text:list-level-style-number", Some("i")) => Count::SmallRoman,
            ("text:list-level-style-number", Some("I")) => Count::Roman,
            ("text:list-level-style-number", Some("1")) => Count::Figures,
            _ => Count::Nothing,
        };
        let number = |name: &str| element.attribute(name).and_then(|number| number.parse().ok());
        let bullet = of("text:bullet-char").chars().map(|c| symbols::meaning(None, c)).collect();
        let (prefix, suffix) = (of("style:num-prefix"), of("style:num-suffix"));
        let start = number("text:start-value").unwrap_or(1);
        let shown = number("text:display-levels").unwrap_or(1) as usize;
        Some((index.checked_sub(1)?, Level { count, start, shown, prefix, suffix, bullet }))
    };
    list.elements().filter_map(level).collect()
}
