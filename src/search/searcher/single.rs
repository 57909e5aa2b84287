//! Single duties, qualifications and other passages as results of their own.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use tantivy::collector::TopDocs;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, TERMINATED};

use super::hits::{Found, bit, wanted};
use super::passages::{PassageFilter, PassageMatch, PassageReader};
use super::plan::{Leaf, PlanNode};
use super::{FEW, Search, narrowed, positive_leaves};
use crate::search::index::schema::{MOST_ACTIVITIES, PassageMark};
use crate::search::page::SearchPage;
use crate::search::query::{Condition, End, Fact, Remark};

/// The roles whose passages are compared with a pasted paragraph.
const CANDIDATES: usize = 300;
/// The most roles whose passages are looked at for one search.
const MOST_ROLES: usize = 50_000;

/// What is asked of a single passage.
struct Wish<'a> {
    root: Option<&'a PlanNode>,
    filter: PassageFilter,
    /// The fewest words that must stand in it, where not all must.
    least: Option<u32>,
    wanted: u64,
    /// The activities that are filtered by.
    activities: Vec<u8>,
    /// The activities that the query is about, with what each is worth.
    about: Vec<(u8, f32)>,
}

/// Where a passage stands.
type Place = (DocAddress, usize);
/// What puts passages in order: the better one is the greater; of two that are as good, the one that stands first.
type Worth = (i64, Reverse<Place>);

/// Passages in the order of their worth, best first, the best `most` of them.
struct Best {
    most: usize,
    kept: BinaryHeap<Reverse<Worth>>,
    passages: HashMap<Place, PassageMatch>,
    total: usize,
    activities: Vec<u64>,
}

impl Search<'_> {
    /// The passages that fit best. Those of a pasted paragraph need not have every word.
    pub(super) fn single(&self, pasted: bool) -> tantivy::Result<SearchPage> {
        let mut page = SearchPage::default();
        let words = self.plan.root.as_ref().map(positive_leaves).unwrap_or_default();
        let mut best = self.best_passages(pasted.then_some(1), &mut page)?;
        page.total = best.total;
        let mut all = best.sorted();
        if best.total < FEW && words >= 2 && !pasted && !self.request.literal {
            // What was left out was said already.
            let more = self.best_passages(Some(1), &mut SearchPage::default())?;
            let known: Vec<(DocAddress, usize)> = all.iter().map(|(address, found)| (*address, found.place)).collect();
            let others = more.sorted().into_iter();
            all.extend(others.filter(|(address, found)| !known.contains(&(*address, found.place))));
            page.partial = more.total.saturating_sub(best.total);
            if best.total == 0 {
                best.activities = more.activities;
            }
        }
        if self.request.facets.contains(&Fact::Activity) {
            let counts = std::mem::take(&mut best.activities);
            let values = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
            let values = values.filter_map(|(place, count)| Some((self.index.activities.get(place)?.clone(), count)));
            let columns = self.index.columns.of(&self.searcher)?;
            page.facets.push(self.facet(Fact::Activity, values.collect(), &columns));
        }
        self.finish_single(page, &all)
    }

    fn finish_single(&self, page: SearchPage, all: &[(DocAddress, PassageMatch)]) -> tantivy::Result<SearchPage> {
        let shown = all.iter().skip(self.offset()).take(self.limit());
        let found = shown
            .map(|(address, passage)| Found {
                score: passage.score,
                address: *address,
                partial: false,
                passage: Some(*passage),
            })
            .collect();
        self.finish(page, found)
    }

    fn best_passages(&self, least: Option<u32>, page: &mut SearchPage) -> tantivy::Result<Best> {
        let mut asker = self.asker();
        asker.weigh_titles = false;
        let words = match least {
            Some(least) => asker.ask_some_or_about(&self.plan, usize::try_from(least).unwrap_or(1))?,
            None => asker.ask(&self.plan)?,
        };
        let query = narrowed(&mut asker, self.request, words, None)?;
        page.remarks.append(&mut asker.remarks);
        let wish = self.wish(least);
        // Of the looser ones, those that have every word are passed over later.
        let mut best = Best::new((self.offset() + self.limit()).max(FEW) + FEW, self.index.activities.len());
        let candidates = if least.is_some() { Some(self.candidates(query.as_ref())?) } else { None };
        let spelt = self.spelt_out()?;
        let leaves: Vec<&Leaf> = spelt.iter().collect();
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut looked_at = 0;
        for (ordinal, segment) in (0_u32..).zip(self.searcher.segment_readers()) {
            let mut passages = PassageReader::open(segment, &self.index.fields, &leaves)?;
            let mut look = |document: DocId, best: &mut Best| {
                best.look(DocAddress::new(ordinal, document), &mut passages, &leaves, &wish);
            };
            if let Some(candidates) = &candidates {
                for address in candidates.iter().filter(|address| address.segment_ord == ordinal) {
                    look(address.doc_id, &mut best);
                }
                continue;
            }
            let mut documents = weight.scorer(segment, 1.0)?;
            while documents.doc() != TERMINATED && looked_at < MOST_ROLES {
                if !segment.is_deleted(documents.doc()) {
                    look(documents.doc(), &mut best);
                    looked_at += 1;
                }
                documents.advance();
            }
        }
        if looked_at == MOST_ROLES {
            page.remarks.push(Remark::new(
                &self.request.query,
                format!(
                    "the passages of the first {MOST_ROLES} roles were looked at; narrow the search to reach others"
                ),
            ));
        }
        Ok(best)
    }

    /// The roles that come closest, in the order of the index.
    fn candidates(&self, query: &dyn Query) -> tantivy::Result<Vec<DocAddress>> {
        let top = TopDocs::with_limit(CANDIDATES).order_by_score();
        let mut found: Vec<DocAddress> =
            self.searcher.search(query, &top)?.into_iter().map(|(_, address)| address).collect();
        found.sort_unstable();
        Ok(found)
    }

    fn wish(&self, least: Option<u32>) -> Wish<'_> {
        let root = self.plan.root.as_ref();
        let activities = self.request.filters.iter().filter(|filter| filter.fact == Fact::Activity);
        let activities = activities.filter_map(|filter| self.activity(&filter.value)).collect();
        Wish {
            root,
            filter: PassageFilter::of_find(self.request.find),
            least,
            wanted: root.map(wanted).unwrap_or_default(),
            activities,
            about: self
                .plan
                .about
                .iter()
                .filter_map(|about| Some((self.activity(&about.activity)?, about.weight)))
                .collect(),
        }
    }

    fn activity(&self, name: &str) -> Option<u8> {
        let place = self.index.activities.iter().position(|known| known == name)?;
        u8::try_from(place + 1).ok()
    }
}

impl Wish<'_> {
    fn fits(&self, mark: PassageMark, leaves: u64) -> bool {
        if !self.filter.allows(mark) {
            return false;
        }
        if !self.activities.is_empty() && !mark.activities.iter().any(|activity| self.activities.contains(activity)) {
            return false;
        }
        match (self.least, self.root) {
            (Some(least), _) => (leaves & self.wanted).count_ones() >= least || self.worth_of(mark) > 0.0,
            (None, Some(root)) => holds(root, mark, leaves),
            (None, None) => true,
        }
    }

    /// What it is worth that a passage is about the same work: its primary activity counts whole, another one half.
    fn worth_of(&self, mark: PassageMark) -> f32 {
        let worth = |activity: u8| {
            self.about.iter().find(|(wanted, _)| *wanted == activity && activity > 0).map_or(0.0, |(_, weight)| *weight)
        };
        let [primary, others @ ..] = mark.activities;
        others.into_iter().map(|other| worth(other) / 2.0).fold(worth(primary), f32::max)
    }
}

/// Whether what is asked for holds of a passage. Facts of the role were asked of the role already.
fn holds(node: &PlanNode, mark: PassageMark, leaves: u64) -> bool {
    match node {
        PlanNode::All(nodes) => nodes.iter().all(|node| holds(node, mark, leaves)),
        PlanNode::Any(nodes) => nodes.iter().any(|node| holds(node, mark, leaves)),
        PlanNode::Not(node) => !matches!(**node, PlanNode::Leaf(_)) || !holds(node, mark, leaves),
        PlanNode::Leaf(place) => leaves & bit(*place) != 0,
        PlanNode::Condition(Condition::Number { fact: Fact::Time, low, high }) => {
            let share = f64::from(mark.share_percent);
            let above = match low {
                End::Open => true,
                End::Included(figure) => share >= *figure,
                End::Excluded(figure) => share > *figure,
            };
            let below = match high {
                End::Open => true,
                End::Included(figure) => share <= *figure,
                End::Excluded(figure) => share < *figure,
            };
            mark.share_percent > 0 && above && below
        }
        PlanNode::Condition(_) => true,
    }
}

impl Best {
    fn new(most: usize, activities: usize) -> Self {
        Self { most, kept: BinaryHeap::new(), passages: HashMap::new(), total: 0, activities: vec![0; activities] }
    }

    fn look(&mut self, address: DocAddress, reader: &mut PassageReader, leaves: &[&Leaf], wish: &Wish<'_>) {
        let mut found = Vec::new();
        reader.passages(address.doc_id, leaves, &mut found);
        let mut found = found.into_iter().peekable();
        let marks: Vec<PassageMark> = reader.marks(address.doc_id).collect();
        for (place, mark) in marks.into_iter().enumerate() {
            let passage = found.next_if(|passage| passage.place == place).unwrap_or(PassageMatch {
                place,
                leaves: 0,
                by_synonym: 0,
                score: 0.0,
            });
            if wish.fits(mark, passage.leaves) {
                let score = passage.score + wish.worth_of(mark);
                self.keep(address, PassageMatch { score, ..passage }, mark);
            }
        }
    }

    fn keep(&mut self, address: DocAddress, passage: PassageMatch, mark: PassageMark) {
        self.total += 1;
        for activity in mark.activities.iter().take(MOST_ACTIVITIES).filter(|activity| **activity > 0) {
            if let Some(count) = self.activities.get_mut(usize::from(*activity) - 1) {
                *count += 1;
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "scores are small")]
        let worth = (f64::from(passage.score) * 1e6) as i64;
        self.kept.push(Reverse((worth, Reverse((address, passage.place)))));
        self.passages.insert((address, passage.place), passage);
        if self.kept.len() > self.most
            && let Some(Reverse((_, Reverse(dropped)))) = self.kept.pop()
        {
            self.passages.remove(&dropped);
        }
    }

    fn sorted(&self) -> Vec<(DocAddress, PassageMatch)> {
        let mut kept: Vec<_> = self.kept.iter().map(|Reverse(entry)| *entry).collect();
        kept.sort_unstable_by(|one, other| other.cmp(one));
        kept.into_iter()
            .filter_map(|(_, Reverse(key))| self.passages.get(&key).map(|passage| (key.0, *passage)))
            .collect()
    }
}
