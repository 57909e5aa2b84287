//! What the catalog knows that a file does not: which roles resemble a new one, which kinds of work a duty is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::employer::employer;
use super::kin::{DutyWords, Kin, kin};
use crate::app::error::AppError;
use crate::app::search::SearchService;
use crate::catalog::store::{CatalogReader, StoreError};
use crate::model::identifier::OrganisationId;
use crate::model::organisation::Organisation;
use crate::model::role::Role;
use crate::search::request::SearchRequest;
use crate::vocabulary::activities::ActivityRules;

/// What the catalog knows of a role that is not in it.
pub trait Surroundings {
    /// The kinds of work that a duty is about, primary first.
    fn activities(&self, duty: &str) -> Vec<String>;

    /// The organisation that a file means by `name`; none when no name can be made of it.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn organisation(&self, name: &str) -> Result<Option<OrganisationId>, AppError>;

    /// The roles whose duties say nearly the same, the most similar first.
    ///
    /// # Errors
    /// When the catalog can't be read.
    fn kin(&self, role: &Role) -> Result<Vec<Kin>, AppError>;
}

/// The catalog read once, for many files.
pub struct WholeCatalog {
    roles: Vec<DutyWords>,
    organisations: BTreeMap<OrganisationId, Arc<Organisation>>,
    rules: ActivityRules,
}

impl WholeCatalog {
    /// Reads the catalog.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read(store: &(impl CatalogReader + ?Sized)) -> Result<Self, StoreError> {
        let snapshot = store.snapshot()?;
        let roles = snapshot.roles.values().filter_map(|history| DutyWords::of(history)).collect();
        let rules = ActivityRules::new(&snapshot.vocabulary);
        Ok(Self { roles, organisations: snapshot.organisations, rules })
    }
}

impl Surroundings for WholeCatalog {
    fn activities(&self, duty: &str) -> Vec<String> {
        let found = self.rules.activities_of(duty, "", &[]);
        found.into_iter().map(|found| found.activity.to_owned()).collect()
    }

    fn organisation(&self, name: &str) -> Result<Option<OrganisationId>, AppError> {
        Ok(employer(&self.organisations, name))
    }

    fn kin(&self, role: &Role) -> Result<Vec<Kin>, AppError> {
        Ok(kin(self.roles.iter(), role))
    }
}

/// The catalog behind its search index: one role is brought, and only those that are likely are looked at.
pub struct SearchedCatalog<'a, C: ?Sized> {
    /// The roles.
    pub catalog: &'a C,
    /// Search over them.
    pub search: &'a SearchService,
    /// The day on which roles apply.
    pub today: Date,
}

/// So many of the roles that search finds are looked at.
const LOOKED_AT: usize = 12;
/// So many words of the duties are searched for.
const WORDS: usize = 60;

impl<C: CatalogReader + ?Sized> Surroundings for SearchedCatalog<'_, C> {
    fn activities(&self, duty: &str) -> Vec<String> {
        self.search.activities(duty, "", &[]).into_iter().map(|(id, _)| id).collect()
    }

    fn organisation(&self, name: &str) -> Result<Option<OrganisationId>, AppError> {
        Ok(employer(&self.catalog.organisations()?, name))
    }

    fn kin(&self, role: &Role) -> Result<Vec<Kin>, AppError> {
        let duties = role.duties();
        let words = duties.iter().flat_map(|duty| {
            let text = duty.text.to_plain();
            text.split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.len() > 3)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        let query: Vec<String> = std::iter::once(role.title.to_plain()).chain(words.take(WORDS)).collect();
        let request =
            SearchRequest { limit: LOOKED_AT, passages: 0, ..SearchRequest::new(query.join(" "), self.today) };
        // While there is no index, nobody can say.
        let Ok(page) = self.search.search(&request) else { return Ok(Vec::new()) };
        let mut roles = Vec::new();
        for hit in page.hits {
            roles.extend(DutyWords::of(&self.catalog.role(&hit.role.id)?));
        }
        Ok(kin(roles.iter(), role))
    }
}
