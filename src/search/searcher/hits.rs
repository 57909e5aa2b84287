//! What is shown of a result: the role in short, its best passages, and why it was found.

use tantivy::snippet::SnippetGenerator;
use tantivy::snippet::collapse_overlapped_ranges;
use tantivy::{DocAddress, Score, TantivyError};

use super::Search;
use super::passages::{PassageMatch, PassageReader};
use super::plan::{Leaf, Match, PlanNode};
use crate::search::document::Passage;
use crate::search::index::stored::{StoredCard, StoredRole};
use crate::search::page::{FoundPassage, Hit, Piece, RoleCard};

/// The most characters of a passage that are shown, so that a line or two is read and not a page.
const SHOWN: usize = 280;
/// Where no words are looked for there is no part that fits best, and nearly every duty is shown whole.
const SHOWN_WHOLE: usize = 1200;

/// A document that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) score: Score,
    pub(super) address: DocAddress,
    /// Whether it may lack words.
    pub(super) partial: bool,
    /// The one passage that was looked for.
    pub(super) passage: Option<PassageMatch>,
}

impl Found {
    pub(super) fn whole((score, address): (Score, DocAddress)) -> Self {
        Self { score, address, partial: false, passage: None }
    }

    pub(super) fn part((score, address): (Score, DocAddress)) -> Self {
        Self { score, address, partial: true, passage: None }
    }
}

/// Reads what is shown of results.
pub(super) struct Reader<'a> {
    search: &'a Search<'a>,
    /// The words that are looked for, in the place of their leaves in the plan.
    leaves: Vec<Leaf>,
    /// The leaves that nothing excludes, bit by place.
    wanted: u64,
    /// Marks words; none where no passage is shown.
    snippets: Option<SnippetGenerator>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(search: &'a Search<'a>) -> tantivy::Result<Self> {
        let leaves = search.spelt_out()?;
        let wanted = search.plan.root.as_ref().map(wanted).unwrap_or_default();
        let mut terms = std::collections::BTreeMap::new();
        for (_, leaf) in leaves.iter().enumerate().filter(|(place, _)| bit(*place) & wanted != 0) {
            let rarity = if leaf.rarity.is_finite() { leaf.rarity } else { 1.0 };
            for alternative in &leaf.alternatives {
                let texts: &[String] = match &alternative.what {
                    Match::Term(term) => std::slice::from_ref(term),
                    Match::Phrase(terms) => terms,
                    Match::Beginning(_) => &[],
                };
                for text in texts {
                    terms.insert(text.clone(), rarity * alternative.weight);
                }
            }
        }
        let analyzer = search.index.analyzer.for_highlighting();
        let snippets = SnippetGenerator::new(terms, analyzer, search.index.fields.text, SHOWN);
        Ok(Self { search, leaves, wanted, snippets: Some(snippets) })
    }

    /// Reads roles in short only, without their passages.
    pub(super) fn of_cards(search: &'a Search<'a>) -> Self {
        Self { search, leaves: Vec::new(), wanted: 0, snippets: None }
    }

    /// The results with at most `most` passages each, in the order in which they were found.
    pub(super) fn hits(&self, found: Vec<Found>, most: usize) -> tantivy::Result<Vec<Hit>> {
        let mut order: Vec<usize> = (0..found.len()).collect();
        // Positions are read in the order of the documents.
        order.sort_by_key(|place| found.get(*place).map(|found| found.address));
        let leaves: Vec<&Leaf> = self.leaves.iter().collect();
        let mut hits: Vec<(usize, Hit)> = Vec::with_capacity(found.len());
        let mut reader: Option<(u32, PassageReader)> = None;
        let mut matches = Vec::new();
        for place in order {
            let Some(found) = found.get(place) else { continue };
            let segment = found.address.segment_ord;
            matches.clear();
            if (most > 0 || found.partial) && self.wanted != 0 && found.passage.is_none() {
                if reader.as_ref().is_none_or(|(open, _)| *open != segment) {
                    let fields = &self.search.index.fields;
                    let opened = PassageReader::open(self.search.searcher.segment_reader(segment), fields, &leaves)?;
                    reader = Some((segment, opened));
                }
                if let Some((_, reader)) = &mut reader {
                    reader.passages(found.address.doc_id, &leaves, &mut matches);
                }
            }
            matches.extend(found.passage);
            hits.push((place, self.hit(*found, &matches, most)?));
        }
        hits.sort_by_key(|(place, _)| *place);
        Ok(hits.into_iter().map(|(_, hit)| hit).collect())
    }

    fn hit(&self, found: Found, matches: &[PassageMatch], most: usize) -> tantivy::Result<Hit> {
        let best = best(matches, self.wanted, most);
        let searcher = &self.search.searcher;
        let (card, passages) = if best.is_empty() {
            (searcher.doc::<StoredCard>(found.address)?.0, Vec::new())
        } else {
            let stored: StoredRole = searcher.doc(found.address)?;
            (stored.card, stored.passages)
        };
        let role: RoleCard = serde_json::from_str(&card).map_err(unreadable)?;
        let mut hit = Hit { role, passages: Vec::new(), lacks: Vec::new(), by_synonym: Vec::new(), score: found.score };
        let everywhere = matches.iter().fold(0, |all, passage| all | passage.leaves);
        let literal = matches.iter().fold(0, |all, passage| all | (passage.leaves & !passage.by_synonym));
        if !matches.is_empty() && found.passage.is_none() {
            for (place, leaf) in self.leaves.iter().enumerate().filter(|(place, _)| bit(*place) & self.wanted != 0) {
                if bit(place) & everywhere == 0 && leaf.scope.is_none() {
                    hit.lacks.push(leaf.shown.clone());
                } else if bit(place) & literal == 0 && bit(place) & everywhere != 0 {
                    hit.by_synonym.push(leaf.shown.clone());
                }
            }
        }
        if let Some(snippets) = &self.snippets {
            for passage in best.iter().filter_map(|found| passages.get(found.place)) {
                let passage: Passage = serde_json::from_str(passage).map_err(unreadable)?;
                hit.passages.push(shown(&passage, snippets, self.wanted == 0));
            }
        }
        Ok(hit)
    }
}

/// A passage with the words marked that were looked for.
fn shown(passage: &Passage, snippets: &SnippetGenerator, browsing: bool) -> FoundPassage {
    let snippet = snippets.snippet(&passage.text);
    let whole = passage.text.chars().count() <= SHOWN || snippet.is_empty();
    let mut text = Vec::new();
    if whole {
        let start = snippet.fragment_range().start;
        let marked: Vec<_> = snippet.highlighted().iter().map(|range| range.start + start..range.end + start).collect();
        pieces(&passage.text, &marked, &mut text);
        if snippet.is_empty() {
            shorten(&mut text, if browsing { SHOWN_WHOLE } else { SHOWN });
        }
    } else {
        let range = snippet.fragment_range();
        if range.start > 0 {
            text.push(Piece { text: "… ".to_owned(), found: false });
        }
        pieces(snippet.fragment(), snippet.highlighted(), &mut text);
        if range.end < passage.text.len() {
            text.push(Piece { text: " …".to_owned(), found: false });
        }
    }
    FoundPassage {
        item: passage.item.clone(),
        number: passage.number,
        section: passage.section,
        heading: passage.heading.clone(),
        share_percent: passage.share_percent,
        activities: passage.activities.clone(),
        text,
    }
}

pub(super) fn unreadable(error: serde_json::Error) -> TantivyError {
    TantivyError::InvalidArgument(format!("a stored role can't be read: {error}"))
}

pub(super) fn bit(place: usize) -> u64 {
    1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX)).unwrap_or_default()
}

/// The leaves that a result is to have.
pub(super) fn wanted(node: &PlanNode) -> u64 {
    match node {
        PlanNode::All(nodes) | PlanNode::Any(nodes) => nodes.iter().map(wanted).fold(0, |all, bits| all | bits),
        PlanNode::Leaf(place) => bit(*place),
        PlanNode::Not(_) | PlanNode::Condition(_) => 0,
    }
}

/// The passages that together show the most of what was looked for: first the best one, then what it lacks.
fn best(matches: &[PassageMatch], wanted: u64, most: usize) -> Vec<PassageMatch> {
    let mut left: Vec<PassageMatch> =
        matches.iter().filter(|passage| passage.leaves & wanted != 0 || passage.leaves == 0).copied().collect();
    let mut chosen: Vec<PassageMatch> = Vec::new();
    let mut shown = 0;
    while chosen.len() < most && !left.is_empty() {
        let value = |passage: &PassageMatch| {
            let new = (passage.leaves & wanted & !shown).count_ones();
            // The title is shown anyway; the facts say less than the sentence that they come from.
            let ours = match passage.place {
                0 => 2,
                1 => 1,
                _ => 0,
            };
            (new, std::cmp::Reverse(ours), ordered(passage.score))
        };
        let Some((at, passage)) = left.iter().copied().enumerate().max_by_key(|(_, passage)| value(passage)) else {
            break;
        };
        left.remove(at);
        if passage.place == 0 && passage.leaves & wanted & !shown == 0 {
            continue;
        }
        shown |= passage.leaves;
        chosen.push(passage);
    }
    chosen.retain(|passage| passage.place != 0 || matches.len() == 1);
    chosen
}

/// A score as a number that can be put in order.
fn ordered(score: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "scores are small")]
    let scaled = (score * 1000.0) as i64;
    scaled
}

fn pieces(text: &str, marked: &[std::ops::Range<usize>], pieces: &mut Vec<Piece>) {
    let mut at = 0;
    let mut push = |from: usize, to: usize, found: bool| {
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            pieces.push(Piece { text: part.to_owned(), found });
        }
    };
    let mut sorted = marked.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    for range in collapse_overlapped_ranges(&sorted) {
        push(at, range.start, false);
        push(range.start, range.end, true);
        at = range.end;
    }
    push(at, text.len(), false);
}

/// Cuts a long text in which nothing is marked.
fn shorten(pieces: &mut [Piece], most: usize) {
    let Some(first) = pieces.first_mut() else { return };
    if let Some((at, _)) = first.text.char_indices().nth(most) {
        let cut = first.text.get(..at).and_then(|text| text.rfind(' ')).unwrap_or(at);
        first.text.truncate(cut);
        first.text.push_str(" …");
    }
}
