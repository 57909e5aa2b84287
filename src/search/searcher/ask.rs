//! From a plan to a question for tantivy.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::excluded::ExcludedQuery;
use super::passages::PassageFilter;
use super::plan::{About, Alternative, Leaf, Match, Plan, PlanNode, term};
use super::scoped::ScopedQuery;
use crate::search::index::SearchIndex;
use crate::search::query::{Fact, Remark, Scope};

/// A word in a title counts this much more than one in the text.
const TITLE: f32 = 2.5;
/// A word in boilerplate counts this much of one in the text.
const BOILERPLATE: f32 = 0.4;
/// The most words of a title that are looked for together.
const LONGEST_TITLE: usize = 8;

pub(super) type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Makes questions for one state of the index.
pub(super) struct Asker<'a> {
    pub(super) index: &'a SearchIndex,
    pub(super) searcher: &'a Searcher,
    /// Whether hits in titles count more; a comparison with other engines leaves it out.
    pub(super) weigh_titles: bool,
    pub(super) remarks: Vec<Remark>,
}

impl Asker<'_> {
    /// The documents that a plan finds.
    pub(super) fn ask(&mut self, plan: &Plan) -> tantivy::Result<Box<dyn Query>> {
        let Some(root) = &plan.root else { return Ok(Box::new(AllQuery)) };
        let found = self.node(root, plan)?;
        let mut titles: Clauses = Vec::new();
        if self.weigh_titles {
            self.titles(root, plan, &mut titles)?;
            titles.extend(self.about(plan));
        }
        if titles.is_empty() {
            return Ok(found);
        }
        titles.insert(0, (Occur::Must, found));
        Ok(Box::new(BooleanQuery::new(titles)))
    }

    /// The documents in which at least `least` of the plan's words are found, whatever its tree says of words.
    pub(super) fn ask_some(&mut self, plan: &Plan, least: usize) -> tantivy::Result<Box<dyn Query>> {
        let mut words: Clauses = Vec::new();
        let mut others: Clauses = Vec::new();
        if let Some(root) = &plan.root {
            self.some(root, plan, &mut words, &mut others)?;
        }
        if words.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        others.push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(words, least))));
        if self.weigh_titles
            && let Some(root) = &plan.root
        {
            self.titles(root, plan, &mut others)?;
            others.extend(self.about(plan));
        }
        Ok(Box::new(BooleanQuery::new(others)))
    }

    /// As [`Asker::ask_some`], or what is about the same work without any of the words.
    pub(super) fn ask_some_or_about(&mut self, plan: &Plan, least: usize) -> tantivy::Result<Box<dyn Query>> {
        let some = self.ask_some(plan, least)?;
        let mut clauses = self.about(plan);
        if clauses.is_empty() {
            return Ok(some);
        }
        clauses.push((Occur::Should, some));
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// What makes a document rank higher that is about the same work.
    fn about(&self, plan: &Plan) -> Clauses {
        let Some(field) = self.index.fields.value(Fact::Activity) else { return Vec::new() };
        let clause = |about: &About| -> (Occur, Box<dyn Query>) {
            let query = TermQuery::new(term(field, &about.activity), IndexRecordOption::Basic);
            (Occur::Should, Box::new(ConstScoreQuery::new(Box::new(query), about.weight)))
        };
        plan.about.iter().map(clause).collect()
    }

    fn some(&mut self, node: &PlanNode, plan: &Plan, words: &mut Clauses, others: &mut Clauses) -> tantivy::Result<()> {
        match node {
            PlanNode::All(nodes) | PlanNode::Any(nodes) => {
                for node in nodes {
                    self.some(node, plan, words, others)?;
                }
            }
            PlanNode::Leaf(_) => words.push((Occur::Should, self.node(node, plan)?)),
            PlanNode::Not(node) => others.push((Occur::MustNot, excluded(self.node(node, plan)?))),
            PlanNode::Condition(_) => others.push((Occur::Must, self.node(node, plan)?)),
        }
        Ok(())
    }

    fn node(&mut self, node: &PlanNode, plan: &Plan) -> tantivy::Result<Box<dyn Query>> {
        Ok(match node {
            PlanNode::Leaf(place) => match plan.leaves.get(*place) {
                Some(leaf) => self.leaf(leaf)?,
                None => Box::new(EmptyQuery),
            },
            PlanNode::Condition(condition) => quietly(self.condition(condition)?),
            PlanNode::Not(node) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, quietly(Box::new(AllQuery))),
                (Occur::MustNot, excluded(self.node(node, plan)?)),
            ])),
            PlanNode::Any(nodes) => {
                let mut clauses: Clauses = Vec::new();
                for node in nodes {
                    clauses.push((Occur::Should, self.node(node, plan)?));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            PlanNode::All(nodes) => {
                let mut clauses: Clauses = Vec::new();
                let mut only_exclusions = true;
                for node in nodes {
                    if let PlanNode::Not(node) = node {
                        clauses.push((Occur::MustNot, excluded(self.node(node, plan)?)));
                    } else {
                        only_exclusions = false;
                        clauses.push((Occur::Must, self.node(node, plan)?));
                    }
                }
                if only_exclusions {
                    clauses.push((Occur::Must, quietly(Box::new(AllQuery))));
                }
                Box::new(BooleanQuery::new(clauses))
            }
        })
    }

    fn leaf(&self, leaf: &Leaf) -> tantivy::Result<Box<dyn Query>> {
        let fields = &self.index.fields;
        let places: &[(Field, f32)] = match leaf.scope {
            Some(Scope::Title) => &[(fields.title, 1.0)],
            Some(Scope::Duties | Scope::Qualifications) => &[(fields.text, 1.0)],
            None => &[(fields.text, 1.0), (fields.rest, BOILERPLATE)],
        };
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        for alternative in &leaf.alternatives {
            for (field, weight) in places {
                ways.extend(self.alternative(alternative, *field, *weight)?);
            }
        }
        let found: Box<dyn Query> = match ways.len() {
            0 => Box::new(EmptyQuery),
            1 => ways.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(BooleanQuery::union(ways)),
        };
        Ok(match PassageFilter::of_scope(leaf.scope) {
            Some(filter) => Box::new(ScopedQuery::new(found, leaf.clone(), filter, fields.clone())),
            None => found,
        })
    }

    /// One way to find a leaf in a field; none when no document has it there.
    fn alternative(
        &self,
        alternative: &Alternative,
        field: Field,
        weight: f32,
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        let query: Box<dyn Query> = match &alternative.what {
            Match::Term(text) => {
                let term = term(field, text);
                if self.searcher.doc_freq(&term)? == 0 {
                    return Ok(None);
                }
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
            }
            Match::Phrase(texts) => {
                let terms: Vec<Term> = texts.iter().map(|text| term(field, text)).collect();
                for term in &terms {
                    if self.searcher.doc_freq(term)? == 0 {
                        return Ok(None);
                    }
                }
                Box::new(PhraseQuery::new(terms))
            }
            Match::Beginning(letters) => {
                // A range of terms is walked at once; an automaton would have to be made for each query first.
                let end = format!("{letters}{}", char::MAX);
                Box::new(RangeQuery::new(Bound::Included(term(field, letters)), Bound::Excluded(term(field, &end))))
            }
        };
        let weight = weight * alternative.weight;
        #[expect(clippy::float_cmp, reason = "the usual weight is exactly 1")]
        let plain = weight == 1.0;
        Ok(Some(if plain { query } else { Box::new(BoostQuery::new(query, weight)) }))
    }

    /// What makes a document with the words in its title rank higher.
    fn titles(&self, node: &PlanNode, plan: &Plan, clauses: &mut Clauses) -> tantivy::Result<()> {
        match node {
            PlanNode::All(nodes) | PlanNode::Any(nodes) => {
                nodes.iter().try_for_each(|node| self.titles(node, plan, clauses))?;
                clauses.extend(self.whole_title(nodes, plan)?);
            }
            PlanNode::Leaf(place) => {
                let Some(leaf) = plan.leaves.get(*place).filter(|leaf| leaf.scope.is_none()) else { return Ok(()) };
                for alternative in &leaf.alternatives {
                    if !matches!(alternative.what, Match::Beginning(_)) {
                        let found = self.alternative(alternative, self.index.fields.title, TITLE)?;
                        clauses.extend(found.map(|query| (Occur::Should, query)));
                    }
                }
            }
            PlanNode::Not(_) | PlanNode::Condition(_) => {}
        }
        Ok(())
    }

    /// The words one behind the other in a title: what somebody wants who types a title.
    fn whole_title(&self, nodes: &[PlanNode], plan: &Plan) -> tantivy::Result<Option<(Occur, Box<dyn Query>)>> {
        let mut terms = Vec::new();
        for node in nodes {
            let PlanNode::Leaf(place) = node else { continue };
            let Some(leaf) = plan.leaves.get(*place).filter(|leaf| leaf.scope.is_none()) else { return Ok(None) };
            let Some(text) = &leaf.term else { return Ok(None) };
            terms.push(text.clone());
        }
        if terms.len() < 2 || terms.len() > LONGEST_TITLE {
            return Ok(None);
        }
        let phrase = Alternative { what: Match::Phrase(terms), weight: 1.0, is_synonym: false };
        Ok(self.alternative(&phrase, self.index.fields.title, TITLE)?.map(|query| (Occur::Should, query)))
    }
}

fn excluded(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ExcludedQuery(query))
}

/// A condition that does not change the order of results.
pub(super) fn quietly(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
