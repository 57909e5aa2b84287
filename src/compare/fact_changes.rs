//! Which of the facts that are data have changed.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::model::facts::Facts;

/// A fact that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactChange {
    /// The fact's path, for example `caseload.size.at_least`.
    pub fact: String,
    /// Its value before; none when it was not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its value after; none when it is no longer stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The facts that differ, in the order of their paths.
pub(super) fn between(before: &Facts, after: &Facts) -> Vec<FactChange> {
    let before = flattened(before);
    let mut after = flattened(after);
    let mut changes = Vec::new();
    for (fact, value) in before {
        let now = after.remove(&fact);
        if now.as_ref() != Some(&value) {
            changes.push(FactChange { fact, before: Some(value), after: now });
        }
    }
    changes.extend(after.into_iter().map(|(fact, value)| FactChange { fact, before: None, after: Some(value) }));
    changes.sort_by(|one, other| one.fact.cmp(&other.fact));
    changes
}

fn flattened(facts: &Facts) -> BTreeMap<String, String> {
    let mut flat = BTreeMap::new();
    if let Ok(value) = serde_json::to_value(facts) {
        flatten("", &value, &mut flat);
    }
    flat
}

fn flatten(path: &str, value: &Value, flat: &mut BTreeMap<String, String>) {
    let step = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| flatten(&step(name), value, flat)),
        Value::Array(values) if values.iter().any(|value| value.is_object() || value.is_array()) => {
            values.iter().enumerate().for_each(|(index, value)| flatten(&step(&index.to_string()), value, flat));
        }
        Value::Array(values) => {
            flat.insert(path.to_owned(), values.iter().map(words).collect::<Vec<_>>().join(", "));
        }
        Value::Null => {}
        scalar => {
            flat.insert(path.to_owned(), words(scalar));
        }
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}
