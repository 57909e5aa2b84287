//! The values that the parameters of a search have.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use crate::search::query::Fact;
use crate::search::request::{FARTHEST, Filter, LARGEST_PAGE};

/// A filter: `state=OR`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::web) struct FilterValue(pub(in crate::web) Filter);

impl TryFrom<String> for FilterValue {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        if given.len() > 200 {
            return Err("a filter has at most 200 bytes".to_owned());
        }
        Filter::parse(&given).map(Self)
    }
}

fn names() -> String {
    Fact::FACETS.map(Fact::name).join("|")
}

impl JsonSchema for FilterValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Filter".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = format!("^({})=[a-zA-Z0-9][a-zA-Z0-9-]{{0,63}}$", names());
        schemars::json_schema!({ "type": "string", "pattern": pattern, "examples": ["state=OR"] })
    }
}

/// The facts to count by: names with commas between them, or `all`; none when empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::web) struct FacetNames(pub(in crate::web) Vec<Fact>);

impl TryFrom<String> for FacetNames {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        if given == "all" {
            return Ok(Self(Fact::FACETS.to_vec()));
        }
        let mut facts = Vec::new();
        for name in given.split(',').filter(|_| !given.is_empty()) {
            let fact = Fact::named(name).filter(|fact| Fact::FACETS.contains(fact)).ok_or_else(|| {
                let shown: String = name.chars().take(80).collect();
                format!("`{shown}` can't be counted by; there are all, {}", Fact::FACETS.map(Fact::name).join(", "))
            })?;
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Ok(Self(facts))
    }
}

impl JsonSchema for FacetNames {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FacetNames".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = names();
        let pattern = format!("^(all|({names})(,({names}))*)?$");
        schemars::json_schema!({ "type": "string", "pattern": pattern, "examples": ["state,kind"] })
    }
}

/// A number between two ends, with what is meant when none is given.
macro_rules! bounded {
    ($(#[$about:meta])* $name:ident, $least:expr, $most:expr, $usual:expr) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(try_from = "u32")]
        pub(in crate::web) struct $name(pub(in crate::web) usize);

        impl Default for $name {
            fn default() -> Self {
                Self($usual)
            }
        }

        impl TryFrom<u32> for $name {
            type Error = String;

            fn try_from(given: u32) -> Result<Self, String> {
                let number = usize::try_from(given).unwrap_or(usize::MAX);
                if ($least..=$most).contains(&number) {
                    return Ok(Self(number));
                }
                Err(format!("{given} is not between {} and {}", $least, $most))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                schemars::json_schema!({ "type": "integer", "minimum": $least, "maximum": $most, "default": $usual })
            }
        }
    };
}

bounded!(
    /// How many results to a page.
    HitsToAPage, 1, LARGEST_PAGE, 10
);
bounded!(
    /// How many results to pass over.
    Offset, 0, FARTHEST, 0
);
bounded!(
    /// How many passages to show of each role.
    PassagesToAHit, 0, 10, 2
);
bounded!(
    /// How many roles that resemble one.
    SimilarRoles, 1, LARGEST_PAGE, 5
);
