//! `/assets/{file}`: stylesheet, script, fonts, icon.

use serde::Deserialize;

use super::lenient::Anything;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Which file.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Parameters {
    file: String,
}

pub(in crate::web) fn show(service: &Service, parameters: Parameters) -> Result<Page, Problem> {
    let look = service.looks.now()?;
    look.assets.find(&parameters.file).cloned().map(Page::Asset).ok_or_else(Problem::unknown_address)
}

/// What robots are told.
pub(in crate::web) fn robots(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    named(service, "robots.txt")
}

/// The icon, where browsers look for it unasked.
pub(in crate::web) fn icon(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let look = service.looks.now()?;
    let address = look.assets.addresses().get("icon.svg").cloned();
    address.map(Page::Elsewhere).ok_or_else(Problem::unknown_address)
}

fn named(service: &Service, name: &str) -> Result<Page, Problem> {
    let look = service.looks.now()?;
    let asset = look.assets.named(name).ok_or_else(Problem::unknown_address)?;
    let text = String::from_utf8_lossy(&asset.bytes).into_owned();
    Ok(Page::Text(text))
}
