//! Names that stay: organisations, roles, items. Each is safe as a file name and in an address.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {expected}")]
pub struct InvalidIdentifier {
    given: String,
    expected: &'static str,
}

const SLUG: &str = "a name of 1 to 64 lower-case letters, digits and hyphens that begins with a letter or digit";
const ROLE_ID: &str = "a role, which is written organisation/role, for example hayward/student-success-coach";

/// Names that some operating system or address of ours keeps for itself.
const RESERVED: [&str; 12] =
    ["con", "prn", "aux", "nul", "com1", "com2", "lpt1", "lpt2", "new", "draft", "edit", "search"];

/// Whether a name is 1 to 64 lower-case letters, digits and hyphens, begins with a letter or digit, and is not reserved.
pub fn is_slug(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    starts_well
        && name.len() <= 64
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !RESERVED.contains(&name)
}

/// A name made of a title or of an employer's name; none when no letter of it can stand in one.
pub fn slug_of(words: &str) -> Option<String> {
    let mut slug = String::new();
    for character in words.to_lowercase().chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’') {
            slug.push('-');
        }
    }
    slug.truncate(64);
    let slug = slug.trim_matches('-').to_owned();
    is_slug(&slug).then_some(slug)
}

fn shortened(given: &str) -> String {
    given.chars().take(80).collect()
}

/// Serde, display and schema for a checked string.
macro_rules! checked_name {
    ($name:ident, $pattern:literal) => {
        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = InvalidIdentifier;
            fn try_from(given: String) -> Result<Self, InvalidIdentifier> {
                given.parse()
            }
        }
        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

/// The same for a name that is one word of a path; see [`is_slug`].
macro_rules! slug_name {
    ($name:ident) => {
        checked_name!($name, "^[a-z0-9][a-z0-9-]{0,63}$");
        impl FromStr for $name {
            type Err = InvalidIdentifier;
            fn from_str(given: &str) -> Result<Self, InvalidIdentifier> {
                if is_slug(given) {
                    return Ok(Self(given.to_owned()));
                }
                Err(InvalidIdentifier { given: shortened(given), expected: SLUG })
            }
        }
    };
}

/// An organisation's name in the catalog: `hayward`, `oregon-dhs`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationId(String);
slug_name!(OrganisationId);

/// The name of a staffing standard, or of one of its figures: `cwla-caseloads`, `cwla-ongoing`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StandardId(String);
slug_name!(StandardId);

/// The name of a posting that is kept: `family-success-coach-2027-01-15`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostingId(String);
slug_name!(PostingId);

/// The fingerprint of a text: BLAKE3, 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextHash(String);
checked_name!(TextHash, "^[0-9a-f]{64}$");

impl TextHash {
    /// The fingerprint of this text.
    pub fn of(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()).to_hex().to_string())
    }
}

impl FromStr for TextHash {
    type Err = InvalidIdentifier;
    fn from_str(given: &str) -> Result<Self, InvalidIdentifier> {
        if given.len() == 64 && given.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Ok(Self(given.to_owned()));
        }
        Err(InvalidIdentifier {
            given: shortened(given),
            expected: "a text's hash: 64 hexadecimal digits in lower case",
        })
    }
}

/// A role's name in the catalog: `organisation/role`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RoleId(String);
checked_name!(RoleId, "^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}$");

impl RoleId {
    /// The part before the slash: the organisation whose role it is.
    pub fn organisation(&self) -> &str {
        self.0.split_once('/').map_or("", |(organisation, _)| organisation)
    }

    /// The organisation whose role it is, by its name in the catalog.
    pub fn organisation_id(&self) -> OrganisationId {
        OrganisationId(self.organisation().to_owned())
    }

    /// The part after the slash.
    pub fn role(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, role)| role)
    }
}

impl FromStr for RoleId {
    type Err = InvalidIdentifier;
    fn from_str(given: &str) -> Result<Self, InvalidIdentifier> {
        match given.split_once('/') {
            Some((organisation, role)) if is_slug(organisation) && is_slug(role) => Ok(Self(given.to_owned())),
            _ => Err(InvalidIdentifier { given: shortened(given), expected: ROLE_ID }),
        }
    }
}

/// The lasting name of one item within its role: `d7` for a duty, `q2` for a qualification.
///
/// It is never given to another item, so that an address, a posting or a redline can name the item for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ItemId(String);
checked_name!(ItemId, "^[a-z]{1,8}[0-9]{1,6}$");

impl ItemId {
    /// The item numbered `number` of those whose names begin with `prefix`, such as `d` for duties.
    ///
    /// # Errors
    /// When the prefix is not one to eight lower-case letters or the number has more than six digits.
    pub fn new(prefix: &str, number: u32) -> Result<Self, InvalidIdentifier> {
        format!("{prefix}{number}").parse()
    }

    /// The letters and the number: `d7` is `("d", 7)`.
    pub fn parts(&self) -> (&str, u32) {
        let digits = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        let (prefix, number) = self.0.split_at(digits);
        (prefix, number.parse().unwrap_or(0))
    }
}

impl FromStr for ItemId {
    type Err = InvalidIdentifier;
    fn from_str(given: &str) -> Result<Self, InvalidIdentifier> {
        let letters = given.bytes().take_while(u8::is_ascii_lowercase).count();
        let digits = given.bytes().skip(letters).take_while(u8::is_ascii_digit).count();
        let whole = letters + digits == given.len();
        if whole && (1..=8).contains(&letters) && (1..=6).contains(&digits) {
            return Ok(Self(given.to_owned()));
        }
        Err(InvalidIdentifier { given: shortened(given), expected: "an item's name: letters and a number, such as d7" })
    }
}
