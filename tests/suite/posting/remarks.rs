//! Remarks: each rule has its case, says why and by which source, and the ten roles get no nonsense.

use rolebook::posting::document::Posting;
use rolebook::posting::remarks::{Remark, RemarkRequest, reading_grades, remarks};
use serde_json::json;

use super::{ROLES, announcement, sources, template};

const TODAY: &str = "2026-11-30";

fn of(role: &str, posting: &Posting) -> Vec<Remark> {
    let others: Vec<_> = ROLES.iter().filter(|other| **other != role).map(|other| sources(other).revision).collect();
    let comparable: Vec<_> = others.iter().map(|revision| &revision.role).collect();
    let (sources, template) = (sources(role), template("full-announcement"));
    let today = TODAY.parse().unwrap();
    remarks(&RemarkRequest {
        posting,
        template: &template,
        role: &sources.revision.role,
        comparable: &comparable,
        today,
    })
}

fn found(role: &str, given: &[(&str, serde_json::Value)]) -> Vec<Remark> {
    of(role, &announcement(role, given))
}

fn has<'a>(remarks: &'a [Remark], rule: &str) -> Option<&'a Remark> {
    remarks.iter().find(|remark| remark.rule == rule)
}

#[test]
fn every_remark_says_by_which_rule_why_and_where_it_comes_from() {
    for role in ROLES {
        for remark in found(role, &[]) {
            assert!(!remark.rule.is_empty() && remark.message.len() > 10, "{remark:?}");
            assert!(remark.why.len() > 10 && remark.source.len() > 5, "{remark:?}");
        }
    }
}

#[test]
fn pay_is_asked_for_where_the_state_asks_and_not_where_there_is_no_employment() {
    let california = found("hayward/student-success-coach", &[]);
    assert!(has(&california, "no-pay-range").unwrap().source.contains("Labor Code 432.3"));
    let oregon = found("oregon-dhs/family-coach", &[]);
    assert_eq!(has(&oregon, "no-pay-range").unwrap().source, "House rule");
    assert_eq!(has(&found("promise-heights/promisecorps-member", &[]), "no-pay-range"), None);
    let paid = [("pay_minimum", json!(21)), ("pay_per", json!("hour"))];
    assert_eq!(has(&found("hayward/student-success-coach", &paid), "no-pay-range"), None);
    let moved = found("hayward/student-success-coach", &[("state", json!("CO"))]);
    assert!(has(&moved, "no-pay-range").unwrap().source.contains("8-5-201"));
}

#[test]
fn dates_that_cannot_be_meant_are_remarked() {
    let past = found("hayward/student-success-coach", &[("closing_date", json!("2026-11-29"))]);
    assert!(has(&past, "closing-date-past").is_some());
    let today = found("hayward/student-success-coach", &[("closing_date", json!(TODAY)), ("start_date", json!(TODAY))]);
    assert!(has(&today, "closing-date-past").is_none() && has(&today, "starts-before-closing").is_some());
}

#[test]
fn words_that_stop_readers_are_found_where_they_stand_and_nowhere_else() {
    for (words, rule) in [
        ("Seeking recent graduates and digital natives.", "age-wording"),
        ("Must be able-bodied.", "disability-wording"),
        ("The incumbent reports weekly.", "jargon"),
        ("Write to [name] by TBD.", "placeholder"),
        ("Ask for the XQZ form.", "undefined-acronym"),
        (
            "An aggressive, ambitious, assertive and competitive leader who dominates, decisive and courageous, wins.",
            "gender-coded",
        ),
    ] {
        let remarks = found("hayward/student-success-coach", &[("how_to_apply", json!(words))]);
        assert!(has(&remarks, rule).is_some(), "{words}: {remarks:?}");
    }
    let plain = "Write to the office. We welcome people of every age, and help applicants with disabilities to apply. The Quick Form (QF) is short.";
    let remarks = found("hayward/student-success-coach", &[("how_to_apply", json!(plain))]);
    for rule in ["age-wording", "disability-wording", "jargon", "placeholder", "gender-coded"] {
        assert_eq!(has(&remarks, rule), None, "{rule}");
    }
    assert!(!has(&remarks, "undefined-acronym").is_some_and(|remark| remark.message.contains("QF")));
}

#[test]
fn the_known_stumbling_blocks_of_the_ten_roles_are_found() {
    let all: Vec<(&str, Vec<Remark>)> = ROLES.iter().map(|role| (*role, found(role, &[]))).collect();
    let rules = |role: &str| -> Vec<&str> {
        let (_, remarks) = all.iter().find(|(name, _)| *name == role).unwrap();
        remarks.iter().map(|remark| remark.rule.as_str()).collect()
    };
    for (role, rule) in [
        ("albina-rockwood/in-school-coordinator", "degree-replaceable"),
        ("chula-vista-san-diego/academic-advocate", "no-qualifications"),
        ("deer-creek-indianola/links-associate", "undefined-acronym"),
        ("mission/family-success-coach", "asked-by-nobody-else"),
        ("new-york-county/case-manager-social-services", "disability-wording"),
        ("new-york-county/case-manager-social-services", "jargon"),
        ("new-york-county/case-manager-social-services", "editors-remark"),
        ("oregon-dhs/family-coach", "essential-without-demands"),
        ("oregon-dhs/family-coach", "undefined-acronym"),
        ("seven-counties/case-manager", "lifting-not-essential"),
        ("seven-counties/case-manager", "title-not-stated"),
    ] {
        assert!(rules(role).contains(&rule), "{role} {rule}: {:?}", rules(role));
    }
    for (role, rule) in [
        ("berea-knox/academic-interventionist", "lifting-not-essential"),
        ("new-york-county/case-manager-social-services", "stated-twice"),
        ("mission/family-success-coach", "degree-replaceable"),
        ("promise-heights/promisecorps-member", "no-pay-range"),
    ] {
        assert!(!rules(role).contains(&rule), "{role} {rule}");
    }
    // The first revision of this role stated a requirement twice.
    let store = rolebook::catalog::files::FileStore::open(&crate::support::shipped_catalog()).unwrap();
    let first = "albina-rockwood/in-school-coordinator@1".parse().unwrap();
    let sources = rolebook::app::post::posting_sources(&store, &first, TODAY.parse().unwrap()).unwrap();
    let template = template("full-announcement");
    let posting = super::made(&sources, &template, &super::least(&template), &Default::default()).unwrap();
    let request = RemarkRequest {
        posting: &posting,
        template: &template,
        role: &sources.revision.role,
        comparable: &[],
        today: TODAY.parse().unwrap(),
    };
    assert_eq!(has(&remarks(&request), "stated-twice").unwrap().part.as_deref(), Some("q8"));
}

#[test]
fn reading_grades_rise_with_longer_sentences_and_words() {
    let easy = "We help kids. You call them. You meet them at school. You write down what you did. ".repeat(5);
    let hard = "Notwithstanding organizational considerations, interdisciplinary collaboration necessitates comprehensive documentation methodologies throughout institutional implementation. ".repeat(5);
    let grade = |words: &str| {
        let posting = announcement("hayward/student-success-coach", &[("how_to_apply", json!(words))]);
        reading_grades(&posting).into_iter().find(|section| section.section == "apply").unwrap().grade
    };
    assert!(grade(&easy) < 4.0 && grade(&hard) > 20.0, "{} {}", grade(&easy), grade(&hard));
}

#[test]
fn a_short_ad_that_is_not_short_is_told_so() {
    let (sources, template) = (sources("oregon-dhs/family-coach"), template("short-ad"));
    let posting = super::made(&sources, &template, &super::least(&template), &Default::default()).unwrap();
    let request = RemarkRequest {
        posting: &posting,
        template: &template,
        role: &sources.revision.role,
        comparable: &[],
        today: TODAY.parse().unwrap(),
    };
    assert!(has(&remarks(&request), "too-long").unwrap().message.contains("about 150"));
}
