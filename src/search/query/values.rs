//! What stands behind the colon: `<=40`, `25..40`, `OR`, `class-specification`, `yes`.

use super::{Condition, End, Fact, FactKind, Node};
use crate::vocabulary::words::Words;

/// The condition that `fact:value` states.
///
/// # Errors
/// What is wrong with the value, as the end of a sentence.
pub(super) fn condition(fact: Fact, kind: FactKind, value: &str) -> Result<Node, String> {
    match kind {
        FactKind::Number => number(fact, value)
            .ok_or_else(|| format!("after {}: there should be a figure, such as 40, <=40, >20 or 25..40", fact.name())),
        FactKind::YesOrNo(name) => match value.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Ok(value_of(fact, name)),
            "no" | "n" | "false" | "0" => Ok(Node::Not(Box::new(value_of(fact, name)))),
            _ => Err(format!("after {name}: there should be yes or no")),
        },
        FactKind::Value => {
            let slug = slug(value);
            if slug.is_empty() {
                return Err(format!("after {}: there is no value", fact.name()));
            }
            Ok(value_of(fact, &usual(fact, &slug)))
        }
    }
}

fn value_of(fact: Fact, value: &str) -> Node {
    Node::Condition(Condition::Value { fact, value: value.to_owned() })
}

/// A value as the index has it: words joined by hyphens.
pub(crate) fn slug(value: &str) -> String {
    let mut words = Words::of(value);
    let mut slug = String::new();
    while words.advance().is_some() {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(words.word());
    }
    slug
}

/// The value of a filter as the index has it.
pub(crate) fn filter_value(fact: Fact, value: &str) -> String {
    usual(fact, &slug(value))
}

/// What people write, as the index has it.
fn usual(fact: Fact, slug: &str) -> String {
    let usual = match (fact, slug) {
        (Fact::Degree, "none" | "no" | "not-needed" | "without") => "not-required",
        (Fact::Degree, "bachelors" | "bachelor-s" | "bachelor-degree" | "ba" | "bs" | "college") => "bachelor",
        (Fact::Degree, "masters" | "master-s" | "ma" | "ms" | "msw") => "master",
        (Fact::Degree, "associates" | "associate-s" | "aa") => "associate",
        (Fact::Degree, "highschool" | "ged" | "high-school-diploma") => "high-school",
        (Fact::License, "drivers" | "driver-s" | "driving" | "drivers-license") => "driver",
        (Fact::Kind, "class-spec" | "class" | "specification" | "spec") => "class-specification",
        (Fact::Kind, "jd" | "job") => "job-description",
        (Fact::Kind, "pd" | "position") => "position-description",
        (Fact::State, long) => return state_letters(long).unwrap_or(long).to_owned(),
        (_, other) => other,
    };
    usual.to_owned()
}

/// The states and territories of the United States: letters and names.
const STATES: [(&str, &str); 56] = [
    ("al", "alabama"),
    ("ak", "alaska"),
    ("az", "arizona"),
    ("ar", "arkansas"),
    ("ca", "california"),
    ("co", "colorado"),
    ("ct", "connecticut"),
    ("de", "delaware"),
    ("dc", "district-of-columbia"),
    ("fl", "florida"),
    ("ga", "georgia"),
    ("hi", "hawaii"),
    ("id", "idaho"),
    ("il", "illinois"),
    ("in", "indiana"),
    ("ia", "iowa"),
    ("ks", "kansas"),
    ("ky", "kentucky"),
    ("la", "louisiana"),
    ("me", "maine"),
    ("md", "maryland"),
    ("ma", "massachusetts"),
    ("mi", "michigan"),
    ("mn", "minnesota"),
    ("ms", "mississippi"),
    ("mo", "missouri"),
    ("mt", "montana"),
    ("ne", "nebraska"),
    ("nv", "nevada"),
    ("nh", "new-hampshire"),
    ("nj", "new-jersey"),
    ("nm", "new-mexico"),
    ("ny", "new-york"),
    ("nc", "north-carolina"),
    ("nd", "north-dakota"),
    ("oh", "ohio"),
    ("ok", "oklahoma"),
    ("or", "oregon"),
    ("pa", "pennsylvania"),
    ("ri", "rhode-island"),
    ("sc", "south-carolina"),
    ("sd", "south-dakota"),
    ("tn", "tennessee"),
    ("tx", "texas"),
    ("ut", "utah"),
    ("vt", "vermont"),
    ("va", "virginia"),
    ("wa", "washington"),
    ("wv", "west-virginia"),
    ("wi", "wisconsin"),
    ("wy", "wyoming"),
    ("as", "american-samoa"),
    ("gu", "guam"),
    ("mp", "northern-mariana-islands"),
    ("pr", "puerto-rico"),
    ("vi", "virgin-islands"),
];

fn state_letters(name: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, long)| *long == name).map(|(letters, _)| *letters)
}

/// The name of a state, words joined by hyphens, given its letters.
pub(crate) fn state_name(letters: &str) -> Option<&'static str> {
    let letters = letters.to_lowercase();
    STATES.iter().find(|(short, _)| *short == letters).map(|(_, long)| *long)
}

/// `40`, `=40`, `<=40`, `<40`, `>=20`, `>20`, `25..40`, `25-40`, `..40`, `25..`
fn number(fact: Fact, value: &str) -> Option<Node> {
    let figure = |text: &str| -> Option<f64> {
        let text = text.trim().trim_end_matches('%').replace(',', "");
        let plain = !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        plain.then(|| text.parse().ok()).flatten()
    };
    let range = |low, high| Some(Node::Condition(Condition::Number { fact, low, high }));
    let value = value.trim().replace(['≤'], "<=").replace(['≥'], ">=").replace(['–', '—'], "..");
    for (sign, at_most) in [("<=", true), (">=", false), ("=<", true), ("=>", false)] {
        if let Some(rest) = value.strip_prefix(sign) {
            let figure = End::Included(figure(rest)?);
            return if at_most { range(End::Open, figure) } else { range(figure, End::Open) };
        }
    }
    if let Some(rest) = value.strip_prefix('<') {
        return range(End::Open, End::Excluded(figure(rest)?));
    }
    if let Some(rest) = value.strip_prefix('>') {
        return range(End::Excluded(figure(rest)?), End::Open);
    }
    let value = value.trim_start_matches('=');
    if let Some((low, high)) = value.split_once("..").or_else(|| value.split_once('-')) {
        let end = |text: &str| if text.is_empty() { Some(End::Open) } else { figure(text).map(End::Included) };
        let (low, high) = (end(low)?, end(high)?);
        return if low == End::Open && high == End::Open { None } else { range(low, high) };
    }
    let figure = figure(value)?;
    range(End::Included(figure), End::Included(figure))
}
