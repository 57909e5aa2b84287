//! Conditions on facts, filters and days, as questions for tantivy.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::ask::{Asker, Clauses, quietly};
use super::plan::term;
use crate::search::index::schema::day_number;
use crate::search::query::{Condition, End, Fact, Remark};
use crate::search::request::Filter;

/// The most values that a condition on a part of a value stands for.
const MOST_VALUES: usize = 64;

impl Asker<'_> {
    /// The documents for which a fact holds.
    pub(super) fn condition(&mut self, condition: &Condition) -> tantivy::Result<Box<dyn Query>> {
        match condition {
            Condition::Value { fact, value } => {
                let values = self.values(*fact, value)?;
                if values.is_empty() {
                    let message = format!("no role has this {}", fact.label().to_lowercase());
                    self.remarks.push(Remark::new(&format!("{}:{value}", fact.name()), message));
                }
                self.any_value(*fact, &values)
            }
            Condition::Number { fact, low, high } => {
                let Some((low_field, high_field)) = self.index.fields.figure(*fact) else {
                    return Ok(Box::new(EmptyQuery));
                };
                let mut clauses: Clauses = Vec::new();
                match low {
                    End::Open => {}
                    End::Included(figure) => clauses.push(at_least(low_field, Bound::Included(*figure))),
                    End::Excluded(figure) => clauses.push(at_least(low_field, Bound::Excluded(*figure))),
                }
                match high {
                    End::Open => {}
                    End::Included(figure) => clauses.push(at_most(high_field, Bound::Included(*figure))),
                    End::Excluded(figure) => clauses.push(at_most(high_field, Bound::Excluded(*figure))),
                }
                Ok(match clauses.pop() {
                    Some((_, only)) if clauses.is_empty() => only,
                    last => Box::new(BooleanQuery::new(clauses.into_iter().chain(last).collect())),
                })
            }
        }
    }

    /// The values of a fact that are `value`, or that hold its words when none is.
    fn values(&self, fact: Fact, value: &str) -> tantivy::Result<Vec<String>> {
        let Some(field) = self.index.fields.value(fact) else { return Ok(Vec::new()) };
        if self.searcher.doc_freq(&term(field, value))? > 0 {
            return Ok(vec![value.to_owned()]);
        }
        let mut found = Vec::new();
        let within = format!("-{value}-");
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut stream = index.terms().stream()?;
            while found.len() < MOST_VALUES && stream.advance() {
                let Ok(known) = std::str::from_utf8(stream.key()) else { continue };
                if format!("-{known}-").contains(&within) && !found.iter().any(|other| other == known) {
                    found.push(known.to_owned());
                }
            }
        }
        Ok(found)
    }

    fn any_value(&self, fact: Fact, values: &[String]) -> tantivy::Result<Box<dyn Query>> {
        let Some(field) = self.index.fields.value(fact) else { return Ok(Box::new(EmptyQuery)) };
        let mut queries: Vec<Box<dyn Query>> = values
            .iter()
            .map(|value| Box::new(TermQuery::new(term(field, value), IndexRecordOption::Basic)) as Box<dyn Query>)
            .collect();
        Ok(match queries.len() {
            0 => Box::new(EmptyQuery),
            1 => queries.pop().unwrap_or_else(|| Box::new(EmptyQuery)),
            _ => Box::new(BooleanQuery::union(queries)),
        })
    }

    /// What filters leave: values of one fact widen, different facts narrow. Those of `but` are left out.
    pub(super) fn filters(&mut self, filters: &[Filter], but: Option<Fact>) -> tantivy::Result<Clauses> {
        let mut facts: Vec<Fact> = filters.iter().map(|filter| filter.fact).collect();
        facts.sort_unstable();
        facts.dedup();
        let mut clauses: Clauses = Vec::new();
        for fact in facts.into_iter().filter(|fact| Some(*fact) != but) {
            let mut values = Vec::new();
            for filter in filters.iter().filter(|filter| filter.fact == fact) {
                values.extend(self.values(fact, &filter.value)?);
            }
            clauses.push((Occur::Must, quietly(self.any_value(fact, &values)?)));
        }
        Ok(clauses)
    }

    /// What applies on a day; nothing has to be asked when everything does.
    pub(super) fn applying(&self, day: jiff::civil::Date) -> tantivy::Result<Clauses> {
        let day = day_number(day);
        if self.index.days.hold(self.searcher, day)? {
            return Ok(Vec::new());
        }
        let fields = &self.index.fields;
        let begun = Term::from_field_i64(fields.from, day);
        let not_over = Term::from_field_i64(fields.until, day);
        let clause = |lower, upper| (Occur::Must, quietly(Box::new(RangeQuery::new(lower, upper)) as Box<dyn Query>));
        Ok(vec![clause(Bound::Unbounded, Bound::Included(begun)), clause(Bound::Excluded(not_over), Bound::Unbounded)])
    }
}

fn at_least(field: Field, figure: Bound<f64>) -> (Occur, Box<dyn Query>) {
    let bound = figure.map(|figure| Term::from_field_f64(field, figure));
    (Occur::Must, Box::new(RangeQuery::new(bound, Bound::Unbounded)))
}

fn at_most(field: Field, figure: Bound<f64>) -> (Occur, Box<dyn Query>) {
    let bound = figure.map(|figure| Term::from_field_f64(field, figure));
    (Occur::Must, Box::new(RangeQuery::new(Bound::Unbounded, bound)))
}
