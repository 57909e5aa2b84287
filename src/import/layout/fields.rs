//! Several fields on one line, apart by wide gaps: `Class Code: 4417          FLSA: Non-Exempt`.

use super::Piece;
use super::looks::label_and_value;
use crate::import::lexicon;
use crate::import::line::Line;

/// The pieces with every line of several fields taken apart.
pub(super) fn apart(pieces: &[Piece]) -> Vec<Piece> {
    let mut result = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match fields_of(&piece.line.text).filter(|_| piece.fixed.is_none()) {
            Some(fields) => result.extend(fields.into_iter().map(|text| Piece {
                line: Line { text, ..piece.line.clone() },
                fixed: None,
                ends: true,
            })),
            None => result.push(piece.clone()),
        }
    }
    result
}

/// The fields of a line, if it consists of several.
fn fields_of(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if text.matches(':').count() < 2 || !(text.contains("   ") || text.contains('\t')) {
        return None;
    }
    let parts = text.split("   ").flat_map(|part| part.split('\t')).map(str::trim).filter(|part| !part.is_empty());
    let mut fields: Vec<String> = Vec::new();
    for part in parts {
        match fields.last_mut().filter(|last| last.ends_with(':')) {
            Some(label) => {
                label.push(' ');
                label.push_str(part);
            }
            None => fields.push(part.to_owned()),
        }
    }
    let known = |field: &String| label_and_value(field).is_some_and(|(label, _)| lexicon::label(label).is_some());
    (fields.len() >= 2 && fields.iter().all(known)).then_some(fields)
}
