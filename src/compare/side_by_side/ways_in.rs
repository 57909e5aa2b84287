//! What it takes to be appointed: the qualifications in plain words, every way in, and the least of them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::qualification::{Degree, Qualifications, Requirement};
use crate::model::role::Role;
use crate::vocabulary::requirement_words::{RequirementList, leaf_words, lists};

/// More ways than this are not told apart.
const MOST_WAYS: usize = 64;

/// What a role asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ComparedQualifications {
    /// What is asked for in plain words, the strongest first, then the tracks.
    pub lists: Vec<RequirementList>,
    /// The least of schooling and experience that gets one in; none where the role asks for neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<WayIn>,
    /// How many ways in there are, by alternatives and tracks.
    pub ways: usize,
}

/// The schooling, experience, languages and licences of a way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WayIn {
    /// The track that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// All of these.
    pub requirements: Vec<String>,
}

/// A way in, as requirements.
#[derive(Debug, Clone, Default)]
pub(super) struct Way<'a> {
    track: Option<&'a str>,
    pub(super) leaves: Vec<&'a Requirement>,
}

/// What a role asks for.
pub fn qualifications(role: &Role) -> ComparedQualifications {
    let Some(given) = &role.facts.qualifications else { return ComparedQualifications::default() };
    let ways = ways(given);
    let least = least(&ways).filter(|way| !decisive(way).is_empty()).map(|way| WayIn {
        track: way.track.map(str::to_owned),
        requirements: decisive(way).into_iter().map(leaf_words).collect(),
    });
    ComparedQualifications { lists: lists(given), least, ways: ways.len() }
}

/// The least way in, if the role states qualifications.
pub(super) fn least_way_in(role: &Role) -> Option<Way<'_>> {
    least(&ways(role.facts.qualifications.as_ref()?)).cloned()
}

fn decisive<'a>(way: &Way<'a>) -> Vec<&'a Requirement> {
    let decides = |leaf: &&Requirement| {
        matches!(
            leaf,
            Requirement::Education(_) | Requirement::Experience(_) | Requirement::Language(_) | Requirement::License(_)
        )
    };
    way.leaves.iter().copied().filter(decides).collect()
}

/// The way with the lowest schooling, of these the one with the fewest years of experience, of these the shortest.
fn least<'a, 'w>(ways: &'w [Way<'a>]) -> Option<&'w Way<'a>> {
    ways.iter().min_by(|one, other| {
        let (one_cost, other_cost) = (cost(one), cost(other));
        one_cost.0.cmp(&other_cost.0).then(one_cost.1.total_cmp(&other_cost.1)).then(one_cost.2.cmp(&other_cost.2))
    })
}

fn cost(way: &Way<'_>) -> (Option<Degree>, f64, usize) {
    let degrees = way.leaves.iter().filter_map(|leaf| match leaf {
        Requirement::Education(education) => Some(education.at_least),
        _ => None,
    });
    let years = way.leaves.iter().filter_map(|leaf| match leaf {
        Requirement::Experience(experience) => Some(experience.years.map_or(0.0, least_years)),
        _ => None,
    });
    (degrees.max(), years.fold(0.0, f64::max), way.leaves.len())
}

/// The lower end of a range of years.
pub(crate) fn least_years(years: crate::model::quantity::Range) -> f64 {
    years.at_least.or(years.at_most).map_or(0.0, |figure| figure.value())
}

/// Every way in: a choice for each alternative, once for each track.
fn ways(given: &Qualifications) -> Vec<Way<'_>> {
    let common = ways_of_all(&given.required);
    if given.tracks.is_empty() {
        return common.into_iter().map(|leaves| Way { track: None, leaves }).collect();
    }
    let tracks = given.tracks.iter().flat_map(|track| {
        let own = joined(common.clone(), ways_of_all(&track.required));
        own.into_iter().map(|leaves| Way { track: Some(&track.name), leaves })
    });
    tracks.take(MOST_WAYS).collect()
}

type Leaves<'a> = Vec<&'a Requirement>;

fn ways_of_all(requirements: &[Requirement]) -> Vec<Leaves<'_>> {
    requirements.iter().fold(vec![Vec::new()], |ways, requirement| joined(ways, ways_of(requirement)))
}

/// Each of the one with each of the others.
fn joined<'a>(ones: Vec<Leaves<'a>>, others: Vec<Leaves<'a>>) -> Vec<Leaves<'a>> {
    let both = ones.iter().flat_map(|one| others.iter().map(|other| [one.as_slice(), other.as_slice()].concat()));
    both.take(MOST_WAYS).collect()
}

fn ways_of(requirement: &Requirement) -> Vec<Leaves<'_>> {
    match requirement {
        Requirement::All(all) => ways_of_all(all),
        Requirement::Any(any) => any.iter().flat_map(ways_of).take(MOST_WAYS).collect(),
        Requirement::Substitution(given) => [ways_of(&given.of), ways_of(&given.accepts)].concat(),
        Requirement::Waiver(given) => [ways_of(&given.of), ways_of(&given.given)].concat(),
        leaf => vec![vec![leaf]],
    }
}
