//! Concepts in a sequence of words.

use rolebook::model::vocabulary::{Occupation, SynonymGroup, Vocabulary};
use rolebook::vocabulary::synonyms::SynonymRules;
use rolebook::vocabulary::words::stems;

use super::snapshot;

fn group(id: &str, words: &[&str]) -> SynonymGroup {
    SynonymGroup { id: id.to_owned(), words: words.iter().map(|word| (*word).to_owned()).collect(), note: None }
}

fn few() -> SynonymRules {
    let occupation = |title: &str, titles: &[&str]| Occupation {
        code: "21-1093.00".to_owned(),
        title: title.to_owned(),
        titles: titles.iter().map(|title| (*title).to_owned()).collect(),
    };
    SynonymRules::new(&Vocabulary {
        synonyms: vec![
            group("plan", &["success plan", "individual success plan", "ISP"]),
            group("case-manager", &["case manager", "case worker"]),
            group("manager", &["manager", "boss"]),
        ],
        occupations: vec![occupation("Social Workers", &["Case Manager", "Social Worker"])],
        ..Vocabulary::default()
    })
}

/// Start, length and name of each match.
fn found(rules: &SynonymRules, text: &str) -> Vec<(usize, usize, String)> {
    let matches = rules.matches(&stems(text));
    matches.iter().map(|found| (found.start, found.length, rules.name(found.concept).to_owned())).collect()
}

#[test]
fn of_one_concept_the_longest_match_is_taken_and_none_within_it() {
    let plan = |start, length| (start, length, "plan".to_owned());
    assert_eq!(found(&few(), "an Individual Success Plan"), [plan(1, 3)]);
    assert_eq!(found(&few(), "success plans and ISPs"), [plan(0, 2), plan(3, 1)]);
    assert_eq!(found(&few(), "individual success"), []);
}

#[test]
fn matches_of_different_concepts_may_overlap_longer_ones_first() {
    let expected =
        [(1, 2, "case-manager".to_owned()), (1, 2, "Social Workers".to_owned()), (2, 1, "manager".to_owned())];
    assert_eq!(found(&few(), "the case-manager's"), expected);
}

#[test]
fn occupations_are_concepts_behind_the_groups() {
    let rules = few();
    assert_eq!(rules.len(), 4);
    assert_eq!(
        (0..5).map(|concept| rules.is_occupation(concept)).collect::<Vec<_>>(),
        [false, false, false, true, false]
    );
    assert_eq!(rules.name(3), "Social Workers");
    assert_eq!(rules.name(4), "");
    // The title and "Social Worker" differ in their endings alone.
    let phrases: Vec<&str> = rules.phrases(3).iter().map(|phrase| phrase.words.as_str()).collect();
    assert_eq!(phrases, ["Social Workers", "Case Manager"]);
    assert_eq!(rules.phrases(3)[1].stems, stems("case manager"));
    assert!(rules.phrases(9).is_empty());
}

#[test]
fn an_empty_vocabulary_finds_nothing() {
    let rules = SynonymRules::new(&Vocabulary::default());
    assert!(rules.is_empty());
    assert!(rules.matches(&stems("case manager")).is_empty());
}

/// Each source calls the plan of one person otherwise; who does the work, too.
#[test]
fn whatever_a_site_calls_the_plan_or_the_case_manager_is_one_concept() {
    let rules = SynonymRules::new(&snapshot().vocabulary);
    let names = |text: &str| found(&rules, text).into_iter().map(|(_, _, name)| name).collect::<Vec<_>>();
    for plan in [
        "ISP",
        "Individual Success Plan",
        "individual learning plans",
        "individual learning paths",
        "ILP",
        "action plans",
        "student success plan",
        "coaching contracts",
        "service plan",
        "Independent Living Plan",
        "individual plan of action",
    ] {
        assert!(names(plan).contains(&"individual-plan".to_owned()), "{plan}: {:?}", names(plan));
    }
    for title in
        ["case worker", "caseworkers", "Case Manager", "Family Coach", "In-School Coordinator", "service coordinator"]
    {
        assert!(names(title).contains(&"case-manager".to_owned()), "{title}: {:?}", names(title));
    }
    assert!(names("home visits").contains(&"home-visit".to_owned()));
    assert!(names("Driver’s licence").contains(&"drivers-license".to_owned()));
    assert!(names("School Social Worker").contains(&"Child, Family, and School Social Workers".to_owned()));
}
