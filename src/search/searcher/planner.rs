//! From what was typed to a plan: words as the index knows them, their synonyms, other spellings.

use tantivy::Searcher;

use super::expand::Dictionary;
use super::plan::{About, Alternative, Leaf, Match, Plan, PlanNode, term};
use crate::search::index::SearchIndex;
use crate::search::index::analysis::{QueryWord, concept_term};
use crate::search::query::{Fact, MOST_TERMS, Node, Query, Scope, Word};
use crate::vocabulary::words::{Words, is_little_word, stem};

/// How much what stands for a word counts, compared with the word itself.
mod weight {
    pub(super) const LITERAL: f32 = 1.0;
    /// A synonym, so that it ranks below the word itself.
    pub(super) const SYNONYM: f32 = 0.5;
    /// A title of the same occupation: looser than a synonym.
    pub(super) const OCCUPATION: f32 = 0.15;
    /// The word's beginning, while somebody is typing.
    pub(super) const BEGINNING: f32 = 0.5;
    /// Another spelling.
    pub(super) const SPELLING: f32 = 0.7;
    /// The work activity that the query is first of all about, compared with a word as rare.
    pub(super) const ACTIVITY: f32 = 1.2;
}

/// A word of a run of words.
struct RunWord<'a> {
    typed: &'a Word,
    term: String,
    folded: String,
    alternatives: Vec<Alternative>,
}

/// Plans a query for an index.
pub(super) struct Planner<'a> {
    index: &'a SearchIndex,
    dictionary: Dictionary<'a>,
    searcher: &'a Searcher,
    literal: bool,
    plan: Plan,
}

impl<'a> Planner<'a> {
    pub(super) fn new(index: &'a SearchIndex, searcher: &'a Searcher, literal: bool) -> Self {
        let plan =
            Plan { root: None, leaves: Vec::new(), remarks: Vec::new(), corrected: Vec::new(), about: Vec::new() };
        Self { index, dictionary: Dictionary::new(index, searcher), searcher, literal, plan }
    }

    /// The plan of `query`.
    pub(super) fn plan(mut self, query: &Query, about: &[String]) -> tantivy::Result<Plan> {
        self.about(about)?;
        self.plan.remarks.clone_from(&query.remarks);
        self.plan.root = match &query.root {
            Some(root) if query.pasted => self.pasted(root)?,
            Some(root) => self.node(root, None)?,
            None => None,
        };
        Ok(self.plan)
    }

    /// What the query is about counts like a rare word, the primary activity most.
    fn about(&mut self, activities: &[String]) -> tantivy::Result<()> {
        let Some(field) = self.index.fields.value(Fact::Activity) else { return Ok(()) };
        let mut weight = weight::ACTIVITY;
        for activity in activities {
            let rarity = self.rarity_of(self.searcher.doc_freq(&term(field, activity))?);
            if rarity.is_finite() {
                self.plan.about.push(About { activity: activity.clone(), weight: weight * rarity });
            }
            weight *= 0.5;
        }
        Ok(())
    }

    /// Of a pasted paragraph, the rarest words that the index knows.
    fn pasted(&mut self, root: &Node) -> tantivy::Result<Option<PlanNode>> {
        let mut words: Vec<&Word> = Vec::new();
        if let Node::All(nodes) | Node::Any(nodes) = root {
            words.extend(nodes.iter().filter_map(|node| if let Node::Word(word) = node { Some(word) } else { None }));
        }
        self.words(&words, None)?;
        let leaves = &mut self.plan.leaves;
        leaves.retain(|leaf| leaf.rarity.is_finite());
        leaves.sort_by(|one, other| other.rarity.total_cmp(&one.rarity));
        leaves.truncate(MOST_TERMS);
        self.plan.corrected.clear();
        let nodes: Vec<PlanNode> = (0..leaves.len()).map(PlanNode::Leaf).collect();
        Ok((!nodes.is_empty()).then_some(PlanNode::Any(nodes)))
    }

    fn node(&mut self, node: &Node, scope: Option<Scope>) -> tantivy::Result<Option<PlanNode>> {
        Ok(match node {
            Node::All(nodes) => self.all(nodes, scope)?,
            Node::Any(nodes) => {
                let mut planned = Vec::new();
                for node in nodes {
                    planned.extend(self.node(node, scope)?);
                }
                (!planned.is_empty()).then_some(PlanNode::Any(planned))
            }
            Node::Not(node) => self.exactly(node, scope)?.map(|node| PlanNode::Not(Box::new(node))),
            Node::Within(scope, node) => self.node(node, Some(*scope))?,
            Node::Word(word) => self.words(&[word], scope)?.pop(),
            Node::Phrase(text) => self.phrase(text, scope)?,
            Node::Condition(condition) => Some(PlanNode::Condition(condition.clone())),
        })
    }

    /// What is excluded is excluded as typed: no synonym and no other spelling may take results away.
    fn exactly(&mut self, node: &Node, scope: Option<Scope>) -> tantivy::Result<Option<PlanNode>> {
        let before = std::mem::replace(&mut self.literal, true);
        let planned = self.node(node, scope);
        self.literal = before;
        planned
    }

    /// Neighbouring words are looked at together, because several may be one synonym.
    fn all(&mut self, nodes: &[Node], scope: Option<Scope>) -> tantivy::Result<Option<PlanNode>> {
        let mut planned = Vec::new();
        let mut run: Vec<&Word> = Vec::new();
        for node in nodes {
            if let Node::Word(word) = node {
                run.push(word);
                continue;
            }
            planned.extend(self.words(&run, scope)?);
            run.clear();
            planned.extend(self.node(node, scope)?);
        }
        planned.extend(self.words(&run, scope)?);
        Ok(match planned.len() {
            0 => None,
            1 => planned.pop(),
            _ => Some(PlanNode::All(planned)),
        })
    }

    /// A run of words. Little words are passed over where others are left.
    fn words(&mut self, run: &[&Word], scope: Option<Scope>) -> tantivy::Result<Vec<PlanNode>> {
        let mut words: Vec<RunWord<'_>> = Vec::new();
        for word in run {
            if let Some(found) = self.index.analyzer.query_words(&word.text).into_iter().next() {
                words.push(self.known(word, found)?);
            }
        }
        let stems: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
        let concepts = self.concepts(&stems);
        let some_carry = words.iter().any(|word| !is_little_word(&word.folded));
        let mut planned = Vec::new();
        for (place, word) in words.into_iter().enumerate() {
            if !self.literal && some_carry && is_little_word(&word.folded) {
                continue;
            }
            let mut alternatives = word.alternatives;
            for (_, _, concept) in
                concepts.iter().filter(|(start, length, _)| (*start..start + length).contains(&place))
            {
                alternatives.push(self.concept(*concept));
            }
            let mut leaf = self.leaf(&word.typed.text, alternatives, scope)?;
            leaf.term = Some(word.term);
            planned.push(self.add(leaf));
        }
        Ok(planned)
    }

    /// A word as it is looked up: as typed, or as it is written where nobody wrote it so.
    fn known<'w>(&mut self, typed: &'w Word, word: QueryWord) -> tantivy::Result<RunWord<'w>> {
        let QueryWord { mut term, folded } = word;
        let mut alternatives = Vec::new();
        if typed.prefix {
            alternatives.push(beginning(&folded));
            if !self.literal {
                alternatives.push(literal(term.clone()));
            }
        } else {
            alternatives.push(literal(term.clone()));
            let is_synonym = !self.concepts(&[term.as_str()]).is_empty();
            if !self.literal && !is_synonym && self.dictionary.documents(&term)? == 0 {
                alternatives.extend(self.respelt(&typed.text, &mut term, &folded)?);
            }
        }
        Ok(RunWord { typed, term, folded, alternatives })
    }

    fn concepts(&self, stems: &[&str]) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        if let (Some(synonyms), false) = (self.index.analyzer.synonyms(), self.literal) {
            synonyms.for_each_match(stems, |start, length, concept| found.push((start, length, concept)));
        }
        found
    }

    fn concept(&self, concept: usize) -> Alternative {
        let rules = self.index.analyzer.synonyms();
        let occupation = rules.is_some_and(|rules| rules.is_occupation(concept));
        Alternative {
            what: Match::Term(concept_term(concept)),
            weight: if occupation { weight::OCCUPATION } else { weight::SYNONYM },
            is_synonym: true,
        }
    }

    /// What stands for a word that nobody wrote: two words, or other spellings, the best of which becomes the term.
    fn respelt(&mut self, shown: &str, term: &mut String, folded: &str) -> tantivy::Result<Vec<Alternative>> {
        if let Some(parts) = self.dictionary.two_words(folded)? {
            return Ok(vec![Alternative { what: Match::Phrase(parts), weight: weight::LITERAL, is_synonym: false }]);
        }
        let found = self.dictionary.near(term, folded)?;
        if let Some(best) = found.first() {
            self.plan.corrected.push((shown.to_owned(), best.clone()));
            term.clone_from(best);
        }
        let spelling = |term| Alternative { what: Match::Term(term), weight: weight::SPELLING, is_synonym: false };
        Ok(found.into_iter().map(spelling).collect())
    }

    fn phrase(&mut self, text: &str, scope: Option<Scope>) -> tantivy::Result<Option<PlanNode>> {
        let words = self.index.analyzer.query_words(text);
        let terms: Vec<String> = words.iter().map(|word| word.term.clone()).collect();
        let mut alternatives = match terms.as_slice() {
            [] => return Ok(None),
            [one] => vec![literal(one.clone())],
            _ => vec![Alternative { what: Match::Phrase(terms), weight: weight::LITERAL, is_synonym: false }],
        };
        // "co-ordinator" may be written "coordinator".
        if !self.literal && !text.contains(char::is_whitespace) && words.len() == 2 {
            let joined: String = words.iter().map(|word| word.folded.as_str()).collect();
            let mut words = Words::of(&joined);
            if words.advance().is_some() {
                alternatives.push(literal(stem(words.word()).into_owned()));
            }
        }
        let leaf = self.leaf(text, alternatives, scope)?;
        Ok(Some(self.add(leaf)))
    }

    fn leaf(&self, shown: &str, alternatives: Vec<Alternative>, scope: Option<Scope>) -> tantivy::Result<Leaf> {
        let rarity = self.rarity(&alternatives)?;
        let leaf = Leaf { shown: shown.to_owned(), alternatives, scope, rarity, term: None };
        // What must stand in a certain kind of passage is compared passage by passage.
        if matches!(scope, Some(Scope::Duties | Scope::Qualifications)) {
            leaf.spelt_out(&self.dictionary)
        } else {
            Ok(leaf)
        }
    }

    fn add(&mut self, leaf: Leaf) -> PlanNode {
        self.plan.leaves.push(leaf);
        PlanNode::Leaf(self.plan.leaves.len() - 1)
    }

    /// How rare the commonest of these is; infinite when none of them is written anywhere.
    fn rarity(&self, alternatives: &[Alternative]) -> tantivy::Result<f32> {
        let mut most = 0;
        for alternative in alternatives {
            let found = match &alternative.what {
                Match::Term(term) => self.dictionary.documents(term)?,
                Match::Phrase(terms) => {
                    let mut least = u64::MAX;
                    for term in terms {
                        least = least.min(self.dictionary.documents(term)?);
                    }
                    least
                }
                // What somebody is typing is not corrected before it is finished.
                Match::Beginning(_) => 1,
            };
            most = most.max(found);
        }
        Ok(self.rarity_of(most))
    }

    #[expect(clippy::cast_precision_loss, reason = "a count of documents, for a logarithm")]
    fn rarity_of(&self, documents: u64) -> f32 {
        if documents == 0 {
            return f32::INFINITY;
        }
        let all = self.searcher.num_docs() as f32;
        (1.0 + (all - documents as f32).max(0.0) / (documents as f32 + 0.5)).ln().max(0.05)
    }
}

fn literal(term: String) -> Alternative {
    Alternative { what: Match::Term(term), weight: weight::LITERAL, is_synonym: false }
}

fn beginning(letters: &str) -> Alternative {
    Alternative { what: Match::Beginning(letters.to_owned()), weight: weight::BEGINNING, is_synonym: false }
}
