//! `/roles/{organisation}/{role}`: a role to be read, printed and handed out.

mod beside;
mod blocks;
pub(super) mod facts;
mod linked_data;
mod origins;

use serde::{Deserialize, Serialize};

use self::beside::StandardsView;
use self::blocks::{FootnoteView, SectionView};
use self::facts::FactView;
use self::origins::OriginView;
use super::frame::{Frame, Place, page};
use super::lenient::blank_is_none;
use super::role_card::{CardView, titled};
use crate::app::beside_standards::check_role_read;
use crate::app::read::{RoleReading, Standing, file_of, read_role};
use crate::app::reference::{Which, existing};
use crate::model::finding::Finding;
use crate::model::revision::RevisionStamp;
use crate::model::snapshot::RoleHistory;
use crate::model::source::Source;
use crate::search::page::Hit;
use crate::standards::check::RoleCheck;
use crate::templating::html::Html;
use crate::vocabulary::requirement_words::{self, RequirementList};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::path;
use crate::web::api::values::Day;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// So many similar roles are compared at a click.
const COMPARED: usize = 3;

/// Which role, as it was when.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    organisation: String,
    role: String,
    #[serde(default, deserialize_with = "blank_is_none")]
    as_of: Option<Day>,
}

/// What the page shows.
#[derive(Debug, Serialize)]
struct RolePage {
    id: String,
    address: String,
    permalink: String,
    title: Html,
    plain_title: String,
    kind: Option<&'static str>,
    organisation: OrganisationView,
    places: String,
    other_titles: Vec<FactView>,
    stamp: StampView,
    standing: &'static str,
    in_force: Option<u32>,
    facts: Vec<FactView>,
    sections: Vec<SectionView>,
    qualifications: Vec<RequirementList>,
    footnotes: Vec<FootnoteView>,
    standards: StandardsView,
    source: Option<Source>,
    origins: Vec<OriginView>,
    notes: Vec<String>,
    history: Vec<StampView>,
    similar: Vec<CardView>,
    compare: String,
    findings: Vec<Finding>,
    linked_data: Html,
}

#[derive(Debug, Serialize)]
struct OrganisationView {
    name: String,
    address: String,
    kind: Option<String>,
    part_of: Option<String>,
}

/// A revision in the margin.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StampView {
    number: u32,
    effective: String,
    published: String,
    by: String,
    reason: String,
    retired: bool,
    hash: String,
    address: String,
    is_shown: bool,
}

impl StampView {
    pub(super) fn new(id: &crate::model::identifier::RoleId, stamp: &RevisionStamp, shown: u32) -> Self {
        Self {
            number: stamp.number,
            effective: stamp.effective.to_string(),
            published: stamp.published.to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
            by: stamp.by.clone(),
            reason: stamp.reason.clone(),
            retired: !stamp.status.is_in_force(),
            hash: stamp.hash.as_str().to_owned(),
            address: Address::role(id, Some(stamp.number)).into(),
            is_shown: stamp.number == shown,
        }
    }
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let (name, format) = match parameters.role.rsplit_once('.') {
        Some((name, format)) => (name, Some(format)),
        None => (parameters.role.as_str(), None),
    };
    let reference = path::reference(&parameters.organisation, name)?;
    let on = parameters.as_of.map_or_else(|| service.today(), |day| day.0);
    match format {
        None => {}
        Some("json") => {
            let address = Address::new(&format!("/api/v1/roles/{}/{name}", parameters.organisation));
            let day = parameters.as_of.map(|day| day.0.to_string()).unwrap_or_default();
            return Ok(Page::Elsewhere(address.with_some("as_of", &day).into()));
        }
        Some("md") => {
            let revision = read_role(&service.catalog, &service.search, &reference, on)?.revision;
            let name = format!("{}-{}.md", revision.id.role(), revision.stamp.number);
            return Ok(Page::File {
                name,
                media: "text/markdown; charset=utf-8",
                bytes: file_of(&revision).into_bytes(),
            });
        }
        Some(_) => return Err(Problem::unknown_address()),
    }
    let history = existing(&service.catalog, &reference.id)?;
    if history.revisions.is_empty() {
        return broken(service, &history);
    }
    let reading = read_role(&service.catalog, &service.search, &reference, on)?;
    let similar = service.search.similar(&reading.revision.id, service.today(), 5).unwrap_or_default();
    let check = check_role_read(&service.catalog, &reading.revision.role)?;
    let content = content(service, &reading, &similar, check);
    let frame = Frame::new(Place::Elsewhere, headline(&reading, reference.which), description(&reading));
    page(service, "role", &frame, &content)
}

/// A role of which no revision can be read.
#[derive(Debug, Serialize)]
struct BrokenPage<'a> {
    id: &'a str,
    organisation: String,
    findings: &'a [Finding],
}

fn broken(service: &Service, history: &RoleHistory) -> Result<Page, Problem> {
    let organisation = format!("/organisations/{}", history.id.organisation());
    let content = BrokenPage { id: history.id.as_str(), organisation, findings: &history.findings };
    let frame = Frame::new(Place::Elsewhere, history.id.as_str(), "A role that can't be read at the moment");
    page(service, "broken", &frame, &content)
}

/// "Family Coach, Oregon Department of Human Services".
fn headline(reading: &RoleReading, which: Which) -> String {
    let number = match which {
        Which::Number(number) => format!(", revision {number}"),
        _ => String::new(),
    };
    format!("{}{number}, {}", titled(&reading.card.title, reading.card.id.as_str()), reading.card.organisation)
}

fn description(reading: &RoleReading) -> String {
    let card = &reading.card;
    let kind = card.kind.map_or("role definition", crate::model::facts::Kind::words);
    let mut words = format!("{kind}, {}", card.organisation);
    for more in [&card.caseload, &card.education].into_iter().flatten() {
        words.push_str(". ");
        words.push_str(more);
    }
    words
}

fn content(service: &Service, reading: &RoleReading, similar: &[Hit], check: RoleCheck) -> RolePage {
    let (revision, card) = (&reading.revision, &reading.card);
    let (id, role, stamp) = (&revision.id, &revision.role, &revision.stamp);
    let mut written = blocks::Writer::new(service, role);
    let title = written.text(&role.title);
    let sections = written.sections(role);
    let footnotes = written.footnotes(role);
    let (standing, in_force) = match reading.standing {
        Standing::InForce => ("in-force", Some(stamp.number)),
        Standing::Retired => ("retired", None),
        Standing::Superseded(number) => ("superseded", Some(number)),
        Standing::Later => ("later", None),
    };
    RolePage {
        id: id.to_string(),
        address: Address::role(id, None).into(),
        permalink: Address::role(id, Some(stamp.number)).into(),
        title: if title.is_empty() { Html::from_plain(id.as_str()) } else { title },
        plain_title: titled(&card.title, id.as_str()),
        kind: card.kind.map(crate::model::facts::Kind::words),
        organisation: OrganisationView {
            name: card.organisation.clone(),
            address: format!("/organisations/{}", id.organisation()),
            kind: reading.organisation.as_ref().and_then(|organisation| organisation.facts.kind.clone()),
            part_of: reading.organisation.as_ref().and_then(|organisation| organisation.facts.part_of.clone()),
        },
        places: card.sites.join("; "),
        other_titles: facts::other_titles(role),
        stamp: StampView::new(id, stamp, stamp.number),
        standing,
        in_force,
        facts: facts::facts(role, card),
        sections,
        qualifications: role.facts.qualifications.as_ref().map(requirement_words::lists).unwrap_or_default(),
        footnotes,
        standards: StandardsView::new(id, check),
        source: role.facts.source.clone(),
        origins: origins::origins(role),
        notes: role.facts.notes.clone(),
        history: reading.stamps.iter().rev().map(|other| StampView::new(id, other, stamp.number)).collect(),
        compare: similar
            .iter()
            .take(COMPARED)
            .fold(Address::new("/compare").with("role", id.as_str()), |address, hit| {
                address.with("role", hit.role.id.as_str())
            })
            .into(),
        similar: similar.iter().map(|hit| CardView::new(&hit.role)).collect(),
        findings: reading.findings.clone(),
        linked_data: linked_data::occupation(reading),
    }
}
