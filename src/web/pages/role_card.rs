//! A role in short, as lists show it: title, whose it is, the facts that matter in a line.

use serde::Serialize;

use crate::search::page::RoleCard;
use crate::web::address::Address;

/// An entry of a list of roles.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CardView {
    id: String,
    address: String,
    title: String,
    organisation: String,
    organisation_address: String,
    sites: String,
    kind: Option<&'static str>,
    effective: String,
    revision: u32,
    facts: Vec<CardFact>,
}

/// A fact in a few words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CardFact {
    name: &'static str,
    words: String,
}

impl CardView {
    /// The entry of `card`.
    pub(super) fn new(card: &RoleCard) -> Self {
        Self::at(card, None)
    }

    /// The entry of `card`; with the number of a revision, its link leads to that one.
    pub(super) fn at(card: &RoleCard, revision: Option<u32>) -> Self {
        let mut facts = Vec::new();
        let mut add = |name, words: Option<String>| {
            facts.extend(words.filter(|words| !words.is_empty()).map(|words| CardFact { name, words }));
        };
        let listed = |words: &[String]| Some(words.join(", "));
        add("Caseload", card.caseload.as_deref().map(size));
        add("Education", card.education.clone());
        add("Experience", card.experience.clone());
        add("Licence", listed(&card.licenses));
        add("Conditions", listed(&card.conditions));
        Self {
            id: card.id.to_string(),
            address: Address::role(&card.id, revision).into(),
            title: titled(&card.title, card.id.as_str()),
            organisation: card.organisation.clone(),
            organisation_address: format!("/organisations/{}", card.id.organisation()),
            sites: card.sites.join("; "),
            kind: card.kind.map(crate::model::facts::Kind::words),
            effective: card.effective.clone(),
            revision: card.revision,
            facts,
        }
    }
}

/// A caseload in words, beside its name: "35–40 students".
pub(super) fn size(words: &str) -> String {
    words.strip_prefix("caseload of ").unwrap_or(words).to_owned()
}

/// A title, or the name in the catalog where there is none.
pub(super) fn titled(title: &str, id: &str) -> String {
    if title.trim().is_empty() { id.to_owned() } else { title.to_owned() }
}
