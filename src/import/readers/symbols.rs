//! Letters of symbol fonts: what a person sees where a file says `n` in Wingdings.

use crate::import::block::{TICKED, UNTICKED};

/// A font whose letters are pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Symbol,
    Wingdings,
    Wingdings2,
    Dingbats,
    /// That of TeX.
    TeX,
}

impl SymbolFont {
    /// The symbol font of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        if plain.contains("wingdings2") {
            Some(Self::Wingdings2)
        } else if plain.contains("wingdings") {
            Some(Self::Wingdings)
        } else if plain.contains("dingbats") {
            Some(Self::Dingbats)
        } else if plain.contains("cmsy") {
            Some(Self::TeX)
        } else if plain.ends_with("symbol") || plain.contains("symbolmt") {
            Some(Self::Symbol)
        } else {
            None
        }
    }
}

/// What a code of a symbol font shows, where it matters: bullets, boxes, marks and a few signs.
pub(super) fn of_code(font: SymbolFont, code: u8) -> Option<char> {
    Some(match (font, code) {
        (_, 0x20) => ' ',
        (SymbolFont::Symbol, 0xB7) => '•',
        (SymbolFont::Symbol, 0xA8) => '◆',
        (SymbolFont::Symbol, 0xB3) => '≥',
        (SymbolFont::Symbol, 0xA3) => '≤',
        (SymbolFont::Symbol, 0xAE) => '→',
        (SymbolFont::Symbol, 0x2D) => '–',
        (SymbolFont::Symbol, 0xD2) => '®',
        (SymbolFont::Symbol, 0xFF) => UNTICKED,
        (SymbolFont::Wingdings, 0x6C) => '●',
        (SymbolFont::Wingdings, 0x6E) => '■',
        (SymbolFont::Wingdings, 0x6F..=0x72 | 0xA8) => UNTICKED,
        (SymbolFont::Wingdings, 0x78 | 0xFD | 0xFE) => TICKED,
        (SymbolFont::Wingdings, 0x75 | 0x76) => '◆',
        (SymbolFont::Wingdings, 0x9E | 0x9F) => '•',
        (SymbolFont::Wingdings, 0xA7) => '▪',
        (SymbolFont::Wingdings, 0xD8) => '➢',
        (SymbolFont::Wingdings, 0xE0 | 0xE8 | 0xF0) => '→',
        (SymbolFont::Wingdings, 0xFC) => '✓',
        (SymbolFont::Wingdings, 0xFB) => '✗',
        (SymbolFont::Wingdings2, 0x52..=0x54) => TICKED,
        (SymbolFont::Wingdings2, 0xA3 | 0x2A | 0x2B) => UNTICKED,
        (SymbolFont::Wingdings2, 0x50) => '✓',
        (SymbolFont::Wingdings2, 0x4F) => '✗',
        (SymbolFont::Wingdings2, 0x96..=0x98) => '•',
        (SymbolFont::TeX, 0x0F) => '•',
        (SymbolFont::Dingbats, 0x33 | 0x34) => '✓',
        (SymbolFont::Dingbats, 0x37 | 0x38) => '✗',
        (SymbolFont::Dingbats, 0x6C) => '●',
        (SymbolFont::Dingbats, 0x6E) => '■',
        (SymbolFont::Dingbats, 0x6F..=0x72) => UNTICKED,
        (SymbolFont::Dingbats, 0x75 | 0x76) => '◆',
        (SymbolFont::Dingbats, 0xD8) => '➢',
        _ => return None,
    })
}

/// Whether a character belongs to nobody but a font.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// What a character means to a person; private ones are taken for those of `font`, or of the fonts whose bullets word
/// processors use.
pub(super) fn meaning(font: Option<SymbolFont>, c: char) -> char {
    let Some(code) = matches!(c, '\u{f000}'..='\u{f0ff}').then(|| (u32::from(c) & 0xFF) as u8) else {
        return c;
    };
    let told = match font {
        Some(font) => of_code(font, code),
        None => [SymbolFont::Symbol, SymbolFont::Wingdings].into_iter().find_map(|font| of_code(font, code)),
    };
    told.unwrap_or(if font.is_some() { '•' } else { c })
}
