//! The heaviest weight to be lifted.

use super::figure::figure;
use crate::import::understand::document::{Document, Found};
use crate::import::understand::pattern::{Pattern, group};

static WEIGHT: Pattern = Pattern::new(
    r"(\d{1,3}|ten|fifteen|twenty|twenty-five|thirty|thirty-five|forty|fifty|sixty|seventy-five|one hundred)\+?(?: ?\((\d{1,3})\))?[ -]?(?:pounds?|lbs?(?-u:\b)|#)",
);
static LIFTED: Pattern = Pattern::new(
    r"lift|carry|push|pull|exert|force|move|raise|load|weigh|physical|transport|light work|medium work|heavy",
);

pub(super) fn read(document: &Document<'_>) -> Option<Found<u32>> {
    let mut heaviest: Option<Found<u32>> = None;
    for row in document.rows().filter(|row| LIFTED.is_in(&row.folded)) {
        for found in WEIGHT.all(&row.folded) {
            let figures = if found.get(2).is_some() { group(&found, 2) } else { group(&found, 1) };
            let pounds = figure(figures).or(if figures == "seventy-five" { Some(75.0) } else { Some(100.0) });
            let Some(pounds) = pounds.filter(|pounds| (1.0..=300.0).contains(pounds)) else { continue };
            let pounds = figures
                .parse()
                .unwrap_or_else(|_| (1_u32..=300).find(|whole| f64::from(*whole) >= pounds).unwrap_or(1));
            if heaviest.as_ref().is_none_or(|so_far| pounds > so_far.value) {
                heaviest = Some(row.found(pounds));
            }
        }
    }
    heaviest
}
