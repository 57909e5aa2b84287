//! Days as people write them.

use jiff::civil::Date;

use crate::import::understand::pattern::{Pattern, group};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static WRITTEN: Pattern = Pattern::new(
    r"(?-u:\b)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?-u:\b)",
);

/// The days in a folded text, in order.
pub(super) fn days(folded: &str) -> Vec<Date> {
    WRITTEN.all(folded).iter().filter_map(read).collect()
}

fn read(found: &regex::Captures<'_>) -> Option<Date> {
    let number = |at: usize| group(found, at).parse::<i16>().ok();
    let named = |at: usize| {
        let name = group(found, at);
        MONTHS.iter().zip(1_i16..).find(|(month, _)| **month == name).map(|(_, month)| month)
    };
    let (year, month, day) = if found.get(1).is_some() {
        (number(3)?, named(1)?, number(2)?)
    } else if found.get(4).is_some() {
        (number(6)?, named(5)?, number(4)?)
    } else if found.get(7).is_some() {
        (number(7)?, number(8)?, number(9)?)
    } else {
        (number(12)?, number(10)?, number(11)?)
    };
    let year = if year >= 100 { year } else { year + if year < 70 { 2000 } else { 1900 } };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}
