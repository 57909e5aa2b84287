//! Would this person qualify? Each case by hand, from what the shipped roles ask for.

use rolebook::compare::candidate::{Assessment, Candidate, Schooling, Verdict, assess};

use crate::support::TestCatalog;

fn of(role: &str, candidate: &Candidate) -> Assessment {
    let snapshot = rolebook::catalog::store::CatalogStore::snapshot(&TestCatalog::shipped().store()).unwrap();
    let history = snapshot.roles.values().find(|history| history.id.as_str() == role).unwrap();
    assess(history.newest().unwrap().role.facts.qualifications.as_ref(), candidate)
}

fn words(given: &[&str]) -> Vec<String> {
    given.iter().map(|word| (*word).to_owned()).collect()
}

fn with(schooling: Schooling, field: &str, years: f64) -> Candidate {
    Candidate {
        education: Some(schooling),
        fields: words(&[field]),
        years: Some(years),
        languages: Some(Vec::new()),
        licenses: Some(words(&["driver"])),
    }
}

const SEVEN_COUNTIES: &str = "seven-counties/case-manager";
const ALBINA: &str = "albina-rockwood/in-school-coordinator";
const NEW_YORK: &str = "new-york-county/case-manager-social-services";

#[test]
fn a_degree_in_the_field_and_the_years_after_it_qualify() {
    let one = of(SEVEN_COUNTIES, &with(Schooling::Bachelor, "psychology", 1.0));
    assert_eq!(one.verdict, Verdict::Yes, "{one:?}");
    assert!(one.track.is_some() && one.missing.is_empty() && one.open.is_empty(), "{one:?}");
    assert!(one.to_show.iter().any(|words| words.contains("course")), "{one:?}");
}

#[test]
fn too_little_schooling_is_missing_whatever_the_years() {
    let one = of(SEVEN_COUNTIES, &with(Schooling::Associate, "social work", 20.0));
    assert_eq!(one.verdict, Verdict::No, "{one:?}");
    assert_eq!(one.missing.len(), 1, "{one:?}");
    assert!(one.missing[0].starts_with("bachelor's degree"), "{one:?}");
}

#[test]
fn a_master_s_degree_waives_the_year_of_experience() {
    let one = of(SEVEN_COUNTIES, &with(Schooling::Master, "social work", 0.0));
    assert_ne!(one.verdict, Verdict::No, "{one:?}");
    let less = of(SEVEN_COUNTIES, &with(Schooling::Bachelor, "social work", 0.0));
    assert_eq!(less.verdict, Verdict::No, "{less:?}");
}

#[test]
fn experience_stands_in_for_a_degree_where_the_role_says_so() {
    let one = of(ALBINA, &with(Schooling::HighSchool, "", 2.0));
    assert_eq!(one.verdict, Verdict::Yes, "{one:?}");
    let less = of(ALBINA, &with(Schooling::HighSchool, "", 1.0));
    assert_eq!(less.verdict, Verdict::No, "{less:?}");
    assert!(less.missing[0].contains(", or "), "every way is named: {less:?}");
    let unlicensed = Candidate { licenses: Some(Vec::new()), ..with(Schooling::HighSchool, "", 2.0) };
    let one = of(ALBINA, &unlicensed);
    assert_eq!((one.verdict, one.missing), (Verdict::No, words(&["driver license"])));
}

#[test]
fn what_is_not_told_is_open_and_not_missing() {
    let one = of(ALBINA, &Candidate { years: Some(2.0), ..Candidate::default() });
    assert_eq!(one.verdict, Verdict::CantTell, "{one:?}");
    assert!(one.open.iter().any(|words| words.contains("licences are not told")), "{one:?}");
    assert!(one.missing.is_empty(), "{one:?}");
}

#[test]
fn the_better_track_counts_and_is_named() {
    let one = of(NEW_YORK, &with(Schooling::Bachelor, "social work", 1.0));
    assert_eq!((one.verdict, one.track.as_deref()), (Verdict::Yes, Some("open-competitive")), "{one:?}");
    let none = of(NEW_YORK, &with(Schooling::HighSchool, "", 0.0));
    assert_eq!(none.verdict, Verdict::No, "{none:?}");
}

#[test]
fn a_language_that_is_required_decides_and_a_degree_that_is_preferred_does_not() {
    let role = "mission/family-success-coach";
    let speaks = Candidate { languages: Some(words(&["spanish"])), ..with(Schooling::HighSchool, "", 5.0) };
    let one = of(role, &speaks);
    assert_eq!(one.verdict, Verdict::Yes, "{one:?}");
    assert!(one.preferred.iter().any(|preference| preference.what.contains("bachelor")), "{one:?}");
    let silent = of(role, &with(Schooling::Master, "social work", 5.0));
    assert_eq!(silent.verdict, Verdict::No, "{silent:?}");
}

#[test]
fn a_role_that_states_nothing_decides_nothing() {
    let one = of("hayward/student-success-coach", &with(Schooling::Doctorate, "", 40.0));
    assert_eq!((one.verdict, one.states_nothing), (Verdict::CantTell, true));
}
