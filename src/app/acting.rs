//! Who is acting, and what they may do. Whatever is kept asks here first, so that accounts, once there are any, have one
//! place to go.

use std::fmt;
use std::str::FromStr;

use super::error::AppError;
use crate::model::posting::PostingStatus;

/// Who is acting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Acting {
    /// Somebody whom nobody knows: they may read what is published, and nothing else.
    #[default]
    Nobody,
    /// The one person, or office, whose machine this is.
    Person(ActorName),
    /// Whoever sits at the shell: they can read the files themselves, and say with each deed who they are.
    Shell,
}

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The name of a person or an office, as it is written beside what they keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorName(String);

impl ActorName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ActorName {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let name = given.trim();
        if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > LONGEST_NAME {
            return Err(format!(
                "a name is a line of 1 to {LONGEST_NAME} characters; write the person or the office, for example \"Personnel office\""
            ));
        }
        Ok(Self(name.to_owned()))
    }
}

impl Acting {
    /// Their name, if they are known.
    pub fn name(&self) -> Option<&ActorName> {
        match self {
            Self::Nobody | Self::Shell => None,
            Self::Person(name) => Some(name),
        }
    }

    /// Whether they may keep anything.
    pub fn may_write(&self) -> bool {
        self.name().is_some()
    }

    /// Whether they may see a posting in this state. What is still a draft is seen by those alone who may change it.
    pub fn may_see(&self, status: PostingStatus) -> bool {
        status != PostingStatus::Draft || *self != Self::Nobody
    }

    /// The name that is written beside what they keep.
    ///
    /// # Errors
    /// `ReadOnly` when they may keep nothing.
    pub fn author(&self) -> Result<&ActorName, AppError> {
        self.name().filter(|_| self.may_write()).ok_or(AppError::ReadOnly)
    }
}
