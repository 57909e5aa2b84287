//! What every page has around it: title, description, the place in the navigation.

use serde::Serialize;

use crate::app::acting::ActorName;
use crate::web::answer::Page;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// What stands around a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame {
    /// The title in the window's bar, without the name of the program.
    title: String,
    /// What the page is, for those who list it.
    description: String,
    /// The entry of the navigation that the page belongs to.
    place: Place,
    /// The version of the program.
    version: &'static str,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    Home,
    Search,
    Organisations,
    Activities,
    Standards,
    Postings,
    About,
    Api,
    Elsewhere,
}

impl Frame {
    pub(super) fn new(place: Place, title: impl Into<String>, description: impl Into<String>) -> Self {
        Self { title: title.into(), description: description.into(), place, version: env!("CARGO_PKG_VERSION") }
    }
}

/// A page with its frame.
#[derive(Debug, Serialize)]
struct Framed<'a, T> {
    frame: &'a Frame,
    /// Under which name what is kept is kept, if anything is.
    acting: Option<&'a str>,
    #[serde(flatten)]
    content: &'a T,
}

/// The page that the template `pages/{name}.html.j2` makes of `content`.
pub(super) fn page(service: &Service, name: &str, frame: &Frame, content: &impl Serialize) -> Result<Page, Problem> {
    html(service, name, frame, content).map(Page::Html)
}

/// The same, as text.
pub(super) fn html(service: &Service, name: &str, frame: &Frame, content: &impl Serialize) -> Result<String, Problem> {
    let look = service.looks.now()?;
    let acting = service.acting.name().map(ActorName::as_str);
    look.page(&format!("pages/{name}.html.j2"), &Framed { frame, acting, content })
}
