//! What an index says of itself: which catalog it was made from, and by which program.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::identifier::RoleId;

/// Changes with every change of the index's fields or of what is put into them.
const FORMAT: u32 = 5;

/// What an index was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStamp {
    /// The state of the catalog, as its store names it.
    pub catalog: u64,
    /// The state of what all roles share: organisations and vocabulary.
    pub shared: u64,
    /// How many documents the index holds.
    pub documents: u64,
    /// The roles whose documents, if there are any, do not tell how they stand: some of their files are broken, or they are
    /// in force on no day. With each, what the index has of its files.
    pub unclear: BTreeMap<RoleId, u64>,
}

/// The stamp as it is kept with each commit.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    format: u32,
    program: String,
    literal: bool,
    stamp: IndexStamp,
    check: String,
}

fn check(literal: bool, stamp: &IndexStamp) -> String {
    let unclear: Vec<String> = stamp.unclear.iter().map(|(role, digest)| format!("{role} {digest}")).collect();
    let text = format!(
        "{FORMAT} {} {literal} {} {} {} {}",
        env!("CARGO_PKG_VERSION"),
        stamp.catalog,
        stamp.shared,
        stamp.documents,
        unclear.join(" ")
    );
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

impl IndexStamp {
    /// The stamp as text for a commit.
    pub(super) fn to_payload(&self, literal: bool) -> String {
        let payload = Payload {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            literal,
            stamp: self.clone(),
            check: check(literal, self),
        };
        serde_json::to_string(&payload).unwrap_or_default()
    }

    /// The stamp of a commit, if it was made by this version of the program in this way, and is whole.
    pub(super) fn of_payload(payload: &str, literal: bool) -> Option<Self> {
        let payload: Payload = serde_json::from_str(payload).ok()?;
        let ours = payload.format == FORMAT
            && payload.program == env!("CARGO_PKG_VERSION")
            && payload.literal == literal
            && payload.check == check(literal, &payload.stamp);
        ours.then_some(payload.stamp)
    }
}
