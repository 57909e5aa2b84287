//! Single facts, as documents word them.

use rolebook::import::lexicon;
use rolebook::import::understand::cues;
use rolebook::import::understand::document::Document;
use rolebook::import::understand::facts::{self, Facts, report::report};

use super::understood;

fn stated(text: &str) -> serde_json::Value {
    let (blocks, readings) = understood(text.as_bytes());
    let facts: Facts = facts::read(&Document::new(&blocks, &readings, 0));
    let mut report = report(&facts, &blocks);
    report.remove("sources");
    serde_json::Value::Object(report)
}

#[test]
fn the_data_files_are_sound() {
    let (headings, labels) = lexicon::extent();
    assert!(headings > 500 && labels > 300, "{headings} headings, {labels} labels");
    let (cues, patterns) = cues::extent();
    let written = include_str!("../../../src/import/understand/cues.toml").matches("[[cue]]").count();
    assert_eq!(cues, written, "a cue is broken");
    assert!(patterns > 200, "{patterns} patterns");
}

#[test]
fn pay_is_read_with_its_unit_and_all_its_ranges() {
    let yearly =
        stated("ANALYST\n\nANNUAL SALARY\n\n$48,003 to $64,686 and $56,501 to $76,149\n\nDUTIES\n\nAnalyzes data.\n");
    assert_eq!(yearly["pay"]["all"], serde_json::json!([[48003, 64686], [56501, 76149]]));
    assert_eq!((&yearly["pay"]["unit"], &yearly["pay"]["max"]), (&"year".into(), &76149.into()));
    let hourly = stated("Job Title: Aide\nPay Rate: $18.50 - $21.75/hour\n\nDuties\n\n- Helps residents.\n- Cooks.\n");
    assert_eq!((&hourly["pay"]["min"], &hourly["pay"]["unit"]), (&18.5.into(), &"hour".into()));
    let thousands = stated("Job Title: Clerk\nSalary: $50K-60K annually\n\nDuties\n\n- Files.\n- Types.\n");
    assert_eq!((&thousands["pay"]["min"], &thousands["pay"]["max"]), (&50000.into(), &60000.into()));
}

#[test]
fn money_that_is_not_pay_is_not_taken_for_pay() {
    let said = stated(
        "Job Title: Manager\n\nDuties\n\n- Manages a budget of $2,500,000 and awards grants of $10,000.\n- Reports.\n",
    );
    assert!(said.get("pay").is_none(), "{said}");
}

#[test]
fn the_path_with_the_degree_says_how_much_experience_is_asked_for() {
    let said = stated(
        "ADVISOR\n\nREQUIREMENTS\n\n1. Graduation from an accredited four-year college or university and two years of paid experience in advising; or\n2. Six years of paid experience in advising.\n",
    );
    assert_eq!(said["experience_min_years"], 2, "{said}");
    assert_eq!(said["education_min"]["level"], "bachelor");
}

#[test]
fn what_is_preferred_is_not_required() {
    let said = stated(
        "Job Title: Coach\n\nQualifications\n\n- Bachelor's degree preferred.\n- High school diploma or GED required.\n- One year of experience.\n",
    );
    assert_eq!(said["education_min"], serde_json::json!({ "level": "high school", "status": "required" }));
    let only = stated(
        "Job Title: Coach\n\nQualifications\n\n- Bachelor's degree preferred.\n- One year of experience with youth.\n",
    );
    assert_eq!(only["education_min"]["status"], "preferred");
}

#[test]
fn a_licence_of_some_positions_is_not_one_of_all() {
    let some = stated(
        "CLERK\n\nREQUIREMENTS\n\nSome positions may require a valid driver's license.\n\nOne year of clerical experience.\n",
    );
    assert_eq!(some["license_driver"], "some");
    let all =
        stated("CLERK\n\nREQUIREMENTS\n\nA valid driver's license is required.\n\nOne year of clerical experience.\n");
    assert_eq!(all["license_driver"], true);
}

#[test]
fn a_caseload_is_found_inside_a_sentence() {
    for (said, min, max, unit) in [
        ("Carries a caseload of 35–40 students at one school.", 35, 40, "students"),
        ("Follows a cohort of 25-50 students from 7th grade on.", 25, 50, "students"),
        ("Maintains a caseload of approximately 20 families.", 20, 20, "families"),
    ] {
        let found = stated(&format!("Job Title: Coach\n\nDuties\n\n- {said}\n- Writes notes.\n"));
        assert_eq!(found["caseload"], serde_json::json!({ "min": min, "max": max, "unit": unit }), "{said}");
    }
}

#[test]
fn days_are_read_as_people_write_them() {
    for written in ["JANUARY 21, 2016", "01/21/2016", "1-21-16", "21 January 2016", "2016-01-21"] {
        let found = stated(&format!(
            "CLERK\n\nDUTIES\n\nFiles papers.\n\nAPPLICATION DEADLINE\n\nApplications must be received by {written}.\n"
        ));
        assert_eq!(found["closing_date"], "2016-01-21", "{written}");
    }
}

#[test]
fn the_supervisor_is_read_from_a_field_and_from_a_sentence() {
    let field = stated("Job Title: Aide\nReports to: Program Director\n\nDuties\n\n- Helps.\n- Cooks.\n");
    assert_eq!(field["reports_to"], "Program Director");
    let sentence = stated(
        "Job Title: Aide\n\nSummary\n\nThis is a full-time position that will report to the In-School Program Manager.\n\nDuties\n\n- Helps.\n- Cooks.\n",
    );
    assert_eq!(sentence["reports_to"], "In-School Program Manager", "{sentence}");
    assert_eq!(sentence["employment"], "full-time");
}

#[test]
fn lifting_and_being_on_call_are_read() {
    let said = stated(
        "Job Title: Aide\n\nDuties\n\n- Helps.\n- Cooks.\n\nPhysical Demands\n\n- Lifts up to 15 pounds and occasionally over 25 pounds.\n- Takes part in the on-call rotation.\n",
    );
    assert_eq!((&said["lift_max_pounds"], &said["on_call"]), (&25.into(), &true.into()), "{said}");
}
