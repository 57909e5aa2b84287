//! The catalog's staffing standards: their figures, found by words; one publication, whole.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::error::AppError;
use crate::catalog::store::CatalogReader;
use crate::model::identifier::StandardId;
use crate::model::standard::{Measure, ReadIn, Standard, StandardFigure, Standing};
use crate::standards::figure_words::says;

/// A figure with the publication that it is in.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FigureInShort {
    /// The figure.
    #[serde(flatten)]
    pub figure: StandardFigure,
    /// What it says, in a line.
    pub says: String,
    /// The publication's name in the catalog.
    pub standard: StandardId,
    /// Who published it.
    pub publisher: String,
    /// The document.
    pub document: String,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// Where it was read.
    pub address: String,
    /// Whether in the original.
    pub read_in: ReadIn,
    /// What weight it has.
    pub standing: Standing,
    /// Why it counts no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded: Option<String>,
}

/// Which figures are looked for. What is not named does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FigureQuery {
    /// Words that must all occur.
    pub find: String,
    /// What they measure.
    pub measures: Option<Measure>,
    /// What weight their publication has.
    pub standing: Option<Standing>,
    /// Who published them.
    pub publisher: Option<String>,
}

impl FigureQuery {
    fn fits(&self, figure: &FigureInShort) -> bool {
        self.measures.is_none_or(|measures| figure.figure.measures == measures)
            && self.standing.is_none_or(|standing| figure.standing == standing)
            && self.publisher.as_ref().is_none_or(|publisher| figure.publisher == *publisher)
    }
}

/// The figures that are looked for, those of each publication together.
///
/// # Errors
/// When the standards can't be read.
pub fn list_figures(
    store: &(impl CatalogReader + ?Sized),
    query: &FigureQuery,
) -> Result<Vec<FigureInShort>, AppError> {
    let wanted: Vec<String> = query.find.split_whitespace().map(str::to_lowercase).collect();
    let standards = store.standards()?;
    let figures = standards
        .values()
        .flat_map(|standard| standard.facts.figures.iter().map(move |figure| in_short(standard, figure)));
    Ok(figures
        .filter(|figure| query.fits(figure))
        .filter(|figure| {
            let text = text_of(figure);
            wanted.iter().all(|word| text.contains(word))
        })
        .collect())
}

/// The publication of this name, or the one that has a figure of this name.
///
/// # Errors
/// `NoStandard` with similar names when there is none; what the store said.
pub fn show_standard(store: &(impl CatalogReader + ?Sized), name: &str) -> Result<Arc<Standard>, AppError> {
    let standards = store.standards()?;
    let has = |standard: &Standard| standard.facts.figures.iter().any(|figure| figure.id.as_str() == name);
    let found = standards.values().find(|standard| standard.id.as_str() == name);
    if let Some(standard) = found.or_else(|| standards.values().find(|standard| has(standard))) {
        return Ok(Arc::clone(standard));
    }
    let name: String = name.chars().take(80).collect();
    let mut near: Vec<(usize, StandardId)> =
        standards.keys().map(|id| (strsim::osa_distance(id.as_str(), &name), id.clone())).collect();
    near.retain(|(distance, _)| *distance <= 4);
    near.sort();
    Err(AppError::NoStandard { name, near: near.into_iter().take(3).map(|(_, id)| id).collect() })
}

/// The figure of this name.
///
/// # Errors
/// `NoStandard` when there is none; what the store said.
pub fn show_figure(store: &(impl CatalogReader + ?Sized), name: &str) -> Result<FigureInShort, AppError> {
    let standards = store.standards()?;
    let mut figures =
        standards.values().flat_map(|standard| standard.facts.figures.iter().map(move |figure| (standard, figure)));
    match figures.find(|(_, figure)| figure.id.as_str() == name) {
        Some((standard, figure)) => Ok(in_short(standard, figure)),
        None => Err(AppError::NoStandard { name: name.chars().take(80).collect(), near: Vec::new() }),
    }
}

fn in_short(standard: &Standard, figure: &StandardFigure) -> FigureInShort {
    let facts = &standard.facts;
    FigureInShort {
        figure: figure.clone(),
        says: says(figure),
        standard: standard.id.clone(),
        publisher: facts.publisher.clone(),
        document: facts.document.clone(),
        dated: facts.dated.clone(),
        address: facts.address.clone(),
        read_in: facts.read_in,
        standing: facts.standing,
        superseded: facts.superseded.clone(),
    }
}

fn text_of(figure: &FigureInShort) -> String {
    let own = &figure.figure;
    let parts = [
        own.id.as_str(),
        &figure.says,
        &own.measured_as,
        own.measures.words(),
        &own.as_cited,
        &figure.publisher,
        &figure.document,
        figure.standing.words(),
    ];
    parts.join(" ").to_lowercase()
}
