//! `/about/limits`: what the service takes and gives, at most.

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::search::query::{DEEPEST, LONGEST_PASTE, LONGEST_QUERY, MOST_TERMS};
use crate::search::request::{FARTHEST, LARGEST_PAGE};
use crate::web::answer::Page;
use crate::web::limits::Limits;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct LimitsView {
    groups: Vec<GroupView>,
}

#[derive(Debug, Serialize)]
struct GroupView {
    heading: &'static str,
    limits: Vec<LimitView>,
}

#[derive(Debug, Serialize)]
struct LimitView {
    what: &'static str,
    most: String,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let limits = &service.limits;
    let view = LimitsView { groups: vec![requests(limits), times(limits), searches()] };
    let frame = Frame::new(Place::About, "Limits", "What the service takes and gives, at most");
    page(service, "limits", &frame, &view)
}

fn limit(what: &'static str, most: impl ToString, unit: &str) -> LimitView {
    LimitView { what, most: format!("{} {unit}", most.to_string()).trim_end().to_owned() }
}

fn requests(limits: &Limits) -> GroupView {
    let limits = vec![
        limit("Length of an address", limits.address_bytes, "bytes"),
        limit("Headers of a request", limits.header_bytes, "bytes"),
        limit("Lines of headers", limits.header_lines, ""),
        limit("Data sent to the API", limits.body_bytes, "bytes"),
        limit("A form", limits.form_bytes, "bytes"),
        limit("A form with files", limits.upload_bytes, "bytes"),
        limit("Forms and data in memory at once", limits.bodies, ""),
        limit("Forms with files in memory at once", limits.uploads, ""),
        limit("Connections at once", limits.connections, ""),
        limit("Connections of one peer", limits.connections_per_peer, ""),
        limit("Requests under way at once", limits.requests, ""),
    ];
    GroupView { heading: "Requests", limits }
}

fn times(limits: &Limits) -> GroupView {
    let limits = vec![
        limit("Until a request's headers are complete", limits.head.as_secs(), "seconds"),
        limit("Until what is sent is complete", limits.body.as_secs(), "seconds"),
        limit("Until a form with files is complete", limits.upload.as_secs(), "seconds"),
        limit("Between two requests on a connection", limits.idle.as_secs(), "seconds"),
        limit("To work out an answer", limits.work.as_secs(), "seconds"),
        limit("To take an answer", limits.response.as_secs(), "seconds"),
    ];
    GroupView { heading: "Times", limits }
}

fn searches() -> GroupView {
    let limits = vec![
        limit("Length of a query", LONGEST_QUERY, "bytes"),
        limit("Length of a pasted text", LONGEST_PASTE, "bytes"),
        limit("Words of a query", MOST_TERMS, ""),
        limit("Brackets within brackets", DEEPEST, ""),
        limit("Results on a page of the API", LARGEST_PAGE, ""),
        limit("Results that one can page to", FARTHEST, ""),
    ];
    GroupView { heading: "Searches", limits }
}
