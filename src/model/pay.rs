//! Money: pay, allowances, benefits, authority to spend.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quantity::{Per, Range};

/// A sum that the incumbent receives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// What it is: `salary`, `wage`, `living allowance`, `education award`.
    pub what: String,
    /// How much, in `currency`.
    pub amount: Range,
    /// The currency's three letters, for example `USD`.
    pub currency: String,
    /// For which stretch of time, if the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
}

/// A benefit of the job or program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// What it is.
    pub what: String,
    /// Under which condition, for example `if needed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
}

/// Authority to commit the organisation's operating money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetAuthority {
    /// The operating area.
    pub area: String,
    /// How much, in `currency`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Range>,
    /// The currency's three letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// For which stretch of time, for example `biennium`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The type of fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<String>,
}
