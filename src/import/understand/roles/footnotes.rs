//! Footnotes: paragraphs that begin with a mark, joined to the places that carry it.

use crate::import::block::{Block, Shape};
use crate::model::document::Footnote;
use crate::model::text::Text;

/// The footnotes of a role and the marks by which texts refer to them.
#[derive(Default)]
pub(super) struct Footnotes {
    found: Vec<Footnote>,
}

/// The mark and the words of a paragraph that is a footnote.
pub(super) fn parts(block: &Block) -> Option<(String, &str)> {
    if let Shape::Footnote(mark) = &block.shape {
        return Some((mark.clone(), block.text.trim()));
    }
    if !matches!(block.shape, Shape::Paragraph) {
        return None;
    }
    let text = block.text.trim();
    let mark: String = text.chars().take_while(|c| matches!(c, '*' | '†' | '‡')).collect();
    let words = text.get(mark.len()..)?;
    (!mark.is_empty() && mark.chars().count() <= 3 && words.starts_with(char::is_alphanumeric)).then_some((mark, words))
}

impl Footnotes {
    /// Those among the blocks.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let notes = blocks.iter().filter_map(parts);
        let found = (1..).zip(notes).map(|(number, (mark, words))| Footnote {
            name: number.to_string(),
            text: Text::from_plain(words),
            mark: Some(mark),
        });
        Self { found: found.collect() }
    }

    /// A text with references where it carries a mark.
    pub(super) fn anchored(&self, words: &str) -> Text {
        let plain = Text::from_plain(words);
        let mut marked = plain.as_markdown().to_owned();
        let mut notes: Vec<(&str, &str)> =
            self.found.iter().filter_map(|note| Some((note.mark.as_deref()?, note.name.as_str()))).collect();
        // Two stars are not one star twice.
        notes.sort_by_key(|(mark, _)| std::cmp::Reverse(mark.len()));
        let mut changed = false;
        for (mark, name) in notes {
            let escaped: String =
                mark.chars().map(|c| if c == '*' { "\\*".to_owned() } else { c.to_string() }).collect();
            let printable = mark.chars().all(|c| matches!(c, '*' | '†' | '‡'));
            if printable && marked.contains(&escaped) {
                marked = marked.replace(&escaped, &format!("[^{name}]"));
                changed = true;
            }
        }
        if changed { Text::from_markdown(&marked) } else { plain }
    }

    /// All of them.
    pub(super) fn into_list(self) -> Vec<Footnote> {
        self.found
    }
}
