//! `/roles/{organisation}/{role}/history`: the revisions with who, when, why, and how much changed.

use serde::{Deserialize, Serialize};

use super::frame::{Frame, Place, page};
use super::role::StampView;
use super::role_card::titled;
use crate::app::history::{ChangeCounts, role_history};
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::api::path;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which role.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    organisation: String,
    role: String,
}

#[derive(Debug, Serialize)]
struct HistoryView {
    id: String,
    title: String,
    address: String,
    redline: String,
    revisions: Vec<RevisionView>,
    newest: u32,
}

#[derive(Debug, Serialize)]
struct RevisionView {
    #[serde(flatten)]
    stamp: StampView,
    changes: Option<String>,
    redline: Option<String>,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let id = path::role_id(&parameters.organisation, &parameters.role)?;
    let history = role_history(&service.catalog, &id)?;
    let title = titled(&history.title, id.as_str());
    let address = String::from(Address::role(&id, None));
    let redline = format!("{address}/redline");
    let newest = history.revisions.last().map_or(0, |revision| revision.stamp.number);
    let in_force = history.revisions.iter().rev().find(|revision| revision.stamp.effective <= service.today());
    let in_force = in_force.map_or(0, |revision| revision.stamp.number);
    let revisions = history.revisions.iter().rev().map(|revision| RevisionView {
        stamp: StampView::new(&id, &revision.stamp, in_force),
        changes: revision.changes.as_ref().map(ChangeCounts::words),
        redline: revision.stamp.number.checked_sub(1).filter(|before| *before > 0).map(|before| {
            let to = revision.stamp.number.to_string();
            Address::new(&redline).with("from", &before.to_string()).with("to", &to).into()
        }),
    });
    let view = HistoryView {
        id: id.to_string(),
        title: title.clone(),
        address,
        revisions: revisions.collect(),
        redline,
        newest,
    };
    let frame = Frame::new(Place::Elsewhere, format!("History of {title}"), "Every published revision: who, when, why");
    page(service, "history", &frame, &view)
}
