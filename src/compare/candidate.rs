//! Would this person qualify? What somebody brings, held against what a role asks for.
//!
//! Schooling, experience, languages and licences decide. What a form can't tell (skills, checks, how to get to work)
//! decides nothing, and is listed as what remains to be shown.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::side_by_side::least_years;
use crate::model::qualification::{Degree, Education, Experience, Qualifications, Requirement};
use crate::vocabulary::requirement_words::{degree, leaf_words};
use crate::vocabulary::words::{is_little_word, stems};

/// What somebody brings. What is not told is not known; it is not taken to be missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    /// The highest schooling completed; `None` if it is not told.
    pub education: Option<Schooling>,
    /// The fields of study.
    pub fields: Vec<String>,
    /// Years of experience in work of this kind.
    pub years: Option<f64>,
    /// Languages beside English; `None` if they are not told.
    pub languages: Option<Vec<String>>,
    /// Licences and certificates; `None` if they are not told.
    pub licenses: Option<Vec<String>>,
}

/// Schooling that somebody completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Schooling {
    /// None that ends with a diploma.
    None,
    /// High school or an equivalency diploma.
    HighSchool,
    /// College study without a degree.
    SomeCollege,
    /// Associate's degree.
    Associate,
    /// Bachelor's degree.
    Bachelor,
    /// Master's degree.
    Master,
    /// Doctorate.
    Doctorate,
}

impl Schooling {
    /// All levels, lowest first, with their names in addresses and the shell, and the words for people.
    pub const ALL: [(Self, &str, &str); 7] = [
        (Self::None, "none", "none"),
        (Self::HighSchool, "high-school", "high school or equivalent"),
        (Self::SomeCollege, "some-college", "some college"),
        (Self::Associate, "associate", "associate’s degree"),
        (Self::Bachelor, "bachelor", "bachelor’s degree"),
        (Self::Master, "master", "master’s degree"),
        (Self::Doctorate, "doctorate", "doctorate"),
    ];

    /// Whether it is as much as is asked for.
    fn reaches(self, asked: Degree) -> bool {
        let completed = match self {
            Self::None => return false,
            Self::HighSchool => Degree::HighSchoolOrEquivalent,
            Self::SomeCollege => Degree::SomeCollege,
            Self::Associate => Degree::Associate,
            Self::Bachelor => Degree::Bachelor,
            Self::Master => Degree::Master,
            Self::Doctorate => Degree::Doctorate,
        };
        completed >= asked
    }
}

impl FromStr for Schooling {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|(_, known, _)| *known == name);
        let names = || Self::ALL.map(|(_, name, _)| name).join(", ");
        known.map(|(schooling, ..)| schooling).ok_or_else(|| format!("the levels of schooling are {}", names()))
    }
}

/// The most characters of a language or licence that somebody names.
const LONGEST_NAME: usize = 200;

/// What is told of languages or licences: nothing, that there are none (the word `none`), or which.
pub fn told(given: &[String]) -> Option<Vec<String>> {
    let named = given.iter().filter(|one| !one.eq_ignore_ascii_case("none"));
    (!given.is_empty()).then(|| named.map(|one| one.chars().take(LONGEST_NAME).collect()).collect())
}

impl Candidate {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether somebody would qualify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Something that is required is missing.
    No,
    /// Something that decides is not told, or can't be decided by a form.
    CantTell,
    /// As far as schooling, experience, languages and licences go.
    Yes,
}

/// What is to be said of somebody and a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Assessment {
    /// Whether they would qualify.
    pub verdict: Verdict,
    /// The track by which, or that they come nearest to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// What is met.
    pub met: Vec<String>,
    /// What is missing.
    pub missing: Vec<String>,
    /// What can't be told, and why.
    pub open: Vec<String>,
    /// What is required too and no form can tell: skills, checks, courses.
    pub to_show: Vec<String>,
    /// What is only preferred, with whether they have it.
    pub preferred: Vec<Preference>,
    /// What the role states no qualifications of, if so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub states_nothing: bool,
}

/// Something that is not required.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Preference {
    /// What, and how strongly it is wished for.
    pub what: String,
    /// Whether they have it.
    pub verdict: Verdict,
}

/// Holds somebody against the qualifications of a role; none are stated if it has none.
pub fn assess(qualifications: Option<&Qualifications>, candidate: &Candidate) -> Assessment {
    let Some(given) = qualifications else {
        return Judged::default().assessment(None, Vec::new(), true);
    };
    let common = all(&given.required, candidate);
    let (track, judged) = match best_track(given, candidate) {
        Some((track, judged)) => (Some(track.to_owned()), common.and(judged)),
        None => (None, common),
    };
    let preferred = given.by_strength().into_iter().skip(1).flat_map(|(strength, requirements)| {
        requirements.iter().filter_map(move |requirement| {
            let judged = judge(requirement, candidate);
            let decides = !judged.met.is_empty() || !judged.missing.is_empty() || !judged.open.is_empty();
            let what = requirement.leaves().into_iter().map(leaf_words).collect::<Vec<_>>().join(", or ");
            decides.then(|| Preference { what: format!("{what} ({strength})"), verdict: judged.verdict() })
        })
    });
    judged.assessment(track, preferred.collect(), false)
}

fn best_track<'a>(given: &'a Qualifications, candidate: &Candidate) -> Option<(&'a str, Judged)> {
    let tracks = given.tracks.iter().map(|track| (track.name.as_str(), all(&track.required, candidate)));
    tracks.reduce(|best, next| if next.1.is_better_than(&best.1) { next } else { best })
}

/// What was found of some requirements.
#[derive(Debug, Clone, Default)]
struct Judged {
    met: Vec<String>,
    missing: Vec<String>,
    open: Vec<String>,
    to_show: Vec<String>,
}

impl Judged {
    fn verdict(&self) -> Verdict {
        match (self.missing.is_empty(), self.open.is_empty()) {
            (false, _) => Verdict::No,
            (true, false) => Verdict::CantTell,
            (true, true) => Verdict::Yes,
        }
    }

    fn is_better_than(&self, other: &Self) -> bool {
        let rank = |judged: &Self| {
            (judged.verdict(), std::cmp::Reverse(judged.missing.len()), std::cmp::Reverse(judged.open.len()))
        };
        rank(self) > rank(other)
    }

    fn and(mut self, other: Self) -> Self {
        self.met.extend(other.met);
        self.missing.extend(other.missing);
        self.open.extend(other.open);
        self.to_show.extend(other.to_show);
        self
    }

    fn assessment(self, track: Option<String>, preferred: Vec<Preference>, states_nothing: bool) -> Assessment {
        let verdict = if states_nothing { Verdict::CantTell } else { self.verdict() };
        let Self { met, missing, open, to_show } = self;
        Assessment { verdict, track, met, missing, open, to_show, preferred, states_nothing }
    }
}

fn all(requirements: &[Requirement], candidate: &Candidate) -> Judged {
    requirements.iter().fold(Judged::default(), |judged, requirement| judged.and(judge(requirement, candidate)))
}

fn judge(requirement: &Requirement, candidate: &Candidate) -> Judged {
    match requirement {
        Requirement::All(parts) => all(parts, candidate),
        Requirement::Any(parts) => either(parts.iter().map(|part| judge(part, candidate))),
        Requirement::Substitution(given) => {
            let mut instead = judge(&given.accepts, candidate);
            if let Some(rate) = &given.rate {
                // How much of it there is to count is nothing that a form asks for.
                let met = std::mem::take(&mut instead.met);
                instead.open.extend(met.into_iter().map(|words| format!("how much counts of {words}, {rate}")));
            }
            either([judge(&given.of, candidate), instead].into_iter())
        }
        Requirement::Waiver(given) => either([judge(&given.of, candidate), judge(&given.given, candidate)].into_iter()),
        Requirement::Education(education) => schooling(education, candidate),
        Requirement::Experience(experience) => experienced(experience, candidate),
        Requirement::Language(language) => {
            let words = leaf_words(requirement);
            if language.language.eq_ignore_ascii_case("english") {
                return Judged { to_show: vec![words], ..Judged::default() };
            }
            listed(candidate.languages.as_deref(), &language.language, words, "languages")
        }
        Requirement::License(license) => {
            listed(candidate.licenses.as_deref(), &license.kind, leaf_words(requirement), "licences")
        }
        leaf => Judged { to_show: vec![leaf_words(leaf)], ..Judged::default() },
    }
}

/// The best of some alternatives. If none is met, what each of them lacks is one thing that is missing.
fn either(parts: impl Iterator<Item = Judged>) -> Judged {
    let parts: Vec<Judged> = parts.collect();
    let best = parts.iter().cloned().reduce(|best, next| if next.is_better_than(&best) { next } else { best });
    let Some(mut best) = best else { return Judged::default() };
    if best.verdict() == Verdict::No && parts.len() > 1 {
        let lacking = parts.iter().map(|part| part.missing.join(" and ")).filter(|words| !words.is_empty());
        best.missing = vec![lacking.collect::<Vec<_>>().join(", or ")];
    }
    best
}

fn schooling(asked: &Education, candidate: &Candidate) -> Judged {
    let words = leaf_words(&Requirement::Education(asked.clone()));
    let Some(has) = candidate.education else {
        return Judged { open: vec![format!("{words}: the schooling is not told")], ..Judged::default() };
    };
    if !has.reaches(asked.at_least) {
        return Judged { missing: vec![words], ..Judged::default() };
    }
    let accredited = asked.accredited_by.iter().chain(&asked.approved_by);
    let to_show = accredited.take(1).map(|_| format!("{}: accredited or approved as asked", degree(asked.at_least)));
    let to_show = to_show.collect();
    let (vague, fields): (Vec<&String>, Vec<&String>) = asked.fields.iter().partition(|field| leaves_it_open(field));
    let or_related = asked.or_related || !vague.is_empty();
    if asked.fields.is_empty() || candidate.fields.iter().any(|field| fields.iter().any(|one| alike(one, field))) {
        return Judged { met: vec![words], to_show, ..Judged::default() };
    }
    let why = match (candidate.fields.is_empty(), or_related) {
        (true, _) => "the field of study is not told".to_owned(),
        (false, true) => format!("whether {} is a related field", candidate.fields.join(", ")),
        (false, false) => return Judged { missing: vec![words], ..Judged::default() },
    };
    Judged { open: vec![format!("{words}: {why}")], to_show, ..Judged::default() }
}

/// "a relevant field": somebody has to say whether a field is one.
fn leaves_it_open(field: &str) -> bool {
    ["relevant", "related", "appropriate", "similar"].iter().any(|word| field.to_lowercase().contains(word))
}

fn experienced(asked: &Experience, candidate: &Candidate) -> Judged {
    let words = leaf_words(&Requirement::Experience(asked.clone()));
    let Some(years) = asked.years.map(least_years) else {
        // Experience of no stated length: what it was in is to be shown.
        return match candidate.years {
            Some(years) if years <= 0.0 => Judged { missing: vec![words], ..Judged::default() },
            _ => Judged { to_show: vec![words], ..Judged::default() },
        };
    };
    match candidate.years {
        None => Judged { open: vec![format!("{words}: the years are not told")], ..Judged::default() },
        Some(has) if has < years => Judged { missing: vec![words], ..Judged::default() },
        Some(_) if asked.title.is_some() => {
            Judged { open: vec![format!("{words}: whether it was in that title")], ..Judged::default() }
        }
        Some(_) => Judged { met: vec![words], ..Judged::default() },
    }
}

fn listed(has: Option<&[String]>, asked: &str, words: String, what: &str) -> Judged {
    match has {
        None => Judged { open: vec![format!("{words}: {what} are not told")], ..Judged::default() },
        Some(has) if has.iter().any(|one| alike(asked, one)) => Judged { met: vec![words], ..Judged::default() },
        Some(_) => Judged { missing: vec![words], ..Judged::default() },
    }
}

/// Whether two names mean the same thing: every word of the shorter stands in the longer.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| stems(text).into_iter().filter(|stem| !is_little_word(stem)).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let within = |few: &[String], many: &[String]| !few.is_empty() && few.iter().all(|stem| many.contains(stem));
    within(&one, &other) || within(&other, &one)
}
