//! What a page draws: its letters with their places, in the order of drawing.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::font::Font;
use super::matrix::Matrix;
use super::object::{dictionary, number, numbers};
use super::state::{LetterState, State};
use crate::import::limits;

/// A letter, or a few that are drawn as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins, on its base line.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    /// How high its font is.
    pub(super) size: f64,
    pub(super) bold: bool,
}

impl Glyph {
    pub(super) fn end(&self) -> f64 {
        self.x + self.width
    }
}

/// Draws pages of a document.
pub(super) struct Drawing<'a> {
    document: &'a Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    steps: usize,
    glyphs: Vec<Glyph>,
    /// Letters that don't stand upright.
    pub(super) turned: usize,
}

/// A piece of a page that says of itself how it is to be read.
struct Replaced {
    from: usize,
    text: Option<String>,
}

impl<'a> Drawing<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Self { document, fonts: HashMap::new(), steps: limits::DRAWING_STEPS, glyphs: Vec::new(), turned: 0 }
    }

    /// The letters drawn since the last call.
    pub(super) fn take(&mut self) -> Vec<Glyph> {
        std::mem::take(&mut self.glyphs)
    }

    /// Adds a letter that no content draws: the state of a box.
    pub(super) fn add(&mut self, glyph: Glyph) {
        self.glyphs.push(glyph);
    }

    /// Draws content with the resources that it names.
    pub(super) fn draw(&mut self, content: &[u8], resources: &'a Dictionary, space: Matrix, depth: usize) {
        let Ok(content) = Content::decode(content) else { return };
        let mut state = State::new(space);
        let mut kept = Vec::new();
        let mut marked: Vec<Replaced> = Vec::new();
        for step in &content.operations {
            let Some(left) = self.steps.checked_sub(1) else { return };
            self.steps = left;
            match step.operator.as_str() {
                "q" if kept.len() < limits::DEPTH => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "Tf" => self.choose_font(step, resources, &mut state.letters),
                "Tj" => self.show(step.operands.first(), &mut state),
                "TJ" => self.show_all(step.operands.first(), &mut state),
                "'" => {
                    state.next_line();
                    self.show(step.operands.first(), &mut state);
                }
                "\"" => {
                    state.letters.word_spacing = self.number(step, 0);
                    state.letters.letter_spacing = self.number(step, 1);
                    state.next_line();
                    self.show(step.operands.get(2), &mut state);
                }
                "Do" => self.draw_form(step, resources, state.space, depth),
                "BMC" | "BDC" if marked.len() < limits::DEPTH => {
                    let text = actual_text(step, resources, self.document);
                    marked.push(Replaced { from: self.glyphs.len(), text });
                }
                "EMC" => self.replace(marked.pop()),
                operator => state.step(operator, &self.numbers(step)),
            }
        }
    }

    fn numbers(&self, step: &Operation) -> Vec<f64> {
        step.operands.iter().filter_map(|operand| number(Some(operand), self.document)).collect()
    }

    fn number(&self, step: &Operation, index: usize) -> f64 {
        number(step.operands.get(index), self.document).unwrap_or_default()
    }

    fn choose_font(&mut self, step: &Operation, resources: &'a Dictionary, letters: &mut LetterState) {
        letters.size = self.number(step, 1);
        let Some(Ok(name)) = step.operands.first().map(Object::as_name) else { return };
        let fonts = dictionary(resources.get(b"Font").ok(), self.document);
        let Some(object) = fonts.and_then(|fonts| fonts.get(name).ok()) else { return };
        let Some(font) = dictionary(Some(object), self.document) else { return };
        letters.font = Some(match object.as_reference() {
            Ok(id) => {
                let document = self.document;
                Rc::clone(self.fonts.entry(id).or_insert_with(|| Rc::new(Font::load(font, document))))
            }
            Err(_) => Rc::new(Font::load(font, self.document)),
        });
    }

    fn show_all(&mut self, shown: Option<&Object>, state: &mut State) {
        let Some(Object::Array(items)) = shown else { return };
        for item in items {
            match number(Some(item), self.document) {
                Some(back) => state.move_back(back),
                None => self.show(Some(item), state),
            }
        }
    }

    fn show(&mut self, shown: Option<&Object>, state: &mut State) {
        let (Some(Object::String(bytes, _)), Some(font)) = (shown, state.letters.font.clone()) else { return };
        for code in font.codes(bytes) {
            let width = font.width(code);
            match state.place(width) {
                Some((x, y, width, size)) => {
                    let bold = font.bold || state.letters.outlined;
                    self.glyphs.push(Glyph { text: font.text(code), x, y, width, size, bold });
                }
                None => self.turned += 1,
            }
            state.advance(width, font.is_blank(code));
        }
    }

    fn draw_form(&mut self, step: &Operation, resources: &'a Dictionary, space: Matrix, depth: usize) {
        let Some(Ok(name)) = step.operands.first().map(Object::as_name) else { return };
        let forms = dictionary(resources.get(b"XObject").ok(), self.document);
        let Some(object) = forms.and_then(|forms| forms.get(name).ok()) else { return };
        if let Ok((_, Object::Stream(form))) = self.document.dereference(object) {
            self.draw_stream(form, resources, space, depth);
        }
    }

    /// Draws a form: a drawing within the drawing.
    pub(super) fn draw_stream(&mut self, form: &'a Stream, resources: &'a Dictionary, space: Matrix, depth: usize) {
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || depth >= limits::FORMS_DEPTH {
            return;
        }
        let Ok(content) = form.get_plain_content_with_limit(limits::PART_BYTES) else { return };
        let own = dictionary(form.dict.get(b"Resources").ok(), self.document).unwrap_or(resources);
        let matrix = numbers(form.dict.get(b"Matrix").ok(), self.document).map_or(Matrix::IDENTITY, Matrix);
        self.draw(&content, own, matrix.then(space), depth + 1);
    }

    /// Puts in what a marked piece says that its letters mean.
    fn replace(&mut self, marked: Option<Replaced>) {
        let Some(Replaced { from, text: Some(text) }) = marked else { return };
        let Some(letters) = self.glyphs.get(from..).filter(|letters| !letters.is_empty()) else { return };
        let end = letters.iter().map(Glyph::end).fold(f64::MIN, f64::max);
        let mut first = letters.iter().min_by(|one, other| one.x.total_cmp(&other.x)).cloned();
        if let Some(first) = first.as_mut() {
            first.text = text;
            first.width = end - first.x;
        }
        self.glyphs.truncate(from);
        self.glyphs.extend(first);
    }
}

/// What a marked piece of a page says that it means.
fn actual_text(step: &Operation, resources: &Dictionary, document: &Document) -> Option<String> {
    let properties = match step.operands.get(1)? {
        Object::Dictionary(properties) => properties,
        Object::Name(name) => {
            let all = dictionary(resources.get(b"Properties").ok(), document)?;
            dictionary(all.get(name).ok(), document)?
        }
        _ => return None,
    };
    lopdf::decode_text_string(properties.get(b"ActualText").ok()?).ok()
}
