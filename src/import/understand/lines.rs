//! What each block is. Three things speak: the section that it stands in, its words, its neighbours.

use super::afterwards;
use super::cues::{begins_with_verb, folded, weights};
use super::head;
use super::headings::{self, Heading, headings};
use super::kind::Kind;
use super::roles::split::{self, is_titled};
use crate::import::block::{Block, Shape};
use crate::import::layout::looks::{self, is_capitals, label_and_value};
use crate::import::lexicon::{self, Topic};
use crate::model::section::SectionKind;

/// What a block was taken for.
#[derive(Debug, Clone, Copy)]
pub struct LineReading {
    /// What it is.
    pub kind: Kind,
    /// The part that it stands in; none in the head.
    pub topic: Option<Topic>,
    /// How much more likely this kind is than the next.
    pub margin: f32,
    /// A person said so, against what was read.
    pub by_hand: bool,
}

/// How much the section of a block speaks for its own kind.
const SECTION: f32 = 2.2;
/// The same under "Note" and the like, which say little.
const WEAK_SECTION: f32 = 0.9;

/// How much words count against the section: a degree under "Requirements" says more than one under "Duties".
fn sway(section: Option<Kind>) -> f32 {
    match section {
        Some(Kind::Duty) => 0.42,
        Some(Kind::Summary) => 0.5,
        Some(Kind::Apply) => 0.65,
        Some(Kind::Benefit | Kind::Preferred) => 0.5,
        Some(Kind::Ksa) => 0.85,
        Some(Kind::Condition) => 0.75,
        _ => 1.0,
    }
}

/// How much a verb at the start speaks for a duty, by section.
fn verb_counts(section: Option<Kind>) -> f32 {
    match section {
        None | Some(Kind::Duty) => 1.0,
        Some(Kind::Summary) => 0.35,
        Some(Kind::Ksa) => 0.1,
        _ => 0.22,
    }
}

/// Reads what each block is.
pub fn read(blocks: &[Block]) -> Vec<LineReading> {
    let headings = headings(blocks);
    let head = head::extent(blocks, &headings);
    // Where titles are announced, the one on the first page is the collection's.
    let title = if blocks.iter().any(is_titled) { None } else { head::title(blocks, &headings, head) };
    let starts = split::starts(blocks);
    let questions = is_questionnaire(blocks);
    let mut walk = Walk {
        blocks,
        headings: &headings,
        head,
        title,
        questions,
        starts,
        topic: None,
        weak: false,
        since: 0,
        before: None,
        lead: None,
        items: false,
    };
    let mut readings = Vec::with_capacity(blocks.len());
    for at in 0..blocks.len() {
        let reading = walk.read(at);
        walk.note(at, reading.kind);
        readings.push(reading);
    }
    afterwards::settle(blocks, &mut readings);
    readings
}

/// Going through the blocks, knowing the section.
struct Walk<'a> {
    blocks: &'a [Block],
    headings: &'a [Option<Heading>],
    head: usize,
    title: Option<usize>,
    questions: bool,
    /// Where further roles begin.
    starts: Vec<(usize, Kind)>,
    topic: Option<Topic>,
    /// The section is a note to the one before.
    weak: bool,
    /// Blocks since the heading.
    since: usize,
    /// What the block before was.
    before: Option<Kind>,
    /// What the line is that introduces the items here.
    lead: Option<Kind>,
    /// Items stand above, under the same heading.
    items: bool,
}

impl Walk<'_> {
    fn read(&mut self, at: usize) -> LineReading {
        let Some(block) = self.blocks.get(at) else { return self.sure(Kind::Other) };
        if matches!(block.shape, Shape::Furniture(_)) {
            return self.sure(Kind::Furniture);
        }
        let starts = self.starts.iter().find(|(start, _)| *start == at).map(|(_, kind)| *kind);
        if let Some(kind) = starts {
            self.begin_role(at);
            return self.sure(kind);
        }
        if self.title == Some(at)
            || is_titled(block)
            || self.goes_on_from_title(at, block)
            || self.title == Some(at + 1)
                && self.blocks.get(at + 1).is_some_and(|below| head::is_one_title(block, below))
        {
            if is_titled(block) {
                self.begin_role(at);
            }
            return self.sure(Kind::Title);
        }
        let folded = folded(&block.text);
        if let Some(heading) = self.headings.get(at).copied().flatten() {
            if let Some(kind) = self.not_a_heading(at, block, heading, &folded) {
                return self.sure(kind);
            }
            self.enter(&block.text, heading.topic);
            return self.sure(Kind::Heading);
        }
        self.since += 1;
        if let Some(kind) = self.of_label(at, block) {
            return kind;
        }
        self.weigh(at, block, &folded)
    }

    /// Another role begins: nothing of the one before holds any more.
    fn begin_role(&mut self, at: usize) {
        (self.topic, self.weak, self.before, self.lead) = (None, false, None, None);
        self.head = self.head.max(at + 6);
    }

    /// Remembers what a block was, for those behind it.
    fn note(&mut self, at: usize, kind: Kind) {
        self.before = Some(kind);
        let Some(block) = self.blocks.get(at) else { return };
        self.items = matches!(block.shape, Shape::Item { .. }) || self.items && kind != Kind::Heading;
        if block.text.ends_with(':') && kind != Kind::Heading {
            self.lead = Some(kind);
        } else if !matches!(block.shape, Shape::Item { .. }) {
            self.lead = None;
        }
    }

    /// The second line of a title: `& Duties`, `and Outreach Worker`.
    fn goes_on_from_title(&self, at: usize, block: &Block) -> bool {
        let behind = self.title.is_some_and(|title| title + 1 == at);
        let text = block.text.trim_start();
        behind
            && text.len() < 60
            && (text.starts_with(['&', '(']) || text.starts_with("and ") || text.starts_with("or "))
    }

    fn sure(&self, kind: Kind) -> LineReading {
        LineReading { kind, topic: self.topic, margin: 9.0, by_hand: false }
    }

    /// A heading that is none: the employer's name or a date in the head, a banner, a foot line.
    fn not_a_heading(&self, at: usize, block: &Block, heading: Heading, folded: &str) -> Option<Kind> {
        if let Some(kind) = self.empty_field(at, block) {
            return Some(kind);
        }
        let known = heading.topic.is_some() && lexicon::heading(&block.text).is_some();
        if known {
            return None;
        }
        let strong = weights(folded);
        if !heading.sure
            && block.text.ends_with(':')
            && strong.iter().any(|(kind, weight)| *kind == Kind::Apply && *weight >= 2.4)
        {
            return Some(Kind::Apply);
        }
        let best = strong.iter().max_by(|(_, one), (_, other)| one.total_cmp(other)).copied();
        if let Some((kind @ (Kind::Furniture | Kind::Other), weight)) = best
            && weight >= 4.0
        {
            return Some(kind);
        }
        if at < self.head && !head::is_banner(&block.text) {
            if let Some((kind @ (Kind::Date | Kind::Pay | Kind::Schedule | Kind::Classification), weight)) = best
                && weight >= 3.0
            {
                return Some(kind);
            }
            let about = folded.starts_with("about ");
            let employer = head::names_an_employer(&block.text) && !head::names_a_job(&block.text);
            if employer && self.topic.is_none() && !about {
                return Some(Kind::Organization);
            }
            if is_place(&block.text) {
                return Some(Kind::Location);
            }
        }
        // Banners in capitals about the procedure head nothing.
        let banner = matches!(best, Some((Kind::Apply, weight)) if weight >= 2.0) && is_capitals(&block.text);
        (banner && !matches!(block.shape, Shape::Heading(_)) && block.text.split_whitespace().count() >= 4)
            .then_some(Kind::Apply)
            .or_else(|| self.examination_banner(folded))
    }

    /// A label whose value was left blank: the next line is a label or a heading of its own.
    fn empty_field(&self, at: usize, block: &Block) -> Option<Kind> {
        let (label, _) = label_and_value(&block.text).filter(|(_, value)| value.is_empty())?;
        let next = self.blocks.get(at + 1).map(|next| next.text.trim());
        let heads = next.is_some_and(|next| {
            !next.ends_with(':') && lexicon::heading(next).is_none() && !looks::starts_with_label(next)
        });
        if heads && !self.questions {
            return None;
        }
        let field = lexicon::label(label).filter(|_| lexicon::heading(label).is_none());
        if self.questions && field.is_none() { Some(Kind::Apply) } else { field }
    }

    fn examination_banner(&self, folded: &str) -> Option<Kind> {
        let banner = folded.contains("examination is to be given")
            || folded.ends_with("competitive basis")
            || folded.ends_with("promotional basis")
            || folded.contains("equal") && folded.contains("opportunity employer");
        banner.then_some(Kind::Apply)
    }

    fn enter(&mut self, heading: &str, topic: Option<Topic>) {
        let Some(topic) = topic else { return };
        self.since = 0;
        if is_note(heading) && self.topic.is_some() {
            self.weak = true;
            return;
        }
        self.weak = false;
        self.topic = Some(topic);
    }

    /// `Label: value`: the value's kind, or the text's when the label is that of a whole part.
    fn of_label(&mut self, at: usize, block: &Block) -> Option<LineReading> {
        let (label, value) = label_and_value(&block.text)?;
        let words = value.split_whitespace().count();
        let known = lexicon::label(label);
        if value.is_empty() {
            return None;
        }
        if known == Some(Kind::Apply) && (value.starts_with("http") || value.starts_with("www.")) {
            return Some(self.sure(Kind::Apply));
        }
        // A box to tick is no title.
        let known = if value.starts_with(['☒', '☐', '□']) && known == Some(Kind::Title) {
            Some(Kind::Schedule)
        } else {
            known
        };
        let field = matches!(
            known,
            Some(
                Kind::Title
                    | Kind::Organization
                    | Kind::Location
                    | Kind::Classification
                    | Kind::Pay
                    | Kind::Schedule
                    | Kind::ReportsTo
                    | Kind::Date
                    | Kind::Other
            )
        );
        let inside = self.topic.is_some_and(|topic| {
            matches!(topic.kind, Kind::Duty | Kind::Ksa | Kind::Benefit | Kind::Apply | Kind::Summary)
        });
        if let Some(kind) = known.filter(|_| field && words <= 25 && (!inside || at < self.head || words <= 8)) {
            let item_of_list = inside && matches!(block.shape, Shape::Item { .. });
            let later_title = kind == Kind::Title && self.title.is_some() && at > self.head + 6 && words > 8;
            if !(item_of_list || later_title) {
                return Some(self.sure(kind));
            }
        }
        // A part whose heading stands on the line of its text.
        let item = matches!(block.shape, Shape::Item { .. }) && self.topic.is_some();
        if let Some(topic) = lexicon::heading(label)
            && (!item || is_capitals(label))
            && !is_note(label)
        {
            let weak = self.weak;
            if is_capitals(label) || block.bold || words >= 12 && !item {
                self.enter(label, Some(topic));
            }
            let outer = self.topic.replace(topic);
            let read = self.weigh(at, block, &folded(value));
            if !(is_capitals(label) || block.bold || words >= 12) {
                self.topic = outer;
                self.weak = weak;
            }
            return Some(read);
        }
        None
    }

    fn weigh(&self, at: usize, block: &Block, folded: &str) -> LineReading {
        let topic = if self.questions { Some(QUESTIONS) } else { self.topic };
        let words = folded.split(' ').count();
        // Behind the one line of a fact, its heading says nothing.
        let over = |kind: &Kind| kind.is_field() && *kind != Kind::Other && (self.since > 1 || words > 40);
        let section = topic.map(|topic| topic.kind).filter(|kind| !over(kind));
        let mut scores = Scores::default();
        // A paragraph behind a list no longer belongs to what the list was about.
        let behind_list = self.items
            && !matches!(block.shape, Shape::Item { .. })
            && !matches!(section, Some(Kind::Apply | Kind::Summary));
        if let Some(kind) = section {
            let prior = if self.weak { WEAK_SECTION } else { SECTION };
            scores.add(kind, prior * if behind_list { 0.7 } else { 1.0 });
            if self.weak {
                scores.add(Kind::Apply, WEAK_SECTION);
            }
        }
        let sway = if self.weak || behind_list { 1.0 } else { sway(section) };
        let sway = if words > 60 { sway * 0.8 } else { sway };
        for (kind, weight) in weights(folded) {
            // Leaving a page and answering no do not depend on the section.
            let preferred = kind == Kind::Preferred && !matches!(section, Some(Kind::Duty | Kind::Summary));
            let all = preferred || matches!(kind, Kind::Furniture | Kind::Other | Kind::Date);
            // A wish inside a long paragraph is not what the paragraph is about.
            let long = kind == Kind::Preferred && words > 40 && section != Some(Kind::Preferred);
            let weight = if long { weight * 0.5 } else { weight };
            scores.add(kind, weight * if all { sway.max(0.9) } else { sway });
        }
        let goal = if headings::is_objective(&block.text) { 2.0 } else { begins_with_verb(folded) };
        scores.add(Kind::Duty, goal * verb_counts(section));
        // Where no heading says what stands under it, the line before does.
        if let Some(before @ (Kind::Summary | Kind::Duty | Kind::Qualification | Kind::Ksa | Kind::Condition)) =
            self.before
            && section.is_none()
        {
            scores.add(before, 0.9);
        }
        if let Some(lead) = self.lead.filter(|_| matches!(block.shape, Shape::Item { .. })) {
            scores.add(lead, 1.3);
        }
        if self.topic.is_none() || at < self.head {
            self.weigh_in_head(at, block, words, &mut scores);
        }
        let (kind, margin) = scores.best().unwrap_or((Kind::Other, 0.0));
        LineReading { kind, topic: self.topic, margin, by_hand: false }
    }

    fn weigh_in_head(&self, at: usize, block: &Block, words: usize, scores: &mut Scores) {
        let item = matches!(block.shape, Shape::Item { .. });
        if words >= 18 && !item {
            scores.add(Kind::Summary, if words >= 40 { 2.8 } else { 1.9 });
        } else if words <= 12 && !item {
            if head::names_an_employer(&block.text) && !head::names_a_job(&block.text) {
                scores.add(Kind::Organization, 2.6);
            }
            if is_place(&block.text) {
                scores.add(Kind::Location, 3.0);
            }
            // A name beside the title is the employer's.
            let beside = self.title.is_some_and(|title| title.abs_diff(at) <= 2);
            if beside && headings::is_title_case(&block.text) && !block.text.contains(':') {
                scores.add(Kind::Organization, 0.8);
            }
        }
        scores.add(Kind::Other, 0.3);
    }
}

const QUESTIONS: Topic = Topic { section: SectionKind::Qualifications, kind: Kind::Qualification };

fn is_note(heading: &str) -> bool {
    let plain = lexicon::plain_wording(heading);
    let names = [
        "important",
        "notice",
        "supplemental information",
        "additional information",
        "other information",
        "general information",
        "miscellaneous",
        "additional job information",
        "further information",
    ];
    plain.ends_with("note") || plain.ends_with("notes") || names.contains(&plain.as_str())
}

/// `Klamath Falls, OR 97601`, `Ottawa, Ontario`
fn is_place(text: &str) -> bool {
    let text = text.trim();
    let Some((town, rest)) = text.split_once(", ") else { return false };
    let mut behind = rest.split_whitespace();
    let state = behind.next().unwrap_or_default();
    let letters = state.len() == 2 && state.chars().all(|c| c.is_ascii_uppercase());
    let named = [
        "Ontario",
        "Quebec",
        "California",
        "Texas",
        "Florida",
        "Oregon",
        "Washington",
        "Alberta",
        "Manitoba",
        "Illinois",
        "Maryland",
        "Virginia",
        "Massachusetts",
        "Pennsylvania",
        "Michigan",
        "Ohio",
        "Georgia",
        "Minnesota",
        "Colorado",
        "Wisconsin",
        "Arizona",
        "Nevada",
    ];
    let short = town.split_whitespace().count() <= 4 && behind.count() <= 1;
    short && town.starts_with(|c: char| c.is_uppercase()) && (letters || named.contains(&state))
}

/// A form that asks the applicant: answers to be picked stand under its questions.
fn is_questionnaire(blocks: &[Block]) -> bool {
    let answers = blocks.iter().filter(|block| {
        let text = folded(&block.text);
        matches!(text.as_str(), "yes" | "no")
            || text.starts_with("i do not have")
            || text.starts_with("i have no")
            || text.starts_with("i do not possess")
            || text.starts_with("select the one")
            || text.contains("not reflected in the above")
    });
    answers.count() >= 2
}

/// How likely each kind is.
#[derive(Default)]
struct Scores(Vec<(Kind, f32)>);

impl Scores {
    fn add(&mut self, kind: Kind, weight: f32) {
        match self.0.iter_mut().find(|(of, _)| *of == kind) {
            Some((_, score)) => *score += weight,
            None => self.0.push((kind, weight)),
        }
    }

    fn best(mut self) -> Option<(Kind, f32)> {
        self.0.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let mut ranked = self.0.iter();
        let (kind, first) = ranked.next()?;
        let second = ranked.next().map_or(0.0, |(_, score)| *score);
        (*first > 0.0).then_some((*kind, first - second))
    }
}
