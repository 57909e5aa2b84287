//! What is easily got wrong: words that look alike, facts that a source does not state, titles that are ours.

use rolebook::model::caseload::CaseloadSize;
use rolebook::model::quantity::Range;
use rolebook::model::section::SectionKind;
use rolebook::model::source::FactStatus;

use super::{ROLES, pieces, role, words};

fn prose(key: &str) -> String {
    role(key).sections.iter().flat_map(pieces).collect::<Vec<_>>().join("\n")
}

#[test]
fn only_two_roles_state_the_size_of_a_caseload_and_five_do_not_speak_of_one() {
    let expected = [
        ("U1", Some(CaseloadSize::Stated(Range::between(35.0, 40.0)))),
        ("U2", Some(CaseloadSize::NotStated)),
        ("U3", Some(CaseloadSize::Stated(Range::between(25.0, 50.0)))),
        ("U4", None),
        ("U5", Some(CaseloadSize::NotStated)),
        ("U6", None),
        ("U7", None),
        ("O1", Some(CaseloadSize::NotStated)),
        ("N1", None),
        ("S1", None),
    ];
    for (key, size) in expected {
        assert_eq!(role(key).facts.caseload.as_ref().map(|caseload| caseload.size), size, "{key}");
        // U3 says cohort throughout.
        let spoken_of = size.is_some() && key != "U3";
        assert_eq!(prose(key).to_lowercase().contains("caseload"), spoken_of, "{key}");
    }
}

#[test]
fn each_plan_keeps_the_name_that_its_source_gives_it() {
    let expected = [
        ("U1", "Individual Success Plan", Some("ISP")),
        ("U2", "individual learning plan", None),
        ("U4", "individual learning path", Some("ILP")),
        ("U6", "action plan", None),
        ("U7", "student success plan", None),
        ("O1", "coaching contract", None),
        ("N1", "Independent Living Plan", None),
        ("S1", "service plan", None),
    ];
    for (key, _) in ROLES {
        let plan = role(key).facts.plan.as_ref().map(|plan| (plan.name.as_str(), plan.abbreviation.as_deref()));
        let wanted = expected.iter().find(|(known, ..)| *known == key).map(|(_, name, short)| (*name, *short));
        assert_eq!(plan, wanted, "{key}");
        if let Some((name, _)) = wanted {
            assert!(prose(key).contains(name), "{key} {name}");
        }
    }
}

#[test]
fn two_roles_use_the_same_system_for_different_acts() {
    let uses = |key| {
        let system = &role(key).facts.systems[0];
        (system.name.clone(), system.used_for.clone().unwrap())
    };
    let ((one, for_one), (other, for_other)) = (uses("U1"), uses("U4"));
    assert_eq!(one, other);
    assert_ne!(for_one, for_other);
    assert!(for_one.contains("case notes") && for_other.contains("ETO Administrator"));
}

#[test]
fn nobody_states_pay_but_the_national_service_program_and_that_is_an_award_and_an_allowance() {
    for (key, _) in ROLES {
        let sums: Vec<(&str, f64, &str)> = role(key)
            .facts
            .pay
            .iter()
            .map(|pay| {
                assert_eq!((pay.amount.at_least, pay.per), (pay.amount.at_most, None));
                (pay.what.as_str(), pay.amount.at_most.unwrap().value(), pay.currency.as_str())
            })
            .collect();
        let prose = prose(key);
        let dollars = prose.split('$').skip(1).filter(|after| after.starts_with(|c| ('1'..='9').contains(&c))).count();
        if key == "U7" {
            assert_eq!(sums, [("education award", 6095.0, "USD"), ("living allowance", 20000.0, "USD")]);
            assert_eq!(dollars, 2);
        } else {
            assert_eq!((sums, dollars), (vec![], 0), "{key}");
        }
        // The Oregon form asks for a chart that shows salary ranges; that is the only place with the word.
        let chart = words(role(key), SectionKind::OrganizationalChart);
        let salaries = |words: &str| words.to_lowercase().matches("salary").count();
        assert_eq!(salaries(&prose), salaries(&chart), "{key}");
        assert_eq!(salaries(&chart), usize::from(key == "O1"), "{key}");
        assert!(role(key).facts.budget_authority.is_empty(), "{key}");
        assert!(role(key).sections_of(SectionKind::Pay).next().is_none(), "{key}");
    }
}

#[test]
fn the_title_of_s1_is_marked_as_ours_and_no_other_title_is() {
    for (key, _) in ROLES {
        let origin = role(key).facts.provenance.get("title");
        let inferred = origin.is_some_and(|origin| origin.status == FactStatus::Inferred);
        assert_eq!(inferred, key == "S1", "{key}");
    }
    assert_eq!(role("S1").title.as_markdown(), "Case Manager / Service Coordinator");
}

#[test]
fn titles_are_those_that_the_sources_print() {
    let expected = [
        ("U1", "Promise Neighborhood In-School Coordinator"),
        ("U2", "Academic Interventionist"),
        ("U3", "Academic Advocate"),
        ("U4", "LINKS Associate"),
        ("U5", "Student Success Coach"),
        ("U6", "Family Success Coach"),
        ("U7", "PromiseCorps Member"),
        ("O1", "Family Coach"),
        ("N1", "Case Manager (Social Services)"),
    ];
    for (key, title) in expected {
        assert_eq!(role(key).title.to_plain(), title);
    }
}

#[test]
fn blank_fields_of_the_oregon_form_are_kept_as_blank_and_not_as_unknown() {
    let origins = &role("O1").facts.provenance;
    for field in ["position.effective_date", "position.employee_name", "position.revised_date"] {
        assert_eq!(origins[field].status, FactStatus::Blank, "{field}");
    }
    assert_eq!(origins["budget_authority"].status, FactStatus::NotApplicable);
    assert_eq!(origins["employment.exemption"].status, FactStatus::NotApplicable);
    let supervises = role("O1").facts.supervises.unwrap();
    assert_eq!((supervises.directly, supervises.through_others), (Some(0), Some(0)));
}

#[test]
fn n1_was_retitled_before_it_was_approved() {
    let facts = &role("N1").facts;
    assert!(facts.titles.former[0].until.unwrap() < facts.approved.unwrap());
}

#[test]
fn two_roles_serve_two_sites_each_and_one_employer_is_only_inferred() {
    for (key, _) in ROLES {
        let named = role(key).facts.sites.iter().filter(|site| site.name.is_some() && site.state.is_some()).count();
        assert_eq!(named == 2, ["U3", "U4"].contains(&key), "{key}");
    }
    assert_eq!(role("U4").facts.employer.as_deref(), Some("Delta Health Alliance (DHA)"));
    assert_eq!(role("U4").facts.provenance["employer"].status, FactStatus::Inferred);
    assert_eq!(role("U1").facts.model_owner.as_deref(), Some("Self Enhancement, Inc. (SEI)"));
}
