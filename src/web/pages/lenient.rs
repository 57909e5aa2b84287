//! Parameters as forms and links from elsewhere bring them: a field left blank is a field not given.

use serde::{Deserialize, Deserializer};

/// A value that may be left blank.
pub(super) fn blank_is_none<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<String>,
    T::Error: std::fmt::Display,
{
    let given = String::deserialize(deserializer)?;
    if given.trim().is_empty() {
        return Ok(None);
    }
    T::try_from(given).map(Some).map_err(serde::de::Error::custom)
}

/// A whole number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ordinal(pub(super) u32);

impl TryFrom<String> for Ordinal {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        let shown: String = given.chars().take(40).collect();
        let plain = given.bytes().all(|byte| byte.is_ascii_digit());
        let number = if plain { given.parse().ok() } else { None };
        number.filter(|number| *number > 0).map(Self).ok_or_else(|| format!("`{shown}` is not a whole number from 1"))
    }
}

/// For a page that has no parameters of its own.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Anything {}
