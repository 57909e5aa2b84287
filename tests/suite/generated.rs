//! Generated files are what the program generates now, and the schema describes what it prints.

use rolebook::app::schema::role_schema;
use rolebook::model::facts::FACT_FIELDS;
use rolebook::model::organisation::ORGANISATION_FIELDS;
use serde_json::Value;

use crate::support::{TestCatalog, shipped_catalog};

#[test]
fn the_schema_in_the_catalog_is_the_one_that_the_program_prints() {
    let text = std::fs::read_to_string(shipped_catalog().join("role.schema.json")).unwrap();
    let shipped: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(shipped, role_schema(), "run `make gen`");
}

#[test]
fn every_shipped_role_is_valid_by_the_schema() {
    let validator = jsonschema::validator_for(&role_schema()).unwrap();
    let catalog = TestCatalog::shipped();
    let list: Value = serde_json::from_str(&catalog.run(&["list", "--json"]).stdout).unwrap();
    let mut roles = 0;
    for role in list.as_array().unwrap() {
        let shown = catalog.run(&["show", role["id"].as_str().unwrap(), "--json"]);
        let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&shown).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", role["id"]);
        roles += 1;
    }
    assert_eq!(roles, 10);
}

#[test]
fn the_schema_refuses_what_is_no_role() {
    let validator = jsonschema::validator_for(&role_schema()).unwrap();
    assert!(
        !validator.is_valid(&serde_json::json!({ "id": "hayward/coach", "title": 7, "sections": [], "duties": [] }))
    );
}

#[test]
fn the_lists_of_fields_that_provenance_may_name_are_those_of_the_types() {
    let fields_of = |schema: Value| -> Vec<String> {
        schema["properties"].as_object().unwrap().keys().filter(|name| *name != "provenance").cloned().collect()
    };
    let facts = schemars::schema_for!(rolebook::model::facts::Facts).to_value();
    let organisation = schemars::schema_for!(rolebook::model::organisation::OrganisationFacts).to_value();
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let ours = |names: &[&str]| sorted(names.iter().map(ToString::to_string).collect());
    assert_eq!(sorted(fields_of(facts)), ours(&FACT_FIELDS));
    assert_eq!(sorted(fields_of(organisation)), ours(&ORGANISATION_FIELDS));
}
