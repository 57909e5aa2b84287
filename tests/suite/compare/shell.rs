//! `rolebook compare`, as people and scripts use it.

use serde_json::Value;

use crate::support::{Run, TestCatalog};

const COACH: &str = "mission/family-success-coach";
const MANAGER: &str = "seven-counties/case-manager";

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn the_pairs_of_the_catalog_have_two_duties_and_a_score_each() {
    let pairs = json(&TestCatalog::shipped().run(&["compare", "--all", "--pairs", "--json"]));
    let pairs = pairs.as_array().unwrap();
    assert!(pairs.len() > 100, "{}", pairs.len());
    for pair in pairs {
        assert_eq!(pair.as_object().unwrap().len(), 3, "{pair}");
        let place = |name: &str| pair[name].as_str().unwrap().split_once('#').unwrap();
        assert_ne!(place("a").0, place("b").0);
        assert!(place("a").1.parse::<u32>().unwrap() > 0);
        assert!((0.0..=1.0).contains(&pair["score"].as_f64().unwrap()), "{pair}");
    }
}

#[test]
fn rows_read_well_in_eighty_columns_and_say_who_does_what() {
    let run = TestCatalog::shipped().run(&["compare", COACH, MANAGER]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    for words in ["What both do", "What only one does", "Referral and linkage (A B)", "not A)"] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let explained = TestCatalog::shipped().run(&["compare", COACH, MANAGER, "--explain"]);
    assert!(explained.stdout.contains("because mission/family-success-coach#"), "{}", explained.stdout);
}

#[test]
fn the_rows_as_json_hold_the_exact_sentences() {
    let catalog = TestCatalog::shipped();
    let comparison = json(&catalog.run(&["compare", COACH, MANAGER, "--json"]));
    assert_eq!(comparison["roles"][1]["role"], "seven-counties/case-manager@1");
    let cells = comparison["duties"].as_array().unwrap().iter().flat_map(|row| row["cells"][1].as_array().unwrap());
    let first = cells.into_iter().find(|duty| duty["number"] == 1).unwrap();
    let file = catalog.read("roles/seven-counties/case-manager/1.md");
    let start: String = first["text"].as_str().unwrap().chars().take(40).collect();
    assert!(file.contains(&start), "{start}");
}

#[test]
fn two_revisions_of_one_role_can_be_compared() {
    let role = "albina-rockwood/in-school-coordinator";
    let run = TestCatalog::shipped().run(&["compare", &format!("{role}@1"), &format!("{role}@2")]);
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn what_can_not_be_compared_is_refused_with_advice() {
    let catalog = TestCatalog::shipped();
    catalog.write("organisations/acme.md", crate::support::ORGANISATION);
    catalog.draft("idle", &[]);
    let thirteen = [COACH; 13];
    let long: Vec<&str> = std::iter::once("compare").chain(thirteen).collect();
    let cases: [(&[&str], i32, &str); 6] = [
        (&["compare"], 2, "required"),
        (&["compare", COACH], 2, "one role alone"),
        (&["compare", COACH, "mission/family-success-coch"], 1, "there is no role"),
        (&["compare", COACH, "seven-counties/case-manager@9"], 1, "no revision 9"),
        (&["compare", COACH, MANAGER, "mission/family-success-coach@1"], 2, "named twice"),
        (&["compare", "--all"], 2, "--pairs"),
    ];
    for (arguments, code, words) in cases {
        let run = catalog.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(words), "{arguments:?}: {run:?}");
        assert!(run.stdout.is_empty(), "{run:?}");
    }
    let run = catalog.run(&["compare", COACH, "acme/idle@draft"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("(acme/idle@draft) states no duties"), "{run:?}");
    let run = catalog.run(&long);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("13 roles are too many"), "{run:?}");
}
