//! How many people or cases somebody carries at a time.

use serde::Serialize;

use super::figure::figure;
use crate::import::understand::document::{Document, Found};
use crate::import::understand::pattern::{Pattern, group};

/// A caseload with its size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Caseload {
    /// The least.
    pub min: f64,
    /// The most.
    pub max: f64,
    /// Of what.
    pub unit: String,
}

static OF_SIZE: Pattern = Pattern::new(
    r"(?:case ?loads?|cohorts?|panel|roster|case load size)(?: size)?(?: (?:of|is|ranges?|ranging|consists?|averag\w+|will be|include[sd]?|that|may|from|between|approximately|about|around|up|to|at|least|no|more|than|not|exceed\w*|a|an|maximum|minimum|average|total|typical\w*|roughly|serving|with|:)){1,8}:? ?\(?(\d{1,3}|ten|twelve|fifteen|twenty|twenty-five|thirty|forty|fifty)(?: ?(?:-|–|—|to|and|or) ?(\d{1,3}|ten|twelve|fifteen|twenty|twenty-five|thirty|forty|fifty))?\)?(?: (?:\S+ ){0,3}?(students?|clients?|families|cases|patients?|participants?|youths?|young people|individuals?|members?|households?|children|consumers?|residents?|veterans?|people|adults|parents|scholars|customers|survivors|tenants|girls|boys|matches|accounts))?",
);
static BEFORE: Pattern = Pattern::new(
    r"(\d{1,3})(?: ?(?:-|–|to) ?(\d{1,3}))?[ -](student|client|famil|case|patient|participant|youth|individual|member|household|consumer)\w*[ -](?:on (?:a|the|their|your) )?case ?load",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<Caseload>> {
    document.rows().find_map(|row| {
        let before = |found: regex::Captures<'_>| {
            let word = match group(&found, 3) {
                "famil" => "families".to_owned(),
                stem => format!("{stem}s"),
            };
            (figure(group(&found, 1)), figure(group(&found, 2)), word)
        };
        let behind = |found: regex::Captures<'_>| {
            (figure(group(&found, 1)), figure(group(&found, 2)), group(&found, 3).to_owned())
        };
        let (low, high, unit) =
            OF_SIZE.first(&row.folded).map(behind).or_else(|| BEFORE.first(&row.folded).map(before))?;
        let low = low?;
        let high = high.filter(|high| *high >= low).unwrap_or(low);
        let unit = if unit.is_empty() { "cases".to_owned() } else { unit };
        Some(row.found(Caseload { min: low, max: high, unit }))
    })
}
