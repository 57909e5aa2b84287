//! HTML that may stand in a page as it is.

use std::borrow::Cow;
use std::fmt;

use minijinja::Value;
use serde::{Serialize, Serializer};

/// HTML that was made safe. Everything else that a template shows is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Plain words as HTML: escaped.
    pub fn from_plain(words: &str) -> Self {
        let mut html = String::with_capacity(words.len() + 16);
        escape(words, &mut html);
        Self(html)
    }

    /// What a renderer of this room wrote.
    pub(super) fn made_safe(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// For templates: not escaped again.
impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Adds `words` to `html`, with every character that means something in HTML spelt out. Control characters, which no
/// page may hold, become the sign for what can't be shown.
pub(super) fn escape(words: &str, html: &mut String) {
    let mut rest = words;
    while let Some(at) = rest.find(means_something) {
        let (plain, from) = rest.split_at(at);
        html.push_str(plain);
        let mut characters = from.chars();
        html.push_str(match characters.next() {
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('&') => "&amp;",
            Some('"') => "&quot;",
            Some('\'') => "&#39;",
            _ => "\u{fffd}",
        });
        rest = characters.as_str();
    }
    html.push_str(rest);
}

/// `words` as HTML. Most are so already.
pub(super) fn escaped(words: &str) -> Cow<'_, str> {
    if words.contains(means_something) { Cow::Owned(Html::from_plain(words).0) } else { Cow::Borrowed(words) }
}

fn means_something(character: char) -> bool {
    match character {
        '<' | '>' | '&' | '"' | '\'' => true,
        '\t' | '\n' => false,
        other => other.is_control(),
    }
}

/// JSON that can stand in a `<script>` of type `application/ld+json`: whatever could end the script, or mean something
/// to a parser of HTML, is written as its number.
pub fn json_in_script(value: &serde_json::Value) -> Html {
    let mut html = String::new();
    for character in value.to_string().chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => html.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => html.push(other),
        }
    }
    Html(html)
}
