//! The numbers and bullets that stand before list items.

/// A number or bullet at the start of a line.
#[derive(Debug, PartialEq)]
pub(crate) struct Marker<'a> {
    /// As printed.
    pub(crate) printed: String,
    /// How far it is set in.
    pub(crate) indent: usize,
    /// What stands behind it.
    pub(crate) rest: &'a str,
}

/// Bullets that mean nothing else; some are what fonts of symbols leave behind.
const BULLETS: [char; 35] = [
    '•', '●', '▪', '▫', '◦', '■', '○', '➢', '►', '▸', '▶', '✓', '✔', '❖', '◆', '◇', '★', '☆', '➤', '➔', '→', '‣', '⁃',
    '∙', '·', '❑', '❒', '⚫', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}', '\u{f076}', '\u{f0fc}', '\u{f06f}', '§',
];
/// Bullets that may be something else, so a blank must follow.
const DASHES: [char; 6] = ['-', '*', '+', '–', '—', '¨'];

/// The marker of a line, if it begins with one.
pub(crate) fn of(text: &str) -> Option<Marker<'_>> {
    let indent = super::looks::indent(text);
    let trimmed = text.trim();
    let first = trimmed.chars().next()?;
    let behind = trimmed.get(first.len_utf8()..).unwrap_or_default();
    let blank = behind.is_empty() || behind.starts_with(char::is_whitespace);
    if BULLETS.contains(&first) && (first != '§' || blank) || DASHES.contains(&first) && blank && !behind.is_empty() {
        return Some(Marker { printed: first.to_string(), indent, rest: behind.trim_start() });
    }
    // The round bullet of word processors, left behind as a letter.
    if first == 'o' && blank && behind.trim_start().starts_with(|c: char| c.is_uppercase()) {
        return Some(Marker { printed: "o".to_owned(), indent, rest: behind.trim_start() });
    }
    let word = trimmed.split_whitespace().next()?;
    let rest = trimmed.get(word.len()..).unwrap_or_default().trim_start();
    is_number(word).then(|| Marker { printed: word.to_owned(), indent, rest })
}

/// `1.`, `12)`, `(3)`, `a.`, `(b)`, `iv.`, `2a.`, `1.2.`
fn is_number(word: &str) -> bool {
    let (opened, inner) = match word.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, word),
    };
    let Some(inner) = inner.strip_suffix(')').or_else(|| if opened { None } else { inner.strip_suffix('.') }) else {
        return false;
    };
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let letters = inner.get(digits..).unwrap_or_default();
    let roman = !letters.is_empty()
        && letters.len() <= 4
        && letters.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X'));
    match digits {
        0 => letters.len() == 1 && letters.chars().all(|c| c.is_ascii_alphabetic()) || roman,
        1..=3 => letters.is_empty() || letters.len() == 1 && letters.chars().all(|c| c.is_ascii_alphabetic()),
        _ => false,
    }
}

/// The number that a printed marker states, if it is one in figures.
pub(crate) fn number(printed: &str) -> Option<u32> {
    let inner = printed.trim_matches(['(', ')', '.']);
    (!inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit())).then(|| inner.parse().ok()).flatten()
}
