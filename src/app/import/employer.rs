//! Which organisation of the catalog a file names.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::identifier::{OrganisationId, slug_of};
use crate::model::organisation::Organisation;

/// A name that stands within a longer one has at least so many words.
const FEWEST_WORDS: usize = 2;

/// The organisation that somebody means who writes `name`: its id, its name, or its name with more behind or before it,
/// for example a place in brackets or a legal form. One that the catalog does not have gets a name of its own.
pub(super) fn employer(
    organisations: &BTreeMap<OrganisationId, Arc<Organisation>>,
    name: &str,
) -> Option<OrganisationId> {
    let own: Option<OrganisationId> = slug_of(name).and_then(|slug| slug.parse().ok());
    if own.as_ref().is_some_and(|id| organisations.contains_key(id)) {
        return own;
    }
    let written = words(name);
    let known = organisations.iter().map(|(id, organisation)| (id, words(&organisation.name.to_plain())));
    let meant = known.filter(|(_, known)| {
        *known == written
            || (known.len() >= FEWEST_WORDS && written.windows(known.len()).any(|part| part == known.as_slice()))
    });
    meant.max_by_key(|(_, known)| known.len()).map(|(id, _)| id.clone()).or(own)
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
