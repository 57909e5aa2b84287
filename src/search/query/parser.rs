//! From pieces to a query. Never fails, never recurses deeper than [`DEEPEST`].

use std::borrow::Cow;
use std::cmp::Ordering;

use super::fields::{Field, field};
use super::lexer::{Token, tokens};
use super::values::condition;
use super::{DEEPEST, LONGEST_PASTE, LONGEST_QUERY, MOST_TERMS, Node, Query, Remark, SENTENCES, SHORTEST_PREFIX, Word};
use crate::vocabulary::words::{Words, is_invisible, is_little_word};

/// The most remarks on one query.
const MOST_REMARKS: usize = 8;

/// Understands what was typed. With `typing`, the last word may be the beginning of one.
pub fn parse(text: &str, typing: bool) -> Query {
    let visible = visible(text);
    let whole = visible.trim();
    let shown = clipped(whole, LONGEST_PASTE);
    if shown.len() > LONGEST_QUERY {
        return pasted(shown, "a long text is taken as words only", shown.len() < whole.len());
    }
    if is_sentences(shown) {
        return pasted(shown, "a whole sentence need not be found with every word", false);
    }
    let tokens = tokens(shown);
    let mut parser = Parser { tokens: &tokens, at: 0, terms: 0, remarks: Vec::new() };
    let mut nodes = Vec::new();
    while parser.at < parser.tokens.len() {
        nodes.extend(parser.sequence(0));
        if parser.peek() == Some(&Token::Close) {
            parser.at += 1;
            parser.remark(")", "this bracket closes nothing and was left out");
        }
    }
    let mut root = joined(nodes);
    if root.is_none() && !shown.is_empty() && parser.remarks.is_empty() {
        parser.remark(shown, "there is no word in it, so that everything is shown");
    }
    if typing && !text.ends_with(char::is_whitespace) {
        last_word_is_beginning(&mut root);
    }
    let remarks = parser.remarks;
    Query { root, remarks, pasted: false }
}

/// The text without marks that nobody sees, which come along when text is copied: they would cut words and hide signs.
fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(is_invisible) { Cow::Owned(text.replace(is_invisible, "")) } else { Cow::Borrowed(text) }
}

/// The beginning of `text`, at most `most` bytes, without cutting a character.
fn clipped(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A paragraph: its words, any of which may be found.
fn pasted(text: &str, about: &str, mut cut: bool) -> Query {
    let mut words = Words::of(text);
    let mut nodes = Vec::new();
    while words.advance().is_some() {
        if nodes.len() == 8 * MOST_TERMS {
            cut = true;
            break;
        }
        nodes.push(Node::Word(Word { text: words.word().to_owned(), prefix: false }));
    }
    let mut remarks = vec![Remark::new("", format!("{about}: what comes closest to it is shown"))];
    if cut {
        remarks.push(Remark::new("", "only the beginning of the text was looked at"));
    }
    Query { root: (!nodes.is_empty()).then_some(Node::Any(nodes)), remarks, pasted: true }
}

/// Whether a query is whole sentences: plain words, and too many for anybody to expect each of them in one place.
fn is_sentences(text: &str) -> bool {
    let plain = !text.contains(['"', '“', ':', '(', '*', '|']) && !text.contains(" -") && !text.contains(" OR ");
    let mut words = Words::of(text);
    let mut telling = 0;
    while plain && words.advance().is_some() {
        telling += usize::from(!is_little_word(words.word()));
    }
    telling >= SENTENCES
}

fn joined(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::All(nodes)),
    }
}

/// Whether only exclusions were typed does not matter here: "all but these" is a search too.
fn last_word_is_beginning(root: &mut Option<Node>) {
    let last = match root {
        Some(Node::All(nodes)) => nodes.last_mut(),
        other => other.as_mut(),
    };
    if let Some(Node::Word(word)) = last {
        word.prefix = folded_letters(&word.text) >= SHORTEST_PREFIX;
    }
}

/// How many letters are left of a word when marks and accents are taken off.
fn folded_letters(word: &str) -> usize {
    let mut words = Words::of(word);
    words.advance().map_or(0, |_| words.word().chars().count())
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    terms: usize,
    remarks: Vec<Remark>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Token<'a>> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    fn remark(&mut self, about: &str, message: impl Into<String>) {
        let remark = Remark::new(about, message);
        if self.remarks.contains(&remark) {
            return;
        }
        match MOST_REMARKS.cmp(&self.remarks.len()) {
            Ordering::Greater => self.remarks.push(remark),
            Ordering::Equal => self.remarks.push(Remark::new("", "more of the query was not understood")),
            Ordering::Less => {}
        }
    }

    /// Clauses up to a closing bracket or the end; `OR` binds its two neighbours.
    fn sequence(&mut self, depth: usize) -> Vec<Node> {
        let mut clauses: Vec<Node> = Vec::new();
        let mut either = false;
        while let Some(token) = self.peek() {
            match token {
                Token::Close => break,
                Token::Bare("OR" | "|" | "||") => {
                    self.at += 1;
                    if clauses.is_empty() || self.peek().is_none() {
                        self.remark("OR", "OR stands between two words; here it was left out");
                    } else {
                        either = true;
                    }
                }
                Token::Bare("AND" | "&" | "&&") => self.at += 1,
                _ => {
                    let node = if *token == Token::Bare("NOT") {
                        self.at += 1;
                        self.excluded("NOT", depth)
                    } else {
                        self.clause(depth)
                    };
                    let Some(node) = node else { continue };
                    let before = if either { clauses.pop() } else { None };
                    clauses.push(match before {
                        Some(Node::Any(mut nodes)) => {
                            nodes.push(node);
                            Node::Any(nodes)
                        }
                        Some(before) => Node::Any(vec![before, node]),
                        None => node,
                    });
                    either = false;
                }
            }
        }
        if either {
            self.remark("OR", "OR stands between two words; here it was left out");
        }
        clauses
    }

    /// What follows a sign for "without".
    fn excluded(&mut self, sign: &str, depth: usize) -> Option<Node> {
        if matches!(self.peek(), None | Some(Token::Close)) {
            self.remark(sign, format!("nothing follows {sign}, so that it was left out"));
            return None;
        }
        self.clause(depth).map(|node| Node::Not(Box::new(node)))
    }

    fn clause(&mut self, depth: usize) -> Option<Node> {
        if self.peek() == Some(&Token::Close) {
            return None;
        }
        match self.next()? {
            Token::Minus => self.excluded("-", depth),
            Token::Open if depth >= DEEPEST => {
                self.remark("(", format!("brackets may be nested {DEEPEST} deep; the inner ones were left out"));
                None
            }
            Token::Open => {
                let nodes = self.sequence(depth + 1);
                match self.next() {
                    Some(_) => {}
                    None => self.remark("(", "a bracket was not closed"),
                }
                joined(nodes)
            }
            Token::Close => None,
            Token::Quoted(inside, closed) => {
                if !closed {
                    self.remark(inside, "a quotation mark was not closed");
                }
                self.phrase(inside)
            }
            Token::Bare(text) => self.words(text),
            Token::Field(name) => self.field(name, depth),
        }
    }

    /// Counts a term; `false` when there are too many.
    fn counts(&mut self, text: &str) -> bool {
        self.terms += 1;
        if self.terms == MOST_TERMS + 1 {
            self.remark(text, format!("a query may have {MOST_TERMS} words; what follows was left out"));
        }
        self.terms <= MOST_TERMS
    }

    fn phrase(&mut self, inside: &str) -> Option<Node> {
        let mut words = Words::of(inside);
        let mut count = 0;
        while words.advance().is_some() {
            count += 1;
        }
        match count {
            0 => self.without_words(inside),
            _ if !self.counts(inside) => None,
            1 => Some(Node::Word(Word { text: inside.to_owned(), prefix: false })),
            _ => Some(Node::Phrase(inside.to_owned())),
        }
    }

    /// What has no letter and no digit can't be found. Punctuation is left out without a word, anything else is not.
    fn without_words(&mut self, text: &str) -> Option<Node> {
        let is_punctuation = |c: char| c.is_ascii_punctuation() || c.is_whitespace() || "–—−·•…‘’“”„«»§".contains(c);
        if !text.chars().all(is_punctuation) {
            self.remark(text, "there is no word in it, so that it was left out");
        }
        None
    }

    /// A piece without blanks: one word, or several joined by hyphens or other marks, which then stand together.
    fn words(&mut self, text: &str) -> Option<Node> {
        let prefix = text.ends_with('*');
        let mut words = Words::of(text);
        let mut found = 0;
        let mut first = String::new();
        while words.advance().is_some() {
            found += 1;
            if found == 1 {
                first = words.word().to_owned();
            }
        }
        if found == 0 {
            return self.without_words(text);
        }
        if !self.counts(text) {
            return None;
        }
        if found > 1 {
            return Some(Node::Phrase(text.to_owned()));
        }
        if prefix && first.chars().count() < SHORTEST_PREFIX {
            self.remark(text, format!("at least {SHORTEST_PREFIX} letters have to stand before *"));
        }
        let prefix = prefix && first.chars().count() >= SHORTEST_PREFIX;
        Some(Node::Word(Word { text: text.trim_end_matches('*').to_owned(), prefix }))
    }

    fn field(&mut self, name: &str, depth: usize) -> Option<Node> {
        let Some(field) = field(name) else {
            self.remark(name, format!("{name}: is not a field; it was searched as a word"));
            return self.words(name);
        };
        match (field, self.peek()) {
            (_, None | Some(Token::Close)) => {
                self.remark(name, format!("nothing follows {name}: so it was searched as a word"));
                self.words(name)
            }
            (Field::Scope(scope), _) => self.clause(depth).map(|node| Node::Within(scope, Box::new(node))),
            (Field::Fact(fact, kind), Some(Token::Bare(value) | Token::Quoted(value, _))) => {
                self.at += 1;
                if !self.counts(value) {
                    return None;
                }
                match condition(fact, kind, value) {
                    Ok(node) => Some(node),
                    Err(message) => {
                        self.remark(&format!("{name}:{value}"), format!("{message}; it was searched as words"));
                        let nodes: Vec<Node> = [self.words(name), self.words(value)].into_iter().flatten().collect();
                        joined(nodes)
                    }
                }
            }
            (Field::Fact(..), _) => {
                self.remark(name, format!("after {name}: there should be a value; it was searched as a word"));
                self.words(name)
            }
        }
    }
}
