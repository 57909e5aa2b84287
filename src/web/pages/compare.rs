//! `/compare`: the facts of some roles side by side.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::role::facts::{FactView, facts};
use super::role_card::CardView;
use crate::app::compare::MOST_ROLES;
use crate::app::error::AppError;
use crate::app::read::{RoleReading, read_role};
use crate::app::reference::RoleReference;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which roles.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    #[serde(default)]
    role: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CompareView {
    roles: Vec<CardView>,
    rows: Vec<RowView>,
    /// Roles that were asked for and are not there.
    missing: Vec<String>,
    most: usize,
    too_many: bool,
}

/// A fact, role by role.
#[derive(Debug, Serialize)]
struct RowView {
    name: &'static str,
    cells: Vec<Option<FactView>>,
    /// Whether all roles say the same.
    is_same: bool,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let mut readings: Vec<RoleReading> = Vec::new();
    let mut missing = Vec::new();
    let mut names: Vec<&String> = Vec::new();
    for name in &parameters.role {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let too_many = names.len() > MOST_ROLES;
    for name in names.into_iter().take(MOST_ROLES) {
        let shown = || name.chars().take(80).collect::<String>();
        let reference: RoleReference = match name.parse() {
            Ok(reference) => reference,
            Err(_) => {
                missing.push(shown());
                continue;
            }
        };
        match read_role(&service.catalog, &service.search, &reference, service.today()) {
            Ok(reading) => readings.push(reading),
            Err(AppError::NoRole { .. } | AppError::NoRevision { .. }) => missing.push(shown()),
            Err(other) => return Err(other.into()),
        }
    }
    let columns: Vec<Vec<FactView>> =
        readings.iter().map(|reading| facts(&reading.revision.role, &reading.card)).collect();
    let roles = readings.iter().map(|reading| CardView::new(&reading.card)).collect();
    let view = CompareView { roles, rows: rows(&columns), missing, most: MOST_ROLES, too_many };
    let frame = Frame::new(Place::Search, "Compare roles", "The facts of some roles side by side");
    page(service, "compare", &frame, &view)
}

/// The facts of each role, as rows: in the order in which most roles have them.
fn rows(columns: &[Vec<FactView>]) -> Vec<RowView> {
    let mut names: Vec<&'static str> = Vec::new();
    for column in columns {
        let mut at = 0;
        for fact in column {
            match names.iter().position(|name| *name == fact.name) {
                Some(place) => at = place + 1,
                None => {
                    names.insert(at.min(names.len()), fact.name);
                    at += 1;
                }
            }
        }
    }
    let rows = names.into_iter().map(|name| {
        let cells: Vec<Option<FactView>> =
            columns.iter().map(|column| column.iter().find(|fact| fact.name == name).cloned()).collect();
        let is_same = cells.windows(2).all(|pair| matches!(pair, [one, other] if one == other));
        RowView { name, cells, is_same }
    });
    rows.filter(|row| row.cells.iter().flatten().any(|fact| !fact.values.is_empty())).collect()
}
