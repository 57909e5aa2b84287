//! What stands around the words of a page: menus, heads and feet of the site, notices about cookies.

use scraper::node::Element;

use crate::import::block::Reason;

const MENU: Reason = "a menu";
const HEAD: Reason = "the head of a web site";
const FOOT: Reason = "the foot of a web site";
const COOKIES: Reason = "a notice about cookies";
const SIDE: Reason = "a side bar";
const FORM: Reason = "a form of the web site";

/// Why an element is furniture. `inside` says that it stands in the main part, whose heads and feet belong to the text.
pub(super) fn reason(element: &Element, inside: bool, by_name: bool) -> Option<Reason> {
    let role = element.attr("role").unwrap_or_default();
    let by_role = match role {
        "navigation" | "menu" | "menubar" => Some(MENU),
        "banner" => Some(HEAD),
        "contentinfo" => Some(FOOT),
        "complementary" => Some(SIDE),
        "search" => Some(FORM),
        "dialog" | "alertdialog" if says(element, &["cookie", "consent"]) => Some(COOKIES),
        _ => None,
    };
    let by_tag = || match element.name() {
        "nav" => Some(MENU),
        "header" if !inside => Some(HEAD),
        "footer" if !inside => Some(FOOT),
        "aside" => Some(SIDE),
        "button" => Some(FORM),
        _ => None,
    };
    by_role.or_else(by_tag).or_else(|| if by_name { named(element) } else { None })
}

/// What the names say that the makers of the page gave its parts.
fn named(element: &Element) -> Option<Reason> {
    if matches!(element.name(), "html" | "body" | "main" | "article") {
        return None;
    }
    if says(element, &["cookie", "gdpr", "consent-banner"]) {
        return Some(COOKIES);
    }
    let names: [(&str, Reason); 20] = [
        ("nav", MENU),
        ("navbar", MENU),
        ("navigation", MENU),
        ("menu", MENU),
        ("main-menu", MENU),
        ("breadcrumb", MENU),
        ("breadcrumbs", MENU),
        ("skip-link", MENU),
        ("skip-nav", MENU),
        ("skiplink", MENU),
        ("site-header", HEAD),
        ("masthead", HEAD),
        ("site-footer", FOOT),
        ("footer", FOOT),
        ("page-footer", FOOT),
        ("sidebar", SIDE),
        ("side-bar", SIDE),
        ("social-share", SIDE),
        ("share-buttons", SIDE),
        ("related-jobs", SIDE),
    ];
    let given: Vec<String> = element.classes().chain(element.id()).map(str::to_lowercase).collect();
    names.into_iter().find(|(name, _)| given.iter().any(|given| given == name)).map(|(_, reason)| reason)
}

fn says(element: &Element, words: &[&str]) -> bool {
    let given = element.classes().chain(element.id()).map(str::to_lowercase);
    given.into_iter().any(|given| words.iter().any(|word| given.contains(word)))
}

/// Whether an element is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().to_lowercase().replace(' ', "");
    let styled = style.contains("display:none") || style.contains("visibility:hidden");
    let aside = ["sr-only", "visually-hidden", "screen-reader-text"];
    let for_the_ear = element.classes().any(|class| aside.contains(&class));
    let closed = element.name() == "dialog" && element.attr("open").is_none();
    let aria = element.attr("aria-hidden") == Some("true");
    element.attr("hidden").is_some() || aria || styled || for_the_ear || closed
}

/// Elements that hold no words for people.
pub(super) fn is_machinery(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "map"
            | "datalist"
            | "math"
    )
}
