//! The files of the vocabulary: a short YAML document each, which people edit.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::finding_list::settle;
use super::source_text::{SourceText, normalise};
use super::{front_matter, yaml};
use crate::model::finding::Finding;
use crate::model::identifier::is_slug;
use crate::model::role::Role;
use crate::model::vocabulary::{Activity, Occupation, SynonymGroup};
use crate::vocabulary::cue::Cue;
use crate::vocabulary::words::stems;

/// Parses the groups of synonyms: none if there is an error, and everything that is wrong.
pub fn parse_synonyms(bytes: &[u8]) -> (Vec<SynonymGroup>, Vec<Finding>) {
    parse(bytes, "synonyms", |group: &SynonymGroup, entry| {
        entry.slug("id", &group.id);
        entry.phrases("words", &group.words);
        if group.words.len() < 2 {
            let finding = Finding::error("single-word", format!("the group `{}` has nothing to stand for", group.id));
            entry.fault("words", finding, "a group needs two words or phrases that mean the same");
        }
    })
}

/// Parses the activities: none if there is an error, and everything that is wrong.
pub fn parse_activities(bytes: &[u8]) -> (Vec<Activity>, Vec<Finding>) {
    parse(bytes, "activities", |activity: &Activity, entry| {
        entry.slug("id", &activity.id);
        entry.filled("name", &activity.name);
        entry.filled("definition", &activity.definition);
        entry.cues("cues", &activity.cues);
        entry.cues("unless", &activity.unless);
        if activity.cues.is_empty() {
            let finding = Finding::warning("no-cue", format!("no cue shows `{}`", activity.id));
            entry.fault("cues", finding, "no duty is found to be about it unless a role's file says so");
        }
    })
}

/// Parses the occupations: none if there is an error, and everything that is wrong.
pub fn parse_occupations(bytes: &[u8]) -> (Vec<Occupation>, Vec<Finding>) {
    parse(bytes, "occupations", |occupation: &Occupation, entry| {
        if !is_code(&occupation.code) {
            let message = format!("`{}` is not a code of the O*NET-SOC taxonomy", occupation.code);
            entry.fault("code", Finding::error("bad-value", message), "write it like 21-1093.00");
        }
        entry.once("code", &occupation.code);
        entry.filled("title", &occupation.title);
        entry.phrases("titles", &occupation.titles);
    })
}

/// Two digits, a hyphen, four digits, a full stop, two digits.
fn is_code(code: &str) -> bool {
    let shape = code.chars().map(|c| if c.is_ascii_digit() { '0' } else { c });
    shape.eq("00-0000.00".chars())
}

/// Parses a list under `key`, each entry on its own, so that a mistake in one hides none in another.
fn parse<T>(bytes: &[u8], key: &str, check: impl Fn(&T, &mut Entry<'_, '_>)) -> (Vec<T>, Vec<Finding>)
where
    T: for<'de> Deserialize<'de>,
{
    let folded = normalise(bytes);
    let source = match SourceText::check(folded.as_deref().unwrap_or(bytes)) {
        Ok(source) => source,
        Err(finding) if finding.code == "too-large" => {
            return (Vec::new(), vec![finding.advising("keep what searching and comparing need, and remove the rest")]);
        }
        Err(finding) => return (Vec::new(), vec![*finding]),
    };
    let mut findings = Vec::new();
    let mut read = Vec::new();
    let list = list(&source, key, &mut findings);
    let mut names = HashMap::new();
    for node in list.as_ref().and_then(yaml::Node::entries).unwrap_or_default() {
        if let Some(value) = yaml::decode(node, &source, &mut findings) {
            check(&value, &mut Entry { node, source: &source, names: &mut names, findings: &mut findings });
            read.push(value);
        }
    }
    if findings.iter().any(Finding::is_error) {
        read.clear();
    }
    settle(&mut findings);
    (read, findings)
}

/// The node of the list under `key`; `None` after a finding, or when the list is left empty.
fn list<'a>(source: &SourceText<'a>, key: &str, findings: &mut Vec<Finding>) -> Option<yaml::Node<'a>> {
    let parsed = yaml::parse(source.text(), 0);
    let broken = !parsed.faults.is_empty();
    for fault in parsed.faults {
        findings.push(source.finding_at(fault.at, Finding::error(fault.code, fault.message)).advising(fault.advice));
    }
    let shape = format!("the file says `schema: {}`, then `{key}:` with a list below it", front_matter::SCHEMA);
    let mut root = match parsed.root {
        Some(root) if root.is_mapping() => root,
        root => {
            if !broken {
                let finding = Finding::error("no-list", format!("there is no list of {key} here"));
                let at = root.as_ref().map_or(0, yaml::Node::start);
                findings.push(source.finding_at(at, finding).advising(shape));
            }
            return None;
        }
    };
    front_matter::schema(&mut root, 0, source, findings);
    let list = root.take(key);
    for (name, value) in root.fields() {
        let finding = Finding::error("unknown-field", format!("unknown field `{name}`"));
        findings.push(source.finding_at(value.start(), finding).advising(shape.clone()));
    }
    match list {
        Some(list) if list.is_null() || list.entries().is_some() => Some(list),
        Some(other) => {
            let finding = Finding::error("bad-value", format!("`{key}` is not a list"));
            findings.push(source.finding_at(other.start(), finding).advising(shape));
            None
        }
        None => {
            let finding = Finding::error("missing-field", format!("`{key}` is missing"));
            findings.push(source.finding_at(0, finding).advising(shape));
            None
        }
    }
}

/// An entry of a list that is being checked.
struct Entry<'a, 'b> {
    node: &'a yaml::Node<'b>,
    source: &'a SourceText<'b>,
    /// The ids of the list so far, with where they stand.
    names: &'a mut HashMap<String, usize>,
    findings: &'a mut Vec<Finding>,
}

impl Entry<'_, '_> {
    fn at(&self, path: &str) -> usize {
        self.node.at_path(path).unwrap_or(self.node).start()
    }

    fn fault(&mut self, path: &str, finding: Finding, advice: &str) {
        self.findings.push(self.source.finding_at(self.at(path), finding).advising(advice));
    }

    fn slug(&mut self, path: &str, name: &str) {
        if !is_slug(name) {
            let message = format!("`{name}` can't be an id");
            let advice = "write 1 to 64 lower-case letters, digits and hyphens, a letter or digit first";
            self.fault(path, Finding::error("bad-value", message), advice);
        }
        self.once(path, name);
    }

    fn once(&mut self, path: &str, name: &str) {
        let at = self.at(path);
        if let Some(first) = self.names.insert(name.to_owned(), at) {
            let line = self.source.place(first).line;
            let message = format!("`{name}` is there twice; the first time on line {line}");
            self.fault(path, Finding::error("duplicate-id", message), "put the two together, or name one otherwise");
        }
    }

    fn filled(&mut self, path: &str, text: &str) {
        if stems(text).is_empty() {
            self.fault(path, Finding::error("empty", format!("`{path}` says nothing")), "write it out");
        }
    }

    /// Each holds a word, and none is there twice, whatever its endings.
    fn phrases(&mut self, path: &str, phrases: &[String]) {
        let mut seen = HashMap::new();
        for (index, phrase) in phrases.iter().enumerate() {
            let place = format!("{path}.{index}");
            let stems = stems(phrase);
            if stems.is_empty() {
                self.fault(
                    &place,
                    Finding::error("empty", "this holds no word"),
                    "write a word or phrase, or remove it",
                );
            } else if let Some(first) = seen.insert(stems, phrase) {
                let message = format!("`{phrase}` is the same as `{first}`: endings and capitals do not count");
                self.fault(&place, Finding::warning("duplicate-word", message), "keep one of the two");
            }
        }
    }

    fn cues(&mut self, path: &str, cues: &[String]) {
        let mut seen = HashSet::new();
        for (index, cue) in cues.iter().enumerate() {
            let place = format!("{path}.{index}");
            match cue.parse::<Cue>() {
                Err(fault) => {
                    let finding = Finding::error("bad-cue", format!("`{cue}` is not a cue: {fault}"));
                    let advice = "write words as in `home visit`, `transport*`, `assess/identify .. need`";
                    self.fault(&place, finding, advice);
                }
                Ok(parsed) if !seen.insert(format!("{parsed:?}")) => {
                    let finding = Finding::warning("duplicate-word", format!("the cue `{cue}` is there twice"));
                    self.fault(&place, finding, "keep one of the two; endings and capitals do not count");
                }
                Ok(_) => {}
            }
        }
    }
}

/// The activities that notes of a role's items name and the vocabulary does not know, each with its place in the file.
pub fn unknown_activities(role: &Role, bytes: &[u8], known: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let noted = role.items().flat_map(|(_, item)| &item.note.activities);
    let unknown: HashSet<&String> = noted.filter(|name| !known(name)).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let folded = normalise(bytes);
    let Ok(source) = SourceText::check(folded.as_deref().unwrap_or(bytes)) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let note = line.find("activities:").map_or("", |at| line.get(at..).unwrap_or_default());
        let names = note.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        for name in names.filter(|name| unknown.iter().any(|unknown| unknown == name)) {
            let at = start + line.len() - note.len() + note.find(name).unwrap_or(0);
            let message = format!("no activity of the vocabulary is called `{name}`");
            let finding = source.finding_at(at, Finding::warning("unknown-activity", message));
            findings.push(finding.advising("name one of vocabulary/activities.yaml, or add it there"));
        }
        start += line.len();
    }
    findings
}
