//! The roles of a file written as drafts. Nothing that is there is ever overwritten.

use serde::Serialize;

use super::kin::{Kin, kin};
use super::reading::Reading;
use crate::app::error::AppError;
use crate::catalog::store::CatalogStore;
use crate::model::identifier::{OrganisationId, RoleId, is_slug};
use crate::model::revision::{Draft, DraftStamp};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::snapshot::Snapshot;
use crate::model::source::{FactOrigin, FactStatus};
use crate::model::text::Text;
use crate::vocabulary::activities::ActivityRules;

/// What became of one role of a file.
#[derive(Debug, Serialize)]
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

/// Writes the roles of a file as drafts of `into`, or of the organisation that the file names.
///
/// # Errors
/// What the store said of reading the catalog. What it says of a single draft is in the answer.
pub fn write_drafts(
    store: &dyn CatalogStore,
    reading: &Reading,
    into: Option<&OrganisationId>,
) -> Result<Vec<Written>, AppError> {
    let snapshot = store.snapshot()?;
    let activities = ActivityRules::new(&snapshot.vocabulary);
    let named = reading.facts.get("organization").and_then(|name| name.as_str()).and_then(slug);
    let organisation = into.cloned().or_else(|| named.and_then(|name| name.parse().ok()));
    let mut written = Vec::new();
    for role in &reading.roles {
        let mut role = role.clone();
        prepare(&mut role, reading, &activities);
        written.push(write_one(store, &snapshot, role, organisation.as_ref()));
    }
    Ok(written)
}

fn write_one(
    store: &dyn CatalogStore,
    snapshot: &Snapshot,
    mut role: Role,
    organisation: Option<&OrganisationId>,
) -> Written {
    let title = role.title.to_plain();
    let resembles = kin(snapshot, &role);
    let mut written = Written { id: None, title, revises: None, resembles, refused: None };
    let Some(organisation) = organisation else {
        written.refused = Some("the file does not say whose role it is; name the organisation with --into".to_owned());
        return written;
    };
    let Some(name) = slug(&written.title) else {
        written.refused = Some("no title was found, and none can be made of the file's name".to_owned());
        return written;
    };
    let same_house = written.resembles.iter().find(|kin| kin.id.organisation() == organisation.as_str());
    let id = match same_house {
        Some(kin) => Ok(kin.id.clone()),
        None => format!("{organisation}/{name}").parse::<RoleId>(),
    };
    let id = match id {
        Ok(id) => id,
        Err(why) => {
            written.refused = Some(why.to_string());
            return written;
        }
    };
    role.facts.organisation = Some(organisation.clone());
    let newest = snapshot.roles.get(&id).and_then(|history| history.newest());
    let stamp = newest.map_or_else(DraftStamp::default, |newest| DraftStamp {
        revises: Some(newest.stamp.number),
        parent: Some(newest.stamp.hash.clone()),
    });
    written.revises = stamp.revises;
    let draft = Draft { id: id.clone(), stamp, role };
    written.refused = store.write_draft(&draft, false).err().map(|why| why.to_string());
    written.id = Some(id);
    written
}

/// Gives a role what only the catalog knows: a title where none was printed, and the kinds of work of its duties.
fn prepare(role: &mut Role, reading: &Reading, activities: &ActivityRules) {
    if role.title.is_empty() {
        let stem = reading.file.rsplit_once('.').map_or(reading.file.as_str(), |(stem, _)| stem);
        role.title = Text::from_plain(&stem.replace(['_', '-'], " "));
        let note = Some("The document prints no title; this is the file's name.".to_owned());
        role.facts
            .provenance
            .insert("title".to_owned(), FactOrigin { status: FactStatus::Inferred, lines: None, printed: None, note });
    }
    role.for_each_item_mut(|kind, item| {
        if kind == SectionKind::Duties && item.note.activities.is_empty() {
            let words = item.text.to_plain();
            let found = activities.activities_of(&words, "", &[]);
            item.note.activities = found.into_iter().map(|found| found.activity.to_owned()).collect();
        }
    });
}

/// A name for the catalog, made of a title or an employer's name.
fn slug(words: &str) -> Option<String> {
    let mut slug = String::new();
    for character in words.to_lowercase().chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(64);
    let slug = slug.trim_matches('-').to_owned();
    is_slug(&slug).then_some(slug)
}
