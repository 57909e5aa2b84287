//! `GET /api/v1/roles`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::{Day, PageSize};
use crate::app::list::{RoleInShort, page_of_roles};
use crate::model::identifier::RoleId;
use crate::web::answer::Json;
use crate::web::limits::USUAL_PAGE;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which roles, and which page of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The catalog as it stood on this day; today if none is named.
    as_of: Option<Day>,
    /// Whether retired roles are wanted too.
    #[serde(default)]
    retired: bool,
    /// How many roles to a page.
    limit: Option<PageSize>,
    /// Where the page begins: `next_cursor` of the page before.
    cursor: Option<RoleId>,
}

/// A page of roles.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RolePage")]
pub(in crate::web) struct Page {
    /// The roles of this page, by name.
    items: Vec<RoleInShort>,
    /// How many roles there are on all pages.
    total: usize,
    /// How many fit on a page.
    limit: u32,
    /// Where the next page begins; none on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

pub(in crate::web) fn list(service: &Service, parameters: Parameters) -> Result<Json<Page>, Problem> {
    let roster = service.search.roster()?;
    let on = parameters.as_of.map_or_else(|| service.today(), |day| day.0);
    let limit = parameters.limit.map_or(USUAL_PAGE, |limit| limit.0);
    let after = parameters.cursor.as_ref();
    let limit_of_page = usize::try_from(limit).unwrap_or(usize::MAX);
    let page = page_of_roles(&service.catalog, &roster, on, parameters.retired, after, limit_of_page)?;
    let next_cursor = page.roles.last().filter(|_| page.more).map(|role| role.id.to_string());
    let address = |cursor: Option<&str>| {
        let mut address = format!("/api/v1/roles?limit={limit}");
        address.extend(parameters.as_of.map(|day| format!("&as_of={}", day.0)));
        if parameters.retired {
            address.push_str("&retired=true");
        }
        address.extend(cursor.map(|cursor| format!("&cursor={}", cursor.replace('/', "%2F"))));
        address
    };
    let mut links = vec![format!("<{}>; rel=\"first\"", address(None))];
    links.extend(next_cursor.as_deref().map(|cursor| format!("<{}>; rel=\"next\"", address(Some(cursor)))));
    Ok(Json::new(Page { items: page.roles, total: page.total, limit, next_cursor }).linked(links.join(", ")))
}
