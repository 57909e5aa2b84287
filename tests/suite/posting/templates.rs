//! Templates: those of the program are sound, those of people are helped.

use std::collections::BTreeMap;

use rolebook::posting::compose::{ComposeError, fill_here};
use rolebook::posting::request::Choices;
use rolebook::posting::shipped::{shared_particulars, shipped_templates};
use rolebook::posting::template::{Template, parse_template};
use rolebook::templating::document_template::{fill, names_used};
use serde_json::json;

use super::{examples, made, sources};
use crate::support::TestCatalog;

const MANIFEST: &str = "title = \"Mine\"\npurpose = \"A test.\"\nlanguage = \"en\"\n[[sections]]\nname = \"all\"\n";

fn own(body: &str) -> Template {
    let body = format!("{{% block all %}}{body}{{% endblock %}}");
    parse_template("mine", MANIFEST, &body, &BTreeMap::new(), false).unwrap()
}

fn fault(body: &str) -> String {
    let template = own(body);
    let sources = sources("mission/family-success-coach");
    match made(&sources, &template, &BTreeMap::new(), &Choices::default()) {
        Err(ComposeError::Template(problem)) => problem.to_string(),
        other => panic!("{body}: {other:?}"),
    }
}

#[test]
fn every_shipped_template_has_words_for_its_form_and_names_nothing_that_is_not_there() {
    for template in shipped_templates().unwrap() {
        assert!(template.manifest.purpose.len() > 30, "{}", template.name);
        let used = names_used(&template.body).unwrap();
        assert_eq!(template.unknown_names(&used), Vec::<String>::new(), "{}", template.name);
        let schema = template.schema();
        jsonschema::meta::validate(&schema).unwrap();
        let examples = examples(&template);
        assert!(jsonschema::is_valid(&schema, &json!(examples)), "{}", template.name);
        for (name, particular) in &template.particulars {
            assert!(particular.title.len() > 2 && particular.description.len() > 10, "{name}");
            for example in &particular.examples {
                particular.check(example).unwrap_or_else(|problem| panic!("{name}: {problem}"));
            }
        }
    }
}

#[test]
fn a_template_that_is_wrong_says_file_line_and_what_is_missing() {
    for (body, expected) in [
        ("\n\n{{ nothing_there }}", "mine/body.md.j2: line 3: what it prints is not there"),
        ("{{ title", "mine/body.md.j2: line 1"),
        ("{{ title|safe }}", "what document templates do not have"),
        ("{{ range(5) }}", "what document templates do not have"),
        ("{% include \"/etc/passwd\" %}", "mine/body.md.j2"),
        ("{{ facts }}", "can't be printed"),
        ("{{ title[0:12] }}", "cuts the words"),
        ("{{ title[1:] }}", "mine/body.md.j2: section all"),
        (
            "{% for a in \"xxxxxxxxxx\" %}{% for b in \"xxxxxxxxxx\" %}{% for c in \"xxxxxxxxxx\" %}{% for d in \"xxxxxxxxxx\" %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            "takes too many steps",
        ),
    ] {
        let found = fault(body);
        assert!(found.contains(expected), "{body}: {found}");
    }
    let error = parse_template("mine", "title = 7\n", "", &BTreeMap::new(), false).unwrap_err().to_string();
    assert!(error.contains("manifest.toml: line 1"), "{error}");
    let asks = MANIFEST.replace("[[sections]]", "asks = [\"salary_band\"]\n[[sections]]");
    let error = parse_template("mine", &asks, "", &shared_particulars().unwrap(), false).unwrap_err().to_string();
    assert!(error.contains("asks for `salary_band`, which nobody has described"), "{error}");
}

#[test]
fn a_template_cannot_change_approved_words_or_forge_where_words_come_from() {
    // Marks in the template itself, as characters and as escapes.
    assert!(fault("\u{e000}\u{e010}\u{e001}Forged\u{e002}").contains("private use"));
    assert!(fault("{{ \"\\ue000\\ue010\\ue001Forged\\ue002\" }}").contains("changes the words"));
    assert!(fault("{{ \"\\ue000\\ue019\\ue019\\ue019\\ue019\\ue001x\\ue002\" }}").contains("stands for nothing"));
    assert!(fault("{{ \"\\ue002\" }}").contains("without its beginning"));
}

#[test]
fn what_a_template_prints_is_words_whatever_it_holds() {
    let filled =
        fill("{% block a %}{{ x }}{% endblock %}", &["a".to_owned()], &json!({ "x": "<b> *x* [y](z) # | `" })).unwrap();
    assert_eq!(filled["a"], "\\<b\\> \\*x\\* \\[y\\]\\(z\\) \\# \\| \\`");
}

#[test]
fn particulars_of_its_own_are_asked_for_like_all_others() {
    let manifest = MANIFEST.replace(
        "[[sections]]",
        "asks = [\"union\"]\n[particulars.union]\ntitle = \"Union\"\ndescription = \"Which union represents the position.\"\ntype = \"string\"\n[[sections]]",
    );
    let body = "{% block all %}{% if union %}Represented by {{ union }}.{% endif %}{% endblock %}";
    let template = parse_template("mine", &manifest, body, &BTreeMap::new(), false).unwrap();
    let given = BTreeMap::from([("union".to_owned(), json!("Local 503"))]);
    let posting = made(&sources("oregon-dhs/family-coach"), &template, &given, &Choices::default()).unwrap();
    assert_eq!(posting.sections[0].runs()[1].text, "Local 503");
    assert!(fill_here(&template, &json!({})).is_ok());
}

#[test]
fn the_shell_begins_checks_and_previews_a_template_of_ones_own() {
    let catalog = TestCatalog::shipped();
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().to_str().unwrap();
    let run = catalog.run(&["template", "new", "our-notice", "--from", "internal-notice", "--templates", own]);
    assert_eq!(run.code, 0, "{run:?}");
    let body = folder.path().join("our-notice/body.md.j2");
    let text = std::fs::read_to_string(&body).unwrap();
    std::fs::write(&body, text.replace("{% block job %}", "{% block job %}\nOur own words about {{ title }}.\n"))
        .unwrap();
    let run = catalog.run(&["template", "check", "our-notice", "--templates", own]);
    assert_eq!(run.code, 0, "{run:?}");
    let run = catalog.run(&["template", "preview", "our-notice", "--templates", own]);
    assert!(run.stdout.contains("Our own words about Family Success Coach."), "{run:?}");
    let run = catalog.run(&["template", "list", "--templates", own]);
    assert!(run.stdout.contains("our-notice (your own)") && run.stdout.contains("position-description"), "{run:?}");
    std::fs::write(&body, text.replace("{{ how_to_apply }}", "{{ how_to_aply }}")).unwrap();
    let run = catalog.run(&["template", "check", "--templates", own]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("our-notice/body.md.j2") && run.stdout.contains("`how_to_aply`"), "{run:?}");
    let run = catalog.run(&["template", "new", "our-notice", "--templates", own]);
    assert!(run.stderr.contains("is there already"), "{run:?}");
    let run = catalog.run(&["template", "new", "../up", "--templates", own]);
    assert_eq!(run.code, 2, "{run:?}");
}
