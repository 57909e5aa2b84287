//! Decoding that goes on after a mistake: what does not fit is reported, taken out, and the rest is tried again.

use serde::Deserialize;

use super::deserializer::{Misfit, MisfitKind};
use super::node::{Content, Node};
use crate::catalog::format::source_text::SourceText;
use crate::model::finding::Finding;

/// After so many mistakes in one tree the rest is not looked at.
const MOST_MISTAKES: usize = 100;

/// Decodes `node`, adding a finding for every mistake; `None` when what is left is not enough for a value.
pub(crate) fn decode<T>(node: &Node<'_>, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<T>
where
    T: for<'de> Deserialize<'de>,
{
    T::deserialize(node).ok().or_else(|| decode_what_fits(node.clone(), source, findings))
}

fn decode_what_fits<T>(mut node: Node<'_>, source: &SourceText<'_>, findings: &mut Vec<Finding>) -> Option<T>
where
    T: for<'de> Deserialize<'de>,
{
    for _ in 0..MOST_MISTAKES {
        let misfit = match T::deserialize(&node) {
            Ok(value) => return Some(value),
            Err(misfit) => misfit,
        };
        let id = misfit.node.unwrap_or(node.id);
        let (span, known) = match node.find(id) {
            Some(found) => (found.span.clone(), found.has_removed(&misfit.kind)),
            None => (node.span.clone(), false),
        };
        if !known {
            findings.push(finding_of(misfit, span.start, source));
        }
        if !node.remove(id) {
            return None;
        }
    }
    None
}

fn finding_of(misfit: Misfit, at: usize, source: &SourceText<'_>) -> Finding {
    let message = misfit.to_string();
    let (code, advice) = match misfit.kind {
        MisfitKind::UnknownField { field, expected } => ("unknown-field", choices(&field, expected)),
        MisfitKind::UnknownVariant { variant, expected } => ("unknown-value", choices(&variant, expected)),
        MisfitKind::MissingField(field) => ("missing-field", format!("add `{field}: …` here")),
        MisfitKind::Other(_) => {
            ("bad-value", "correct the value; `rolebook schema` says what each field takes".to_owned())
        }
    };
    source.finding_at(at, Finding::error(code, message)).advising(advice)
}

/// "did you mean `title`?" where one of the expected names is near, and the list of them.
fn choices(given: &str, expected: &[&str]) -> String {
    let near = expected
        .iter()
        .map(|name| (strsim::osa_distance(given, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4);
    let list = expected.join(", ");
    match near {
        Some((_, name)) => format!("did you mean `{name}`? possible here: {list}"),
        None if expected.is_empty() => "nothing can stand here; remove it".to_owned(),
        None => format!("possible here: {list}"),
    }
}

impl Node<'_> {
    fn find(&self, id: u32) -> Option<&Self> {
        if self.id == id {
            return Some(self);
        }
        match &self.content {
            Content::Scalar { .. } => None,
            Content::Sequence(nodes) => nodes.iter().find_map(|node| node.find(id)),
            Content::Mapping(mapping) => {
                mapping.entries.iter().find_map(|(key, value)| key.find(id).or_else(|| value.find(id)))
            }
        }
    }

    /// Whether the field that is missing was there, and has been reported already.
    fn has_removed(&self, kind: &MisfitKind) -> bool {
        match (&self.content, kind) {
            (Content::Mapping(mapping), MisfitKind::MissingField(field)) => {
                mapping.removed.iter().any(|removed| removed == field)
            }
            // All that it had was taken out.
            (Content::Mapping(mapping), MisfitKind::Other(_)) => {
                mapping.entries.is_empty() && !mapping.removed.is_empty()
            }
            _ => false,
        }
    }

    /// Takes the list entry or the field out that holds the node `id`; false if that is the root itself.
    fn remove(&mut self, id: u32) -> bool {
        match &mut self.content {
            Content::Scalar { .. } => false,
            Content::Sequence(nodes) => {
                let before = nodes.len();
                nodes.retain(|node| node.id != id);
                nodes.len() < before || nodes.iter_mut().any(|node| node.remove(id))
            }
            Content::Mapping(mapping) => {
                if let Some(index) = mapping.entries.iter().position(|(key, value)| key.id == id || value.id == id) {
                    let (key, _) = mapping.entries.remove(index);
                    mapping.removed.extend(key.as_str().map(str::to_owned));
                    return true;
                }
                mapping.entries.iter_mut().any(|(_, value)| value.remove(id))
            }
        }
    }
}
