//! The logic of qualifications, as typed trees: either/or, substitution, waiver, tracks, and how strongly each is asked for.

use rolebook::model::qualification::{Qualifications, Requirement, Track, TrackBasis};
use serde_json::{Value, json};

use super::role;

fn qualifications(key: &str) -> &'static Qualifications {
    role(key).facts.qualifications.as_ref().unwrap()
}

/// A tree written out as data; the model's types must accept it.
fn tree(value: Value) -> Requirement {
    serde_json::from_value(value).unwrap()
}

const FIELDS: [&str; 5] =
    ["social work", "behavioral sciences", "education", "business administration", "financial administration"];
const ACCREDITED_BY: [&str; 2] = ["a regional accreditor", "New York State Board of Regents"];
const CASEWORK: [&str; 3] = [
    "social casework",
    "determination of eligibility for programs providing financial assistance",
    "provision of child support",
];

#[test]
fn the_promotional_track_of_n1_is_one_title_or_the_other_and_a_degree_and_only_suggested() {
    let track = &qualifications("N1").tracks[0];
    assert_eq!((track.name.as_str(), track.by, track.suggested), ("promotional", TrackBasis::Appointment, true));
    assert!(track.our_reading.as_ref().is_some_and(|reading| reading.contains("two ways")), "{track:?}");
    let expected = [
        tree(json!({"any": [
            {"experience": {"years": {"at_least": 1}, "as": "Senior Social Welfare Examiner", "status": "permanent competitive"}},
            {"experience": {"years": {"at_least": 3}, "as": "Social Welfare Examiner"}},
        ]})),
        tree(json!({"education": {"at_least": "associate", "accredited_by": ACCREDITED_BY}})),
    ];
    assert_eq!(track.required, expected);
}

#[test]
fn the_open_competitive_track_of_n1_is_a_diploma_and_either_degree_with_its_years() {
    let track = &qualifications("N1").tracks[1];
    assert_eq!((track.name.as_str(), track.by, track.suggested), ("open-competitive", TrackBasis::Appointment, false));
    let option = |degree: &str, years: u32| {
        json!({"all": [
            {"education": {"at_least": degree, "fields": FIELDS, "or_related": true, "accredited_by": ACCREDITED_BY}},
            {"substitution": {
                "of": {"experience": {"years": {"at_least": years}, "in": CASEWORK}},
                "accepts": {"education": {"at_least": "graduate-study", "fields": FIELDS}},
                "rate": "year for year",
            }},
        ]})
    };
    let expected = [
        tree(json!({"education": {"at_least": "high-school-or-equivalent"}})),
        tree(json!({"any": [option("bachelor", 1), option("associate", 3)]})),
    ];
    assert_eq!(track.required, expected);
    assert_eq!(qualifications("N1").tracks.len(), 2);
    assert!(qualifications("N1").required.is_empty());
}

#[test]
fn s1_asks_for_a_degree_and_a_course_and_in_each_division_a_year_that_a_masters_degree_waives() {
    let found = qualifications("S1");
    let common = [
        tree(json!({"education": {
            "at_least": "bachelor",
            "fields": ["Social Work", "Psychology", "Sociology", "Human Services"],
            "or_related": true,
            "approved_by": ["Medicaid", "applicable funding source"],
        }})),
        tree(json!({"course": {
            "name": "state-required case management/service coordination course",
            "within_months_of_hire": 6,
        }})),
        tree(json!({"transportation": "reliable, for frequent travel"})),
    ];
    assert_eq!(found.required, common);
    let division = |name: &str, people: &[&str]| Track {
        name: name.to_owned(),
        by: TrackBasis::Division,
        suggested: false,
        our_reading: None,
        required: vec![tree(json!({"waiver": {
            "of": {"experience": {
                "years": {"at_least": 1},
                "in": ["direct work with direct daily contact"],
                "with": people,
                "setting": ["human service setting"],
                "full_time": true,
                "after": "bachelor",
            }},
            "given": {"education": {"at_least": "master", "fields": ["a relevant field"]}},
        }}))],
    };
    let divisions = [
        division("Adult Division", &["adults", "ACT population"]),
        division("Children and Families Division", &["individuals under the age of 21 years"]),
    ];
    assert_eq!(found.tracks, divisions);
    let origin = &role("S1").facts.provenance["qualifications"];
    assert!(origin.note.as_ref().is_some_and(|note| note.contains("programs differ")), "{origin:?}");
}

#[test]
fn u1_requires_a_degree_for_which_college_years_or_years_with_youth_may_stand_and_says_that_this_is_our_reading() {
    let expected = tree(json!({"substitution": {
        "of": {"education": {"at_least": "bachelor", "fields": ["education", "psychology"], "or_related": true}},
        "accepts": {"any": [
            {"education": {"at_least": "some-college", "years": {"at_least": 2}}},
            {"experience": {"years": {"at_least": 2}, "in": ["direct work with youth"], "setting": ["educational environment"]}},
        ]},
    }}));
    assert_eq!(qualifications("U1").required[0], expected);
    assert_eq!(qualifications("U1").required.len(), 8);
    assert_eq!(qualifications("U1").willing.len(), 1);
    assert_eq!(qualifications("U1").highly_desired, [tree(json!({"experience": {"in": ["case management"]}}))]);
    let origin = &role("U1").facts.provenance["qualifications.required.0"];
    assert!(origin.note.as_ref().is_some_and(|note| note.contains("semicolon")), "{origin:?}");
}

#[test]
fn u2_requires_a_degree_in_education_or_a_related_field_among_ten_requirements() {
    let found = qualifications("U2");
    assert_eq!(found.required.len(), 10);
    let degree = tree(json!({"education": {"at_least": "bachelor", "fields": ["education"], "or_related": true}}));
    assert_eq!(found.required[0], degree);
    assert!(found.preferred.is_empty() && found.tracks.is_empty());
}

#[test]
fn u4_prefers_a_degree_and_requires_two_years_of_experience() {
    let found = qualifications("U4");
    let fields = ["education", "social work", "public administration", "health care administration"];
    let degree = tree(json!({"education": {"at_least": "bachelor", "fields": fields, "or_related": true}}));
    assert_eq!(found.preferred[0], degree);
    assert!(!found.required.iter().any(|requirement| matches!(requirement, Requirement::Education(_))));
    let preferably = ["school setting", "home-based setting"];
    let years = tree(json!({"experience": {"years": {"at_least": 2}, "preferably": preferably}}));
    assert_eq!(found.required[0], years);
}

#[test]
fn u6_prefers_a_degree_for_which_two_to_three_years_may_stand_and_requires_spanish() {
    let found = qualifications("U6");
    let degree = tree(json!({"substitution": {
        "of": {"education": {
            "at_least": "bachelor",
            "fields": ["social work", "sociology", "education", "ethnic studies"],
            "or_related": true,
        }},
        "accepts": {"experience": {
            "years": {"at_least": 2, "at_most": 3},
            "in": ["direct service"],
            "setting": ["school", "community-based organization", "public agency"],
        }},
    }}));
    assert_eq!(found.preferred[0], degree);
    let spanish = json!({"language": {"language": "Spanish", "level": "fluent", "skills": ["speaking", "writing"]}});
    assert_eq!(found.required[0], tree(spanish));
    let methods = tree(json!({"knowledge": "community organizing and empowerment methodologies"}));
    assert_eq!(found.highly_desired, [methods]);
}

#[test]
fn u7_strongly_prefers_a_degree() {
    let found = qualifications("U7");
    assert_eq!(found.strongly_preferred, [tree(json!({"education": {"at_least": "bachelor"}}))]);
    assert!(found.preferred.is_empty());
}

#[test]
fn o1_takes_a_license_or_another_way_to_travel_and_prefers_tribal_experience() {
    let found = qualifications("O1");
    let either = tree(json!({"any": [
        {"license": {"kind": "driver", "with": "acceptable driving record"}},
        {"transportation": "an alternate method of transportation"},
    ]}));
    assert_eq!(found.required[2], either);
    assert!(found.preferred.contains(&tree(json!({"experience": {"in": ["work with Tribes or Tribal members"]}}))));
    let is_schooling = |requirement: &Requirement| matches!(requirement, Requirement::Education(_));
    assert!(!found.required.iter().chain(&found.preferred).any(is_schooling), "the class specification holds those");
}

#[test]
fn u3_and_u5_state_no_qualifications() {
    assert_eq!(role("U3").facts.qualifications, None);
    assert_eq!(role("U5").facts.qualifications, None);
}
