//! Which blocks are headings, and what stands under them.

use crate::import::block::{Block, Shape};
use crate::import::layout::looks::{is_capitals, label_and_value};
use crate::import::lexicon::{self, Topic};
use crate::import::understand::cues::{begins_with_verb, folded};
use crate::model::section::SectionKind;

/// A block that heads others.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// What stands under it; a heading of no known topic goes on with the one above.
    pub topic: Option<Topic>,
    /// How sure it is that this is a heading: a style or known words make it so.
    pub sure: bool,
}

/// For each block, whether it is a heading.
pub fn headings(blocks: &[Block]) -> Vec<Option<Heading>> {
    let mostly_bold = blocks.iter().filter(|block| block.bold).count() * 2 > blocks.len();
    (0..blocks.len()).map(|at| heading_at(blocks, at, mostly_bold)).collect()
}

fn heading_at(blocks: &[Block], at: usize, mostly_bold: bool) -> Option<Heading> {
    let block = blocks.get(at)?;
    let text = block.text.trim();
    let words = text.split_whitespace().count();
    if words == 0 || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let next = blocks.iter().skip(at + 1).find(|block| !matches!(block.shape, Shape::Furniture(_)));
    if is_objective(text) {
        // A goal heads the items under it; with none, it is an item itself.
        let heads = next.is_some_and(is_item) && text.split_whitespace().count() <= 40;
        return heads.then_some(Heading { topic: None, sure: true });
    }
    if matches!(block.shape, Shape::Heading(_)) {
        return Some(Heading { topic: topic_of(text), sure: true });
    }
    if matches!(block.shape, Shape::Furniture(_) | Shape::Footnote(_) | Shape::Row { .. }) || words > 16 {
        return None;
    }
    let valued = label_and_value(text).is_some_and(|(_, value)| !value.is_empty());
    if valued || text.ends_with(['.', ';', ',', '!', '?']) && !is_numbered(block) {
        return None;
    }
    // "OR" between two ways in heads nothing.
    if matches!(lexicon::plain_wording(text).as_str(), "or" | "and" | "either" | "and or") {
        return None;
    }
    let capitals = is_capitals(text);
    let known = lexicon::heading(text);
    if is_item(block) {
        return item_heading(block, known, next, mostly_bold);
    }
    let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '*');
    if known.is_some() && (capitals || opens || text.ends_with(':')) && next.is_some() {
        return Some(Heading { topic: known, sure: true });
    }
    // A label whose value stands on the next line.
    let field = lexicon::label(text).filter(|kind| kind.is_field() && words <= 4);
    let value =
        next.is_some_and(|next| !is_item(next) && next.text.split_whitespace().count() <= 12 && !is_known(&next.text));
    if let Some(kind) = field.filter(|_| opens && value) {
        return Some(Heading { topic: Some(Topic { section: SectionKind::PositionInformation, kind }), sure: true });
    }
    let larger = block.size.is_some_and(|size| size >= 1.12);
    let bold = block.bold && !mostly_bold;
    let short = words <= 12;
    let before_items = next.is_some_and(is_item);
    let colon = text.ends_with(':') && words <= 9 && next.is_some();
    let title_case = words <= 7 && is_title_case(text) && next.is_some_and(|next| is_item(next) || is_long(next));
    if opens && short && (capitals || larger || bold || colon || title_case) || bold && before_items {
        return Some(Heading { topic: topic_of(text), sure: capitals || larger || bold });
    }
    None
}

/// `1. DUTIES`, `A. Essential functions`: a number before the words of a heading.
fn item_heading(block: &Block, known: Option<Topic>, next: Option<&Block>, mostly_bold: bool) -> Option<Heading> {
    let Shape::Item { printed: Some(_), .. } = &block.shape else { return None };
    let text = block.text.trim();
    let marked = is_capitals(text) || block.bold && !mostly_bold || text.ends_with(':');
    let deeper = next.is_some_and(|next| depth(next) > depth(block) || !is_item(next));
    let heads = is_numbered(block) && deeper && (known.is_some() || marked);
    let bold_bullet = known.is_some() && marked && deeper;
    // A numbered goal that names duties or a vision goes on with the part that it stands in.
    let topic = known.or_else(|| if is_sentence(text) { None } else { topic_of(text) });
    (heads || bold_bullet).then(|| Heading { topic, sure: known.is_some() })
}

/// `Objective #2: …`, `Goal 3 – …`, `Key objective #1: …`
pub(super) fn is_objective(text: &str) -> bool {
    let mut words = text.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("key"));
    let named = words.next().is_some_and(|word| matches!(word.to_lowercase().as_str(), "objective" | "goal"));
    named && words.next().is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()) && word.len() <= 4)
}

fn topic_of(text: &str) -> Option<Topic> {
    let text = label_and_value(text).map_or(text, |(label, _)| label);
    lexicon::heading(text).or_else(|| lexicon::heading_by_words(text).filter(|_| !is_sentence(text)))
}

/// Whether it tells somebody to do something, and is no name of a part: `Implement the product vision and strategy`.
pub(super) fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words >= 4 && !is_capitals(text) && !text.ends_with(':') && begins_with_verb(&folded(text)) > 0.0
}

fn is_known(text: &str) -> bool {
    lexicon::label(text).is_some() || lexicon::heading(text).is_some()
}

fn is_item(block: &Block) -> bool {
    matches!(block.shape, Shape::Item { .. })
}

fn depth(block: &Block) -> Option<u8> {
    match block.shape {
        Shape::Item { depth, .. } => Some(depth),
        _ => None,
    }
}

fn is_numbered(block: &Block) -> bool {
    let Shape::Item { printed: Some(printed), .. } = &block.shape else { return false };
    printed.chars().any(char::is_alphanumeric) && printed != "o"
}

fn is_long(block: &Block) -> bool {
    block.text.chars().count() > 90
}

/// Whether every word but the small ones begins with a capital.
pub(super) fn is_title_case(text: &str) -> bool {
    let small = ["of", "and", "or", "the", "to", "for", "in", "by", "a", "an", "with", "on", "at", "&", "-", "–"];
    text.split_whitespace().all(|word| small.contains(&word) || word.starts_with(|c: char| !c.is_lowercase()))
}
