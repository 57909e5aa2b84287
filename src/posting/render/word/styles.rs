//! The styles and lists of Word files: those that Word itself knows by these names, so that its navigation, its table of
//! contents and screen readers understand the document.

use docx_rs::{
    AbstractNumbering, BorderType, Docx, Level, LevelJc, LevelOverride, LevelText, LineSpacing, NumberFormat,
    Numbering, PageMargin, RunFonts, SpecialIndentType, Start, Style, StyleType, TableBorder, TableBorderPosition,
    TableBorders,
};

use crate::posting::document::Posting;

/// The list with bullets. The library has a list of its own with the number 1.
pub(super) const BULLETS: usize = 11;
/// The list of tick boxes, which has no marks of its own.
pub(super) const BOXES: usize = 12;
/// The abstract list of numbers, of which every numbered list is an instance with its own start.
const NUMBERS: usize = 20;
/// How far each level stands in, in twentieths of a point.
const STEP: i32 = 360;
const SANS: &str = "Arial";
const SERIF: &str = "Georgia";

/// The numbered lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    starts: Vec<usize>,
}

impl Lists {
    /// A new list that begins with this number.
    pub(super) fn numbered(&mut self, start: u64) -> usize {
        self.starts.push(usize::try_from(start).unwrap_or(1));
        NUMBERS + self.starts.len()
    }
}

/// The usual size of letters, in half points.
const USUAL: usize = 22;

/// The size of letters, in half points, with which a posting of so many words has about so many pages. Nobody but a word
/// processor knows where a page ends, so this is a guess, and a careful one.
fn letters_for(words: usize, pages: Option<usize>) -> usize {
    match words.div_ceil(pages.unwrap_or(words).max(1)) {
        0..=300 => USUAL,
        301..=380 => 20,
        381..=480 => 18,
        _ => 16,
    }
}

/// Adds styles, lists and the page.
pub(super) fn with_styles(docx: Docx, lists: &Lists, posting: &Posting) -> Docx {
    let words = posting.runs().iter().map(|run| run.text.split_whitespace().count()).sum();
    let letters = letters_for(words, posting.pages);
    let margin = |usual: i32| if letters < USUAL { usual * 6 / 10 } else { usual };
    let mut docx = docx
        .page_size(12_240, 15_840)
        .page_margin(PageMargin {
            top: margin(1_300),
            bottom: margin(1_300),
            left: margin(1_440),
            right: margin(1_440),
            header: margin(720),
            footer: margin(720),
            gutter: 0,
        })
        .default_fonts(fonts(SERIF))
        .default_size(letters);
    for style in styles(letters) {
        docx = docx.add_style(style);
    }
    docx = docx
        .add_abstract_numbering(levels(BULLETS, "bullet", |_| "•".to_owned()))
        .add_abstract_numbering(levels(BOXES, "none", |_| String::new()))
        .add_abstract_numbering(levels(NUMBERS, "decimal", |level| format!("%{}.", level + 1)))
        .add_numbering(Numbering::new(BULLETS, BULLETS))
        .add_numbering(Numbering::new(BOXES, BOXES));
    for (index, start) in lists.starts.iter().enumerate() {
        let mut numbering = Numbering::new(NUMBERS + index + 1, NUMBERS);
        for level in 0..9 {
            numbering = numbering.add_override(LevelOverride::new(level).start(*start));
        }
        docx = docx.add_numbering(numbering);
    }
    docx
}

fn fonts(name: &str) -> RunFonts {
    RunFonts::new().ascii(name).hi_ansi(name).cs(name).east_asia(name)
}

fn levels(id: usize, format: &str, mark: impl Fn(usize) -> String) -> AbstractNumbering {
    let mut numbering = AbstractNumbering::new(id);
    for level in 0..9 {
        let inset = STEP * i32::try_from(level + 1).unwrap_or(1);
        let level = Level::new(
            level,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(mark(level)),
            LevelJc::new("left"),
        );
        numbering = numbering.add_level(level.indent(Some(inset), Some(SpecialIndentType::Hanging(STEP)), None, None));
    }
    numbering
}

fn styles(letters: usize) -> Vec<Style> {
    let size = |usual: usize| usual * letters / USUAL;
    let paragraph = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let spaced = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let mut styles = vec![
        paragraph("Title", "Title")
            .fonts(fonts(SANS))
            .size(size(40))
            .bold()
            .line_spacing(spaced(0, 200))
            .next("BodyText"),
        paragraph("BodyText", "Body Text").line_spacing(spaced(0, 120).line(276)),
        paragraph("ListParagraph", "List Paragraph").line_spacing(spaced(0, 60).line(264)),
        paragraph("TableText", "Table Text").size(size(20)).line_spacing(spaced(20, 20)),
        with_next(paragraph("TableHeading", "Table Heading").fonts(fonts(SANS)).size(size(19)).bold())
            .line_spacing(spaced(20, 20)),
        Style::new("Hyperlink", StyleType::Character).name("Hyperlink").color("0B4F8A").underline("single"),
    ];
    for (level, letters) in [(1, 28), (2, 24), (3, 22), (4, 22), (5, 22)] {
        let id = format!("Heading{level}");
        styles.push(
            with_next(paragraph(&id, &format!("heading {level}")))
                .fonts(fonts(SANS))
                .size(size(letters))
                .bold()
                .line_spacing(spaced(if level == 1 { 320 } else { 220 }, 80))
                .outline_lvl(level - 1)
                .next("BodyText"),
        );
    }
    for depth in 1..=9 {
        let inset = STEP * depth;
        let style = paragraph(&format!("ListText{depth}"), &format!("List Text {depth}"));
        styles.push(style.indent(Some(inset), None, None, None).line_spacing(spaced(0, 60)));
    }
    styles
}

/// A style of what heads something: it never ends a page.
fn with_next(mut style: Style) -> Style {
    style.paragraph_property = style.paragraph_property.keep_next(true).keep_lines(true);
    style
}

/// Thin lines round every cell.
pub(super) fn table_borders() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |position| TableBorder::new(position).border_type(BorderType::Single).size(4).color("808080");
    [Top, Bottom, Left, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::with_empty(), |borders, position| borders.set(line(position)))
}
