//! F01 to F40: the facts of U1 to U7.

use rolebook::model::section::SectionKind::{
    About, Benefits, Duties, Qualifications, Summary, Terms, WorkingConditions,
};
use serde_json::{Value, json};

use super::facts::{Fact, check};
use super::{holds, says};

#[test]
fn facts_of_the_seven_promise_neighborhood_roles_hold() {
    check(&FACTS);
}

pub(super) const FACTS: [Fact; 40] = [
    (1, "U1", |role| {
        holds(role, "/caseload/size", json!({"at_least": 35, "at_most": 40}));
        holds(role, "/caseload/unit", json!("students"));
        says(role, Summary, &["caseload of 35–40 students"]);
    }),
    (2, "U1", |role| {
        holds(role, "/partners", json!([{"who": "community-based organizations", "count": 6}]));
        says(role, Summary, &["Six community-based organizations"]);
    }),
    (3, "U1", |role| {
        holds(role, "/employment", json!({"relation": "employee", "time": "full-time"}));
        holds(role, "/reports_to", json!(["In-School Program Manager"]));
        holds(role, "/benefits", json!([{"what": "full benefits"}]));
        says(role, Summary, &["Full-time position with full benefits", "In-School Program Manager"]);
    }),
    (4, "U1", |role| {
        holds(role, "/systems/0/name", json!("Efforts to Outcomes (ETO)"));
        holds(role, "/routines/1/per", json!("week"));
        says(role, Duties, &["Efforts to Outcomes (ETO) database every week"]);
    }),
    (5, "U1", |role| {
        holds(role, "/plan", json!({"name": "Individual Success Plan", "abbreviation": "ISP"}));
        says(role, Duties, &["Individual Success Plan (ISP)"]);
    }),
    (6, "U1", |role| {
        holds(role, "/routines/2", json!({"what": "narrative program report", "per": "month"}));
        says(role, Duties, &["monthly narrative program report"]);
    }),
    (7, "U1", |role| {
        holds(role, "/routines/0/per", json!("day"));
        says(role, Duties, &["attendance, behavior and academic progress every day"]);
    }),
    (8, "U1", |role| {
        let accepts = json!({"any": [
            {"education": {"at_least": "some-college", "years": {"at_least": 2}}},
            {"experience": {"years": {"at_least": 2}, "in": ["direct work with youth"], "setting": ["educational environment"]}},
        ]});
        holds(role, "/qualifications/required/0/substitution/accepts", accepts);
        says(role, Qualifications, &["two years of college-level study", "substituted for the education requirement"]);
    }),
    (9, "U1", |role| {
        holds(role, "/qualifications/required/6/license", json!({"kind": "driver"}));
        holds(role, "/qualifications/required/7", json!({"insurance": "insurable under SEI's auto insurance"}));
        says(role, Qualifications, &["valid driver's license", "insurable under SEI's auto insurance"]);
    }),
    (10, "U2", |role| {
        let lifting = json!([{"pounds": {"at_least": 25, "at_most": 25}, "frequency": "occasional"}]);
        holds(role, "/conditions/lifting", lifting);
        says(role, Qualifications, &["Lift and carry 25 pounds occasionally"]);
    }),
    (11, "U2", |role| {
        let degree = json!({"education": {"at_least": "bachelor", "fields": ["education"], "or_related": true}});
        holds(role, "/qualifications/required/0", degree);
        says(role, Qualifications, &["Bachelor's degree in education"]);
    }),
    (12, "U2", |role| {
        holds(role, "/qualifications/required/7/check", json!("background, including social media"));
        says(role, Qualifications, &["Background check", "social media"]);
    }),
    (13, "U2", |role| {
        let able = json!({"other": "able to perform each essential duty satisfactorily"});
        holds(role, "/qualifications/required/8", able);
        says(role, Duties, &["each essential duty must be performed satisfactorily"]);
    }),
    (14, "U2", |role| {
        says(
            role,
            Duties,
            &["individuals with disabilities", "reasonable accommodations may be made", "essential functions"],
        );
    }),
    (15, "U2", |role| {
        holds(role, "/caseload/size", json!("not stated"));
        holds(role, "/caseload/qualifier", json!("identified students at each grade level who are below benchmark"));
        says(role, Duties, &["identified caseload of below-benchmark students at each grade level"]);
    }),
    (16, "U2", |role| {
        let office = "standard office equipment, including computer, telephone and fax machine";
        holds(role, "/conditions/equipment", json!([office, "motor vehicle"]));
        says(role, WorkingConditions, &["Standard office equipment", "computer, telephone and fax machine"]);
    }),
    (17, "U3", |role| {
        holds(role, "/caseload/size", json!({"at_least": 25, "at_most": 50}));
        holds(role, "/caseload/called", json!("cohort"));
        says(role, Duties, &["cohort of 25–50 students, based on program design, from as early as 7th grade"]);
    }),
    (18, "U3", |role| {
        holds(role, "/contact/0/with", json!("parents and students"));
        holds(role, "/contact/0/per", json!("quarter"));
        says(role, Duties, &["parent/student meetings every quarter"]);
    }),
    (19, "U3", |role| {
        holds(role, "/contact/1/with", json!("student cohort"));
        holds(role, "/contact/1/per", json!("month"));
        says(role, Duties, &["Checks in with the student cohort every month"]);
    }),
    (20, "U3", |role| says(role, Duties, &["Regional Occupational Program (ROP)"])),
    (21, "U4", |role| {
        holds(role, "/reports_to", json!(["Project Director for LINKS"]));
        says(role, Summary, &["Reports to the Project Director for LINKS"]);
    }),
    (22, "U4", |role| {
        let fields = ["education", "social work", "public administration", "health care administration"];
        let degree = json!({"education": {"at_least": "bachelor", "fields": fields, "or_related": true}});
        holds(role, "/qualifications/preferred/0", degree);
        says(role, Qualifications, &["preferred, but not required"]);
    }),
    (23, "U4", |role| {
        let experience =
            json!({"experience": {"years": {"at_least": 2}, "preferably": ["school setting", "home-based setting"]}});
        holds(role, "/qualifications/required/0", experience);
        says(role, Qualifications, &["At least two years of experience, preferably in a school or home-based setting"]);
    }),
    (24, "U4", |role| {
        holds(role, "/qualifications/required/1/license", json!({"kind": "driver", "state": "MS"}));
        holds(role, "/qualifications/required/2/insurance", json!("proof of insurance"));
        says(role, Qualifications, &["valid driver's license of Mississippi and proof of insurance"]);
    }),
    (25, "U4", |role| {
        holds(role, "/systems/0/name", json!("Efforts to Outcomes (ETO)"));
        says(role, Duties, &["Efforts to Outcomes (ETO) Administrator"]);
    }),
    (26, "U4", |role| says(role, Duties, &["Positive Behavioral Intervention and Supports (PBIS) specialist"])),
    (27, "U5", |role| {
        holds(role, "/contact/0/with", json!("students on caseload"));
        holds(role, "/contact/0/at_least", Value::Null);
        holds(role, "/contact/0/qualifier", json!("on a regular basis, as often as the student's needs ask for"));
        says(role, Duties, &["Check in regularly with caseload students, as often as the student's needs determine"]);
    }),
    (28, "U5", |role| {
        holds(role, "/sites/0/name", json!("Cal State University-East Bay (CSUEB)"));
        says(role, Summary, &["Based at Cal State University-East Bay (CSUEB)"]);
    }),
    (29, "U6", |role| {
        let days = json!([
            {"place": "school site", "days_a_week": {"at_least": 4, "at_most": 4}},
            {"place": "MEDA", "days_a_week": {"at_least": 1, "at_most": 1}},
        ]);
        holds(role, "/conditions/schedule/days", days);
        says(role, Summary, &["a school site for four days a week and to MEDA for one day"]);
    }),
    (30, "U6", |role| says(role, About, &["In December 2012", "seven agencies, MEDA among them"])),
    (31, "U6", |role| {
        holds(role, "/partners/0", json!({"who": "funded partners and supporting partners", "count": 15}));
        says(role, About, &["15 funded partners and supporting partners"]);
    }),
    (32, "U6", |role| says(role, About, &["two-year extension grant came in 2018", "four additional schools"])),
    (33, "U6", |role| {
        let spanish =
            json!({"language": {"language": "Spanish", "level": "fluent", "skills": ["speaking", "writing"]}});
        holds(role, "/qualifications/required/0", spanish);
        holds(role, "/qualifications/required/1", json!({"language": {"language": "English", "level": "fluent"}}));
        says(
            role,
            Qualifications,
            &["Fluent bilingual in Spanish and English", "must speak and write Spanish fluently"],
        );
    }),
    (34, "U6", |role| {
        let years = json!({"at_least": 2, "at_most": 3});
        holds(role, "/qualifications/preferred/0/substitution/accepts/experience/years", years);
        says(role, Qualifications, &["minimum of 2–3 years of experience in direct service"]);
    }),
    (35, "U7", |role| {
        let award =
            json!({"what": "education award", "amount": {"at_least": 6095, "at_most": 6095}, "currency": "USD"});
        holds(role, "/pay/0", award);
        says(role, Benefits, &["Education award ($6,095)"]);
    }),
    (36, "U7", |role| {
        let allowance =
            json!({"what": "living allowance", "amount": {"at_least": 20000, "at_most": 20000}, "currency": "USD"});
        holds(role, "/pay/1", allowance);
        says(role, Benefits, &["living allowance ($20,000)"]);
    }),
    (37, "U7", |role| says(role, Summary, &["chronic absenteeism (20 or more days missed a year)"])),
    (38, "U7", |role| {
        holds(role, "/employment/relation", json!("national-service"));
        says(role, Summary, &["national service and not employment"]);
    }),
    (39, "U7", |role| {
        holds(role, "/reports_to", json!(["Promise Heights Community School Directors"]));
        says(role, Summary, &["in pairs under five Promise Heights Community School Directors"]);
    }),
    (40, "U7", |role| {
        holds(role, "/qualifications/required", json!([{"transportation": "public or private, to the school site"}]));
        says(role, Terms, &["transportation to the school site, public or private"]);
    }),
];
