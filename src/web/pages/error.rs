//! The page that says what went wrong, and where to go from there.

use serde::Serialize;

use super::frame::{Frame, Place, html};
use crate::web::address::Address;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct ErrorView<'a> {
    code: ProblemKind,
    status: u16,
    title: &'static str,
    detail: &'a str,
    near: Vec<NearView>,
    /// The role that was asked for, where it is there and something else of it is not.
    role: Option<String>,
    request_id: &'a str,
    progress: Option<(usize, usize)>,
}

#[derive(Debug, Serialize)]
struct NearView {
    name: String,
    address: String,
}

/// The page that states `problem`.
///
/// # Errors
/// When it can't be made, which is a mistake of ours.
pub(in crate::web) fn error(service: &Service, problem: &Problem, request_id: &str) -> Result<String, Problem> {
    let (_, status, title) = problem.kind().meaning();
    let shelf = if problem.kind() == ProblemKind::NoSuchStandard { "standards" } else { "roles" };
    let near = problem
        .near()
        .iter()
        .map(|name| NearView { name: name.clone(), address: Address::new(&format!("/{shelf}/{name}")).into() });
    let view = ErrorView {
        code: problem.kind(),
        status: status.as_u16(),
        title,
        detail: problem.detail(),
        near: near.collect(),
        role: problem.role().map(|id| Address::role(id, None).into()),
        request_id,
        progress: service.search.progress(),
    };
    html(service, "error", &Frame::new(Place::Elsewhere, title, title), &view)
}
