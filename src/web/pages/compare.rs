//! `/compare`: some roles side by side, and the same to be taken along as a file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::lenient::blank_is_none;
use crate::app::compare::{ChosenRole, CompareAnswer, CompareRequest, MOST_ROLES, choose_role, compare_chosen};
use crate::app::compare_export::{SheetFormat, render_sheet};
use crate::app::error::AppError;
use crate::app::reference::RoleReference;
use crate::compare::align::Reasons;
use crate::compare::candidate::{Candidate, Schooling, told};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::compare::{OnlyRows, Years, organisation_name};
use crate::web::api::values::Day;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// So many of a row's reasons are shown.
const MOST_REASONS: usize = 6;

/// Which roles, and how. The whole comparison stands in the address.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    #[serde(default)]
    role: Vec<String>,
    #[serde(default, deserialize_with = "blank_is_none")]
    as_of: Option<Day>,
    #[serde(default)]
    only: String,
    #[serde(default)]
    in_order_of: String,
    #[serde(default)]
    rows: String,
    #[serde(default)]
    education: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    years: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    license: String,
}

#[derive(Debug, Serialize)]
struct CompareView {
    columns: Vec<ColumnView>,
    answer: Option<CompareAnswer>,
    /// For each row of duties, why it is one.
    reasons: Vec<Vec<String>>,
    /// What could not be done as asked.
    notices: Vec<String>,
    most_at_once: usize,
    as_of: String,
    only: &'static str,
    in_order_of: String,
    collapsed: bool,
    asked: AskedView,
    /// The levels of schooling that can be chosen: name, words.
    levels: [(&'static str, &'static str); 7],
    /// The same page with other rows: all, differences, shared.
    views: [ViewLink; 3],
    collapse: String,
    exports: [(&'static str, String); 4],
}

/// A role that is compared.
#[derive(Debug, Serialize)]
struct ColumnView {
    /// As it was asked for.
    name: String,
    address: String,
    title: String,
    organisation: String,
    revision: String,
    /// The same comparison without it.
    without: String,
}

#[derive(Debug, Serialize)]
struct ViewLink {
    name: &'static str,
    words: &'static str,
    address: String,
}

/// What was told of a person, as it was typed.
#[derive(Debug, Default, Serialize)]
struct AskedView {
    education: String,
    field: String,
    years: String,
    language: String,
    license: String,
    /// What is wrong with the years.
    years_error: Option<String>,
}

/// What was asked, understood as far as it goes.
struct Asked {
    references: Vec<RoleReference>,
    notices: Vec<String>,
    only: OnlyRows,
    in_order_of: Option<RoleReference>,
    candidate: Candidate,
    years_error: Option<String>,
    on: Date,
}

impl Parameters {
    fn understood(&self, service: &Service) -> Asked {
        let mut notices = Vec::new();
        let mut references: Vec<RoleReference> = Vec::new();
        for name in &self.role {
            match name.parse::<RoleReference>() {
                Ok(reference) if references.contains(&reference) => {
                    notices.push(format!("{reference} was named twice; it is shown once."));
                }
                Ok(reference) => references.push(reference),
                Err(_) => notices.push(no_role(&name.chars().take(80).collect::<String>())),
            }
        }
        if references.len() > MOST_ROLES {
            let count = references.len();
            notices
                .push(format!("{count} roles are too many to be read side by side: the first {MOST_ROLES} are shown."));
            references.truncate(MOST_ROLES);
        }
        let years = (!self.years.trim().is_empty()).then(|| Years::try_from(self.years.clone()));
        let listed = |given: &str| {
            let parts = given.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
            parts.map(|part| part.chars().take(200).collect()).collect::<Vec<String>>()
        };
        let candidate = Candidate {
            education: self.education.parse().ok(),
            fields: listed(&self.field),
            years: years.as_ref().and_then(|years| years.as_ref().ok()).map(|years| years.0),
            languages: told(&listed(&self.language)),
            licenses: told(&listed(&self.license)),
        };
        Asked {
            only: match self.only.as_str() {
                "differences" => OnlyRows::Differences,
                "shared" => OnlyRows::Shared,
                _ => OnlyRows::All,
            },
            in_order_of: self.in_order_of.parse().ok().filter(|role| references.contains(role)),
            references,
            notices,
            candidate,
            years_error: years.and_then(Result::err),
            on: self.as_of.map_or_else(|| service.today(), |day| day.0),
        }
    }

    /// The address of this comparison at `path`, of these roles.
    fn address(&self, path: &str, roles: &[RoleReference], only: &str, rows: &str) -> Address {
        let mut address = Address::new(path);
        for role in roles {
            address = address.with("role", &role.to_string());
        }
        let as_of = self.as_of.map(|day| day.0.to_string()).unwrap_or_default();
        let told = [
            ("as_of", as_of.as_str()),
            ("only", only),
            ("in_order_of", &self.in_order_of),
            ("rows", rows),
            ("education", &self.education),
            ("field", &self.field),
            ("years", &self.years),
            ("language", &self.language),
            ("license", &self.license),
        ];
        told.into_iter().fold(address, |address, (name, value)| address.with_some(name, value))
    }
}

fn no_role(name: &str) -> String {
    format!("There is no role {name}.")
}

/// Compares what can be compared; roles that are not there are left out, with a notice.
fn answer(service: &Service, asked: &mut Asked) -> Result<Option<CompareAnswer>, Problem> {
    let mut chosen: Vec<ChosenRole> = Vec::new();
    for reference in std::mem::take(&mut asked.references) {
        match choose_role(&service.catalog, &reference, asked.on) {
            Ok(one) if chosen.iter().any(|other| other.is_same(&one)) => {
                asked.notices.push(format!("{reference} is left out: it is a revision that is shown already."));
            }
            Ok(one) => {
                chosen.push(one);
                asked.references.push(reference);
            }
            Err(AppError::NoRole { .. } | AppError::NoRevision { .. }) => {
                asked.notices.push(no_role(&reference.to_string()));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if chosen.len() < 2 {
        return Ok(None);
    }
    let request = CompareRequest {
        in_order_of: asked.in_order_of.clone().filter(|role| asked.references.contains(role)),
        explain: true,
        candidate: asked.candidate.clone(),
        roles: Vec::new(),
    };
    let mut answer = compare_chosen(&service.catalog, &chosen, &request, &organisation_name(service))?;
    answer.comparison.keep(asked.only.into());
    Ok(Some(answer))
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let mut asked = parameters.understood(service);
    let mut answer = answer(service, &mut asked)?;
    let roles = &asked.references;
    let rows = if parameters.rows == "collapsed" { "collapsed" } else { "" };
    let (only, view) = match asked.only {
        OnlyRows::All => ("", "all"),
        OnlyRows::Differences => ("differences", "differences"),
        OnlyRows::Shared => ("shared", "shared"),
    };
    let at = |only: &str, rows: &str| -> String { parameters.address("/compare", roles, only, rows).into() };
    let link = |name, words, only: &str| ViewLink { name, words, address: at(only, rows) };
    let export = |path: &str| -> String { parameters.address(path, roles, only, "").into() };
    let columns = roles.iter().enumerate().map(|(index, reference)| {
        let others: Vec<RoleReference> = roles.iter().filter(|other| *other != reference).cloned().collect();
        let compared = answer.as_ref().and_then(|answer| answer.comparison.roles.get(index));
        let name = compared.map_or_else(|| reference.to_string(), |role| role.role.clone());
        ColumnView {
            name: reference.to_string(),
            address: format!("/roles/{name}"),
            title: compared.map_or_else(|| reference.to_string(), |role| role.title.clone()),
            organisation: compared.map(|role| role.organisation.clone()).unwrap_or_default(),
            revision: name.split_once('@').map(|(_, number)| number.to_owned()).unwrap_or_default(),
            without: parameters.address("/compare", &others, only, rows).into(),
        }
    });
    let view = CompareView {
        columns: columns.collect(),
        reasons: answer.as_mut().map(reasons).unwrap_or_default(),
        most_at_once: MOST_ROLES,
        as_of: parameters.as_of.map(|day| day.0.to_string()).unwrap_or_default(),
        only: view,
        in_order_of: asked.in_order_of.as_ref().map(ToString::to_string).unwrap_or_default(),
        collapsed: rows == "collapsed",
        views: [
            link("all", "All rows", ""),
            link("differences", "Only differences", "differences"),
            link("shared", "Only what all share", "shared"),
        ],
        collapse: at(only, if rows == "collapsed" { "" } else { "collapsed" }),
        exports: [
            ("CSV", export("/compare.csv")),
            ("Markdown", export("/compare.md")),
            ("HTML", export("/compare.html")),
            ("JSON", json_address(&asked, &parameters)),
        ],
        levels: Schooling::ALL.map(|(_, name, words)| (name, words)),
        asked: AskedView {
            education: parameters.education.clone(),
            field: parameters.field.clone(),
            years: parameters.years.clone(),
            language: parameters.language.clone(),
            license: parameters.license.clone(),
            years_error: asked.years_error,
        },
        notices: asked.notices,
        answer,
    };
    let frame = Frame::new(Place::Elsewhere, "Compare roles", "Roles side by side: facts, duties, what it takes");
    page(service, "compare", &frame, &view)
}

/// Why each row is one, in words; the data of it is not needed any more.
fn reasons(answer: &mut CompareAnswer) -> Vec<Vec<String>> {
    let rows = answer.comparison.duties.iter_mut().map(|row| {
        let mut pairs = std::mem::take(&mut row.because);
        pairs.sort_by(|one, other| other.score.total_cmp(&one.score));
        let more = pairs.len().saturating_sub(MOST_REASONS);
        let words = pairs.iter().take(MOST_REASONS).map(|pair| {
            let why = pair.because.as_ref().map(Reasons::in_words).unwrap_or_default();
            format!("{} and {}: {why}", pair.a, pair.b)
        });
        let more = (more > 0).then(|| format!("{more} more pairs, which `rolebook compare --explain` lists"));
        words.chain(more).collect()
    });
    rows.collect()
}

fn json_address(asked: &Asked, parameters: &Parameters) -> String {
    let mut address = Address::new("/api/v1/compare");
    for role in &asked.references {
        address = address.with("role", &role.to_string());
    }
    let as_of = parameters.as_of.map(|day| day.0.to_string()).unwrap_or_default();
    let only = if asked.only == OnlyRows::All { "" } else { parameters.only.as_str() };
    let order = asked.in_order_of.as_ref().map(ToString::to_string).unwrap_or_default();
    address = address.with_some("as_of", &as_of).with_some("only", only).with_some("in_order_of", &order);
    if asked.candidate.education.is_some() {
        address = address.with("education", &parameters.education);
    }
    address = asked.candidate.fields.iter().fold(address, |address, field| address.with("field", field));
    if asked.candidate.years.is_some() {
        address = address.with("years", parameters.years.trim());
    }
    let listed = |address: Address, name: &str, told: &Option<Vec<String>>| match told.as_deref() {
        None => address,
        Some([]) => address.with(name, "none"),
        Some(all) => all.iter().fold(address, |address, one| address.with(name, one)),
    };
    address = listed(address, "language", &asked.candidate.languages);
    listed(address, "license", &asked.candidate.licenses).into()
}

/// `/compare.csv`.
pub(in crate::web) fn csv(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    sheet(service, &parameters, SheetFormat::Csv)
}

/// `/compare.md`.
pub(in crate::web) fn markdown(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    sheet(service, &parameters, SheetFormat::Markdown)
}

/// `/compare.html`.
pub(in crate::web) fn html(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    sheet(service, &parameters, SheetFormat::Html)
}

fn sheet(service: &Service, parameters: &Parameters, format: SheetFormat) -> Result<Page, Problem> {
    let mut asked = parameters.understood(service);
    let Some(answer) = answer(service, &mut asked)? else {
        let detail = format!("a comparison needs 2 to {MOST_ROLES} roles that are there, each as organisation/role");
        return Err(Problem::parameter(Some("role"), detail));
    };
    let text = render_sheet(&answer, format).map_err(|error| Problem::internal(error.to_string()))?;
    Ok(Page::File { name: format!("comparison.{}", format.suffix()), media: format.media(), bytes: text.into_bytes() })
}
