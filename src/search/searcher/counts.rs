//! Counts by fact: how many results each further choice would leave.

use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, BucketResult};
use tantivy::aggregation::{AggContextParams, AggregationCollector, Key};
use tantivy::query::Query;

use super::{Search, narrowed};
use crate::search::document::labels;
use crate::search::index::schema::value_field_name;
use crate::search::page::{Facet, FacetValue};
use crate::search::query::Fact;

/// The most values that are counted of one fact.
const MOST_VALUES: usize = 60;

impl Search<'_> {
    /// The counts that were asked for, over what `words` finds. Each fact is counted without its own filter, so that a
    /// choice can be widened.
    pub(super) fn facets(&self, words: &dyn Query) -> tantivy::Result<Vec<Facet>> {
        let facts = &self.request.facets;
        let chosen = |fact: &Fact| self.request.filters.iter().any(|filter| filter.fact == *fact);
        let (filtered, free): (Vec<Fact>, Vec<Fact>) = facts.iter().partition(|fact| chosen(fact));
        let mut facets = Vec::new();
        if !free.is_empty() {
            facets.extend(self.count(words, &free, None)?);
        }
        for fact in filtered {
            facets.extend(self.count(words, &[fact], Some(fact))?);
        }
        facets.sort_by_key(|facet| facts.iter().position(|fact| fact.name() == facet.name));
        Ok(facets)
    }

    fn count(&self, words: &dyn Query, facts: &[Fact], but: Option<Fact>) -> tantivy::Result<Vec<Facet>> {
        let mut requests = serde_json::Map::new();
        for fact in facts {
            let field = value_field_name(*fact);
            requests.insert(
                fact.name().to_owned(),
                serde_json::json!({ "terms": { "field": field, "size": MOST_VALUES } }),
            );
        }
        let requests: Aggregations = serde_json::from_value(serde_json::Value::Object(requests))
            .map_err(|error| tantivy::TantivyError::InvalidArgument(error.to_string()))?;
        let collector = AggregationCollector::from_aggs(requests, AggContextParams::default());
        let query = narrowed(&mut self.asker(), self.request, words.box_clone(), but)?;
        let mut results = self.searcher.search(query.as_ref(), &collector)?;
        Ok(facts
            .iter()
            .map(|fact| {
                let values = match results.0.remove(fact.name()) {
                    Some(AggregationResult::BucketResult(BucketResult::Terms { buckets, .. })) => buckets
                        .into_iter()
                        .filter_map(|bucket| match bucket.key {
                            Key::Str(value) => Some((value, bucket.doc_count)),
                            _ => None,
                        })
                        .collect(),
                    _ => Vec::new(),
                };
                self.facet(*fact, values)
            })
            .collect())
    }

    /// A fact with its values: those that are filtered by are shown even when nothing is left of them.
    pub(super) fn facet(&self, fact: Fact, mut values: Vec<(String, u64)>) -> Facet {
        let chosen = self.request.filters.iter().filter(|filter| filter.fact == fact);
        for filter in chosen.clone() {
            if !values.iter().any(|(value, _)| *value == filter.value) {
                values.push((filter.value.clone(), 0));
            }
        }
        values.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        let values = values
            .into_iter()
            .map(|(value, count)| FacetValue {
                label: labels(fact, &value),
                chosen: chosen.clone().any(|filter| filter.value == value),
                value,
                count,
            })
            .collect();
        Facet { name: fact.name().to_owned(), label: fact.label().to_owned(), values }
    }
}
