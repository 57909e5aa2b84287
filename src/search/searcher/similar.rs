//! Roles that resemble one: those that share its telling words and its kinds of work.

use std::collections::HashMap;

use jiff::civil::Date;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Score, Searcher, Term};

use super::Search;
use super::hits::{Found, Reader, unreadable};
use super::plan::term;
use super::planner::Planner;
use crate::model::identifier::RoleId;
use crate::model::section::SectionKind;
use crate::search::document::Passage;
use crate::search::index::stored::StoredRole;
use crate::search::index::{IndexError, SearchIndex};
use crate::search::page::Hit;
use crate::search::query::{self, Fact};
use crate::search::request::SearchRequest;

/// So many of a role's words are compared.
const TELLING_WORDS: usize = 40;
/// A work activity in common counts as much as so many of its words.
const ACTIVITY: f32 = 1.5;

impl SearchIndex {
    /// The roles that resemble `id` most on a day, best first; none when there is no such role.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn similar(&self, id: &RoleId, as_of: Date, limit: usize) -> Result<Vec<Hit>, IndexError> {
        let searcher = self.searcher();
        let request = SearchRequest { passages: 0, limit, ..SearchRequest::new("", as_of) };
        let plan = Planner::new(self, &searcher, true).plan(&query::parse("", false), &[])?;
        let search = Search { index: self, searcher, request: &request, plan };
        let Some(passages) = search.passages_of(id)? else { return Ok(Vec::new()) };
        let mut clauses = self.telling(&search.searcher, &passages)?;
        clauses.push((Occur::MustNot, self.itself(id)));
        clauses.extend(search.asker().applying(as_of)?);
        let found: Vec<(Score, DocAddress)> =
            search.searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(limit.max(1)).order_by_score())?;
        let reader = Reader::new(&search)?;
        Ok(reader.hits(found.into_iter().map(Found::whole).collect(), 0)?)
    }

    fn itself(&self, id: &RoleId) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(self.fields.role, id.as_str()), IndexRecordOption::Basic))
    }

    /// The words of a role's title, duties and qualifications that tell it from others, and its work activities.
    fn telling(&self, searcher: &Searcher, passages: &[Passage]) -> tantivy::Result<Vec<(Occur, Box<dyn Query>)>> {
        let mut counts: HashMap<String, f32> = HashMap::new();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut activities: Vec<&String> = Vec::new();
        for (place, passage) in passages.iter().enumerate() {
            let telling = matches!(
                passage.section,
                Some(SectionKind::Summary | SectionKind::Purpose | SectionKind::Duties | SectionKind::Qualifications)
            );
            if place > 0 && !telling {
                continue;
            }
            let weight = if place == 0 { 3.0 } else { 1.0 };
            for word in self.analyzer.query_words(&passage.text) {
                *counts.entry(word.term).or_default() += weight;
            }
            activities.extend(&passage.activities);
        }
        activities.sort();
        activities.dedup();
        #[expect(clippy::cast_precision_loss, reason = "a count of documents, for a logarithm")]
        let all = searcher.num_docs() as f32;
        let mut words: Vec<(f32, Term)> = Vec::new();
        for (word, count) in counts {
            let term = term(self.fields.text, &word);
            #[expect(clippy::cast_precision_loss, reason = "a count of documents, for a logarithm")]
            let documents = searcher.doc_freq(&term)? as f32;
            // What no other role says resembles nothing; what nearly all say tells nothing.
            if documents >= 2.0 {
                words.push((count.sqrt() * (1.0 + all / documents).ln(), term));
            }
        }
        words.sort_by(|(one, one_term), (other, other_term)| {
            other.total_cmp(one).then_with(|| one_term.cmp(other_term))
        });
        for (weight, term) in words.into_iter().take(TELLING_WORDS) {
            let query: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(query, weight))));
        }
        if let Some(field) = self.fields.value(Fact::Activity) {
            for activity in activities {
                let query: Box<dyn Query> = Box::new(TermQuery::new(term(field, activity), IndexRecordOption::Basic));
                clauses.push((Occur::Should, Box::new(BoostQuery::new(query, ACTIVITY))));
            }
        }
        Ok(clauses)
    }
}

impl Search<'_> {
    /// The passages of a role as it applies on the day of the request.
    fn passages_of(&self, id: &RoleId) -> tantivy::Result<Option<Vec<Passage>>> {
        let mut clauses = vec![(Occur::Must, self.index.itself(id))];
        clauses.extend(self.asker().applying(self.request.as_of)?);
        let found = self.searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(None) };
        let stored: StoredRole = self.searcher.doc(*address)?;
        let passages: Result<Vec<Passage>, _> = stored.passages.iter().map(|text| serde_json::from_str(text)).collect();
        passages.map(Some).map_err(unreadable)
    }
}
