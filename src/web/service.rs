//! What the endpoints work with.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use super::day::Today;
use super::hosts::Hosts;
use super::kept::{Circumstances, KeptAnswers};
use super::limits::Limits;
use super::look::Looks;
use super::metrics::Metrics;
use super::problem::Problem;
use super::uploads::Uploads;
use crate::app::acting::{Acting, ActorName};
use crate::app::posting_templates::{PostingTemplates, read_templates};
use crate::app::published::PublishedCatalog;
use crate::app::search::SearchService;
use crate::catalog::posting_store::PostingStore;
use crate::catalog::store::CatalogStore;

/// What the endpoints work with. Drafts are out of the reach of those who may not write.
pub struct Service {
    /// The published part of the catalog.
    pub catalog: PublishedCatalog,
    /// Who is acting.
    pub acting: Acting,
    /// The names under which it may be addressed.
    pub hosts: Hosts,
    /// All of the catalog, for those who may write.
    pub(super) store: Arc<dyn CatalogStore>,
    /// Search over it.
    pub search: Arc<SearchService>,
    /// Answers that were given before.
    pub kept: KeptAnswers,
    /// Files that were brought, as they were read.
    pub uploads: Uploads,
    /// Counts and times.
    pub metrics: Metrics,
    /// How pages look.
    pub looks: Looks,
    /// The folder of templates of postings beside those of the program.
    pub(super) posting_templates: Option<PathBuf>,
    /// The limits that it is served with.
    pub limits: Limits,
    /// The description of the API.
    pub openapi: Value,
    /// The day.
    pub(super) day: Today,
}

impl Service {
    /// A service for the published part of `store`, with `search` over it, pages that look like `looks`, and an API described by `openapi`.
    pub fn new(store: Arc<dyn CatalogStore>, search: Arc<SearchService>, looks: Looks, openapi: Value) -> Self {
        let catalog = PublishedCatalog::new(Arc::clone(&store));
        Self {
            catalog,
            acting: Acting::Nobody,
            hosts: Hosts::Any,
            store,
            search,
            kept: KeptAnswers::new(),
            uploads: Uploads::default(),
            metrics: Metrics::new(),
            looks,
            posting_templates: None,
            limits: Limits::default(),
            openapi,
            day: Today::default(),
        }
    }

    /// The same for one person on their own machine, addressed by its names alone.
    #[must_use]
    pub fn acting_as(self, name: ActorName, hosts: Hosts) -> Self {
        Self { acting: Acting::Person(name), hosts, ..self }
    }

    /// The same with templates of postings of its own.
    #[must_use]
    pub fn with_posting_templates(self, folder: Option<PathBuf>) -> Self {
        Self { posting_templates: folder, ..self }
    }

    /// The templates of postings that there are: those of its folder as they stand now, and those of the program.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub fn posting_templates(&self) -> Result<PostingTemplates, Problem> {
        Ok(read_templates(self.posting_templates.as_deref())?)
    }

    /// The catalog for writing, and the name that is written beside what is kept.
    ///
    /// # Errors
    /// `NotAllowed` when whoever acts may not write.
    pub fn writing(&self) -> Result<(&dyn CatalogStore, &ActorName), Problem> {
        Ok((self.store.as_ref(), self.acting.author()?))
    }

    /// The postings that are kept. Who may see which is asked by whoever shows them.
    pub fn postings(&self) -> &dyn PostingStore {
        self.store.as_ref()
    }

    /// What kept answers depend on at this moment; nothing before there is an index.
    pub(super) fn circumstances(&self) -> Option<Circumstances> {
        Some(Circumstances { generation: self.search.generation()?, day: self.today() })
    }

    /// The day to answer for when nobody names one.
    pub fn today(&self) -> Date {
        self.day.get()
    }
}
