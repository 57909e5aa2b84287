//! Addresses that lead to pages of other names: what is left when somebody cuts the end off an address.

use serde::Deserialize;

use super::lenient::Anything;
use crate::model::identifier::OrganisationId;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// `/roles`: all roles, by title.
pub(in crate::web) fn roles(_: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    Ok(Page::Elsewhere(Address::new("/search").with("q", "").with("sort", "title").into()))
}

/// Which organisation.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    organisation: String,
}

/// `/roles/{organisation}`: the organisation's page.
pub(in crate::web) fn roles_of(_: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let id: OrganisationId = parameters.organisation.parse().map_err(|_| Problem::unknown_address())?;
    Ok(Page::Elsewhere(format!("/organisations/{id}")))
}
