//! Which of the facts that are data have changed.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};
use similar::{Algorithm, capture_diff_slices};

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
    let value = |facts: &Facts| serde_json::to_value(facts).unwrap_or_default();
    let mut changes = Vec::new();
    compare("", &value(before), &value(after), &mut changes);
    changes.sort_by(|one, other| one.fact.cmp(&other.fact));
    changes
}

fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<FactChange>) {
    if before == after {
        return;
    }
    let step = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (before, after) {
        (Value::Object(_) | Value::Null, Value::Object(_) | Value::Null) => {
            let fields =
                |value: &Value| value.as_object().into_iter().flat_map(Map::keys).cloned().collect::<BTreeSet<_>>();
            for name in &fields(before) | &fields(after) {
                compare(&step(&name), before.get(&name).unwrap_or(&NONE), after.get(&name).unwrap_or(&NONE), changes);
            }
        }
        _ if is_list_of_records(before) || is_list_of_records(after) => {
            let entries = |value: &Value| value.as_array().cloned().unwrap_or_default();
            let (before, after) = (entries(before), entries(after));
            for (at, one, other) in aligned(&before, &after) {
                compare(&step(&at.to_string()), one, other, changes);
            }
        }
        (Value::Object(_), _) | (_, Value::Object(_)) => {
            compare(path, before, &NONE, changes);
            compare(path, &NONE, after, changes);
        }
        _ => changes.push(FactChange { fact: path.to_owned(), before: words(before), after: words(after) }),
    }
}

const NONE: Value = Value::Null;

fn is_list_of_records(value: &Value) -> bool {
    value.as_array().is_some_and(|entries| entries.iter().any(|entry| entry.is_object() || entry.is_array()))
}

/// The entries that differ between two lists, each with its place: one put in front of others changes none of them.
fn aligned<'a>(before: &'a [Value], after: &'a [Value]) -> Vec<(usize, &'a Value, &'a Value)> {
    let keys = |entries: &[Value]| entries.iter().map(Value::to_string).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(before), &keys(after)) {
        let (old, new) = (op.old_range(), op.new_range());
        for step in 0..old.len().max(new.len()) {
            let one = old.clone().nth(step).and_then(|index| before.get(index)).unwrap_or(&NONE);
            let other = new.clone().nth(step).and_then(|index| after.get(index)).unwrap_or(&NONE);
            let at = if step < new.len() { new.start + step } else { old.start + step };
            pairs.push((at, one, other));
        }
    }
    pairs
}

/// A value in words; none when nothing is stated.
fn words(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Array(values) => values.iter().filter_map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    })
}
