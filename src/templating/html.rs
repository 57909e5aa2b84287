//! HTML that may stand in a page as it is.

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
    for character in words.chars() {
        match character {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' | '\n' => html.push(character),
            control if control.is_control() => html.push('\u{fffd}'),
            other => html.push(other),
        }
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
