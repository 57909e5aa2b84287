//! Whether what a posting was made from has moved on.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::remake::history_of;
use crate::app::error::AppError;
use crate::app::posting_templates::PostingTemplates;
use crate::catalog::format::write_organisation;
use crate::catalog::store::CatalogReader;
use crate::model::identifier::TextHash;
use crate::model::organisation::Organisation;
use crate::model::posting::{KeptPosting, PostingStatus};
use crate::model::snapshot::RoleHistory;

/// What has moved on since a posting was made. One that is closed is never behind: it is history.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Behind {
    /// The revision of the role that is in force now, if it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Whether the role is out of use.
    pub retired: bool,
    /// Whether the template says something else now.
    pub template: bool,
    /// Whether the organisation says something else of itself now.
    pub organisation: bool,
}

impl Behind {
    /// Whether anything has moved on.
    pub fn is_behind(&self) -> bool {
        *self != Self::default()
    }

    /// What has moved on, in words.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        words.extend(self.revision.map(|number| format!("the role has revision {number}")));
        words.extend(self.retired.then(|| "the role is out of use".to_owned()));
        words.extend(self.template.then(|| "the template has changed".to_owned()));
        words.extend(self.organisation.then(|| "the organisation’s own words have changed".to_owned()));
        words
    }
}

/// What has moved on in the catalog since `kept` was made, on the day `on`.
///
/// # Errors
/// What the store said.
pub fn how_it_stands(
    catalog: &(impl CatalogReader + ?Sized),
    kept: &KeptPosting,
    templates: &PostingTemplates,
    on: Date,
) -> Result<Behind, AppError> {
    let organisation = catalog.organisation(&kept.facts.role.organisation_id())?;
    Ok(behind(kept, &history_of(catalog, kept)?, organisation.as_deref(), templates, on))
}

/// What has moved on since `kept` was made, on the day `on`. A template that nobody knows here is taken to be as it was.
pub(super) fn behind(
    kept: &KeptPosting,
    history: &RoleHistory,
    organisation: Option<&Organisation>,
    templates: &PostingTemplates,
    on: Date,
) -> Behind {
    let facts = &kept.facts;
    if facts.status == PostingStatus::Closed {
        return Behind::default();
    }
    let now = history.as_of(on);
    let retired = now.is_some_and(|revision| !revision.stamp.status.is_in_force());
    // A posting may be made of a revision that is not in force yet; only a later one leaves it behind.
    let revision = now.map(|revision| revision.stamp.number).filter(|number| *number > facts.revision && !retired);
    let template = templates.usable.iter().find(|template| template.name == facts.template);
    let text = organisation.map(write_organisation);
    Behind {
        revision,
        retired,
        template: template.is_some_and(|template| template.hash != facts.template_hash.as_str()),
        organisation: text.as_deref().map(TextHash::of) != facts.texts.organisation,
    }
}
