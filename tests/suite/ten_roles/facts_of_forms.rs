//! F41 to F74: the facts of O1, N1 and S1.

use rolebook::model::document::Block;
use rolebook::model::section::SectionKind::{
    AdditionalRequirements, Duties, PositionInformation, Purpose, Qualifications, ReviewOfWork, TitleHistory,
    WorkingConditions,
};
use rolebook::model::source::FactStatus;
use serde_json::{Value, json};

use super::facts::{Fact, check};
use super::{holds, record, says};

#[test]
fn facts_of_the_position_description_the_class_specification_and_the_posting_hold() {
    check(&FACTS);
}

/// The experience that both divisions of S1 ask for, but for the people served.
fn division_experience(people: &[&str]) -> Value {
    json!({"experience": {
        "years": {"at_least": 1},
        "in": ["direct work with direct daily contact"],
        "with": people,
        "setting": ["human service setting"],
        "full_time": true,
        "after": "bachelor",
    }})
}

const OPEN: &str = "/qualifications/tracks/1/required/1/any";

pub(super) const FACTS: [Fact; 34] = [
    (41, "O1", |role| {
        holds(role, "/titles/class", json!("Human Services Case Manager"));
        says(role, PositionInformation, &["Classification title\nHuman Services Case Manager"]);
    }),
    (42, "O1", |role| {
        holds(role, "/classification/number", json!("C6630"));
        says(role, PositionInformation, &["Classification number\nC6630"]);
    }),
    (43, "O1", |role| {
        holds(role, "/position/number", json!("1008308"));
        says(role, PositionInformation, &["Position number\n1008308"]);
    }),
    (44, "O1", |role| {
        holds(role, "/title", json!("Family Coach"));
        says(role, PositionInformation, &["Working title\nFamily Coach"]);
    }),
    (45, "O1", |role| {
        holds(role, "/position/agency_number", json!("10000"));
        says(role, PositionInformation, &["Agency number\n10000"]);
    }),
    (46, "O1", |role| {
        holds(role, "/position/supervisor_name", Value::Null);
        assert_eq!(role.facts.provenance["position.supervisor_name"].status, FactStatus::Withheld);
        let field = role.items().find(|(_, item)| item.label.as_markdown() == "Supervisor name").unwrap().1;
        assert!(field.text.is_empty());
        assert_eq!(field.note.withheld.as_deref(), Some("personal name"));
    }),
    (47, "O1", |role| {
        holds(role, "/sites", json!([{"city": "Klamath Falls", "county": "Klamath", "state": "OR"}]));
        says(role, PositionInformation, &["Klamath Falls/Klamath"]);
    }),
    (48, "O1", |role| holds(role, "/employment/flsa", json!("non-exempt"))),
    (49, "O1", |role| {
        says(
            role,
            Purpose,
            &["more than 8,000", "over 150 offices, local and branch", "more than 1 million Oregonians"],
        )
    }),
    (50, "O1", |role| {
        holds(role, "/contact/0", json!({"with": "families", "at_least": 1, "per": "month"}));
        says(role, Duties, &["at least monthly"]);
    }),
    (51, "O1", |_| {
        let marks = serde_json::to_value(record("O1").duties[0].marks).unwrap();
        assert_eq!(marks, json!({"share_percent": 75, "change": "revised", "essential": true}));
    }),
    (52, "O1", |_| {
        let group = &record("O1").duties[3];
        let marks = serde_json::to_value(group.marks).unwrap();
        assert_eq!(marks, json!({"share_percent": 5, "change": "no-change", "essential": true}));
        assert!(group.items[0].text.contains("other duties as assigned"));
    }),
    (53, "O1", |role| {
        let programs =
            ["TANF (case payments)", "SNAP (food stamps)", "TA-DVS (domestic violence assistance)", "child care"];
        for (index, program) in programs.iter().enumerate() {
            holds(role, &format!("/programs/{}", index + 1), json!(program));
        }
        let terms = "case payments (TANF), food stamps (SNAP), domestic violence assistance (TA-DVS), child care";
        says(role, Duties, &[terms]);
    }),
    (54, "O1", |role| {
        holds(role, "/systems/0/name", json!("JAS"));
        says(role, Duties, &["in the JAS systems"]);
    }),
    (55, "O1", |role| {
        holds(role, "/conditions/schedule/usual_hours", json!("8:00–17:00"));
        says(role, AdditionalRequirements, &["8 AM to 5 PM"]);
    }),
    (56, "O1", |role| {
        holds(role, "/qualifications/required/0/check", json!("criminal background"));
        holds(role, "/qualifications/required/1/check", json!("abuse and neglect"));
        says(
            role,
            AdditionalRequirements,
            &["Criminal Background Check", "Abuse/Neglect Check", "fingerprints may be required"],
        );
    }),
    (57, "O1", |role| {
        holds(role, "/qualifications/preferred/0/knowledge", json!("strong Tribal knowledge"));
        says(role, AdditionalRequirements, &["Preference goes to applicants who have strong Tribal knowledge"]);
    }),
    (58, "O1", |role| {
        let section = role.sections_of(ReviewOfWork).next().unwrap();
        let [Block::Table(table)] = section.blocks.as_slice() else { panic!("{section:?}") };
        assert_eq!(table.rows[1][3].as_markdown(), "Weekly/daily");
        assert_eq!(table.columns[3].heading.as_markdown(), "How often");
    }),
    (59, "N1", |role| {
        holds(role, "/approved", json!("2012-02-29"));
        says(role, PositionInformation, &["February 29, 2012"]);
    }),
    (60, "N1", |role| {
        holds(role, "/classification/jurisdictional_class", json!("competitive"));
        says(role, PositionInformation, &["Classification\nCompetitive"]);
    }),
    (61, "N1", |role| {
        let either = json!({"any": [
            {"experience": {"years": {"at_least": 1}, "as": "Senior Social Welfare Examiner", "status": "permanent competitive"}},
            {"experience": {"years": {"at_least": 3}, "as": "Social Welfare Examiner"}},
        ]});
        holds(role, "/qualifications/tracks/0/required/0", either);
        holds(role, "/qualifications/tracks/0/required/1/education/at_least", json!("associate"));
        says(
            role,
            Qualifications,
            &["One (1) year of permanent competitive status", "three (3) years as a Social Welfare Examiner"],
        );
    }),
    (62, "N1", |role| {
        holds(role, &format!("{OPEN}/0/all/0/education/at_least"), json!("bachelor"));
        holds(role, &format!("{OPEN}/0/all/1/substitution/of/experience/years"), json!({"at_least": 1}));
        says(role, Qualifications, &["one (1) year of experience in social casework"]);
    }),
    (63, "N1", |role| {
        holds(role, &format!("{OPEN}/1/all/0/education/at_least"), json!("associate"));
        holds(role, &format!("{OPEN}/1/all/1/substitution/of/experience/years"), json!({"at_least": 3}));
        says(role, Qualifications, &["three (3) years of experience in social casework"]);
    }),
    (64, "N1", |role| {
        for option in [0, 1] {
            holds(role, &format!("{OPEN}/{option}/all/1/substitution/rate"), json!("year for year"));
            let level = format!("{OPEN}/{option}/all/1/substitution/accepts/education/at_least");
            holds(role, &level, json!("graduate-study"));
        }
        says(role, Qualifications, &["Year for year, graduate-level education in one (1) of the fields"]);
    }),
    (65, "N1", |role| {
        let note = role.footnotes.iter().find(|note| note.mark.as_deref() == Some("**")).unwrap();
        assert!(note.text.to_plain().contains("New York State Social Services Department, Feb. 17, 1989"));
    }),
    (66, "N1", |role| {
        let former = json!([{"title": "Child Assistance Program Specialist", "until": "2001-08-03"}]);
        holds(role, "/titles/former", former);
        says(role, TitleHistory, &["Child Assistance Program Specialist", "08/03/2001"]);
    }),
    (67, "S1", |role| {
        let lifting = json!([{"pounds": {"at_most": 20}}, {"pounds": {"at_most": 10}, "frequency": "frequent"}]);
        holds(role, "/conditions/lifting", lifting);
        says(
            role,
            WorkingConditions,
            &["20 pounds at most", "frequent lifting and/or carrying of items of up to 10 pounds"],
        );
    }),
    (68, "S1", |role| {
        let course =
            json!({"name": "state-required case management/service coordination course", "within_months_of_hire": 6});
        holds(role, "/qualifications/required/1/course", course);
        says(role, Qualifications, &["within six months of the date of employment"]);
    }),
    (69, "S1", |role| {
        let experience = division_experience(&["adults", "ACT population"]);
        holds(role, "/qualifications/tracks/0/required/0/waiver/of", experience);
        says(role, Qualifications, &["At least one (1) year of full-time employment", "adults or ACT population"]);
    }),
    (70, "S1", |role| {
        let experience = division_experience(&["individuals under the age of 21 years"]);
        holds(role, "/qualifications/tracks/1/required/0/waiver/of", experience);
        says(role, Qualifications, &["individuals under the age of twenty-one (21) years"]);
    }),
    (71, "S1", |role| {
        for track in [0, 1] {
            let path = format!("/qualifications/tracks/{track}/required/0/waiver/given/education/at_least");
            holds(role, &path, json!("master"));
        }
        says(role, Qualifications, &["with a relevant Master's degree, no experience needed"]);
    }),
    (72, "S1", |role| {
        holds(role, "/conditions/on_call", json!({"frequency": "possible", "hours_a_day": 24}));
        says(role, WorkingConditions, &["May be on call 24 hours"]);
    }),
    (73, "S1", |role| {
        let threat = json!({"to": "threat of bodily harm from clients or families", "frequency": "frequent"});
        holds(role, "/conditions/exposure/0", threat);
        says(role, WorkingConditions, &["Frequently exposed to threat of bodily harm from clients or families"]);
    }),
    (74, "S1", |role| says(role, Duties, &["May act as Primary Case Coordinator (PCC)"])),
];
