//! Fields of a form, read one after the other: a figure each, or what is wrong with it.

use serde::Serialize;

use super::written;

/// What is wrong with a field of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field, as addresses name it.
    pub field: String,
    /// In which of the groups, from 0.
    pub group: Option<usize>,
    /// What is wrong, and what to write.
    pub problem: String,
}

/// Reads fields and notes what is wrong with them.
#[derive(Default)]
pub(super) struct Reading {
    /// What is wrong.
    pub(super) errors: Vec<FieldError>,
}

impl Reading {
    pub(super) fn wrong(&mut self, field: &str, problem: String) {
        self.errors.push(FieldError { field: field.to_owned(), group: None, problem });
    }

    pub(super) fn wrong_in(&mut self, group: usize, field: &str, problem: String) {
        self.errors.push(FieldError { field: field.to_owned(), group: Some(group), problem });
    }

    pub(super) fn read<T>(
        &mut self,
        field: &str,
        given: &Option<String>,
        read: fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let given = given.as_deref().filter(|given| !given.trim().is_empty())?;
        read(given).map_err(|problem| self.wrong(field, problem)).ok()
    }

    pub(super) fn figure(&mut self, field: &str, given: &Option<String>) -> Option<f64> {
        self.read(field, given, written::figure)
    }

    pub(super) fn in_group(&mut self, row: usize, field: &str, given: String) -> Option<f64> {
        if given.is_empty() {
            return None;
        }
        written::figure(&given).map_err(|problem| self.wrong_in(row, field, problem)).ok()
    }
}
