//! `/postings`: the postings that are kept.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::app::posting_templates::PostingTemplates;
use crate::app::postings::list::{PostingInShort, list_postings};
use crate::model::posting::PostingStatus;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct PostingsView {
    groups: Vec<GroupView>,
    count: usize,
    behind: usize,
    /// How many can't be read.
    broken: usize,
    may_write: bool,
}

/// The postings of which the same has become.
#[derive(Debug, Serialize)]
struct GroupView {
    status: PostingStatus,
    heading: &'static str,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    address: String,
    title: String,
    role: String,
    role_address: String,
    revision: u32,
    template: String,
    closing_date: Option<Date>,
    /// Whether the closing date has passed.
    is_over: bool,
    /// What has moved on since it was made.
    behind: Vec<String>,
    changed: Option<Date>,
    by: String,
}

/// This moment.
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let (templates, today) = (service.posting_templates()?, service.today());
    let list = list_postings(service.postings(), &service.catalog, &service.acting, &templates, today)?;
    let count = list.items.len();
    let behind = list.items.iter().filter(|posting| posting.behind.is_some()).count();
    let mut groups: Vec<GroupView> = Vec::new();
    for posting in list.items {
        let status = posting.status;
        let row = row(posting, &templates, today);
        match groups.last_mut().filter(|group| group.status == status) {
            Some(group) => group.rows.push(row),
            None => groups.push(GroupView { status, heading: heading(status), rows: vec![row] }),
        }
    }
    let view = PostingsView { groups, count, behind, broken: list.broken, may_write: service.acting.may_write() };
    let frame =
        Frame::new(Place::Postings, "Postings", "The postings that are kept, and how they stand to their roles");
    page(service, "postings", &frame, &view)
}

fn heading(status: PostingStatus) -> &'static str {
    match status {
        PostingStatus::Draft => "Drafts",
        PostingStatus::Published => "Published",
        PostingStatus::Closed => "Closed",
    }
}

fn row(posting: PostingInShort, templates: &PostingTemplates, today: Date) -> RowView {
    let day = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::system()).date();
    RowView {
        address: format!("/postings/{}", posting.id),
        id: posting.id.to_string(),
        title: posting.title,
        role_address: format!("/roles/{}@{}", posting.role, posting.revision),
        role: posting.role.to_string(),
        revision: posting.revision,
        template: template_title(templates, &posting.template),
        closing_date: posting.closing_date,
        is_over: posting.closing_date.is_some_and(|date| date < today) && posting.status != PostingStatus::Closed,
        behind: posting.behind.map(|behind| behind.words()).unwrap_or_default(),
        changed: posting.changed.map(day),
        by: posting.by,
    }
}

/// What people call a template; its name if nobody knows it here.
pub(super) fn template_title(templates: &PostingTemplates, name: &str) -> String {
    let known = templates.usable.iter().find(|template| template.name == name);
    known.map_or_else(|| name.to_owned(), |template| template.manifest.title.clone())
}
