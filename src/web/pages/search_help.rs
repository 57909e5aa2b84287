//! `/search/help`: what a query may hold.

use serde::Serialize;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::search::query::documentation;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct HelpView {
    fields: Vec<FieldView>,
}

#[derive(Debug, Serialize)]
struct FieldView {
    names: Vec<&'static str>,
    about: &'static str,
    example: &'static str,
    address: String,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let fields = documentation().map(|field| FieldView {
        names: field.names.to_vec(),
        about: field.about,
        example: field.example,
        address: Address::new("/search").with("q", field.example).into(),
    });
    let frame = Frame::new(Place::Search, "How to search", "Words, phrases, fields and figures that a query may hold");
    page(service, "search_help", &frame, &HelpView { fields: fields.collect() })
}
