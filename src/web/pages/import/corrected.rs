//! The roles of a reading with what was typed beside them, as drafts of where they are to go.

use super::asked::Asked;
use crate::app::import::{Destination, Kin, Reading, Surroundings, destination, draft_of, prepared, preview};
use crate::model::caseload::{Caseload, CaseloadSize};
use crate::model::employment::Classification;
use crate::model::facts::{Facts, Kind, Site};
use crate::model::identifier::{OrganisationId, slug_of};
use crate::model::quantity::{Number, Range};
use crate::model::revision::{Draft, DraftStamp};
use crate::model::role::Role;
use crate::model::source::{FactOrigin, FactStatus};
use crate::model::text::Text;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// A role of the file on its way into the catalog.
pub(super) struct Coming {
    /// The role as it was read, before anybody typed.
    pub(super) read: Role,
    /// The role with what was typed.
    pub(super) role: Role,
    /// Whose it is to be, as typed or as read.
    pub(super) organisation: String,
    /// Roles whose duties say nearly the same.
    pub(super) resembles: Vec<Kin>,
    /// The role of which it is a newer version.
    pub(super) revises: Option<Kin>,
    /// The draft, or why there can be none yet.
    pub(super) draft: Result<Draft, String>,
}

/// The roles of a reading.
pub(super) fn drafts(
    service: &Service,
    reading: &Reading,
    asked: &Asked,
    surroundings: &dyn Surroundings,
) -> Result<Vec<Coming>, Problem> {
    let mut coming = Vec::new();
    for (at, read) in reading.roles.iter().enumerate() {
        let mut read = prepared(read.clone(), &reading.file, surroundings);
        if let (true, Some(place)) =
            (reading.roles.len() == 1, reading.facts.get("location").and_then(|it| it.as_str()))
        {
            read.facts.sites = vec![Site { name: Some(place.to_owned()), ..Site::default() }];
        }
        let resembles = surroundings.kin(&read)?;
        let mut role = read.clone();
        correct(&mut role, at, asked);
        let organisation = asked.typed(&asked.organisation, at).or(reading.employer(at)).unwrap_or_default().to_owned();
        let id = surroundings.organisation(&organisation)?;
        let same_house = |kin: &&Kin| id.as_ref().is_some_and(|id| kin.id.organisation() == id.as_str());
        let revises = match asked.typed(&asked.revises, at) {
            Some(chosen) => resembles.iter().find(|kin| kin.id.as_str() == chosen),
            None => resembles.iter().find(same_house),
        };
        let revises = revises.cloned();
        // A newer version of a role stays with the organisation whose role it is.
        let id = revises.as_ref().map_or(id, |kin| Some(kin.id.organisation_id()));
        let draft = match id {
            None => Err("Say whose role it is: the organisation is needed for a draft.".to_owned()),
            Some(id) => {
                destination(&service.catalog, &id, &role.title.to_plain(), revises.as_ref().map(|kin| &kin.id))?
                    .map(|destination| draft_of(role.clone(), &destination))
                    .map_err(|why| format!("There can be no draft yet: {why}."))
            }
        };
        coming.push(Coming { read, role, organisation, resembles, revises, draft });
    }
    Ok(coming)
}

/// The file of a draft, to be kept by whoever asks. It needs no right to write.
pub(super) fn file_of(service: &Service, coming: &Coming) -> Result<Page, Problem> {
    let draft = match &coming.draft {
        Ok(draft) => draft.clone(),
        Err(_) => {
            // Whose role it is can be filled in later.
            let id = slug_of(&coming.role.title.to_plain()).unwrap_or_else(|| "role".to_owned());
            let organisation: OrganisationId = "organisation".parse().map_err(internal)?;
            let id = format!("organisation/{id}").parse().map_err(internal)?;
            draft_of(coming.role.clone(), &Destination { id, organisation, stamp: DraftStamp::default() })
        }
    };
    let name = format!("{}.md", draft.id.role());
    let text = preview(&service.catalog, &draft)?.text;
    Ok(Page::File { name, media: "text/markdown; charset=utf-8", bytes: text.into_bytes() })
}

fn internal(why: impl std::fmt::Display) -> Problem {
    Problem::internal(why.to_string())
}

/// What is noted beside a fact that somebody typed.
const BY_HAND: &str = "Corrected by hand when the file was brought in.";

/// Puts what was typed in the place of what was read.
fn correct(role: &mut Role, at: usize, asked: &Asked) {
    let facts = &mut role.facts;
    if let Some(title) = asked.typed(&asked.title, at).filter(|title| !title.is_empty())
        && role.title.to_plain() != title
    {
        role.title = Text::from_plain(title);
        note(facts, "title", true);
    }
    match asked.typed(&asked.document, at) {
        Some("job-description") => facts.kind = Some(Kind::JobDescription),
        Some("position-description") => facts.kind = Some(Kind::PositionDescription),
        Some("class-specification") => facts.kind = Some(Kind::ClassSpecification),
        _ => {}
    }
    if let Some(site) = asked.typed(&asked.site, at) {
        let named: Vec<Site> = Some(site).filter(|site| !site.is_empty()).map(site_named).into_iter().collect();
        facts.sites = named;
    }
    if let Some(title) = asked.typed(&asked.reports_to, at)
        && facts.reports_to.join("; ") != title
    {
        facts.reports_to = title.split(';').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        note(facts, "reports_to", !facts.reports_to.is_empty());
    }
    if let Some(code) = asked.typed(&asked.class_code, at)
        && facts.classification.as_ref().and_then(|class| class.number.as_deref()).unwrap_or_default() != code
    {
        let number = Some(code.to_owned()).filter(|code| !code.is_empty());
        facts.classification = number.map(|code| Classification { number: Some(code), ..Classification::default() });
        note(facts, "classification.number", facts.classification.is_some());
    }
    caseload(facts, at, asked);
    leave_out(facts, at, asked);
}

fn site_named(name: &str) -> Site {
    Site { name: Some(name.to_owned()), ..Site::default() }
}

/// The least and the most people of a caseload, and what they are called.
pub(super) fn caseload_in_words(facts: &Facts) -> [String; 3] {
    let Some(caseload) = &facts.caseload else { return Default::default() };
    let ends = match &caseload.size {
        CaseloadSize::Stated(range) => [range.at_least, range.at_most],
        CaseloadSize::NotStated => [None, None],
    };
    let figure = |figure: Option<Number>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    let [least, most] = ends.map(figure);
    [least, most, caseload.unit.clone()]
}

fn caseload(facts: &mut Facts, at: usize, asked: &Asked) {
    let fields = [&asked.least, &asked.most, &asked.served].map(|field| asked.typed(field, at));
    let [Some(least), Some(most), Some(served)] = fields else { return };
    if caseload_in_words(facts) == [least, most, served] {
        return;
    }
    let figure = |given: &str| {
        given.replace(',', "").parse::<f64>().ok().and_then(|it| Number::try_from(it).ok()).map(Number::value)
    };
    let range = match (figure(least), figure(most)) {
        (Some(least), Some(most)) => Some(Range::between(least.min(most), least.max(most))),
        (Some(one), None) | (None, Some(one)) => Some(Range::between(one, one)),
        (None, None) => None,
    };
    let unit = if served.is_empty() { "people" } else { served };
    facts.caseload = range.map(|range| Caseload {
        size: CaseloadSize::Stated(range),
        unit: unit.to_owned(),
        called: None,
        qualifier: None,
    });
    note(facts, "caseload", facts.caseload.is_some());
}

/// Says that somebody typed a fact, or that it is gone.
fn note(facts: &mut Facts, path: &str, is_there: bool) {
    facts.provenance.remove(path);
    if is_there {
        let note = Some(BY_HAND.to_owned());
        let origin = FactOrigin { status: FactStatus::Stated, lines: None, printed: None, note };
        facts.provenance.insert(path.to_owned(), origin);
    }
}

/// Takes out what was unticked.
fn leave_out(facts: &mut Facts, at: usize, asked: &Asked) {
    let kept = |fact: &str| asked.takes(at, fact);
    if !kept("pay") {
        facts.pay.clear();
        facts.provenance.retain(|path, _| !path.starts_with("pay"));
    }
    if !kept("employment") {
        facts.employment = None;
        facts.provenance.retain(|path, _| !path.starts_with("employment"));
    }
    if !kept("conditions") {
        facts.conditions = None;
        facts.provenance.retain(|path, _| !path.starts_with("conditions"));
    }
    if !kept("qualifications") {
        facts.qualifications = None;
    }
}
