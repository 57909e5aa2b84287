//! Cuts a query into words, phrases, operators and fields.

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A run of characters without blanks, quotes or brackets.
    Bare(&'a str),
    /// What stands between double quotes. The flag says whether the closing quote was there.
    Quoted(&'a str, bool),
    /// `name:` directly before a value.
    Field(&'a str),
    /// `-` directly before something.
    Minus,
    /// `(`
    Open,
    /// `)`
    Close,
}

/// The pieces of `text`, each read once from left to right.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut at_start = true;
    while let Some(first) = rest.chars().next() {
        let tail = rest.get(first.len_utf8()..).unwrap_or_default();
        match first {
            _ if first.is_whitespace() || first.is_control() => {
                rest = tail;
                at_start = true;
                continue;
            }
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '"' | '“' | '”' | '„' => {
                let end = tail.find(['"', '“', '”']);
                let inside = tail.get(..end.unwrap_or(tail.len())).unwrap_or_default();
                tokens.push(Token::Quoted(inside, end.is_some()));
                let after = tail.get(inside.len()..).unwrap_or_default();
                let mut after = after.chars();
                after.next();
                rest = after.as_str();
                at_start = false;
                continue;
            }
            '-' | '−' if at_start && tail.starts_with(|c: char| !c.is_whitespace() && c != '-') => {
                tokens.push(Token::Minus);
            }
            _ => {
                let end = rest.find(ends_bare).unwrap_or(rest.len());
                let bare = rest.get(..end).unwrap_or_default();
                rest = rest.get(end..).unwrap_or_default();
                bare_or_field(bare, &mut tokens);
                at_start = false;
                continue;
            }
        }
        rest = tail;
        at_start = true;
    }
    tokens
}

fn ends_bare(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '(' | ')' | '"' | '“' | '”' | '„')
}

/// `title:coach` is a field and a value; `8:30` and `note:` at the end are words.
fn bare_or_field<'a>(bare: &'a str, tokens: &mut Vec<Token<'a>>) {
    if let Some((name, value)) = bare.split_once(':')
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphabetic() || c == '-' || c == '_')
    {
        tokens.push(Token::Field(name));
        if !value.is_empty() {
            tokens.push(Token::Bare(value));
        }
        return;
    }
    tokens.push(Token::Bare(bare));
}
