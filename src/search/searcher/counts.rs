//! Counts by fact: how many results each further choice would leave.

use tantivy::query::Query;

use super::tally::{Tally, in_order};
use super::{Search, narrowed};
use crate::search::document::labels;
use crate::search::index::columns::Columns;
use crate::search::page::{Facet, FacetValue};
use crate::search::query::Fact;

impl Search<'_> {
    /// The facts to count that nothing is filtered by: they are counted over the very results.
    pub(super) fn unfiltered_facts(&self) -> Vec<Fact> {
        let chosen = |fact: &Fact| self.request.filters.iter().any(|filter| filter.fact == *fact);
        self.request.facets.iter().copied().filter(|fact| !chosen(fact)).collect()
    }

    /// What counts documents, and the values of these facts.
    pub(super) fn tally<'a>(&self, facts: &'a [Fact]) -> tantivy::Result<Tally<'a>> {
        Ok(Tally { facts, columns: self.index.columns.of(&self.searcher)? })
    }

    /// The counts that were asked for, over what `words` finds. Each fact is counted without its own filter, so that a
    /// choice can be widened. `counted` are the values of the facts that nothing is filtered by.
    pub(super) fn facets(&self, words: &dyn Query, counted: Vec<Vec<(String, u64)>>) -> tantivy::Result<Vec<Facet>> {
        let free = self.unfiltered_facts();
        let columns = self.index.columns.of(&self.searcher)?;
        let facet = |fact: Fact, values: Vec<(String, u64)>| self.facet(fact, values, &columns);
        let mut facets: Vec<Facet> = free.iter().zip(counted).map(|(fact, values)| facet(*fact, values)).collect();
        let facts = &self.request.facets;
        for fact in facts.iter().filter(|fact| !free.contains(fact)) {
            let query = narrowed(&mut self.asker(), self.request, words.box_clone(), Some(*fact))?;
            let counted = self.searcher.search(query.as_ref(), &self.tally(&[*fact])?)?;
            facets.extend(counted.values.into_iter().map(|values| facet(*fact, values)));
        }
        facets.sort_by_key(|facet| facts.iter().position(|fact| fact.name() == facet.name));
        Ok(facets)
    }

    /// A fact with its values: those that are filtered by are shown even when nothing is left of them.
    pub(super) fn facet(&self, fact: Fact, mut values: Vec<(String, u64)>, columns: &Columns) -> Facet {
        let chosen = self.request.filters.iter().filter(|filter| filter.fact == fact);
        for filter in chosen.clone() {
            if !values.iter().any(|(value, _)| *value == filter.value) {
                values.push((filter.value.clone(), 0));
            }
        }
        values.sort_unstable_by(|(one, few), (other, many)| in_order((one, *few), (other, *many)));
        let values = values
            .into_iter()
            .map(|(value, count)| FacetValue {
                label: columns.spelling(fact, &value).map_or_else(|| labels(fact, &value), str::to_owned),
                chosen: chosen.clone().any(|filter| filter.value == value),
                value,
                count,
            })
            .collect();
        Facet { name: fact.name().to_owned(), label: fact.label().to_owned(), values }
    }
}
