//! Numbered lists: what Word prints before an item, which stands nowhere in its file.

use std::collections::HashMap;

use super::properties::{is_on, value};
use super::styles::Styles;
use crate::import::readers::counting::Count;
use crate::import::readers::symbols::{self, SymbolFont};
use crate::import::readers::xml::Element;

/// Lists have no more levels.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    count: Count,
    /// What is printed: `%1.%2)`, or a bullet.
    pattern: String,
    /// Numbers of higher levels are printed in figures.
    legal: bool,
    /// Begins anew after an item of this level; 0 is never.
    restart: Option<usize>,
    font: Option<SymbolFont>,
}

/// A list as the document uses it.
#[derive(Debug, Clone)]
struct List {
    scheme: String,
    levels: Vec<Level>,
    /// Where a level starts for this list alone.
    starts: HashMap<usize, u32>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    counted: HashMap<String, Vec<Option<u32>>>,
    begun: HashMap<(String, usize), ()>,
}

impl Numbering {
    /// Reads the part that holds the lists.
    pub(super) fn read(root: &Element, styles: &Styles) -> Self {
        let schemes = || root.elements().filter(|element| element.name == "w:abstractNum");
        // Of two with one name, word processors take the first.
        let mut by_id: HashMap<&str, &Element> = HashMap::new();
        for scheme in schemes() {
            by_id.entry(scheme.attribute("w:abstractNumId").unwrap_or_default()).or_insert(scheme);
        }
        let mut lists = HashMap::new();
        for list in root.elements().filter(|element| element.name == "w:num") {
            let (Some(id), Some(scheme)) = (list.attribute("w:numId"), value(list, "w:abstractNumId")) else {
                continue;
            };
            let levels = by_id.get(scheme).map(|it| levels(it, &by_id, styles, root)).unwrap_or_default();
            let mut read = List { scheme: scheme.to_owned(), levels, starts: HashMap::new() };
            for own in list.elements().filter(|element| element.name == "w:lvlOverride") {
                read.set(own);
            }
            lists.entry(id.to_owned()).or_insert(read);
        }
        Self { lists, ..Self::default() }
    }

    /// Counts an item, and says what is printed before it; nothing, if the list prints nothing.
    pub(super) fn next(&mut self, list_id: &str, level: usize) -> Option<String> {
        let list = self.lists.get(list_id)?;
        let own = list.levels.get(level)?;
        let counted = self.counted.entry(list.scheme.clone()).or_insert_with(|| vec![None; LEVELS]);
        let begins = list.starts.get(&level).filter(|_| self.begun.insert((list_id.to_owned(), level), ()).is_none());
        let number = match (begins, counted.get(level).copied().flatten()) {
            (Some(start), _) => *start,
            (None, Some(number)) => number.saturating_add(1),
            (None, None) => own.start,
        };
        for (index, count) in counted.iter_mut().enumerate() {
            if index == level {
                *count = Some(number);
            } else if index > level {
                let restart = list.levels.get(index).and_then(|lower| lower.restart);
                if restart != Some(0) && restart.is_none_or(|after| level < after) {
                    *count = None;
                }
            }
        }
        own.print(counted, &list.levels)
    }
}

impl List {
    fn set(&mut self, own: &Element) {
        let Some(level) = own.attribute("w:ilvl").and_then(|level| level.parse::<usize>().ok()) else { return };
        if let (Some(changed), Some(known)) = (own.child("w:lvl"), self.levels.get_mut(level)) {
            *known = Level::read(changed);
        }
        if let Some(start) = value(own, "w:startOverride").and_then(|start| start.parse().ok()) {
            self.starts.insert(level, start);
        }
    }
}

/// The levels of a scheme. One may only point to a style, whose list has them.
fn levels(scheme: &Element, all: &HashMap<&str, &Element>, styles: &Styles, root: &Element) -> Vec<Level> {
    let linked = value(scheme, "w:numStyleLink").and_then(|style| styles.list(Some(style)).0);
    let list = linked.and_then(|id| root.elements().find(|it| it.attribute("w:numId") == Some(id)));
    let scheme =
        list.and_then(|list| value(list, "w:abstractNumId")).and_then(|id| all.get(id)).map_or(scheme, |it| *it);
    let mut levels = vec![Level::default(); LEVELS];
    for element in scheme.elements().filter(|element| element.name == "w:lvl") {
        let index = element.attribute("w:ilvl").and_then(|index| index.parse::<usize>().ok());
        if let Some(level) = index.and_then(|index| levels.get_mut(index)) {
            *level = Level::read(element);
        }
    }
    levels
}

impl Level {
    fn read(element: &Element) -> Self {
        let count = match value(element, "w:numFmt") {
            Some("decimalZero") => Count::PaddedFigures,
            Some("lowerLetter") => Count::SmallLetters,
            Some("upperLetter") => Count::Letters,
            Some("lowerRoman") => Count::SmallRoman,
            Some("upperRoman") => Count::Roman,
            Some("ordinal") => Count::Ordinals,
            Some("bullet") => Count::Bullet,
            Some("none") => Count::Nothing,
            _ => Count::Figures,
        };
        let fonts = element.descend(&["w:rPr", "w:rFonts"]);
        let font = fonts.and_then(|fonts| fonts.attribute("w:ascii").or(fonts.attribute("w:hAnsi")));
        Self {
            start: value(element, "w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
            count,
            pattern: value(element, "w:lvlText").unwrap_or_default().to_owned(),
            legal: is_on(element, "w:isLgl").unwrap_or(false),
            restart: value(element, "w:lvlRestart").and_then(|restart| restart.parse().ok()),
            font: font.and_then(SymbolFont::named),
        }
    }

    fn print(&self, counted: &[Option<u32>], levels: &[Self]) -> Option<String> {
        if self.count == Count::Bullet {
            return self.bullet();
        }
        let mut printed = String::new();
        let mut rest = self.pattern.chars();
        while let Some(c) = rest.next() {
            let level = (c == '%').then(|| rest.clone().next()?.to_digit(10)?.checked_sub(1)).flatten();
            let Some(level) = level.map(|level| level as usize) else {
                printed.push(c);
                continue;
            };
            rest.next();
            let Some(other) = levels.get(level) else { continue };
            let count = if self.legal { Count::Figures } else { other.count };
            let number = counted.get(level).copied().flatten().unwrap_or(other.start);
            printed.push_str(&count.print(number));
        }
        let printed = printed.trim();
        (!printed.is_empty()).then(|| printed.to_owned())
    }

    fn bullet(&self) -> Option<String> {
        let bullet = |c: char| match (self.font, u8::try_from(c)) {
            (Some(font), Ok(code)) => symbols::of_code(font, code).unwrap_or('•'),
            _ => symbols::meaning(self.font, c),
        };
        let printed: String = self.pattern.trim().chars().map(bullet).collect();
        (!printed.is_empty()).then_some(printed)
    }
}
