//! A figure in words.

use crate::model::standard::{LimitKind, StandardFigure};

/// What a figure says, in a line: how much, for whom.
pub fn says(figure: &StandardFigure) -> String {
    match amount(figure) {
        Some(amount) => format!("{amount} ({}; {})", figure.role, figure.population),
        None => format!("{}: {}", figure.role, figure.as_cited),
    }
}

/// How much of what for each of what; none for what is no figure.
pub fn amount(figure: &StandardFigure) -> Option<String> {
    let range = figure.range.as_ref()?;
    let unit = match (figure.counts.as_deref(), figure.per.as_deref()) {
        (Some(counts), Some(per @ ("month" | "year"))) => format!(" {counts} a {per}"),
        (Some(counts), Some("four weeks")) => format!(" {counts} in four weeks"),
        (Some(counts), Some(per)) => format!(" {counts} for each {per}"),
        _ => String::new(),
    };
    let cap = figure.cap.map(|cap| format!(", with a cap of {cap}")).unwrap_or_default();
    let is_average = matches!(figure.limit, LimitKind::MostOnAverage | LimitKind::AverageAndCap);
    let average = if is_average { " on average" } else { "" };
    Some(format!("{range}{unit}{average}{cap}"))
}
