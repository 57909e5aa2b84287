//! How many people are served, how often they are seen, and what is written down about it.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::quantity::{Per, Range};

/// The people or cases that one incumbent carries at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caseload {
    /// How many, or `not stated` where the source speaks of a caseload without a figure.
    pub size: CaseloadSize,
    /// What is counted: students, families, cases. Figures of different units are never compared.
    pub unit: String,
    /// What the source calls it, where that is not a caseload, for example `cohort`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    /// What the source adds, for example `at one middle or high school site`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

/// The size of a caseload.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CaseloadSize {
    /// A caseload is mentioned, its size is not.
    NotStated,
    /// So many.
    Stated(Range),
}

const NOT_STATED: &str = "not stated";

impl fmt::Display for CaseloadSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStated => f.write_str("size not stated"),
            Self::Stated(range) => range.fmt(f),
        }
    }
}

impl Serialize for CaseloadSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NotStated => serializer.serialize_str(NOT_STATED),
            Self::Stated(range) => range.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for CaseloadSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SizeVisitor;
        impl<'de> Visitor<'de> for SizeVisitor {
            type Value = CaseloadSize;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`not stated`, or a range such as {at_least: 35, at_most: 40}")
            }
            fn visit_str<E: Error>(self, words: &str) -> Result<CaseloadSize, E> {
                if words == NOT_STATED {
                    return Ok(CaseloadSize::NotStated);
                }
                Err(E::invalid_value(serde::de::Unexpected::Str(words), &self))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CaseloadSize, A::Error> {
                Range::deserialize(MapAccessDeserializer::new(map)).map(CaseloadSize::Stated)
            }
        }
        deserializer.deserialize_any(SizeVisitor)
    }
}

impl JsonSchema for CaseloadSize {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CaseloadSize".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let range = generator.subschema_for::<Range>();
        schemars::json_schema!({ "oneOf": [{ "const": NOT_STATED }, range] })
    }
}

/// How often the incumbent is in contact with somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// With whom: `families`, `students`, `parents and students`.
    pub with: String,
    /// How many times, at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// In which stretch of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// How, or by what the frequency is determined, for example `by the student's needs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

/// Work that recurs at a stated interval, for example a monthly report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// What recurs.
    pub what: String,
    /// How often: once in this stretch of time; absent where the source only says that it recurs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// The source's own term, for example `regularly`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

/// What the role calls the plan that it makes with a person or family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The name, for example `Individual Success Plan`.
    pub name: String,
    /// The short form, for example `ISP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
}

/// An information system that the incumbent works with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSystem {
    /// Its name, for example `Efforts to Outcomes (ETO)`.
    pub name: String,
    /// What it is used for here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_for: Option<String>,
}
