//! Fonts: what their codes mean, how wide and how heavy their letters are.

use std::cell::RefCell;
use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::object::{dictionary, items, name, number};
use super::unicode_table::UnicodeTable;
use super::widths::Widths;
use crate::import::limits;
use crate::import::readers::symbols::{self, SymbolFont};

/// What stands for a letter that the font does not tell.
pub(super) const UNTOLD: char = char::REPLACEMENT_CHARACTER;

/// A font as far as reading needs it.
pub(super) struct Font {
    /// Whether its letters are heavy.
    pub(super) bold: bool,
    /// Its codes have two bytes.
    composite: bool,
    widths: Widths,
    symbols: Option<SymbolFont>,
    /// What single bytes say.
    simple: Vec<String>,
    /// What pairs of bytes say.
    unicode: Option<UnicodeTable>,
    told: RefCell<HashMap<u32, String>>,
}

impl Font {
    pub(super) fn load(font: &Dictionary, document: &Document) -> Self {
        let composite = name(font.get(b"Subtype").ok(), document).is_some_and(|kind| kind == "Type0");
        let descendant =
            items(font.get(b"DescendantFonts").ok(), document).first().and_then(|it| dictionary(Some(it), document));
        let described = descendant.unwrap_or(font);
        let called = name(font.get(b"BaseFont").ok(), document).unwrap_or_default();
        let unicode = unicode(font, document);
        let widths = match descendant {
            Some(descendant) if composite => Widths::composite(descendant, document),
            _ => Widths::simple(font, document, &called),
        };
        let simple = if composite { Vec::new() } else { simple_texts(font, document, unicode.as_ref()) };
        let symbols = SymbolFont::named(&called);
        let bold = is_bold(&called, dictionary(described.get(b"FontDescriptor").ok(), document), document);
        Self { bold, composite, widths, symbols, simple, unicode, told: RefCell::default() }
    }

    /// The codes of a string.
    pub(super) fn codes<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = u32> + use<'a> {
        let length = if self.composite { 2 } else { 1 };
        bytes.chunks(length).map(|code| code.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    }

    /// Whether a code is a blank that is stretched with the words.
    pub(super) fn is_blank(&self, code: u32) -> bool {
        !self.composite && code == 32
    }

    /// How wide a letter is beside its size.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths.of(code) / 1000.0
    }

    /// What a code says.
    pub(super) fn text(&self, code: u32) -> String {
        self.told.borrow_mut().entry(code).or_insert_with(|| self.tell(code)).clone()
    }

    fn tell(&self, code: u32) -> String {
        let plain = match usize::try_from(code).ok().and_then(|code| self.simple.get(code)) {
            Some(text) => text.clone(),
            None => self.of_pair(code),
        };
        let symbol = |c: char| symbols::meaning(self.symbols, c);
        if let Some(font) = self.symbols {
            let lone = plain.chars().all(|c| c == UNTOLD || c.is_ascii() || symbols::is_private(c));
            if lone && let Some(meaning) = u8::try_from(code).ok().and_then(|code| symbols::of_code(font, code)) {
                return meaning.to_string();
            }
        }
        plain.chars().map(symbol).collect()
    }

    fn of_pair(&self, code: u32) -> String {
        let text = self.unicode.as_ref().and_then(|table| table.meaning(code));
        text.filter(|text| !text.is_empty()).unwrap_or_else(|| UNTOLD.to_string())
    }
}

/// The table that says which characters the codes stand for.
fn unicode(font: &Dictionary, document: &Document) -> Option<UnicodeTable> {
    let (_, table) = document.dereference(font.get(b"ToUnicode").ok()?).ok()?;
    let Object::Stream(table) = table else { return None };
    Some(UnicodeTable::parse(&table.get_plain_content_with_limit(limits::PART_BYTES).ok()?))
}

fn simple_texts(font: &Dictionary, document: &Document, unicode: Option<&UnicodeTable>) -> Vec<String> {
    let mut alone = font.clone();
    alone.remove(b"ToUnicode");
    let base = alone.get_font_encoding_with_limit(document, limits::PART_BYTES).ok();
    let of_base = |code: u8| base.as_ref().and_then(|encoding: &Encoding<'_>| encoding.bytes_to_string(&[code]).ok());
    let says = |text: &String| !text.is_empty() && !text.contains(UNTOLD);
    let of_table = |code: u8| unicode.and_then(|table| table.meaning(u32::from(code)));
    let text = |code| of_table(code).filter(says).or_else(|| of_base(code).filter(says)).unwrap_or_default();
    (0..=u8::MAX).map(text).collect()
}

fn is_bold(called: &str, descriptor: Option<&Dictionary>, document: &Document) -> bool {
    const FORCED: i64 = 1 << 18;
    let called = called.to_lowercase();
    let by_name = ["bold", "black", "heavy", "demi"].iter().any(|word| called.contains(word));
    let of = |key: &[u8]| descriptor.and_then(|it| number(it.get(key).ok(), document));
    let forced = of(b"Flags").is_some_and(|flags| flags as i64 & FORCED != 0);
    by_name || forced || of(b"FontWeight").is_some_and(|weight| weight >= 600.0)
}
