//! Answering: a request goes in, a page comes out.

mod ask;
mod closer;
mod conditions;
mod counts;
mod excluded;
mod expand;
mod first;
mod hits;
mod passages;
mod plan;
mod planner;
mod scoped;
mod similar;
mod single;
mod spelling;
mod tally;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::{DocAddress, Order, Score, Searcher};

use self::ask::Asker;
use self::closer::CLOSER;
use self::excluded::ExcludedQuery;
use self::expand::Dictionary;
use self::first::First;
use self::hits::{Found, Reader};
use self::plan::{Leaf, Plan, PlanNode};
use self::planner::Planner;
use self::tally::Counted;
use super::index::schema::{FROM, low_field_name};
use super::index::{IndexError, SearchIndex};
use super::page::SearchPage;
use super::query::{self, Fact, Remark};
use super::request::{FARTHEST, Find, LARGEST_PAGE, SearchRequest, Sort};

/// When fewer roles than this have every word, those that lack some are shown below them.
const FEW: usize = 10;

/// A search on one state of the index.
pub(super) struct Search<'a> {
    index: &'a SearchIndex,
    searcher: Searcher,
    request: &'a SearchRequest,
    plan: Plan,
}

impl SearchIndex {
    /// The page that answers `request`.
    ///
    /// # Errors
    /// When the index can't be read; nothing that is typed is an error.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, IndexError> {
        let searcher = self.searcher();
        let query = query::parse(&request.query, request.typing);
        let plan = Planner::new(self, &searcher, request.literal).plan(&query, &request.about)?;
        let search = Search { index: self, searcher, request, plan };
        let mut page = match request.find {
            Find::Roles if !query.pasted => search.roles()?,
            Find::Roles => search.roles_like()?,
            Find::Duties | Find::Passages => search.single(query.pasted)?,
        };
        if request.offset > FARTHEST {
            page.remarks
                .push(Remark::new("", format!("one can page to the {FARTHEST}th result; what follows it is shown")));
        }
        Ok(page)
    }
}

/// The documents of a page, how many there are in all, and what values they have.
struct Ranked {
    total: usize,
    documents: Vec<(Score, DocAddress)>,
    values: Vec<Vec<(String, u64)>>,
}

impl Search<'_> {
    fn offset(&self) -> usize {
        self.request.offset.min(FARTHEST)
    }

    fn limit(&self) -> usize {
        self.request.limit.min(LARGEST_PAGE)
    }

    /// The words that are looked for, with terms in the place of beginnings, for reading passages.
    fn spelt_out(&self) -> tantivy::Result<Vec<Leaf>> {
        let dictionary = Dictionary::new(self.index, &self.searcher);
        self.plan.leaves.iter().map(|leaf| leaf.spelt_out(&dictionary)).collect()
    }

    fn asker(&self) -> Asker<'_> {
        Asker { index: self.index, searcher: &self.searcher, weigh_titles: !self.request.literal, remarks: Vec::new() }
    }

    /// Roles with every word, then, when they are few, roles that lack some.
    fn roles(&self) -> tantivy::Result<SearchPage> {
        let mut asker = self.asker();
        let words = asker.ask(&self.plan)?;
        let with_all = narrowed(&mut asker, self.request, words.box_clone(), None)?;
        let strict = self.ranked(with_all.as_ref(), self.offset(), self.limit())?;
        let mut values = strict.values;
        let mut page = SearchPage { total: strict.total, ..SearchPage::default() };
        page.remarks.append(&mut asker.remarks);
        let mut found: Vec<Found> = strict.documents.into_iter().map(Found::whole).collect();
        let mut counted = words;
        if let Some(least) = self.some_of_the_words(strict.total) {
            let some = asker.ask_some(&self.plan, least)?;
            let some = BooleanQuery::new(vec![
                (Occur::Must, some),
                (Occur::MustNot, Box::new(ExcludedQuery(with_all.box_clone()))),
            ]);
            let query = narrowed(&mut asker, self.request, Box::new(some.clone()), None)?;
            let room = self.limit().saturating_sub(found.len());
            let ranked = self.ranked(query.as_ref(), self.offset().saturating_sub(strict.total), room)?;
            page.partial = ranked.total;
            found.extend(ranked.documents.into_iter().map(Found::part));
            if strict.total == 0 {
                counted = Box::new(some);
                values = ranked.values;
            }
        }
        page.facets = self.facets(counted.as_ref(), values)?;
        self.finish(page, found)
    }

    /// The roles that come closest to a pasted paragraph.
    fn roles_like(&self) -> tantivy::Result<SearchPage> {
        let mut asker = self.asker();
        let words = asker.ask_some(&self.plan, 1)?;
        let query = narrowed(&mut asker, self.request, words.box_clone(), None)?;
        let ranked = self.ranked(query.as_ref(), self.offset(), self.limit())?;
        let facets = self.facets(words.as_ref(), ranked.values)?;
        let page = SearchPage { total: ranked.total, facets, ..SearchPage::default() };
        self.finish(page, ranked.documents.into_iter().map(Found::whole).collect())
    }

    fn finish(&self, mut page: SearchPage, found: Vec<Found>) -> tantivy::Result<SearchPage> {
        let compared = self.request.passages > 0 || found.iter().any(|found| found.partial);
        let reader = if compared { Reader::new(self)? } else { Reader::of_cards(self) };
        page.hits = reader.hits(found, self.request.passages)?;
        page.remarks.splice(0..0, self.plan.remarks.iter().cloned());
        self.spelling(&mut page);
        Ok(page)
    }

    /// How many of the words must be there when too few roles have all; none when nothing is to be relaxed.
    fn some_of_the_words(&self, total: usize) -> Option<usize> {
        let request = self.request;
        if total >= FEW || request.literal || request.sort != Sort::Relevance {
            return None;
        }
        let words = self.plan.root.as_ref().map(positive_leaves).unwrap_or_default();
        (words >= 2).then(|| some_of(words))
    }

    fn ranked(&self, query: &dyn Query, offset: usize, limit: usize) -> tantivy::Result<Ranked> {
        let searcher = &self.searcher;
        let facts = self.unfiltered_facts();
        let tally = self.tally(&facts)?;
        if limit == 0 {
            let Counted { total, values } = searcher.search(query, &tally)?;
            return Ok(Ranked { total, documents: Vec::new(), values });
        }
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let (documents, Counted { total, values }) = match self.request.sort {
            Sort::Relevance if self.looks_closer(offset) => {
                let wide = TopDocs::with_limit(CLOSER.max(offset + limit)).order_by_score();
                let (documents, counted) = searcher.search(query, &(wide, tally))?;
                (self.closer(documents)?.into_iter().skip(offset).take(limit).collect(), counted)
            }
            // How often a term stands is known without looking, so that only the best have to be looked for.
            Sort::Relevance if facts.is_empty() && query.is::<TermQuery>() => {
                let documents = searcher.search(query, &top.order_by_score())?;
                (documents, Counted { total: query.count(searcher)?, values: Vec::new() })
            }
            Sort::Relevance if self.plan.leaves.is_empty() && self.plan.about.is_empty() => {
                let (found, counted) = searcher.search(query, &(First(offset + limit), tally))?;
                (found.into_iter().skip(offset).map(|address| (0.0, address)).collect(), counted)
            }
            Sort::Relevance => searcher.search(query, &(top.order_by_score(), tally))?,
            Sort::Title => {
                let order = top.order_by_string_fast_field("title_key", Order::Asc);
                let (found, counted) = searcher.search(query, &(order, tally))?;
                (unscored(found), counted)
            }
            Sort::Newest => {
                let order = top.order_by_fast_field::<i64>(FROM, Order::Desc);
                let (found, counted) = searcher.search(query, &(order, tally))?;
                (unscored(found), counted)
            }
            Sort::Caseload => {
                let order = top.order_by_fast_field::<f64>(low_field_name(Fact::Caseload), Order::Asc);
                let (found, counted) = searcher.search(query, &(order, tally))?;
                (unscored(found), counted)
            }
        };
        Ok(Ranked { total, documents, values })
    }
}

fn unscored<Key>(found: Vec<(Key, DocAddress)>) -> Vec<(Score, DocAddress)> {
    found.into_iter().map(|(_, address)| (0.0, address)).collect()
}

/// How many of so many words must be there at least, where not all are.
fn some_of(words: usize) -> usize {
    (words * 3).div_ceil(10)
}

/// How many words and phrases a plan asks for.
fn positive_leaves(node: &PlanNode) -> usize {
    match node {
        PlanNode::All(nodes) => nodes.iter().map(positive_leaves).sum(),
        PlanNode::Any(nodes) => nodes.iter().map(positive_leaves).max().unwrap_or_default(),
        PlanNode::Leaf(_) => 1,
        PlanNode::Not(_) | PlanNode::Condition(_) => 0,
    }
}

/// `query` within the filters, but those of one fact, and the day.
fn narrowed(
    asker: &mut Asker<'_>,
    request: &SearchRequest,
    query: Box<dyn Query>,
    but: Option<Fact>,
) -> tantivy::Result<Box<dyn Query>> {
    let mut clauses = asker.filters(&request.filters, but)?;
    clauses.extend(asker.applying(request.as_of)?);
    if clauses.is_empty() {
        return Ok(query);
    }
    clauses.insert(0, (Occur::Must, query));
    Ok(Box::new(BooleanQuery::new(clauses)))
}
