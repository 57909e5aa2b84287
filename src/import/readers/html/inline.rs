//! Words within a line: bold ones, boxes to tick, what stands in fields.

use scraper::ElementRef;
use scraper::node::Element;

use crate::import::block::{TICKED, UNTICKED};

/// Whether an element makes its words heavy, or light; nothing, if it leaves them as they are.
pub(super) fn weight(element: &Element) -> Option<bool> {
    let style = element.attr("style").unwrap_or_default().to_lowercase().replace(' ', "");
    if let Some((_, weight)) = style.split_once("font-weight:") {
        let weight = weight.split(';').next().unwrap_or_default();
        return Some(matches!(weight, "bold" | "bolder" | "600" | "700" | "800" | "900"));
    }
    matches!(element.name(), "b" | "strong" | "th" | "dt").then_some(true)
}

/// What a field shows.
pub(super) fn field(element: ElementRef<'_>) -> Option<String> {
    let value = element.value();
    match value.name() {
        "input" => match value.attr("type").unwrap_or("text").to_lowercase().as_str() {
            "checkbox" | "radio" => {
                let ticked = value.attr("checked").is_some();
                Some(if ticked { TICKED } else { UNTICKED }.to_string())
            }
            "hidden" | "submit" | "button" | "image" | "reset" | "search" | "password" => Some(String::new()),
            _ => Some(value.attr("value").unwrap_or_default().to_owned()),
        },
        "select" => {
            let options = || element.descendent_elements().filter(|it| it.value().name() == "option");
            let chosen = options().find(|it| it.value().attr("selected").is_some());
            Some(chosen.map(|it| it.text().collect()).unwrap_or_default())
        }
        _ => None,
    }
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
