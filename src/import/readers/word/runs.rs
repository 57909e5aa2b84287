//! The words of a paragraph: runs, fields, boxes, links, and what tracked changes put in or took out.

use super::properties::{is_on, value};
use super::reader::Reader;
use super::styles::RunLook;
use crate::import::block::{Block, TICKED, UNTICKED};
use crate::import::readers::passage::{Look, Passage};
use crate::import::readers::symbols::{self, SymbolFont};
use crate::import::readers::xml::Element;

/// A paragraph while its runs are read.
#[derive(Default)]
pub(super) struct Inline {
    pub(super) passage: Passage,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<Block>,
    /// The style's look.
    pub(super) inherited: RunLook,
}

/// A field: text that Word works out, with what it is worked out from.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// The state of a check box, or what was chosen from a list.
    state: Option<String>,
    shows_result: bool,
}

impl Field {
    /// Whether it is a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }
}

impl Reader<'_> {
    /// Reads what stands within a paragraph.
    pub(super) fn read_inline(&mut self, parent: &Element, inline: &mut Inline) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:r" => self.read_run(element, inline),
                "w:del" | "w:moveFrom" => self.note_deleted(element),
                "w:ins" | "w:moveTo" | "w:hyperlink" | "w:smartTag" | "w:customXml" | "w:fldSimple" | "w:bdo"
                | "w:dir" => self.read_inline(element, inline),
                "w:sdt" => self.read_control(element, inline),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.read_inline(chosen, inline);
                    }
                }
                "m:oMath" | "m:oMathPara" => inline.passage.push(&element.text(), Look::default()),
                _ => {}
            }
        }
    }

    /// A content control: a check box has a state, any other has content.
    fn read_control(&mut self, control: &Element, inline: &mut Inline) {
        if let Some(ticked) = box_of_control(control) {
            inline.passage.push(&ticked.to_string(), Look::default());
        } else if is_prompt(control) {
            self.prompts += 1;
        } else if let Some(content) = control.child("w:sdtContent") {
            self.read_inline(content, inline);
        }
    }

    fn note_deleted(&mut self, deleted: &Element) {
        let mut texts = Vec::new();
        deleted.all("w:delText", &mut texts);
        deleted.all("w:t", &mut texts);
        if texts.iter().any(|text| !text.text().trim().is_empty()) {
            self.deletions += 1;
        }
    }

    fn read_run(&mut self, run: &Element, inline: &mut Inline) {
        let properties = run.child("w:rPr");
        let style = properties.and_then(|it| value(it, "w:rStyle"));
        let look = RunLook::of(properties).or(self.styles.look(style)).or(inline.inherited);
        if look.hidden == Some(true) {
            self.hidden += usize::from(!run.text().trim().is_empty());
            return;
        }
        if self.styles.is_prompt(style) {
            self.prompts += 1;
            return;
        }
        let fonts = properties.and_then(|it| it.child("w:rFonts"));
        let font = fonts.and_then(|it| it.attribute("w:ascii")).and_then(SymbolFont::named);
        for element in run.elements() {
            self.read_piece(element, look, font, inline);
        }
    }

    fn read_piece(&mut self, element: &Element, look: RunLook, font: Option<SymbolFont>, inline: &mut Inline) {
        let shown = self.fields.iter().all(|field| field.shows_result && field.state.is_none());
        let mut push = |text: &str| {
            if shown {
                let size = look.half_points.unwrap_or(self.styles.usual_half_points());
                let look = Look { bold: look.bold == Some(true), size: Some(size) };
                inline.passage.push(text, look);
            }
        };
        match element.name.as_str() {
            "w:t" => push(&self::shown(&element.text(), look, font)),
            "w:tab" | "w:ptab" => push("\t"),
            "w:br" | "w:cr" => push("\n"),
            "w:noBreakHyphen" => push("-"),
            "w:sym" => push(&symbol(element)),
            "w:footnoteReference" => push(&self.notes.mark(element, "footnote")),
            "w:endnoteReference" => push(&self.notes.mark(element, "endnote")),
            "w:fldChar" => self.read_field_mark(element, inline),
            "w:instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&element.text());
                }
            }
            "w:drawing" | "w:pict" | "w:object" => self.read_boxes(element, inline),
            "mc:AlternateContent" => {
                for inner in chosen(element).into_iter().flat_map(Element::elements) {
                    self.read_piece(inner, look, font, inline);
                }
            }
            "w:delText" => self.deletions += 1,
            _ => {}
        }
    }

    fn read_field_mark(&mut self, mark: &Element, inline: &mut Inline) {
        match mark.attribute("w:fldCharType") {
            Some("begin") if self.fields.len() < 64 => {
                let state = mark.child("w:ffData").and_then(state_of_form);
                self.fields.push(Field { state, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows_result = true;
                }
            }
            Some("end") => {
                if let Some(state) = self.fields.pop().and_then(|field| field.state) {
                    inline.passage.push(&state, Look::default());
                }
            }
            _ => {}
        }
    }

    /// Text boxes in a drawing. A picture beside them is only counted.
    fn read_boxes(&mut self, drawing: &Element, inline: &mut Inline) {
        let mut found = Vec::new();
        boxes(drawing, &mut found);
        if found.is_empty() {
            self.pictures += 1;
        }
        for found in found {
            let blocks = self.read_body(found);
            inline.boxes.extend(blocks);
        }
    }
}

/// Text boxes, of which those for older programs are not read again.
fn boxes<'a>(element: &'a Element, found: &mut Vec<&'a Element>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "w:txbxContent" => found.push(inner),
            "mc:AlternateContent" => chosen(inner).into_iter().for_each(|chosen| boxes(chosen, found)),
            _ => boxes(inner, found),
        }
    }
}

/// Of two ways to say the same, the newer one; the other if it says nothing.
pub(super) fn chosen(alternatives: &Element) -> Option<&Element> {
    let says = |element: &&Element| !element.text().trim().is_empty();
    let choice = alternatives.child("mc:Choice");
    choice.filter(says).or(alternatives.child("mc:Fallback")).or(choice)
}

/// Text as it is printed.
fn shown(text: &str, look: RunLook, font: Option<SymbolFont>) -> String {
    let symbol = |c: char| match (font, u8::try_from(c)) {
        (Some(font), Ok(code)) if !c.is_whitespace() => symbols::of_code(font, code).unwrap_or(c),
        _ => symbols::meaning(font, c),
    };
    let text: String = text.chars().filter(|c| *c != '\u{ad}').map(symbol).collect();
    if look.capitals == Some(true) { text.to_uppercase() } else { text }
}

fn symbol(element: &Element) -> String {
    let font = element.attribute("w:font").and_then(SymbolFont::named);
    let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
    let Some(character) = code.and_then(char::from_u32) else { return String::new() };
    let of_font = font.and_then(|font| symbols::of_code(font, (u32::from(character) & 0xFF) as u8));
    of_font.unwrap_or_else(|| symbols::meaning(font, character)).to_string()
}

fn box_of(ticked: bool) -> char {
    if ticked { TICKED } else { UNTICKED }
}

fn box_of_control(control: &Element) -> Option<char> {
    let checkbox = control.descend(&["w:sdtPr", "w14:checkbox"])?;
    Some(box_of(is_on(checkbox, "w14:checked").unwrap_or(false)))
}

fn is_prompt(control: &Element) -> bool {
    control.child("w:sdtPr").is_some_and(|properties| is_on(properties, "w:showingPlcHdr") == Some(true))
}

/// The state of a field of a form: a check box, or a list to choose from.
fn state_of_form(form: &Element) -> Option<String> {
    if let Some(checkbox) = form.child("w:checkBox") {
        let ticked = is_on(checkbox, "w:checked").or(is_on(checkbox, "w:default")).unwrap_or(false);
        return Some(box_of(ticked).to_string());
    }
    let list = form.child("w:ddList")?;
    let index = value(list, "w:result").or(value(list, "w:default")).and_then(|index| index.parse().ok()).unwrap_or(0);
    let entry = list.elements().filter(|entry| entry.name == "w:listEntry").nth(index)?;
    entry.attribute("w:val").map(str::to_owned)
}
