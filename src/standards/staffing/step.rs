//! A calculation as data: each step with its formula in words, its figures, its result and where the formula comes from.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::shown;

/// One step of a calculation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Step {
    /// What is worked out.
    pub name: String,
    /// How, in words.
    pub formula: String,
    /// What goes in, in the order of the formula.
    pub figures: Vec<Figure>,
    /// The formula with its figures: `600 ÷ 40`.
    pub working: String,
    /// What comes out, not rounded.
    pub result: f64,
    /// Of what.
    pub unit: String,
    /// Where the formula or its figures come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A figure that goes into a step.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: String,
}

impl Step {
    /// A step that has no figures yet.
    pub(super) fn new(name: &str, formula: impl Into<String>, unit: &str) -> Self {
        Self {
            name: name.to_owned(),
            formula: formula.into(),
            figures: Vec::new(),
            working: String::new(),
            result: 0.0,
            unit: unit.to_owned(),
            source: None,
        }
    }

    /// Adds what goes in.
    pub(super) fn with(mut self, name: impl Into<String>, value: f64, unit: &str) -> Self {
        self.figures.push(Figure { name: name.into(), value, unit: unit.to_owned() });
        self
    }

    /// Adds what comes out.
    pub(super) fn gives(mut self, working: impl Into<String>, result: f64) -> Self {
        self.working = working.into();
        self.result = result;
        self
    }

    /// Adds where it comes from.
    pub(super) fn after(mut self, source: &str) -> Self {
        self.source = Some(source.to_owned());
        self
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} = {} {}", self.working, shown(self.result), self.unit)
    }
}
