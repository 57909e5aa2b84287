//! The values that parameters of several endpoints have.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::web::limits::{LARGEST_PAGE, USUAL_PAGE};

/// A day: `2026-11-22`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::web) struct Day(pub(in crate::web) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        // The one form, although the parser knows others.
        let digits = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
        let in_form = given.len() == 10 && given.bytes().enumerate().all(digits);
        let shown: String = given.chars().take(80).collect();
        let day = if in_form { given.parse().ok() } else { None };
        day.map(Self).ok_or_else(|| format!("`{shown}` is not a day that exists; write it as 2026-11-22"))
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "examples": ["2026-11-22"] })
    }
}

/// How many to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub(in crate::web) struct PageSize(pub(in crate::web) u32);

impl TryFrom<u32> for PageSize {
    type Error = String;

    fn try_from(given: u32) -> Result<Self, String> {
        if (1..=LARGEST_PAGE).contains(&given) {
            return Ok(Self(given));
        }
        Err(format!("{given} is not between 1 and {LARGEST_PAGE}"))
    }
}

impl JsonSchema for PageSize {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PageSize".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE })
    }
}

/// The number of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub(in crate::web) struct RevisionNumber(pub(in crate::web) u32);

impl TryFrom<u32> for RevisionNumber {
    type Error = String;

    fn try_from(given: u32) -> Result<Self, String> {
        if given > 0 {
            return Ok(Self(given));
        }
        Err("revisions are numbered from 1".to_owned())
    }
}

impl JsonSchema for RevisionNumber {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RevisionNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })
    }
}
