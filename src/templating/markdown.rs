//! The inline Markdown of a role's words as safe HTML.
//!
//! Most words hold no Markdown at all and are only escaped. The rest is parsed, capped in depth, stripped of everything
//! that is not emphasis, code, a link or a footnote, and then sanitised all the same: two locks on one door.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::html::{Html, escape};
use crate::model::document::Footnote;
use crate::model::text::Text;

/// Tags within tags deeper than this are left out, their words stay. Sanitising costs the square of the depth.
const DEEPEST: usize = 32;

/// The schemes that a link may have.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["a", "code", "em", "strong", "sup"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "id", "aria-describedby", "role"]))]))
        .url_schemes(HashSet::from(SCHEMES))
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// Renders the texts of one document, and knows its footnotes.
#[derive(Debug, Default)]
pub struct TextRenderer {
    footnotes: Vec<KnownFootnote>,
}

#[derive(Debug)]
struct KnownFootnote {
    name: String,
    mark: String,
    references: usize,
}

impl TextRenderer {
    /// For a document with these footnotes.
    pub fn new(footnotes: &[Footnote]) -> Self {
        let known = footnotes.iter().enumerate().map(|(index, footnote)| KnownFootnote {
            name: footnote.name.clone(),
            mark: footnote.mark.clone().unwrap_or_else(|| (index + 1).to_string()),
            references: 0,
        });
        Self { footnotes: known.collect() }
    }

    /// The mark of the footnote at `index`, and the number of references to it so far.
    pub fn references(&self, index: usize) -> (String, usize) {
        self.footnotes.get(index).map(|footnote| (footnote.mark.clone(), footnote.references)).unwrap_or_default()
    }

    /// The text as HTML.
    pub fn render(&mut self, text: &Text) -> Html {
        let markdown = text.as_markdown();
        if !markdown.contains(['\\', '`', '*', '_', '[', '<', '&']) {
            return Html::from_plain(markdown);
        }
        let mut html = String::with_capacity(markdown.len() + 64);
        let mut open: Vec<Option<&'static str>> = Vec::new();
        // The old footnotes: a reference is one also where the note stands elsewhere.
        for event in Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES | Options::ENABLE_OLD_FOOTNOTES) {
            match event {
                Event::Start(tag) => {
                    let shallow = open.iter().flatten().count() < DEEPEST;
                    open.push(if shallow { begin(&tag, &mut html) } else { None });
                }
                Event::End(_) => {
                    if let Some(Some(name)) = open.pop() {
                        html.push_str(&format!("</{name}>"));
                    }
                }
                Event::Code(words) => {
                    html.push_str("<code>");
                    escape(&words, &mut html);
                    html.push_str("</code>");
                }
                Event::FootnoteReference(name) => self.refer(&name, &mut html),
                Event::SoftBreak | Event::HardBreak => html.push(' '),
                // Raw HTML is words like any other.
                Event::Text(words)
                | Event::Html(words)
                | Event::InlineHtml(words)
                | Event::InlineMath(words)
                | Event::DisplayMath(words) => escape(&words, &mut html),
                Event::Rule | Event::TaskListMarker(_) => {}
            }
        }
        Html::made_safe(SANITISER.clean(&html).to_string())
    }

    fn refer(&mut self, name: &str, html: &mut String) {
        let found = self.footnotes.iter_mut().enumerate().find(|(_, footnote)| footnote.name == name);
        let Some((index, footnote)) = found else {
            return escape(&format!("[^{name}]"), html);
        };
        footnote.references += 1;
        let (note, reference) = (index + 1, footnote.references);
        html.push_str(&format!(
            "<sup><a href=\"#footnote-{note}\" id=\"footnote-{note}-reference-{reference}\" role=\"doc-noteref\">"
        ));
        escape(&footnote.mark, html);
        html.push_str("</a></sup>");
    }
}

/// Opens a tag that may be shown, and gives its name.
fn begin(tag: &Tag<'_>, html: &mut String) -> Option<&'static str> {
    match tag {
        Tag::Emphasis => {
            html.push_str("<em>");
            Some("em")
        }
        Tag::Strong => {
            html.push_str("<strong>");
            Some("strong")
        }
        Tag::Link { dest_url, .. } if is_safe_link(dest_url) => {
            html.push_str("<a href=\"");
            escape(dest_url, html);
            html.push_str("\">");
            Some("a")
        }
        // The words of a picture say what it shows; those of anything else stay too.
        _ => None,
    }
}

/// Whether an address says one of the schemes that a link may have.
fn is_safe_link(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// The address, if a link may lead there.
pub fn safe_link(address: &str) -> Option<&str> {
    is_safe_link(address.trim()).then(|| address.trim())
}
