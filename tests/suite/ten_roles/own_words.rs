//! The catalog states its roles in its own words: no long run of a source's words outside of quotations.

use std::collections::HashSet;

use serde_json::Value;

use super::{seeds, snapshot};

/// A run of so many words is a copied sentence rather than a term.
const RUN: usize = 12;

/// Runs that can hardly be said otherwise: lists, names, and the terms on which a requirement of law turns.
const ALLOWED: [&str; 18] = [
    // Lists: of skills, resources, partners, topics, fields of study, programs.
    "computer competency including data entry word processing familiarity with excel or other spreadsheets",
    "such as the regional occupational program rop vocational education classes community colleges adult learning centers and",
    "positive working relationships with parents early education partners the school districts dha partners health care organizations and community state and federal agencies",
    "not limited to academics behaviors identifying feelings peer socialization bullying anger management conflict resolution skills self esteem decision making truancy substance abuse stress and grief",
    "community resources such as family service agencies mental health clinics courts protective services doctors and clergy members",
    "in education social work public administration health care administration or a related field",
    "a bachelors degree in social work behavioral sciences education business administration financial administration or a closely related field",
    "an associates degree in social work behavioral sciences education business administration financial administration or a closely related field",
    "case payments tanf food stamps snap domestic violence assistance ta dvs child care and any",
    // Names of institutions.
    "stanford universitys john w gardner center for youth and their communities and various city agencies and community based organizations",
    "an initiative within the university of maryland school of social work in baltimore city",
    // Terms of civil service and of licensing that decide who qualifies.
    "good knowledge of federal state and local social services laws regulations and programs",
    "one 1 year of permanent competitive status as a senior social welfare examiner or three 3 years as a social welfare examiner and",
    "accredited by the new york state board of regents to grant degrees",
    "graduate level education in one 1 of the fields listed above may",
    "with adults or act population with direct daily contact in a human service setting with",
    "with direct daily contact with individuals under the age of twenty one 21 years in a human service setting with",
    // The size, the condition and the range of a caseload, in the terms in which they are printed.
    "a cohort of 25 50 students based on program design from as early as 7th grade through middle",
];

fn plain_words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\'', '’'], "");
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Calls `visit` on every text of a record but those that quote the source and those that name a document.
fn texts(value: &Value, path: &str, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => visit(path, text),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(index, value)| texts(value, &format!("{path}.{index}"), visit));
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !["printed", "source"].contains(&name.as_str())) {
                texts(value, &format!("{path}.{name}"), visit);
            }
        }
        _ => {}
    }
}

/// Runs of a text that stand in `known`, each as long as it goes.
fn runs(text: &str, known: &HashSet<String>) -> Vec<String> {
    let words = plain_words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at + RUN <= words.len() {
        let mut end = at;
        while end + RUN <= words.len() && known.contains(&words[end..end + RUN].join(" ")) {
            end += 1;
        }
        if end > at {
            found.push(words[at..end + RUN - 1].join(" "));
            at = end + RUN - 1;
        } else {
            at += 1;
        }
    }
    found
}

fn shingles(text: &str) -> HashSet<String> {
    plain_words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

#[test]
fn no_sentence_of_a_source_is_copied_into_the_catalog() {
    let Some(folder) = seeds() else { return };
    let mut known = HashSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        known.extend(shingles(&std::fs::read_to_string(entry.unwrap().path()).unwrap()));
    }
    let allowed: HashSet<String> = ALLOWED.iter().flat_map(|run| shingles(run)).collect();
    known.retain(|run| !allowed.contains(run));
    let revisions = snapshot().roles.values().flat_map(|history| &history.revisions);
    let roles = revisions.map(|revision| {
        (format!("{}@{}", revision.id, revision.stamp.number), serde_json::to_value(&revision.role).unwrap())
    });
    let organisations = snapshot().organisations.values();
    let organisations = organisations.map(|one| (one.id.to_string(), serde_json::to_value(one.as_ref()).unwrap()));
    let (mut looked_at, mut copied) = (0, Vec::new());
    for (whose, record) in roles.chain(organisations) {
        texts(&record, &whose, &mut |path, text| {
            looked_at += 1;
            copied.extend(runs(text, &known).into_iter().map(|run| format!("{path}: {run}")));
        });
    }
    assert!(copied.is_empty(), "copied from a source:\n{}", copied.join("\n"));
    assert!(looked_at > 1000, "only {looked_at} texts were looked at");
}

#[test]
fn a_copied_sentence_would_be_seen() {
    let source = "The quick brown fox jumps over the lazy dog and then it sleeps until the evening comes.";
    let copy = "As we know, the quick brown fox jumps over the lazy dog, and then it sleeps!";
    assert_eq!(runs(copy, &shingles(source)), ["the quick brown fox jumps over the lazy dog and then it sleeps"]);
    assert!(runs("Ours: the quick brown fox jumps over the dog and sleeps.", &shingles(source)).is_empty());
}
