//! The templates that come with the program.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::particular::Particular;
use super::template::{Template, TemplateProblem, parse_particulars, parse_template};

/// The particulars that all templates may ask for.
pub const PARTICULARS: &str = include_str!("../../templates/posting/particulars.toml");

/// The texts of a template's two files.
macro_rules! texts {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../templates/posting/", $name, "/manifest.toml")),
            include_str!(concat!("../../templates/posting/", $name, "/body.md.j2")),
        )
    };
}

/// Name, manifest and body of each, in the order in which they are offered.
pub const SHIPPED: [(&str, &str, &str); 7] = [
    texts!("full-announcement"),
    texts!("short-ad"),
    texts!("internal-notice"),
    texts!("civil-service-announcement"),
    texts!("class-specification"),
    texts!("position-description"),
    texts!("role-summary"),
];

/// The particulars that all templates share.
///
/// # Errors
/// When their file can't be understood.
pub fn shared_particulars() -> Result<BTreeMap<String, Particular>, TemplateProblem> {
    let file = "particulars.toml";
    parse_particulars(PARTICULARS).map_err(|fault| TemplateProblem { template: "posting".to_owned(), file, fault })
}

/// The templates, in the order in which they are offered.
///
/// # Errors
/// When one can't be understood; a test sees to it that they can.
pub fn shipped_templates() -> Result<Vec<Template>, TemplateProblem> {
    /// They are parsed once: the composer asks for them with every letter typed.
    static PARSED: LazyLock<Result<Vec<Template>, TemplateProblem>> = LazyLock::new(|| {
        let shared = shared_particulars()?;
        SHIPPED.iter().map(|(name, manifest, body)| parse_template(name, manifest, body, &shared, true)).collect()
    });
    PARSED.clone()
}
