//! What the words of a line say about its kind. The words stand in `cues.toml`.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::kind::Kind;

/// Cues marked as short count in lines of up to so many words.
const SHORT: usize = 14;
/// No more of a line is looked at than this many characters.
const LOOKED_AT: usize = 4_000;

#[derive(Deserialize)]
struct Cue {
    kind: Kind,
    weight: f32,
    #[serde(default)]
    short: bool,
    patterns: Vec<String>,
}

#[derive(Default, Deserialize)]
struct CueFile {
    cue: Vec<Cue>,
    verbs: Vec<String>,
}

struct Cues {
    cues: Vec<ReadyCue>,
    /// How many patterns they have together.
    patterns: usize,
    verbs: HashSet<String>,
}

struct ReadyCue {
    kind: Kind,
    weight: f32,
    short: bool,
    /// All its patterns in one: together they are looked for about as fast as one alone.
    any: Regex,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    // The file is part of the program; a test reads it, so it can't be wrong here.
    let file: CueFile = toml::from_str(include_str!("cues.toml")).unwrap_or_default();
    let patterns = file.cue.iter().map(|cue| cue.patterns.len()).sum();
    let ready = file.cue.into_iter().filter_map(|cue| {
        let each: Vec<String> = cue.patterns.iter().map(|it| format!("(?:{})", in_plain_letters(it))).collect();
        let any = Regex::new(&each.join("|")).ok()?;
        Some(ReadyCue { kind: cue.kind, weight: cue.weight, short: cue.short, any })
    });
    Cues { cues: ready.collect(), patterns, verbs: file.verbs.into_iter().collect() }
});

/// Classes of letters without the whole of Unicode, which makes the automata small.
fn in_plain_letters(pattern: &str) -> String {
    pattern.replace("\\S", "[^ ]").replace("\\b", "(?-u:\\b)").replace("\\d", "[0-9]").replace("\\w", "[a-z0-9_]")
}

/// How many cues and how many patterns the file has; fewer cues when some are broken.
pub fn extent() -> (usize, usize) {
    (CUES.cues.len(), CUES.patterns)
}

/// A line in lower case with plain quotation marks and blanks.
pub fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    text.chars().take(LOOKED_AT).map(plain).collect::<String>().to_lowercase().trim().to_owned()
}

/// How much the words of a folded line speak for each kind.
pub fn weights(folded: &str) -> Vec<(Kind, f32)> {
    let words = folded.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let matched = CUES.cues.iter().filter(|cue| (!cue.short || words <= SHORT) && cue.any.is_match(folded));
    let matched: Vec<&ReadyCue> = matched.collect();
    let mut weights: Vec<(Kind, f32)> = Vec::new();
    for kind in Kind::ALL {
        let mut found: Vec<f32> = matched.iter().filter(|cue| cue.kind == kind).map(|cue| cue.weight).collect();
        found.sort_by(|one, other| other.total_cmp(one));
        // The strongest cue counts whole, the others a third.
        if let Some((first, rest)) = found.split_first() {
            weights.push((kind, first + rest.iter().sum::<f32>() * 0.33));
        }
    }
    weights
}

/// How much a folded line begins like a duty: with a verb that tells somebody what to do.
pub fn begins_with_verb(folded: &str) -> f32 {
    let mut words = folded.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
    let Some(mut first) = words.next() else { return 0.0 };
    while matches!(first, "may" | "will" | "to" | "also" | "and" | "must" | "can" | "shall" | "incumbent" | "the") {
        let Some(next) = words.next() else { return 0.0 };
        first = next;
    }
    if is_verb(first) {
        1.7
    } else if is_gerund(first) {
        1.3
    } else {
        0.0
    }
}

fn is_verb(word: &str) -> bool {
    let verbs = &CUES.verbs;
    let known = |stem: &str| verbs.contains(stem);
    known(word)
        || word.strip_suffix('s').is_some_and(known)
        || word.strip_suffix("es").is_some_and(known)
        || word.strip_suffix("ies").is_some_and(|stem| known(&format!("{stem}y")))
}

fn is_gerund(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("ing") else { return false };
    let known = |stem: &str| CUES.verbs.contains(stem);
    let halved = stem.strip_suffix(|c: char| stem.ends_with(&format!("{c}{c}")));
    known(stem) || known(&format!("{stem}e")) || halved.is_some_and(known)
}
