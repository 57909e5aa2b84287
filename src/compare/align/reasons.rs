//! Why two duties stand on one row, in data that can be said in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::AlignedPair;
use super::duty::Duty;
use super::weights::Weights;

/// At most so many shared words are named.
const MOST_WORDS: usize = 5;

/// Why two duties stand on one row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Reasons {
    /// The kinds of work that both are about.
    pub activities: Vec<SharedActivity>,
    /// How much of what they are about is the same, 0 to 1: primary kinds of work count most, rare ones more.
    pub common_work: f64,
    /// The rarest words that both use, as stems.
    pub words: Vec<String>,
    /// How alike their words are, 0 to 1.
    pub likeness: f64,
    /// Whether neither has a better partner among the duties of the other's role.
    pub nearest: bool,
}

/// A kind of work that both duties are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SharedActivity {
    /// Its id.
    pub activity: String,
    /// Whether it is what the one is mainly about.
    pub primary_in_one: bool,
    /// Whether it is what the other is mainly about.
    pub primary_in_other: bool,
    /// How many of the duties at hand are about it.
    pub duties: usize,
}

impl Reasons {
    /// The reasons in a few words.
    pub fn in_words(&self) -> String {
        let mut why: Vec<String> = Vec::new();
        for shared in &self.activities {
            let primary = match (shared.primary_in_one, shared.primary_in_other) {
                (true, true) => "what both are mainly about",
                (false, false) => "beside other work in both",
                _ => "what one is mainly about",
            };
            let duties =
                if shared.duties == 1 { "1 duty has it" } else { &format!("{} duties have it", shared.duties) };
            why.push(format!("both {} ({primary}; {duties})", shared.activity.replace('-', " ")));
        }
        if why.is_empty() {
            why.push("no kind of work in common".to_owned());
        }
        if !self.words.is_empty() {
            why.push(format!("words {} ({:.0} % alike)", self.words.join(", "), self.likeness * 100.0));
        }
        if self.nearest {
            why.push("neither has a nearer partner there".to_owned());
        }
        why.join("; ")
    }
}

pub(super) fn of(duties: &[Duty], weights: &Weights, pair: &AlignedPair) -> Reasons {
    let (Some(one), Some(other)) = (duties.get(pair.one), duties.get(pair.other)) else { return Reasons::default() };
    let shared = one.activities.iter().filter(|id| other.activities.contains(id));
    let activities = shared.map(|id| SharedActivity {
        activity: id.clone(),
        primary_in_one: one.activities.first() == Some(id),
        primary_in_other: other.activities.first() == Some(id),
        duties: weights.about(id),
    });
    let words = weights.shared_words(pair.one, pair.other);
    Reasons {
        activities: activities.collect(),
        common_work: weights.common_work(pair.one, pair.other),
        words: words.into_iter().take(MOST_WORDS).map(|(word, _)| word.to_owned()).collect(),
        likeness: weights.likeness(pair.one, pair.other),
        nearest: pair.nearest,
    }
}
