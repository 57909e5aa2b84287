//! The questions: read from their file, and put in the words of our query language.

use std::path::Path;

use jiff::civil::Date;
use rolebook::search::query::Fact;
use rolebook::search::request::SearchRequest;
use serde::Deserialize;

use crate::Outcome;
use crate::arguments::Arguments;

/// A line of the file of questions.
#[derive(Deserialize)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) class: String,
    terms: Vec<String>,
    filter: Option<Filter>,
    facets: bool,
    highlight: bool,
}

#[derive(Deserialize)]
struct Filter {
    state: String,
    caseload_max_lte: u32,
}

/// The facts that are counted.
const COUNTED: [Fact; 4] = [Fact::State, Fact::Employment, Fact::Degree, Fact::Program];

/// The classes that every server can answer.
const MIX: [&str; 6] = ["term_common", "and2", "phrase", "filter", "browse", "highlight"];

/// Every question of a file.
pub(crate) fn questions(path: &Path) -> Outcome<Vec<Question>> {
    std::fs::read_to_string(path)?.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

impl Question {
    /// As somebody would type it.
    pub(crate) fn words(&self) -> String {
        let mut parts = match self.class.as_str() {
            "or3" => vec![self.terms.join(" OR ")],
            "phrase" => vec![format!("\"{}\"", self.terms.join(" "))],
            "prefix" => self.terms.iter().map(|term| format!("{term}*")).collect(),
            _ => self.terms.clone(),
        };
        if let Some(filter) = &self.filter {
            parts.push(format!("state:{} caseload:<={}", filter.state, filter.caseload_max_lte));
        }
        parts.join(" ")
    }

    /// Whether it is answered only where other spellings are tried.
    pub(crate) fn has_typo(&self) -> bool {
        self.class == "fuzzy"
    }

    /// The same work as the other engines do: ten results, the exact number of all, counts of four facts where the
    /// question asks for them, and a marked passage of each result where it asks for that.
    pub(crate) fn request(&self, as_of: Date, literal: bool) -> SearchRequest {
        SearchRequest {
            facets: if self.facets { COUNTED.to_vec() } else { Vec::new() },
            passages: usize::from(self.highlight),
            literal: literal && !self.has_typo(),
            ..SearchRequest::new(self.words(), as_of)
        }
    }

    /// The same as an address.
    fn url(&self, path: &str, fixed: &str) -> String {
        let mut url = format!("{path}?q={}&limit=10&passages={}", encoded(&self.words()), u8::from(self.highlight));
        if self.facets {
            let names: Vec<&str> = COUNTED.iter().map(|fact| fact.name()).collect();
            url.push_str("&facets=");
            url.push_str(&names.join(","));
        }
        if !fixed.is_empty() {
            url.push('&');
            url.push_str(fixed);
        }
        url
    }
}

/// Letters and digits as they are, everything else as `%2B`.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Prints the addresses of the classes that every server can answer, or of those that `--classes` names, mixed.
pub(crate) fn urls(arguments: &Arguments) -> Outcome<()> {
    let path = arguments.text("path").unwrap_or("/api/v1/search");
    let fixed = arguments.text("fixed").unwrap_or("exact=true");
    let classes: Vec<&str> = arguments.text("classes").map_or_else(|| MIX.to_vec(), |names| names.split(',').collect());
    let questions = questions(&arguments.path("queries")?)?;
    let of_class = |class: &str| questions.iter().filter(|question| question.class == class).collect::<Vec<_>>();
    let columns: Vec<Vec<&Question>> = classes.iter().map(|class| of_class(class)).collect();
    let longest = columns.iter().map(Vec::len).max().unwrap_or_default();
    for row in 0..longest {
        for question in columns.iter().filter_map(|column| column.get(row)) {
            println!("{}", question.url(path, fixed));
        }
    }
    Ok(())
}
