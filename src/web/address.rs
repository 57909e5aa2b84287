//! Addresses of our own pages and answers.

use std::fmt::Write as _;

use crate::model::identifier::RoleId;

/// An address with what is asked behind it.
#[derive(Debug, Clone)]
pub(super) struct Address(String);

impl Address {
    /// An address on this site, without a query.
    pub(super) fn new(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// The page of a role; with a number, of that revision.
    pub(super) fn role(id: &RoleId, revision: Option<u32>) -> Self {
        let number = revision.map(|number| format!("@{number}")).unwrap_or_default();
        Self(format!("/roles/{id}{number}"))
    }

    /// With a parameter.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let sign = if self.0.contains('?') { '&' } else { '?' };
        self.0.push(sign);
        self.0.push_str(name);
        self.0.push('=');
        encode(value, &mut self.0);
        self
    }

    /// With a parameter, unless it says nothing.
    #[must_use]
    pub(super) fn with_some(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value) }
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.0
    }
}

fn encode(value: &str, encoded: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            // Nothing can go wrong when a string is written to.
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
}
