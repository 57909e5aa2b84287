//! `/standards`: what publications say of caseloads, contact and supervision, to be looked through.

use std::collections::BTreeSet;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer as _};
use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use crate::app::standards::{FigureInShort, FigureQuery, list_figures};
use crate::model::standard::{Measure, Standing};
use crate::standards::figure_words::amount;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// What is looked for, as the form on the page brings it.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    #[serde(default)]
    find: String,
    #[serde(default)]
    measures: String,
    #[serde(default)]
    standing: String,
    #[serde(default)]
    publisher: String,
}

#[derive(Debug, Serialize)]
struct StandardsView {
    find: String,
    measures: Vec<ChoiceView<Measure>>,
    standings: Vec<ChoiceView<Standing>>,
    publishers: Vec<ChoiceView<String>>,
    is_narrowed: bool,
    figures: usize,
    publications: usize,
    groups: Vec<GroupView>,
}

/// One value of a list to choose from.
#[derive(Debug, Serialize)]
struct ChoiceView<T> {
    value: T,
    words: String,
    chosen: bool,
}

/// The figures that measure the same kind of thing.
#[derive(Debug, Serialize)]
struct GroupView {
    name: &'static str,
    measures: Measure,
    /// Whether what they say is a figure, and not what it takes to do the work.
    has_figures: bool,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    address: String,
    says: String,
    worker: String,
    people: String,
    intensity: Option<String>,
    publisher: String,
    dated: Option<String>,
    standing: &'static str,
    superseded: bool,
}

impl RowView {
    fn new(found: FigureInShort) -> Self {
        let figure = &found.figure;
        Self {
            address: format!("/standards/{}#{}", found.standard, figure.id),
            says: amount(figure).unwrap_or_else(|| figure.as_cited.clone()),
            worker: figure.role.clone(),
            people: figure.population.clone(),
            intensity: figure.intensity.clone(),
            publisher: found.publisher,
            dated: found.dated,
            standing: found.standing.words(),
            superseded: found.superseded.is_some(),
        }
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    // What is not among the values to choose from, for example in an old link, narrows nothing.
    let measures: Option<Measure> = named(&parameters.measures);
    let standing: Option<Standing> = named(&parameters.standing);
    let all = list_figures(&service.catalog, &FigureQuery::default())?;
    let publishers: BTreeSet<String> = all.into_iter().map(|figure| figure.publisher).collect();
    let publisher = publishers.get(&parameters.publisher).cloned();
    let query = FigureQuery { find: parameters.find.clone(), measures, standing, publisher: publisher.clone() };
    let found = list_figures(&service.catalog, &query)?;
    let publications: BTreeSet<_> = found.iter().map(|figure| figure.standard.clone()).collect();
    let view = StandardsView {
        is_narrowed: query != FigureQuery::default(),
        figures: found.len(),
        publications: publications.len(),
        groups: groups(found),
        find: parameters.find,
        measures: Measure::ALL.iter().map(|one| choice(*one, one.words(), measures == Some(*one))).collect(),
        standings: Standing::ALL.iter().map(|one| choice(*one, one.words(), standing == Some(*one))).collect(),
        publishers: publishers.iter().map(|one| choice(one.clone(), one, publisher.as_ref() == Some(one))).collect(),
    };
    let frame = Frame::new(
        Place::Standards,
        "Staffing standards",
        "What publications say of caseloads, contact and supervision, each figure with its source",
    );
    page(service, "standards", &frame, &view)
}

fn choice<T>(value: T, words: &str, chosen: bool) -> ChoiceView<T> {
    ChoiceView { value, words: words.to_owned(), chosen }
}

/// The value that is written like this in addresses.
fn named<T: DeserializeOwned>(name: &str) -> Option<T> {
    let name: StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// The figures by what they measure; in each group those for the same kind of worker together, superseded ones last.
fn groups(found: Vec<FigureInShort>) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for &measures in Measure::ALL {
        let mut figures: Vec<&FigureInShort> =
            found.iter().filter(|figure| figure.figure.measures == measures).collect();
        figures.sort_by_key(|figure| (figure.superseded.is_some(), figure.figure.role.to_lowercase()));
        if !figures.is_empty() {
            groups.push(GroupView {
                name: measures.words(),
                measures,
                has_figures: measures != Measure::Qualification,
                rows: figures.into_iter().cloned().map(RowView::new).collect(),
            });
        }
    }
    groups
}
