//! The roles of a file written as drafts. Nothing that is there is ever overwritten.

use schemars::JsonSchema;
use serde::Serialize;

use super::kin::Kin;
use super::reading::Reading;
use super::surroundings::Surroundings;
use crate::app::error::AppError;
use crate::catalog::store::{CatalogReader, CatalogStore};
use crate::model::identifier::{OrganisationId, RoleId, slug_of};
use crate::model::revision::{Draft, DraftStamp};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::source::{FactOrigin, FactStatus};
use crate::model::text::Text;

/// What became of one role of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Written {
    /// The draft's name, when it has one.
    pub id: Option<RoleId>,
    /// Its title.
    pub title: String,
    /// The revision that the draft changes, when the role is in the catalog.
    pub revises: Option<u32>,
    /// Roles whose duties say nearly the same.
    pub resembles: Vec<Kin>,
    /// Why it was not written; absent when it was.
    pub refused: Option<String>,
}

/// Where a role goes in the catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Destination {
    /// Its name there.
    pub id: RoleId,
    /// Whose role it is.
    pub organisation: OrganisationId,
    /// The revision that it changes, if it is there already.
    pub stamp: DraftStamp,
}

/// Where a role with this title goes: to the role that it is a newer version of, or to one of its own.
///
/// # Errors
/// What can't be a name, in words; what the store said.
pub fn destination(
    catalog: &(impl CatalogReader + ?Sized),
    organisation: &OrganisationId,
    title: &str,
    revises: Option<&RoleId>,
) -> Result<Result<Destination, String>, AppError> {
    let id = match revises {
        Some(id) => id.clone(),
        None => {
            let Some(name) = slug_of(title) else {
                return Ok(Err("no title was found of which a name can be made".to_owned()));
            };
            match format!("{organisation}/{name}").parse::<RoleId>() {
                Ok(id) => id,
                Err(why) => return Ok(Err(why.to_string())),
            }
        }
    };
    let history = catalog.role(&id)?;
    let stamp = history.newest().map_or_else(DraftStamp::default, |newest| DraftStamp {
        revises: Some(newest.stamp.number),
        parent: Some(newest.stamp.hash.clone()),
    });
    Ok(Ok(Destination { id, organisation: organisation.clone(), stamp }))
}

/// A role as a draft of what it is to become.
pub fn draft_of(mut role: Role, destination: &Destination) -> Draft {
    role.facts.organisation = Some(destination.organisation.clone());
    Draft { id: destination.id.clone(), stamp: destination.stamp.clone(), role }
}

/// Keeps a draft, where there is none yet; why not, in words, where there is.
pub fn write_draft(store: &dyn CatalogStore, draft: &Draft) -> Result<(), String> {
    store.write_draft(draft, false).map_err(|why| why.to_string())
}

/// Writes the roles of a file as drafts of `into`, or of the organisation that the file names.
///
/// # Errors
/// What the store said of reading the catalog. What it says of a single draft is in the answer.
pub fn write_drafts(
    store: &dyn CatalogStore,
    surroundings: &dyn Surroundings,
    reading: &Reading,
    into: Option<&OrganisationId>,
) -> Result<Vec<Written>, AppError> {
    let mut written = Vec::new();
    for (at, role) in reading.roles.iter().enumerate() {
        let organisation = match (into, reading.employer(at)) {
            (Some(into), _) => Some(into.clone()),
            (None, Some(name)) => surroundings.organisation(name)?,
            (None, None) => None,
        };
        let role = prepared(role.clone(), &reading.file, surroundings);
        written.push(write_one(store, surroundings, role, organisation.as_ref())?);
    }
    Ok(written)
}

fn write_one(
    store: &dyn CatalogStore,
    surroundings: &dyn Surroundings,
    role: Role,
    organisation: Option<&OrganisationId>,
) -> Result<Written, AppError> {
    let title = role.title.to_plain();
    let resembles = surroundings.kin(&role)?;
    let mut written = Written { id: None, title, revises: None, resembles, refused: None };
    let Some(organisation) = organisation else {
        written.refused = Some("the file does not say whose role it is; name the organisation with --into".to_owned());
        return Ok(written);
    };
    let same_house = written.resembles.iter().find(|kin| kin.id.organisation() == organisation.as_str());
    match destination(store, organisation, &written.title, same_house.map(|kin| &kin.id))? {
        Ok(destination) => {
            written.revises = destination.stamp.revises;
            written.refused = write_draft(store, &draft_of(role, &destination)).err();
            written.id = Some(destination.id);
        }
        Err(why) => written.refused = Some(why),
    }
    Ok(written)
}

/// A role with what only the catalog and the file's name know: a title where none was printed, and the kinds of work of
/// its duties.
pub fn prepared(mut role: Role, file: &str, surroundings: &dyn Surroundings) -> Role {
    if role.title.is_empty() {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        role.title = Text::from_plain(&stem.replace(['_', '-'], " "));
        let note = Some("The document prints no title; this is the file's name.".to_owned());
        role.facts
            .provenance
            .insert("title".to_owned(), FactOrigin { status: FactStatus::Inferred, lines: None, printed: None, note });
    }
    role.for_each_item_mut(|kind, item| {
        if kind == SectionKind::Duties && item.note.activities.is_empty() {
            item.note.activities = surroundings.activities(&item.text.to_plain());
        }
    });
    role
}
