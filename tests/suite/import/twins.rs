//! The same bulletin as text and as PDF: both give the same role.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rolebook::import::understand::document::Document;
use rolebook::import::understand::facts::{self, report::report};
use rolebook::import::understand::kind::Kind;
use serde_json::Value;

use super::{shared, understood};

/// What one of the two says.
struct Said {
    name: String,
    facts: serde_json::Map<String, Value>,
    words: HashMap<Kind, Vec<String>>,
}

fn read(path: &Path) -> Said {
    let (blocks, readings) = understood(&std::fs::read(path).unwrap());
    let mut facts = report(&facts::read(&Document::new(&blocks, &readings, 0)), &blocks);
    facts.remove("sources");
    let mut words: HashMap<Kind, Vec<String>> = HashMap::new();
    for (block, reading) in blocks.iter().zip(&readings) {
        let of_block = block.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.entry(reading.kind).or_default().extend(of_block.map(str::to_lowercase));
    }
    Said { name: path.file_name().unwrap().to_string_lossy().into_owned(), facts, words }
}

/// How much of the words of a kind is the same on both sides, from 0 to 1.
fn shared_words(one: &Said, other: &Said, kind: Kind) -> f64 {
    let empty = Vec::new();
    let (one, other) = (one.words.get(&kind).unwrap_or(&empty), other.words.get(&kind).unwrap_or(&empty));
    let mut left: HashMap<&str, i64> = HashMap::new();
    one.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let common = other.iter().filter(|word| {
        let count = left.entry(word.as_str()).or_default();
        *count -= 1;
        *count >= 0
    });
    let all = one.len() + other.len();
    if all == 0 { 1.0 } else { 2.0 * common.count() as f64 / all as f64 }
}

fn bulletins(folder: &str) -> Option<BTreeMap<(String, String), Said>> {
    let folder = shared(&format!("documents/la-bulletins/{folder}"))?;
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut found = BTreeMap::new();
    for path in paths {
        let said = read(&path);
        let fact = |name: &str| said.facts.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = (fact("class_code"), fact("open_date"));
        // Of several revisions of one bulletin nobody can say which is the other's twin.
        found.entry(key).and_modify(|said: &mut Said| said.name.clear()).or_insert(said);
    }
    found.retain(|_, said| !said.name.is_empty());
    Some(found)
}

#[test]
fn a_bulletin_as_pdf_and_as_text_gives_the_same_role() {
    let (Some(texts), Some(pdfs)) = (bulletins("txt"), bulletins("pdf")) else { return };
    let mut twins = 0;
    for (key, pdf) in &pdfs {
        let Some(text) = texts.get(key) else { continue };
        // The day on which a page was issued or revised, and what follows from it, is the page's own.
        let own = ["issue_date", "closing_date", "pay"];
        let revised = pdf.facts.get("issue_date") != text.facts.get("issue_date")
            || pdf.facts.get("closing_date") != text.facts.get("closing_date");
        for fact in pdf.facts.keys().chain(text.facts.keys()) {
            let same = pdf.facts.get(fact) == text.facts.get(fact);
            assert!(same || revised && own.contains(&fact.as_str()), "{fact}: {} and {}", pdf.name, text.name);
        }
        for kind in [Kind::Duty, Kind::Qualification, Kind::Ksa] {
            let share = shared_words(pdf, text, kind);
            assert!(share > 0.97, "{kind:?}: {share:.3} of the words of {} and {}", pdf.name, text.name);
        }
        let apply = shared_words(pdf, text, Kind::Apply);
        assert!(apply > 0.95, "{apply:.3} of the notices of {} and {}", pdf.name, text.name);
        twins += 1;
    }
    println!("{twins} bulletins are there as text and as PDF");
    assert!(twins >= 15, "{twins}");
}
