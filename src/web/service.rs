//! What the endpoints work with.

use std::sync::Arc;

use jiff::civil::Date;
use serde_json::Value;

use super::metrics::Metrics;
use crate::app::published::PublishedCatalog;
use crate::catalog::store::CatalogStore;

/// What the endpoints work with. Drafts are out of reach from here.
pub struct Service {
    /// The published part of the catalog.
    pub catalog: PublishedCatalog,
    /// Counts and times.
    pub metrics: Metrics,
    /// The description of the API.
    pub openapi: Value,
}

impl Service {
    /// A service for the published part of `store`, described by `openapi`.
    pub fn new(store: Arc<dyn CatalogStore>, openapi: Value) -> Self {
        Self { catalog: PublishedCatalog::new(store), metrics: Metrics::new(), openapi }
    }

    /// The day to answer for when nobody names one.
    pub fn today(&self) -> Date {
        jiff::Zoned::now().date()
    }
}
