//! Figures with their units: ranges, shares of time, periods.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A figure or a range of figures; the field that holds it says the unit.
///
/// "35–40" has both ends, "at least 2" only the lower, "20 maximum" only the upper;
/// a single figure has two equal ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The lower end, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// The upper end, included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
}

impl Range {
    /// A range with both ends.
    pub fn between(at_least: f64, at_most: f64) -> Self {
        Self { at_least: Some(Number(at_least)), at_most: Some(Number(at_most)) }
    }

    /// A range without an upper end.
    pub fn at_least(figure: f64) -> Self {
        Self { at_least: Some(Number(figure)), at_most: None }
    }

    /// Whether the range says nothing, or its ends are the wrong way round.
    pub fn is_empty(&self) -> bool {
        match (self.at_least, self.at_most) {
            (None, None) => true,
            (Some(low), Some(high)) => low.0 > high.0,
            _ => false,
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.at_least, self.at_most) {
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low}–{high}"),
            (Some(low), None) => write!(f, "at least {low}"),
            (None, Some(high)) => write!(f, "at most {high}"),
            (None, None) => f.write_str("not stated"),
        }
    }
}

/// A figure; whole numbers are written without a decimal point.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize, JsonSchema)]
#[serde(try_from = "f64")]
pub struct Number(f64);

impl Number {
    /// The figure.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Number {
    type Error = String;
    fn try_from(figure: f64) -> Result<Self, String> {
        if figure.is_finite() && (0.0..=1e12).contains(&figure) {
            return Ok(Self(figure));
        }
        Err(format!("`{figure}` is not a figure between 0 and 1,000,000,000,000"))
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0 < 9e15 {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 9e15")]
            return serializer.serialize_i64(self.0 as i64);
        }
        serializer.serialize_f64(self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A share of working time in percent, more than 0 and at most 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "f64")]
pub struct Percent(Number);

impl Percent {
    /// The share, as 0 to 100.
    pub fn value(self) -> f64 {
        self.0.value()
    }
}

impl TryFrom<f64> for Percent {
    type Error = String;
    fn try_from(figure: f64) -> Result<Self, String> {
        if figure > 0.0 && figure <= 100.0 {
            return Ok(Self(Number(figure)));
        }
        Err(format!("`{figure} %` is not a share of time: it must be more than 0 % and at most 100 %"))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// A stretch of time after which something recurs, or within which it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Every day.
    Day,
    /// Every week.
    Week,
    /// Every two weeks.
    Fortnight,
    /// Every month.
    Month,
    /// Every three months.
    Quarter,
    /// Every year.
    Year,
    /// Every hour, as pay is stated.
    Hour,
}

impl fmt::Display for Per {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Hour => "hour",
        })
    }
}
