//! What the page of a reading shows of each role that was found: its particulars, the facts with their lines, the draft.

use std::collections::HashSet;

use serde::Serialize;

use super::asked::Asked;
use super::corrected::{Coming, caseload_in_words};
use crate::app::history::ChangeCounts;
use crate::app::import::{Reading, preview, write_draft};
use crate::catalog::store::CatalogReader as _;
use crate::import::block::{TICKED, UNREADABLE_BOX, UNTICKED};
use crate::model::document::{Block, Item, Tick};
use crate::model::facts::{Facts, Kind};
use crate::model::role::Role;
use crate::model::source::LineSpan;
use crate::vocabulary::plain_words;
use crate::vocabulary::requirement_words::outline;
use crate::web::pages::redline::{SectionView as RedlineSection, sections as redline_sections};
use crate::web::problem::Problem;
use crate::web::service::Service;

/// A role on its way into the catalog.
#[derive(Debug, Serialize)]
pub(super) struct RoleView {
    /// Its number on the page, from 0.
    at: usize,
    title: String,
    organisation: String,
    site: String,
    document: &'static str,
    reports_to: String,
    class_code: String,
    least: String,
    most: String,
    served: String,
    /// Roles of which it may be a newer version.
    resembles: Vec<ResemblesView>,
    facts: Vec<FactView>,
    sections: Vec<SectionView>,
    /// The name of the draft.
    id: Option<String>,
    /// Why there can be no draft yet.
    obstacle: Option<String>,
    /// The revision that it changes.
    revises: Option<u32>,
    /// How much it changes of it, in words.
    changes: String,
    redline: Vec<RedlineSection>,
    /// What came of the wish to keep it: it was kept, or why not.
    kept: bool,
    refused: Option<String>,
    /// Whether the catalog has a file about the organisation.
    is_known: bool,
}

impl RoleView {
    /// The pieces that its draft was read from.
    pub(super) fn pieces(&self) -> impl Iterator<Item = usize> {
        self.sections.iter().flat_map(|section| &section.lines).filter_map(|line| line.piece)
    }
}

#[derive(Debug, Serialize)]
struct ResemblesView {
    id: String,
    title: String,
    shared_percent: usize,
    is_chosen: bool,
}

/// A fact with the words that state it.
#[derive(Debug, Serialize)]
struct FactView {
    name: &'static str,
    /// The name under which it can be left out.
    key: &'static str,
    values: Vec<String>,
    printed: String,
    lines: String,
    /// The piece that states it.
    piece: Option<usize>,
    is_taken: bool,
}

#[derive(Debug, Serialize)]
struct SectionView {
    heading: String,
    kind: String,
    lines: Vec<LineView>,
}

/// A line of the draft.
#[derive(Debug, Serialize)]
struct LineView {
    depth: usize,
    is_label: bool,
    is_item: bool,
    text: String,
    /// The piece that it was read from.
    piece: Option<usize>,
    /// Whether it is the first line that was read from that piece.
    is_anchor: bool,
}

pub(super) fn role_views(
    service: &Service,
    reading: &Reading,
    asked: &Asked,
    coming: Vec<Coming>,
) -> Result<Vec<RoleView>, Problem> {
    let mut views = Vec::new();
    for (at, coming) in coming.into_iter().enumerate() {
        views.push(role_view(service, reading, asked, at, coming)?);
    }
    let mut seen = HashSet::new();
    let lines = views.iter_mut().flat_map(|view| &mut view.sections).flat_map(|section| &mut section.lines);
    lines.for_each(|line| line.is_anchor = line.piece.is_some_and(|piece| seen.insert(piece)));
    Ok(views)
}

fn role_view(
    service: &Service,
    reading: &Reading,
    asked: &Asked,
    at: usize,
    coming: Coming,
) -> Result<RoleView, Problem> {
    let mut outcome: Option<Result<(), String>> = None;
    if asked.keep == Some(at) {
        // Whoever may not write is told so, whatever else is wrong.
        let (store, _) = service.writing()?;
        outcome = Some(coming.draft.as_ref().map_err(Clone::clone).and_then(|draft| write_draft(store, draft)));
    }
    let (role, facts) = (&coming.role, &coming.role.facts);
    let [least, most, served] = caseload_in_words(facts);
    let mut view = RoleView {
        at,
        title: role.title.to_plain(),
        organisation: coming.organisation.clone(),
        site: facts.sites.iter().map(plain_words::site).collect::<Vec<_>>().join("; "),
        document: document_name(facts.kind),
        reports_to: facts.reports_to.join("; "),
        class_code: facts.classification.as_ref().and_then(|class| class.number.clone()).unwrap_or_default(),
        least,
        most,
        served,
        resembles: resembles(service, &coming)?,
        facts: fact_views(reading, asked, at, &coming.read.facts),
        sections: section_views(role, reading),
        id: None,
        obstacle: coming.draft.as_ref().err().cloned(),
        revises: None,
        changes: String::new(),
        redline: Vec::new(),
        kept: matches!(outcome, Some(Ok(()))),
        refused: outcome.and_then(Result::err).map(|why| why.trim_end_matches('.').to_owned()),
        is_known: true,
    };
    if let Ok(draft) = &coming.draft {
        view.id = Some(draft.id.to_string());
        view.revises = draft.stamp.revises;
        view.is_known = match &draft.role.facts.organisation {
            Some(id) => service.catalog.organisation(id)?.is_some(),
            None => true,
        };
        if let Some(redline) = preview(&service.catalog, draft)?.redline {
            view.changes = ChangeCounts::of(&redline).words();
            view.redline = redline_sections(redline.entries, false);
        }
    }
    Ok(view)
}

fn document_name(kind: Option<Kind>) -> &'static str {
    match kind {
        None | Some(Kind::JobDescription) => "job-description",
        Some(Kind::PositionDescription) => "position-description",
        Some(Kind::ClassSpecification) => "class-specification",
    }
}

fn resembles(service: &Service, coming: &Coming) -> Result<Vec<ResemblesView>, Problem> {
    let mut views = Vec::new();
    for kin in coming.resembles.iter().take(5) {
        let history = service.catalog.role(&kin.id)?;
        let title = history.newest().map(|newest| newest.role.title.to_plain()).unwrap_or_default();
        let is_chosen = coming.revises.as_ref().is_some_and(|chosen| chosen.id == kin.id);
        views.push(ResemblesView { id: kin.id.to_string(), title, shared_percent: kin.shared_percent, is_chosen });
    }
    Ok(views)
}

/// The facts that were read, and are taken over or not.
fn fact_views(reading: &Reading, asked: &Asked, at: usize, facts: &Facts) -> Vec<FactView> {
    let origin = |begins: &str| facts.provenance.iter().find(|(path, _)| path.starts_with(begins)).map(|(_, it)| it);
    let view = |name, key: &'static str, values: Vec<String>| {
        let origin = origin(key);
        let lines = origin.and_then(|origin| origin.lines);
        FactView {
            name,
            key,
            values,
            printed: origin.and_then(|origin| origin.printed.clone()).unwrap_or_default(),
            lines: lines.map(shown_lines).unwrap_or_default(),
            piece: lines.and_then(|lines| piece_of(reading, lines, "")),
            is_taken: asked.takes(at, key),
        }
    };
    let mut all = vec![
        view("Pay", "pay", facts.pay.iter().map(plain_words::pay).collect()),
        view("Employment", "employment", facts.employment.iter().flat_map(plain_words::employment).collect()),
        view("Conditions", "conditions", facts.conditions.iter().flat_map(plain_words::conditions).collect()),
    ];
    let requirements = facts.qualifications.iter().flat_map(outline);
    let words = requirements.map(|line| format!("{}{}", "– ".repeat(line.depth), line.words));
    all.push(view("Requirements", "qualifications", words.collect()));
    all.retain(|fact| !fact.values.is_empty());
    all
}

fn shown_lines(lines: LineSpan) -> String {
    if lines.first == lines.last { lines.first.to_string() } else { format!("{}–{}", lines.first, lines.last) }
}

/// The piece with these lines; of several on one line, the one that says so.
fn piece_of(reading: &Reading, lines: LineSpan, words: &str) -> Option<usize> {
    let on_line =
        |block: &&crate::app::import::BlockReading| block.lines[0] <= lines.first && block.lines[1] >= lines.first;
    let says =
        reading.blocks.iter().position(|block| on_line(&block) && !words.is_empty() && block.text.contains(words));
    says.or_else(|| reading.blocks.iter().position(|block| on_line(&block)))
}

fn section_views(role: &Role, reading: &Reading) -> Vec<SectionView> {
    let sections = role.sections.iter().map(|section| {
        let mut lines = Vec::new();
        block_lines(&section.blocks, 0, reading, &mut lines);
        let kind = section.kind.usual_heading().unwrap_or_default().to_owned();
        let heading = section.heading.to_plain();
        let kind = if kind.eq_ignore_ascii_case(&heading) { String::new() } else { kind };
        SectionView { heading, kind, lines }
    });
    sections.collect()
}

fn block_lines(blocks: &[Block], depth: usize, reading: &Reading, lines: &mut Vec<LineView>) {
    let said = |text: String, is_label, is_item| {
        let piece = reading.blocks.iter().position(|block| block.text.contains(text.trim()) && !text.trim().is_empty());
        LineView { depth, is_label, is_item, text, piece, is_anchor: false }
    };
    for block in blocks {
        match block {
            Block::Paragraph(text) => lines.push(said(text.to_plain(), false, false)),
            Block::List(items) => items.iter().for_each(|item| item_lines(item, depth, reading, lines)),
            Block::Group(group) => {
                lines.push(said(group.label.to_plain(), true, false));
                block_lines(&group.blocks, depth + 1, reading, lines);
            }
            Block::Table(table) => {
                let heads: Vec<String> = table.columns.iter().map(|column| column.heading.to_plain()).collect();
                lines.push(LineView {
                    depth,
                    is_label: true,
                    is_item: false,
                    text: heads.join(" · "),
                    piece: None,
                    is_anchor: false,
                });
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(crate::model::text::Text::to_plain).collect();
                    lines.push(LineView {
                        depth,
                        is_label: false,
                        is_item: true,
                        text: cells.join(" · "),
                        piece: None,
                        is_anchor: false,
                    });
                }
            }
        }
    }
}

fn item_lines(item: &Item, depth: usize, reading: &Reading, lines: &mut Vec<LineView>) {
    let (label, text) = (item.label.to_plain(), item.text.to_plain());
    let mark = match item.tick {
        Some(Tick::Ticked) => format!("{TICKED} "),
        Some(Tick::Unticked) => format!("{UNTICKED} "),
        Some(Tick::Unclear) => format!("{UNREADABLE_BOX} "),
        None => String::new(),
    };
    let words = if label.is_empty() { text.clone() } else { format!("{label}: {text}") };
    let piece = item.note.lines.and_then(|span| piece_of(reading, span, if text.is_empty() { &label } else { &text }));
    lines.push(LineView {
        depth,
        is_label: false,
        is_item: true,
        text: format!("{mark}{words}"),
        piece,
        is_anchor: false,
    });
    item.items.iter().for_each(|item| item_lines(item, depth + 1, reading, lines));
}
