//! Figures as they are given and shown: what may be given at all, and how many decimals are printed.

use schemars::JsonSchema;
use serde::Serialize;

/// A figure that was given can't be used. The field is named as it was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct InputError {
    /// The field, for example `caseload`, or `mix weekly, hours`.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

impl InputError {
    pub(super) fn new(field: &str, problem: impl Into<String>) -> Self {
        Self { field: field.to_owned(), problem: problem.into() }
    }
}

/// More than zero and at most `most`.
pub(super) fn positive(field: &str, given: f64, most: f64) -> Result<f64, InputError> {
    let given = number(field, given)?;
    if given < 0.0 {
        return Err(InputError::new(field, format!("`{}` is negative; it must be more than 0", plain(given))));
    }
    if given == 0.0 {
        return Err(InputError::new(field, "it is 0; it must be more than 0"));
    }
    at_most(field, given, most)
}

/// Zero or more and at most `most`.
pub(super) fn not_negative(field: &str, given: f64, most: f64) -> Result<f64, InputError> {
    let given = number(field, given)?;
    if given < 0.0 {
        return Err(InputError::new(field, format!("`{}` is negative; it must be 0 or more", plain(given))));
    }
    at_most(field, given, most)
}

fn number(field: &str, given: f64) -> Result<f64, InputError> {
    if given.is_finite() { Ok(given) } else { Err(InputError::new(field, format!("`{given}` is not a figure"))) }
}

fn at_most(field: &str, given: f64, most: f64) -> Result<f64, InputError> {
    if given <= most {
        return Ok(given);
    }
    Err(InputError::new(field, format!("`{}` is beyond anything real; the most is {}", plain(given), shown(most))))
}

/// Without the three hundred digits that a figure of that size has.
fn plain(figure: f64) -> String {
    if figure.abs() < 1e12 { figure.to_string() } else { format!("{figure:e}") }
}

/// As people write it: at most two decimals, thousands apart; smaller figures with two digits that count.
pub fn shown(figure: f64) -> String {
    let decimals = if figure != 0.0 && figure.abs() < 0.1 { 4 } else { 2 };
    let text = format!("{figure:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The next whole number up. What is whole but for the last digits of machine arithmetic counts as whole.
pub(super) fn rounded_up(figure: f64) -> f64 {
    let nearest = figure.round();
    if (figure - nearest).abs() < 1e-9 * nearest.max(1.0) { nearest } else { figure.ceil() }
}
