//! The word lists: files in `templates/posting/remarks`, each with where it comes from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
pub(super) struct GenderWords {
    pub(super) source: String,
    pub(super) why: String,
    pub(super) masculine: Vec<String>,
    pub(super) feminine: Vec<String>,
    pub(super) not_counted: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Jargon {
    pub(super) why: String,
    pub(super) source: String,
    pub(super) words: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Exclusion {
    pub(super) family: Vec<ExclusionFamily>,
    pub(super) not_within: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct ExclusionFamily {
    pub(super) rule: String,
    pub(super) why: String,
    pub(super) source: String,
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Acronyms {
    pub(super) why: String,
    pub(super) source: String,
    pub(super) known: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct PayLaw {
    pub(super) state: String,
    pub(super) law: String,
    pub(super) employers: String,
}

/// A list of the program; a test sees to it that each can be read.
macro_rules! list {
    ($name:ident, $of:ty, $file:literal) => {
        pub(super) static $name: LazyLock<$of> = LazyLock::new(|| {
            toml::from_str(include_str!(concat!("../../../templates/posting/remarks/", $file))).unwrap_or_default()
        });
    };
}

list!(GENDER, GenderWords, "gender.toml");
list!(JARGON, Jargon, "jargon.toml");
list!(EXCLUSION, Exclusion, "exclusion.toml");
list!(ACRONYMS, Acronyms, "acronyms.toml");
list!(PAY_LAWS, BTreeMap<String, PayLaw>, "pay_laws.toml");

/// Where a word, or a phrase, of a list stands in `text`, which is in lower case: whole words; a star at the end stands
/// for any ending.
pub(super) fn find(text: &str, listed: &str) -> Option<usize> {
    let (stem, open) = listed.strip_suffix('*').map_or((listed, false), |stem| (stem, true));
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(stem)).map(|at| at + from) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + stem.len()..).and_then(|after| after.chars().next());
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        if !inside(before) && (open || !inside(after)) {
            return Some(at);
        }
        from = at + stem.len().max(1);
    }
    None
}
