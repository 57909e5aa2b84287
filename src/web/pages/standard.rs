//! `/standards/{standard}`: a publication with every figure that was read in it, each at an address of its own.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use crate::app::standards::show_standard;
use crate::model::document::{Block, Section, items_of};
use crate::model::standard::{Standard, StandardFigure};
use crate::standards::figure_words::amount;
use crate::standards::staffing::prefill::of_figure;
use crate::templating::html::Html;
use crate::templating::markdown::{TextRenderer, safe_link};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which publication.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    standard: String,
}

#[derive(Debug, Serialize)]
struct StandardView {
    id: String,
    title: Html,
    publisher: String,
    document: String,
    dated: Option<String>,
    source: String,
    /// Where a link to the source leads, if it may have one.
    address: Option<String>,
    read_in: &'static str,
    standing: &'static str,
    superseded: Option<String>,
    sections: Vec<SectionView>,
    figures: Vec<FigureView>,
}

#[derive(Debug, Serialize)]
struct SectionView {
    heading: Html,
    paragraphs: Vec<Html>,
    items: Vec<ItemView>,
}

#[derive(Debug, Serialize)]
struct ItemView {
    label: Html,
    text: Html,
}

#[derive(Debug, Serialize)]
struct FigureView {
    id: String,
    /// How much; for a qualification, what it takes.
    says: String,
    worker: String,
    people: String,
    measures: &'static str,
    measured_as: String,
    limit: &'static str,
    intensity: Option<String>,
    as_cited: String,
    locator: String,
    /// Where one can calculate with it, if one can.
    staffing: Option<String>,
}

impl FigureView {
    fn new(figure: &StandardFigure) -> Self {
        Self {
            id: figure.id.to_string(),
            says: amount(figure).unwrap_or_else(|| figure.as_cited.clone()),
            worker: figure.role.clone(),
            people: figure.population.clone(),
            measures: figure.measures.words(),
            measured_as: figure.measured_as.clone(),
            limit: figure.limit.words(),
            intensity: figure.intensity.clone(),
            as_cited: figure.as_cited.clone(),
            locator: figure.locator.clone(),
            staffing: of_figure(figure, String::new())
                .is_ok()
                .then(|| Address::new("/staffing").with("figure", figure.id.as_str()).into()),
        }
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let standard = show_standard(&service.catalog, &parameters.standard)?;
    if standard.id.as_str() != parameters.standard {
        // It is the name of one of its figures.
        return Ok(Page::Elsewhere(format!("/standards/{}#{}", standard.id, parameters.standard)));
    }
    let title = standard.title.to_plain();
    let title = if title.is_empty() { standard.id.to_string() } else { title };
    let frame = Frame::new(Place::Standards, title, format!("Staffing figures of {}", standard.facts.publisher));
    page(service, "standard", &frame, &view(&standard))
}

fn view(standard: &Standard) -> StandardView {
    let facts = &standard.facts;
    let mut texts = TextRenderer::default();
    let title = texts.render(&standard.title);
    StandardView {
        id: standard.id.to_string(),
        title: if title.is_empty() { Html::from_plain(standard.id.as_str()) } else { title },
        publisher: facts.publisher.clone(),
        document: facts.document.clone(),
        dated: facts.dated.clone(),
        source: facts.address.clone(),
        address: safe_link(&facts.address).map(str::to_owned),
        read_in: facts.read_in.words(),
        standing: facts.standing.words(),
        superseded: facts.superseded.clone(),
        sections: standard.sections.iter().map(|section| section_view(section, &mut texts)).collect(),
        figures: facts.figures.iter().map(FigureView::new).collect(),
    }
}

fn section_view(section: &Section, texts: &mut TextRenderer) -> SectionView {
    let paragraphs = section.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(texts.render(text)),
        _ => None,
    });
    let paragraphs = paragraphs.collect();
    let items = items_of(&section.blocks);
    SectionView {
        heading: texts.render(&section.heading),
        paragraphs,
        items: items
            .into_iter()
            .map(|item| ItemView { label: texts.render(&item.label), text: texts.render(&item.text) })
            .collect(),
    }
}
