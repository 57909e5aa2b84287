//! The vocabulary's files: what is wrong with them is said with its place, and takes nothing else with it.

use rolebook::catalog::format::{parse_activities, parse_occupations, parse_synonyms};
use rolebook::catalog::store::CatalogStore;
use rolebook::model::finding::{Finding, Place};

use super::snapshot;
use crate::support::TestCatalog;

/// Code, line and column of each finding.
fn places(findings: &[Finding]) -> Vec<(&str, u32, u32)> {
    let place = |finding: &Finding| finding.place.unwrap_or(Place { line: 0, column: 0 });
    for finding in findings {
        assert!(!finding.message.is_empty() && !finding.advice.is_empty(), "{finding:?}");
    }
    findings.iter().map(|finding| (finding.code.as_str(), place(finding).line, place(finding).column)).collect()
}

fn synonyms(list: &str) -> Vec<(String, u32, u32)> {
    let text = format!("schema: rolebook/1\nsynonyms:\n{list}");
    let (groups, findings) = parse_synonyms(text.as_bytes());
    assert!(groups.is_empty() || !findings.iter().any(Finding::is_error));
    places(&findings).into_iter().map(|(code, line, column)| (code.to_owned(), line, column)).collect()
}

fn at(code: &str, line: u32, column: u32) -> (String, u32, u32) {
    (code.to_owned(), line, column)
}

#[test]
fn the_shipped_vocabulary_is_without_findings_and_of_the_size_that_it_should_have() {
    let vocabulary = &snapshot().vocabulary;
    let own: Vec<&Finding> =
        snapshot().all_findings().filter(|finding| finding.file.starts_with("vocabulary/")).collect();
    assert!(own.is_empty(), "{own:?}");
    assert!((60..=90).contains(&vocabulary.synonyms.len()), "{} groups", vocabulary.synonyms.len());
    assert!((38..=50).contains(&vocabulary.activities.len()), "{} activities", vocabulary.activities.len());
    assert!((5..=12).contains(&vocabulary.occupations.len()), "{} occupations", vocabulary.occupations.len());
    let store = TestCatalog::shipped().store().vocabulary().unwrap();
    assert_eq!(store, **vocabulary, "the verb for the vocabulary alone says something else than the snapshot");
}

#[test]
fn the_occupations_carry_the_attribution_that_their_licence_asks_for() {
    let text = std::fs::read_to_string(crate::support::shipped_catalog().join("vocabulary/occupations.yaml")).unwrap();
    let plain = text.lines().map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>().join(" ");
    assert!(plain.contains(
        "This page includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training \
         Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET is a trademark of USDOL/ETA."
    ));
}

#[test]
fn a_mistake_in_the_synonyms_is_named_with_its_place() {
    assert_eq!(synonyms("  - {id: plan, words: [plan, ISP]}\n"), []);
    assert_eq!(synonyms("  - {id: Plan, words: [plan, ISP]}\n"), [at("bad-value", 3, 10)]);
    assert_eq!(
        synonyms("  - {id: a1, words: [plan, ISP]}\n  - {id: a1, words: [x, y]}\n"),
        [at("duplicate-id", 4, 10)]
    );
    assert_eq!(synonyms("  - {id: plan, words: [plan, '  ']}\n"), [at("empty", 3, 30)]);
    assert_eq!(synonyms("  - {id: plan, words: [plan]}\n"), [at("single-word", 3, 23)]);
    assert_eq!(
        synonyms("  - {id: plan, word: [plan, ISP]}\n"),
        [at("missing-field", 3, 5), at("unknown-field", 3, 16)]
    );
    assert_eq!(synonyms("  - plan\n"), [at("bad-value", 3, 5)]);
    assert_eq!(synonyms("  - {id: plan, words: [plan, ISP\n"), [at("yaml", 3, 23)]);
    // Two mistakes, one run.
    let two = "  - {id: A, words: [plan, ISP]}\n  - {id: b, words: [x, '-']}\n";
    assert_eq!(synonyms(two), [at("bad-value", 3, 10), at("empty", 4, 24)]);
}

#[test]
fn a_word_that_is_there_twice_is_a_warning_and_the_group_is_used() {
    let text = "schema: rolebook/1\nsynonyms:\n  - id: visit\n    words: [home visit, house call, Home-visits]\n";
    let (groups, findings) = parse_synonyms(text.as_bytes());
    assert_eq!(groups.len(), 1);
    assert_eq!(places(&findings), [("duplicate-word", 4, 37)]);
    assert!(!findings[0].is_error());
}

#[test]
fn the_outline_of_a_file_must_be_right() {
    let codes = |text: &str| {
        let (groups, findings) = parse_synonyms(text.as_bytes());
        assert!(groups.is_empty());
        places(&findings).into_iter().map(|(code, ..)| code.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), ["no-list"]);
    assert_eq!(codes("- a\n- b\n"), ["no-list"]);
    assert_eq!(codes("schema: rolebook/1\n"), ["missing-field"]);
    assert_eq!(codes("synonyms: []\n"), ["schema"]);
    assert_eq!(codes("schema: rolebook/9\nsynonyms: []\n"), ["schema"]);
    assert_eq!(codes("schema: rolebook/1\nsynonyms: words\n"), ["bad-value"]);
    assert_eq!(codes("schema: rolebook/1\nsynonyms: []\nactivities: []\n"), ["unknown-field"]);
    assert_eq!(codes("schema: rolebook/1\nsynonyms: &a []\n"), ["yaml-feature"]);
    assert_eq!(codes("schema: rolebook/1\nsynonyms: [\u{7}]\n"), ["control-character"]);
    // An empty list is nobody's mistake.
    assert_eq!(codes("schema: rolebook/1\nsynonyms:\n"), Vec::<String>::new());
    assert_eq!(codes("\u{feff}schema: rolebook/1\r\nsynonyms: []\r\n"), Vec::<String>::new());
}

#[test]
fn bytes_that_are_no_text_and_files_without_end_are_refused() {
    let (_, findings) = parse_activities(b"schema: \xff\xfe");
    assert_eq!(places(&findings), [("not-utf8", 1, 9)]);
    let (_, findings) = parse_synonyms(&vec![b' '; 2 * 1024 * 1024]);
    assert_eq!(findings[0].code, "too-large");
    let many = format!("schema: rolebook/1\nsynonyms: [{}]", "a,".repeat(30_000));
    let (_, findings) = parse_synonyms(many.as_bytes());
    assert_eq!(findings[0].code, "too-many-values");
}

#[test]
fn a_mistake_in_the_activities_is_named_with_its_place() {
    let activity = |fields: &str| {
        let text = format!(
            "schema: rolebook/1\nactivities:\n  - id: visits\n    name: Visits\n    definition: Going there.\n{fields}"
        );
        let (_, findings) = parse_activities(text.as_bytes());
        places(&findings).into_iter().map(|(code, line, column)| at(code, line, column)).collect::<Vec<_>>()
    };
    assert_eq!(activity("    cues: [home visit, 'visit* .. home']\n"), []);
    assert_eq!(activity("    cues: [home visit, the of]\n"), [at("bad-cue", 6, 24)]);
    assert_eq!(
        activity("    cues: [home visit, .. visit]\n    unless: ['*']\n"),
        [at("bad-cue", 6, 24), at("bad-cue", 7, 14)]
    );
    assert_eq!(activity("    cues: [home visit, Home visits]\n"), [at("duplicate-word", 6, 24)]);
    assert_eq!(activity("    cues: []\n"), [at("no-cue", 6, 11)]);
    assert_eq!(activity("    cues: [visit]\n    color: red\n"), [at("unknown-field", 7, 5)]);
    let (_, findings) =
        parse_activities(b"schema: rolebook/1\nactivities:\n  - {id: a, name: '', definition: '-', cues: [x]}\n");
    assert_eq!(places(&findings), [("empty", 3, 19), ("empty", 3, 35)]);
}

#[test]
fn a_mistake_in_the_occupations_is_named_with_its_place() {
    let occupation = |fields: &str| {
        let text = format!("schema: rolebook/1\noccupations:\n  - {fields}\n");
        let (_, findings) = parse_occupations(text.as_bytes());
        places(&findings).into_iter().map(|(code, line, column)| at(code, line, column)).collect::<Vec<_>>()
    };
    assert_eq!(occupation("{code: 21-1093.00, title: Aides, titles: [Case Aide]}"), []);
    assert_eq!(occupation("{code: 21-1093, title: Aides, titles: [Case Aide]}"), [at("bad-value", 3, 12)]);
    assert_eq!(occupation("{code: 21-1093.00, title: '', titles: ['!']}"), [at("empty", 3, 31), at("empty", 3, 44)]);
}

#[test]
fn a_broken_file_leaves_its_part_empty_and_everything_else_as_it_is() {
    let catalog = TestCatalog::shipped();
    let whole = catalog.store().snapshot().unwrap();
    catalog.write("vocabulary/synonyms.yaml", "schema: rolebook/1\nsynonyms:\n  - {id: plan}\n");
    std::fs::remove_file(catalog.path().join("vocabulary/occupations.yaml")).unwrap();
    let snapshot = catalog.store().snapshot().unwrap();
    assert!(snapshot.vocabulary.synonyms.is_empty() && snapshot.vocabulary.occupations.is_empty());
    assert_eq!(snapshot.vocabulary.activities, whole.vocabulary.activities);
    assert_eq!(snapshot.roles.len(), whole.roles.len());
    let errors: Vec<&Finding> = snapshot.all_findings().filter(|finding| finding.is_error()).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0].file.as_str(), errors[0].code.as_str()), ("vocabulary/synonyms.yaml", "missing-field"));
    assert_eq!(catalog.store().vocabulary().unwrap(), *snapshot.vocabulary);
    let run = catalog.run(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("vocabulary/synonyms.yaml:3:5"), "{}", run.stdout);
}

#[test]
fn a_catalog_without_vocabulary_has_an_empty_one_and_nothing_is_said_of_it() {
    let catalog = TestCatalog::new();
    catalog.draft("case-manager", &["Visits families. {activities: [whatever]}"]);
    let snapshot = catalog.store().snapshot().unwrap();
    assert_eq!(*snapshot.vocabulary, rolebook::model::vocabulary::Vocabulary::default());
    assert_eq!(snapshot.all_findings().count(), 0);
    assert!(!catalog.run(&["check"]).stdout.contains("work activit"));
}

#[test]
fn check_counts_the_vocabulary_and_fmt_leaves_its_files_alone() {
    let catalog = TestCatalog::shipped();
    let check = catalog.run(&["check"]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let counts = &snapshot().vocabulary;
    let said = format!(
        "{} work activities, {} synonym groups, {} occupations",
        counts.activities.len(),
        counts.synonyms.len(),
        counts.occupations.len()
    );
    assert!(check.contains(&said), "{check}");
    let before = catalog.read("vocabulary/activities.yaml");
    let run = catalog.run(&["fmt"]);
    assert!(!run.stdout.contains("vocabulary") && !run.stderr.contains("vocabulary"), "{run:?}");
    assert_eq!(catalog.read("vocabulary/activities.yaml"), before);
    let file = catalog.path().join("vocabulary/activities.yaml");
    let run = catalog.run(&["fmt", file.to_str().unwrap()]);
    assert!(run.code == 1 && run.stderr.contains("have no form of their own"), "{run:?}");
    assert_eq!(catalog.read("vocabulary/activities.yaml"), before);
    let json: serde_json::Value = serde_json::from_str(&catalog.run(&["check", "--json"]).stdout).unwrap();
    assert_eq!(json["synonym_groups"], counts.synonyms.len());
}

#[test]
fn what_does_not_belong_among_the_vocabulary_is_named() {
    let catalog = TestCatalog::new();
    catalog.write("vocabulary/synonym.yaml", "");
    catalog.write("vocabulary/README.md", "How to edit.");
    let snapshot = catalog.store().snapshot().unwrap();
    let found: Vec<(&str, &str)> =
        snapshot.findings.iter().map(|finding| (finding.code.as_str(), finding.file.as_str())).collect();
    assert_eq!(found, [("unexpected-file", "vocabulary/synonym.yaml")]);
    assert!(snapshot.findings[0].advice.contains("synonyms.yaml"), "{}", snapshot.findings[0].advice);
}

const ACTIVITIES: &str = "schema: rolebook/1\nactivities:\n  - {id: home-visits, name: Home visits, definition: Going there., cues: [home visit]}\n";

#[test]
fn an_activity_that_does_not_exist_is_a_warning_at_the_duty_that_names_it() {
    let catalog = TestCatalog::new();
    catalog.write("vocabulary/activities.yaml", ACTIVITIES);
    catalog.draft("case-manager", &["Serves families.", "Visits. {activities: [home-visits, house-visits]}"]);
    let history = catalog.store().role(&"acme/case-manager".parse().unwrap()).unwrap();
    let line = catalog.read("roles/acme/case-manager/draft.md").lines().position(|line| line.contains("house-visits"));
    let line = u32::try_from(line.unwrap() + 1).unwrap();
    assert_eq!(places(&history.draft_findings), [("unknown-activity", line, 38)]);
    assert!(!history.draft_findings[0].is_error());
    assert_eq!(history.draft_findings[0].file, "roles/acme/case-manager/draft.md");
    // The snapshot says the same.
    let snapshot = catalog.store().snapshot().unwrap();
    assert_eq!(snapshot.roles.values().next().unwrap().draft_findings, history.draft_findings);
}

#[test]
fn of_published_revisions_only_the_newest_is_held_against_the_activities() {
    let catalog = TestCatalog::new();
    catalog.write("vocabulary/activities.yaml", ACTIVITIES);
    catalog.draft("case-manager", &["Visits. {activities: [house-visits]}"]);
    catalog.publish("case-manager");
    let warned = || {
        let history = catalog.store().role(&"acme/case-manager".parse().unwrap()).unwrap();
        history.findings.iter().map(|finding| (finding.code.clone(), finding.file.clone())).collect::<Vec<_>>()
    };
    assert_eq!(warned(), [("unknown-activity".to_owned(), "roles/acme/case-manager/1.md".to_owned())]);
    let run = catalog.run(&["revise", "acme/case-manager"]);
    assert_eq!(run.code, 0, "{run:?}");
    let draft = catalog.read("roles/acme/case-manager/draft.md").replace("house-visits", "home-visits");
    catalog.write("roles/acme/case-manager/draft.md", &draft);
    catalog.publish("case-manager");
    assert_eq!(warned(), []);
}
