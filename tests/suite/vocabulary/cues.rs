//! The language of cues, and what the rules make of a duty.

use rolebook::model::vocabulary::{Activity, Vocabulary};
use rolebook::vocabulary::activities::{ActivityRules, MOST_ACTIVITIES};
use rolebook::vocabulary::cue::{Cue, CueFault};

fn activity(id: &str, cues: &[&str], unless: &[&str]) -> Activity {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Activity {
        id: id.to_owned(),
        name: id.to_owned(),
        definition: "For a test.".to_owned(),
        cues: owned(cues),
        unless: owned(unless),
    }
}

fn rules(activities: Vec<Activity>) -> ActivityRules {
    ActivityRules::new(&Vocabulary { activities, ..Vocabulary::default() })
}

/// Whether a cue alone shows itself in a text; the words that show it.
fn shown<'a>(rules: &'a ActivityRules, text: &'a str) -> Option<&'a str> {
    rules.activities_of(text, "", &[]).first().and_then(|found| found.cue)
}

#[track_caller]
fn matches(cue: &str, text: &str, words: Option<&str>) {
    let rules = rules(vec![activity("one", &[cue], &[])]);
    assert_eq!(shown(&rules, text), words, "`{cue}` in `{text}`");
}

#[test]
fn a_word_of_a_cue_stands_for_all_its_inflected_forms() {
    matches("home visit", "Make home visits.", Some("home visits"));
    matches("home visit", "Home-visiting twice a month", Some("Home-visiting"));
    matches("home visit", "Visit homes", None);
    matches("home visit", "home and visit", None);
}

#[test]
fn a_star_stands_for_any_ending_of_the_letters_before_it() {
    matches("attendance*", "Monitor attendance daily", Some("attendance"));
    matches("attendance*", "Attend meetings", None);
    matches("attend", "Monitor attendance daily", Some("attendance"));
    matches("transport*", "Transportation of clients", Some("Transportation"));
}

#[test]
fn two_dots_stand_for_up_to_four_words_of_the_same_sentence() {
    matches("assess .. need", "Assess needs", Some("Assess needs"));
    matches("assess .. need", "Assess one two three four needs", Some("Assess one two three four needs"));
    matches("assess .. need", "Assess one two three four five needs", None);
    matches("assess .. need", "Assess the family. Needs come first.", None);
    matches("assess..need", "assess its needs, e.g. housing", Some("assess its needs"));
}

#[test]
fn a_stroke_stands_for_a_choice() {
    for text in ["Assess the needs", "identify barriers"] {
        matches("assess/identify .. need/barrier*", text, Some(text));
    }
    matches("assess/identify .. need/barrier*", "Identify the plan", None);
}

#[test]
fn what_is_no_cue_is_refused_with_the_reason() {
    let cases = [
        ("", CueFault::NoWord),
        (" - & ", CueFault::NoWord),
        ("with the", CueFault::NoWord),
        ("*", CueFault::Star),
        ("ab*", CueFault::Star),
        ("ta*x", CueFault::Star),
        ("word -*", CueFault::Star),
        (".. need", CueFault::Gap),
        ("need ..", CueFault::Gap),
        ("need .. .. plan", CueFault::Gap),
        ("a1 .. b2 .. c3 .. d4 .. e5", CueFault::Gap),
        ("need/", CueFault::Choice),
        ("in-home/home visit", CueFault::Choice),
        ("one two three four five six seven eight nine", CueFault::TooLong),
    ];
    for (cue, fault) in cases {
        assert_eq!(cue.parse::<Cue>(), Err(fault), "`{cue}`");
    }
    assert_eq!("full-time .. plan".parse::<Cue>().unwrap().parts.len(), 3);
}

#[test]
fn what_is_said_of_unless_outweighs_every_cue() {
    let rules = rules(vec![activity("parents", &["parent", "family"], &["foster parent"])]);
    assert_eq!(shown(&rules, "Work with parents and the family"), Some("parents"));
    assert_eq!(shown(&rules, "Recruit foster parents for a family"), None);
}

#[test]
fn what_a_person_states_stands_as_it_is_even_if_no_activity_has_that_name() {
    let rules = rules(vec![activity("visits", &["visit"], &[]), activity("other", &["duty"], &[])]);
    let stated = ["other".to_owned(), "gone".to_owned()];
    let found = rules.activities_of("Visit homes", "Visits", &stated);
    assert_eq!(found.iter().map(|found| found.activity).collect::<Vec<_>>(), ["other", "gone"]);
    assert!(found.iter().all(|found| found.stated && found.cue.is_none()));
    assert!(!rules.activities_of("Visit homes", "", &[])[0].stated);
}

#[test]
fn the_heading_of_the_group_speaks_only_where_the_duty_leaves_it_open() {
    let rules = rules(vec![activity("outreach", &["outreach"], &[]), activity("reports", &["report"], &[])]);
    let ids =
        |text, label| rules.activities_of(text, label, &[]).iter().map(|found| found.activity).collect::<Vec<_>>();
    assert_eq!(ids("Hand out material", "Outreach"), ["outreach"]);
    assert_eq!(ids("Write reports", "Outreach"), ["reports"]);
    assert_eq!(ids("Hand out material", ""), Vec::<&str>::new());
    // Both are said; the heading tips the scales.
    assert_eq!(ids("Report, outreach", ""), ["reports", "outreach"]);
    assert_eq!(ids("Report, outreach", "Outreach"), ["outreach", "reports"]);
}

#[test]
fn what_comes_first_and_is_said_at_length_is_primary_and_a_mention_is_left_out() {
    let rules = rules(vec![
        activity("plan", &["service plan", "plan"], &[]),
        activity("assess", &["assess"], &[]),
        activity("school", &["school"], &[]),
    ]);
    let ids = |text| rules.activities_of(text, "", &[]).iter().map(|found| found.activity).collect::<Vec<_>>();
    assert_eq!(ids("Assess, then plan"), ["assess", "plan"]);
    assert_eq!(ids("Plan, then assess"), ["plan", "assess"]);
    assert_eq!(
        ids("Writes the service plan, for which see also the handbook that the partners of the (school) made"),
        ["plan"]
    );
}

#[test]
fn what_stands_in_brackets_or_behind_such_as_are_examples() {
    let rules = rules(vec![activity("refer", &["refer clients"], &[]), activity("housing", &["housing"], &[])]);
    let ids = |text| rules.activities_of(text, "", &[]).iter().map(|found| found.activity).collect::<Vec<_>>();
    assert_eq!(ids("Refer clients to housing"), ["refer", "housing"]);
    assert_eq!(ids("Refer clients (housing)"), ["refer"]);
    assert_eq!(ids("Refer clients to services, such as housing"), ["refer"]);
    assert_eq!(ids("Refer clients to services such as these. Housing too"), ["refer", "housing"]);
    // An example is better than nothing.
    assert_eq!(ids("Help with many things, such as housing"), ["housing"]);
}

#[test]
fn no_duty_is_about_more_than_four_activities_and_many_are_about_none() {
    let names = ["alpha", "bravo", "delta", "echo", "foxtrot", "golf"];
    let rules = rules(names.iter().map(|name| activity(name, &[name], &[])).collect());
    assert_eq!(rules.activities_of(&names.join(" "), "", &[]).len(), MOST_ACTIVITIES);
    assert!(rules.activities_of("Nothing of the kind", "", &[]).is_empty());
    assert!(rules.activities_of("", "", &[]).is_empty());
    assert!(ActivityRules::new(&Vocabulary::default()).activities_of("alpha", "bravo", &[]).is_empty());
}

#[test]
fn a_hostile_duty_is_judged_all_the_same() {
    let rules = rules(vec![activity("a", &["word .. word .. word .. end", "wor* .. wor* .. wor* .. end"], &[])]);
    let long = "word ".repeat(20_000);
    assert!(rules.activities_of(&long, &long, &[]).is_empty());
    for text in ["((((", "))) word", "\u{301}\u{301}", "’s ’s", "ﬁ ﬂ ǅ İ", "word\u{0}end"] {
        assert!(rules.activities_of(text, text, &[]).is_empty(), "{text:?}");
    }
}
