//! A posting as JSON: the document itself, with its origins.

use crate::posting::document::Posting;

/// The posting as JSON.
pub fn render_json(posting: &Posting) -> Vec<u8> {
    // Maps with keys of words, numbers that are finite: nothing in a posting can fail to become JSON.
    let mut json = serde_json::to_vec_pretty(posting).unwrap_or_default();
    json.push(b'\n');
    json
}
