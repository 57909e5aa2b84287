//! The values that a template may print: each is given a number and marked with it, so that it is known again behind
//! the template.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::document::Style;
use super::origin::Origin;
use super::particular::is_address;
use crate::model::document::Footnote;
use crate::model::text::Text;
use crate::templating::marks::{clean, clean_line, made, marked};

/// A value as it was handed to the template.
#[derive(Debug, Clone)]
pub(super) struct KnownValue {
    /// Its place in the list of origins.
    pub(super) origin: usize,
    /// Its words.
    pub(super) text: String,
}

/// The values of one posting.
#[derive(Debug)]
pub(super) struct Values<'a> {
    pub(super) origins: Vec<Origin>,
    /// The place of each origin in their list.
    places: HashMap<Origin, usize>,
    pub(super) known: Vec<KnownValue>,
    edits: &'a BTreeMap<String, String>,
    footnotes: &'a [Footnote],
    /// The addresses of everything that can be changed by hand.
    pub(super) parts: BTreeSet<String>,
    /// Footnotes that were referred to since they were last asked for.
    referred: Vec<usize>,
}

impl<'a> Values<'a> {
    pub(super) fn new(edits: &'a BTreeMap<String, String>, footnotes: &'a [Footnote]) -> Self {
        let (origins, known, parts) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { origins, places: HashMap::new(), known, edits, footnotes, parts, referred: Vec::new() }
    }

    /// Plain words on one line. None of them if there are none.
    pub(super) fn plain(&mut self, origin: Origin, words: &str) -> Option<String> {
        let words = clean_line(words);
        if words.is_empty() {
            return None;
        }
        let origin = self.origin(origin);
        Some(self.mark(origin, &words, &Style::default()))
    }

    /// Plain words in paragraphs, which blank lines part; other line ends become blanks.
    pub(super) fn paragraphs(&mut self, origin: &Origin, words: &str) -> Option<String> {
        let cleaned = clean(words);
        let paragraphs: Vec<String> =
            cleaned.split("\n\n").filter_map(|paragraph| self.plain(origin.clone(), paragraph)).collect();
        (!paragraphs.is_empty()).then(|| made(&format!("{}\n", paragraphs.join("\n\n"))))
    }

    /// An address on the web, as a link that shows itself.
    pub(super) fn address(&mut self, origin: Origin, address: &str) -> Option<String> {
        let words = clean_line(address);
        if !is_address(&words) {
            return self.plain(origin, address);
        }
        let origin = self.origin(origin);
        let style = Style { link: Some(words.clone()), ..Style::default() };
        let shown = words.strip_prefix("mailto:").unwrap_or(&words);
        Some(made(&self.mark(origin, shown, &style)))
    }

    /// Approved words, or what somebody put in their place. `origin` says where they stand.
    pub(super) fn text(&mut self, origin: Origin, text: &Text) -> String {
        let part = origin.part().unwrap_or_default().to_owned();
        self.parts.insert(part.clone());
        let edit = self.edits.get(&part).map(|words| clean_line(words)).filter(|words| *words != text.to_plain());
        if let Some(words) = edit {
            let edited = self.origin(Origin::Edited { of: Box::new(origin), original: text.to_plain() });
            return self.mark(edited, &words, &Style::default());
        }
        let origin = self.origin(origin);
        let markdown = clean_line(text.as_markdown());
        if !markdown.contains(['\\', '`', '*', '_', '[', '<', '&']) {
            return self.mark(origin, &markdown, &Style::default());
        }
        let mut result = String::new();
        for (words, style) in self.runs(&markdown) {
            result.push_str(&self.mark(origin, &words, &style));
        }
        result
    }

    /// The footnotes that were referred to since this was last asked.
    pub(super) fn take_footnotes(&mut self) -> Vec<&'a Footnote> {
        let referred = std::mem::take(&mut self.referred);
        referred.into_iter().filter_map(|index| self.footnotes.get(index)).collect()
    }

    /// How a footnote is marked in the text.
    pub(super) fn mark_of(&self, footnote: &Footnote) -> String {
        let index = self.footnotes.iter().position(|known| known.name == footnote.name).unwrap_or_default();
        footnote.mark.clone().unwrap_or_else(|| format!("({})", index + 1))
    }

    fn origin(&mut self, origin: Origin) -> usize {
        if let Some(place) = self.places.get(&origin) {
            return *place;
        }
        self.origins.push(origin.clone());
        self.places.insert(origin, self.origins.len() - 1);
        self.origins.len() - 1
    }

    fn mark(&mut self, origin: usize, words: &str, style: &Style) -> String {
        self.known.push(KnownValue { origin, text: words.to_owned() });
        let mut markdown = marked(self.known.len() - 1, &escaped(words));
        if style.emphasis {
            markdown = format!("*{markdown}*");
        }
        if style.strong {
            markdown = format!("**{markdown}**");
        }
        match &style.link {
            Some(link) => format!("[{markdown}](<{link}>)"),
            None => markdown,
        }
    }

    /// The runs of inline Markdown: words and how they look.
    fn runs(&mut self, markdown: &str) -> Vec<(String, Style)> {
        let mut runs: Vec<(String, Style)> = Vec::new();
        let mut style = Style::default();
        for event in Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES | Options::ENABLE_OLD_FOOTNOTES) {
            let words = match event {
                Event::Start(Tag::Emphasis) => {
                    style.emphasis = true;
                    continue;
                }
                Event::End(TagEnd::Emphasis) => {
                    style.emphasis = false;
                    continue;
                }
                Event::Start(Tag::Strong) => {
                    style.strong = true;
                    continue;
                }
                Event::End(TagEnd::Strong) => {
                    style.strong = false;
                    continue;
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    style.link = Some(dest_url.to_string()).filter(|address| is_address(address));
                    continue;
                }
                Event::End(TagEnd::Link) => {
                    style.link = None;
                    continue;
                }
                Event::FootnoteReference(name) => self.refer(&name),
                Event::SoftBreak | Event::HardBreak => " ".to_owned(),
                Event::Text(words)
                | Event::Code(words)
                | Event::Html(words)
                | Event::InlineHtml(words)
                | Event::InlineMath(words)
                | Event::DisplayMath(words) => words.to_string(),
                Event::Start(_) | Event::End(_) | Event::Rule | Event::TaskListMarker(_) => continue,
            };
            match runs.last_mut() {
                Some((last, its_style)) if *its_style == style => last.push_str(&words),
                _ => runs.push((words, style.clone())),
            }
        }
        runs
    }

    fn refer(&mut self, name: &str) -> String {
        match self.footnotes.iter().position(|footnote| footnote.name == name) {
            Some(index) => {
                if !self.referred.contains(&index) {
                    self.referred.push(index);
                }
                self.footnotes.get(index).map(|footnote| self.mark_of(footnote)).unwrap_or_default()
            }
            None => format!("[^{name}]"),
        }
    }
}

/// Words as inline Markdown that says them to the letter.
pub(super) fn escaped(words: &str) -> String {
    let mut markdown = String::with_capacity(words.len() + 8);
    for character in words.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~') {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}
