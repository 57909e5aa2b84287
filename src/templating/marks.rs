//! Marks round each value that a document template prints, by which a reader of the result knows where it came from.
//!
//! They are characters of Unicode's private use area. No value holds any, since [`clean`] takes them out before.

const OPEN: char = '\u{e000}';
const NUMBERED: char = '\u{e001}';
const CLOSE: char = '\u{e002}';
const MADE: char = '\u{e003}';
const END: char = '\u{e004}';
const DIGITS: std::ops::RangeInclusive<char> = '\u{e010}'..='\u{e019}';

/// What was found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words without a mark among them.
    Words(&'a str),
    /// The value with this number begins.
    Open(usize),
    /// It ends.
    Close,
    /// A mark that means nothing here.
    Stray,
}

/// Whether a character is kept for marks.
pub fn is_mark(character: char) -> bool {
    ('\u{e000}'..='\u{e01f}').contains(&character)
}

/// Takes marks and control characters out of a value; line ends stay.
pub fn clean(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    value.chars().filter(|character| !is_mark(*character) && (*character == '\n' || !character.is_control())).collect()
}

/// As [`clean`], and everything on one line.
pub fn clean_line(value: &str) -> String {
    if is_clean_line(value) {
        return value.to_owned();
    }
    // A no-break space is a character that somebody meant.
    clean(value).split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether nothing needs to be taken out, which is true of most that is approved.
fn is_clean_line(value: &str) -> bool {
    let mut before = ' ';
    for character in value.chars() {
        if character.is_control() || is_mark(character) || (character == ' ' && before == ' ') {
            return false;
        }
        before = character;
    }
    before != ' ' || value.is_empty()
}

/// Markdown that says the value with this number, and nothing else.
pub fn marked(number: usize, markdown: &str) -> String {
    let digits = number.to_string();
    let digits = digits.bytes().filter_map(|digit| char::from_u32(0xe010 + u32::from(digit - b'0')));
    let mut text = String::with_capacity(markdown.len() + 16);
    text.push(OPEN);
    text.extend(digits);
    text.push(NUMBERED);
    text.push_str(markdown);
    text.push(CLOSE);
    text
}

/// Markdown of several lines whose values are marked already, to be printed as it is.
pub fn made(markdown: &str) -> String {
    format!("{MADE}{markdown}{END}")
}

/// Splits a text into words and marks.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest.find(is_mark).unwrap_or(rest.len());
        if words > 0 {
            let (words, behind) = rest.split_at(words);
            pieces.push(Piece::Words(words));
            rest = behind;
            continue;
        }
        let mut characters = rest.chars();
        let mark = characters.next();
        rest = characters.as_str();
        match mark {
            Some(OPEN) => {
                match rest.split_once(NUMBERED).and_then(|(digits, behind)| Some((number(digits)?, behind))) {
                    Some((number, behind)) => {
                        pieces.push(Piece::Open(number));
                        rest = behind;
                    }
                    None => pieces.push(Piece::Stray),
                }
            }
            Some(CLOSE) => pieces.push(Piece::Close),
            _ => pieces.push(Piece::Stray),
        }
    }
    pieces
}

fn number(digits: &str) -> Option<usize> {
    let mut number = 0_usize;
    for digit in digits.chars() {
        if !DIGITS.contains(&digit) {
            return None;
        }
        number = number.checked_mul(10)?.checked_add((u32::from(digit) - 0xe010) as usize)?;
    }
    Some(number)
}

/// What a template prints, as Markdown: marked values and made Markdown as they are, all else with everything escaped
/// that Markdown gives a meaning to.
pub(super) fn printed(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    let (mut marked, mut made) = (false, 0_usize);
    for character in value.chars() {
        match character {
            OPEN => marked = true,
            CLOSE => marked = false,
            MADE => made += 1,
            END => made = made.saturating_sub(1),
            _ if !marked && made == 0 && character.is_ascii_punctuation() => text.push('\\'),
            _ => {}
        }
        if !matches!(character, MADE | END) {
            text.push(character);
        }
    }
    text
}
