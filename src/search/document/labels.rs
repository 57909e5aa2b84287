//! Values as people read them.

use crate::search::query::Fact;

/// The name for people of a value of which the index knows no spelling: `26-to-40` is "26 to 40".
pub fn labels(fact: Fact, value: &str) -> String {
    match (fact, value) {
        (Fact::State, letters) => letters.to_uppercase(),
        (Fact::Degree, "not-required") => "A way in without a degree".to_owned(),
        (Fact::Degree, "not-stated") => "Not stated".to_owned(),
        (Fact::Degree, "bachelor") => "Bachelor's degree".to_owned(),
        (Fact::Degree, "associate") => "Associate's degree".to_owned(),
        (Fact::Degree, "master") => "Master's degree".to_owned(),
        (Fact::Employment, "flsa-exempt") => "FLSA exempt".to_owned(),
        (Fact::Employment, "flsa-non-exempt") => "FLSA non-exempt".to_owned(),
        (Fact::Condition, "on-call") => "On call".to_owned(),
        (Fact::Condition, "supervises") => "Supervises others".to_owned(),
        (Fact::Site | Fact::Language | Fact::Program | Fact::Organisation, words) => {
            words.split('-').map(capitalised).collect::<Vec<_>>().join(" ")
        }
        (_, words) => capitalised(&words.replace('-', " ")),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
