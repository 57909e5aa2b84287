//! What the index is filled with: the documents of roles, in the words of the catalog's vocabulary.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::identifier::OrganisationId;
use crate::model::organisation::Organisation;
use crate::model::snapshot::RoleHistory;
use crate::model::vocabulary::Vocabulary;
use crate::search::document::{SearchDocument, Surroundings};
use crate::search::index::Writing;
use crate::search::query::Fact;
use crate::search::{Analyzer, IndexError};
use crate::vocabulary::activities::ActivityRules;
use crate::vocabulary::synonyms::SynonymRules;

/// The catalog's vocabulary, ready to be used.
pub(super) struct Words {
    pub(super) activities: ActivityRules,
    synonyms: Arc<SynonymRules>,
    /// The names of the work activities, in the order of the vocabulary.
    pub(super) names: Vec<String>,
}

impl Words {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        Self {
            activities: ActivityRules::new(vocabulary),
            synonyms: Arc::new(SynonymRules::new(vocabulary)),
            names: vocabulary.activities.iter().map(|activity| activity.id.clone()).collect(),
        }
    }

    pub(super) fn analyzer(&self) -> Analyzer {
        Analyzer::english(Arc::clone(&self.synonyms))
    }
}

pub(super) type Organisations = BTreeMap<OrganisationId, Arc<Organisation>>;

/// Puts a role into the index that is being written; `files` says how its published files stand. Of a role that has no
/// such files there is nothing to say.
///
/// # Errors
/// What the disk said.
pub(super) fn add_role(
    writing: &mut Writing<'_>,
    history: &RoleHistory,
    files: Option<u64>,
    organisations: &Organisations,
    words: &Words,
) -> Result<(), IndexError> {
    let Some(digest) = files else { return Ok(()) };
    let organisation = history.id.organisation();
    let name = organisation
        .parse::<OrganisationId>()
        .ok()
        .and_then(|id| organisations.get(&id))
        .map_or_else(|| organisation.to_owned(), |organisation| organisation.name.to_plain());
    let activities = |text: &str, group: &str, stated: &[String]| {
        let found = words.activities.activities_of(text, group, stated);
        found.into_iter().map(|found| found.activity.to_owned()).collect()
    };
    let surroundings = Surroundings { organisation: &name, activities: &activities };
    let documents = SearchDocument::of_history(history, digest, surroundings);
    if history.is_broken() || documents.is_empty() {
        writing.note_unclear(history.id.clone(), digest);
    }
    documents.iter().try_for_each(|document| writing.add(document))
}

/// Names for people, by fact and by name in addresses.
pub(super) type Labels = BTreeMap<Fact, BTreeMap<String, String>>;

/// The names for people of organisations and work activities.
pub(super) fn labels(vocabulary: &Vocabulary, organisations: &Organisations) -> Labels {
    let activities = vocabulary.activities.iter().map(|activity| (activity.id.clone(), activity.name.clone()));
    let organisations = organisations.iter().map(|(id, organisation)| (id.to_string(), organisation.name.to_plain()));
    Labels::from([(Fact::Activity, activities.collect()), (Fact::Organisation, organisations.collect())])
}
