//! What a heading or a row says of a group of duties: share of time, new or revised, essential.

use super::super::pattern::{Pattern, group};
use crate::model::document::{ChangeMark, DutyMarks};
use crate::model::quantity::Percent;

static SHARE: Pattern = Pattern::new(
    r"(?i)\(?(?:approximately |approx\.? |about |up to )?(\d{1,3})(?: ?(?:-|–|to) ?(\d{1,3}))? ?(?:%|percent)(?: of (?:the )?(?:time|work ?time|working time|duties))?\)?",
);

/// The label without its share of time, and the share. A range has no single share and stays in the label.
pub(super) fn share_of(label: &str) -> (String, DutyMarks) {
    let mut marks = DutyMarks::default();
    let Some(found) = SHARE.first(label).filter(|found| found.get(2).is_none()) else {
        return (label.to_owned(), marks);
    };
    marks.share_percent = percent(group(&found, 1));
    let (start, end) = found.get(0).map_or((0, 0), |all| (all.start(), all.end()));
    let before = label.get(..start).unwrap_or_default();
    let behind = label.get(end..).unwrap_or_default();
    let rest = format!("{} {}", before.trim(), behind.trim());
    let rest = rest.trim().trim_matches(['-', '–', '—', ':', ' ', '.']).to_owned();
    (rest, marks)
}

fn percent(figures: &str) -> Option<Percent> {
    figures.trim().trim_end_matches('%').trim().parse::<f64>().ok().and_then(|share| Percent::try_from(share).ok())
}

/// The marks in the cells of a row: `75%`, `R`, `E`.
pub(super) fn marks_of(cells: &[String]) -> DutyMarks {
    let mut marks = DutyMarks::default();
    for cell in cells {
        match cell.trim() {
            "N" => marks.change = Some(ChangeMark::New),
            "R" => marks.change = Some(ChangeMark::Revised),
            "NC" => marks.change = Some(ChangeMark::NoChange),
            "E" => marks.essential = Some(true),
            "NE" => marks.essential = Some(false),
            other if other.ends_with('%') && other.len() <= 5 => marks.share_percent = percent(other),
            _ => {}
        }
    }
    marks
}
