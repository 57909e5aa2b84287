//! What may be chosen: duties, their order, their words, sections; and what may not.

use std::collections::BTreeMap;

use rolebook::posting::compose::{ComposeError, stated_particulars};
use rolebook::posting::document::words_of;
use rolebook::posting::origin::Origin;
use rolebook::posting::request::Choices;

use super::{examples, made, sources, template};

fn duties(ids: &[&str]) -> Choices {
    Choices { duties: Some(ids.iter().map(|id| id.parse().unwrap()).collect()), ..Choices::default() }
}

fn fields(error: ComposeError) -> Vec<String> {
    match error {
        ComposeError::Fields(problems) => problems.into_iter().map(|problem| problem.field).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn chosen_duties_stand_in_the_chosen_order_under_their_groups() {
    let (sources, template) = (sources("mission/family-success-coach"), template("short-ad"));
    let posting = made(&sources, &template, &examples(&template), &duties(&["d16", "d4", "d1"])).unwrap();
    let section = posting.sections.iter().find(|section| section.name == "duties").unwrap();
    let parts: Vec<&str> = section.runs().iter().filter_map(|run| posting.origin(run)?.part()).collect();
    assert_eq!(parts, ["duties.group4", "d16", "duties.group1", "d4", "d1"]);
}

#[test]
fn an_edited_duty_keeps_its_original_beside_it() {
    let (sources, template) = (sources("mission/family-success-coach"), template("full-announcement"));
    let edits = BTreeMap::from([("d4".to_owned(), "Help children move from school to school.".to_owned())]);
    let posting = made(&sources, &template, &examples(&template), &Choices { edits, ..Choices::default() }).unwrap();
    let run = posting.runs().into_iter().find(|run| run.text.starts_with("Help children move")).unwrap();
    let Some(Origin::Edited { of, original }) = posting.origin(run) else { panic!("{:?}", posting.origin(run)) };
    assert!(original.starts_with("Develop a transition plan with families"), "{original}");
    assert_eq!(of.part(), Some("d4"));
    assert!(!words_of(posting.runs()).contains("Develop a transition plan"));
}

#[test]
fn what_a_template_locks_cannot_be_edited_or_picked() {
    let (sources, template) =
        (sources("new-york-county/case-manager-social-services"), template("civil-service-announcement"));
    for part in ["q1", "d3", "qualifications.1", "k5", "summary.1"] {
        let edits = BTreeMap::from([(part.to_owned(), "Anything else.".to_owned())]);
        let error =
            made(&sources, &template, &examples(&template), &Choices { edits, ..Choices::default() }).unwrap_err();
        assert_eq!(fields(error), [format!("edits.{part}")]);
    }
    let error = made(&sources, &template, &examples(&template), &duties(&["d1"])).unwrap_err();
    assert_eq!(fields(error), ["duties"]);
}

#[test]
fn choices_that_name_nothing_are_refused_field_by_field() {
    let (sources, template) = (sources("hayward/student-success-coach"), template("full-announcement"));
    let choices = Choices {
        duties: Some(vec!["d99".parse().unwrap()]),
        sections: Some(vec!["glance".to_owned(), "nonsense".to_owned()]),
        edits: BTreeMap::from([("d77".to_owned(), "x".to_owned()), ("d1".to_owned(), "  ".to_owned())]),
    };
    let found = fields(made(&sources, &template, &examples(&template), &choices).unwrap_err());
    for field in ["duties", "sections", "edits.d77", "edits.d1"] {
        assert!(found.iter().any(|name| name == field), "{field}: {found:?}");
    }
}

#[test]
fn optional_sections_can_be_left_out_and_reordered() {
    let (sources, template) = (sources("hayward/student-success-coach"), template("full-announcement"));
    let wanted = ["glance", "duties", "you", "about", "apply"].map(str::to_owned).to_vec();
    let posting =
        made(&sources, &template, &examples(&template), &Choices { sections: Some(wanted), ..Choices::default() });
    let names: Vec<String> = posting.unwrap().sections.into_iter().map(|section| section.name).collect();
    // The role states no qualifications, so that section is not there, heading and all.
    assert_eq!(names, ["glance", "duties", "about", "apply"]);
}

#[test]
fn what_the_role_states_is_offered_to_the_form_and_gives_way_to_what_is_given() {
    let (sources, template) = (sources("albina-rockwood/in-school-coordinator"), template("full-announcement"));
    let stated = stated_particulars(&sources.revision, &template);
    assert_eq!(stated["reports_to"], "In-School Program Manager");
    assert_eq!(stated["time"], "full time");
    assert!(stated["site"].contains("Portland") && !stated.contains_key("closing_date"), "{stated:?}");
    let mut given = super::least(&template);
    let printed = |given: &_| words_of(made(&sources, &template, given, &Choices::default()).unwrap().runs());
    assert!(printed(&given).contains("Reports to: In-School Program Manager"));
    given.insert("reports_to".to_owned(), serde_json::json!("Principal"));
    assert!(printed(&given).contains("Reports to: Principal"));
}

#[test]
fn a_form_shows_what_changed_since_the_revision_before() {
    let catalog = crate::support::TestCatalog::new();
    let groups =
        "### Coaching (60 %, essential)\n\n- Coach families.\n\n### Records (40 %, essential)\n\n- Keep records.\n";
    catalog.write("roles/acme/coach/draft.md", &format!("{}{groups}", crate::support::role_text("acme", &[])));
    catalog.publish("coach");
    let form = || {
        let run = catalog.run(&["post", "acme/coach", "--template", "position-description"]);
        assert_eq!(run.code, 0, "{run:?}");
        run.stdout
    };
    assert!(form().contains("| 60 % |  | E | **Coaching** |"), "{}", form());
    assert_eq!(catalog.run(&["revise", "acme/coach"]).code, 0);
    let draft = catalog.read("roles/acme/coach/draft.md");
    catalog.write("roles/acme/coach/draft.md", &draft.replace("Coach families.", "Coach families at home."));
    catalog.publish("coach");
    let form = form();
    for row in ["| 60 % | R | E | **Coaching** |", "| 40 % | NC | E | **Records** |"] {
        assert!(form.contains(row), "{row}: {form}");
    }
}
