//! Pay: one range or several, by the year, the month or the hour.

use serde::Serialize;

use super::figure::figure;
use crate::import::understand::document::{Document, Found, Row};
use crate::import::understand::kind::Kind;
use crate::import::understand::pattern::{Pattern, group};

/// What somebody is paid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pay {
    /// The least of all ranges.
    pub min: f64,
    /// The most of all ranges.
    pub max: f64,
    /// For which stretch of time.
    pub unit: Unit,
    /// All ranges of this unit, in printed order.
    pub all: Vec<(f64, f64)>,
    /// The unit is obvious from the figure but not written.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unit_inferred: bool,
}

/// For which stretch of time a sum is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Biweekly,
    /// A month.
    Month,
    /// A year.
    Year,
}

static SUM: Pattern = Pattern::new(
    r"(?:\$|usd|cad|c\$) ?(\d[\d,]*(?:\.\d{1,4})?)(k(?-u:\b))?(?:[ *]*(?:/? ?(?:per )?(?:hour|hr|year|yr|annum|month|mo|week)\.?|annually|hourly|monthly)?[ *]*(?:-|–|—|to|through|up to|and up to|minimum to)[ *]*(?:a maximum of )?(?:\$|usd|cad|c\$)? ?(\d[\d,]*(?:\.\d{1,4})?)(k(?-u:\b))?)?",
);
static BARE: Pattern = Pattern::new(r"(\d{2,3},\d{3}(?:\.\d\d)?)()(?: ?(?:-|–|—|to) ?(\d{2,3},\d{3}(?:\.\d\d)?))?()");
static UNITS: Pattern = Pattern::new(
    r"(bi-?weekly|every two weeks|per pay period|per (?:hour|hr|day|week|month|mo|year|annum)|an hour|a year|a month|(?:/|, ?) ?(?:hour|hr|day|week|wk|month|mo|year|yr|annum|annual)(?-u:\b)|hourly|daily|weekly|monthly|annual(?:ly)?|yearly|salary year)",
);
static NOT_PAY: Pattern = Pattern::new(
    r"budget|grant|bonus|insurance|reimburs|allowance|award|deductible|application fee|filing fee|million|billion|tuition|revenue|assets|premium|differential|incentive|invest|loan|fund|bilingual pay|per mile",
);
static PAID: Pattern = Pattern::new(
    r"salar|(?-u:\b)pay(?-u:\b)|wage|hour|annual|compensation|per year|per month|rate of|range|stipend|hiring|remuneration|/yr|/hr|monthly",
);

struct Sum {
    range: (f64, f64),
    unit: Option<Unit>,
}

pub(super) fn read(document: &Document<'_>) -> Option<Found<Pay>> {
    let mut first: Option<&Row<'_>> = None;
    let mut sums: Vec<Sum> = Vec::new();
    let mut last = 0;
    let mut heading_unit = None;
    for row in document.rows() {
        if row.kind() == Kind::Heading && PAID.is_in(&row.folded) {
            heading_unit = unit_in(&row.folded);
        }
        // What stands far from the first sum is another matter.
        if first.is_some() && row.at > last + 4 {
            break;
        }
        let found = sums_of(row, heading_unit);
        if !found.is_empty() {
            first.get_or_insert(row);
            last = row.at;
            sums.extend(found);
        }
    }
    let row = first?;
    let written = sums.iter().find_map(|sum| sum.unit);
    let unit = sums.first().and_then(|sum| sum.unit).or(written);
    let unit_inferred = unit.is_none();
    let unit = unit.or_else(|| sums.first().and_then(|sum| inferred(sum.range.1)))?;
    let all: Vec<(f64, f64)> = sums
        .iter()
        .filter(|sum| sum.unit.or_else(|| inferred(sum.range.1)).is_none_or(|of| of == unit))
        .map(|sum| sum.range)
        .collect();
    let min = all.iter().map(|range| range.0).reduce(f64::min)?;
    let max = all.iter().map(|range| range.1).reduce(f64::max)?;
    Some(row.found(Pay { min, max, unit, all, unit_inferred }))
}

fn sums_of(row: &Row<'_>, heading_unit: Option<Unit>) -> Vec<Sum> {
    let text = &row.folded;
    let is_pay = row.kind() == Kind::Pay;
    let said = matches!(
        row.kind(),
        Kind::Title | Kind::Schedule | Kind::Summary | Kind::Benefit | Kind::Classification | Kind::Other | Kind::Apply
    ) && PAID.is_in(text)
        && !NOT_PAY.is_in(text);
    if !is_pay && !said || text.contains("mileage") {
        return Vec::new();
    }
    let mut found = SUM.all(text);
    if found.is_empty() && is_pay {
        found = BARE.all(text);
    }
    let mut sums = Vec::new();
    for one in &found {
        let end = one.get(0).map_or(0, |all| all.end());
        let start = one.get(0).map_or(0, |all| all.start());
        let (Some(low), high) = (money(group(one, 1), group(one, 2)), money(group(one, 3), group(one, 4))) else {
            continue;
        };
        let high = high.unwrap_or(low);
        // "$50–60k" counts thousands at both ends.
        let low = if low < 1000.0 && high >= 10_000.0 { low * 1000.0 } else { low };
        if low < 5.0 || high < low {
            continue;
        }
        let behind = text.get(end..).map(|rest| rest.chars().take(40).collect::<String>()).unwrap_or_default();
        let behind = behind.split('$').next().unwrap_or_default().to_owned();
        let before: String = text
            .get(..start)
            .map(|rest| rest.chars().rev().take(30).collect::<String>().chars().rev().collect())
            .unwrap_or_default();
        let before = before.rsplit([';', '$']).next().unwrap_or_default().to_owned();
        let unit = unit_in(group(one, 0)).or_else(|| unit_in(&behind)).or_else(|| unit_in(&before)).or(heading_unit);
        let fits = unit.filter(|unit| plausible(*unit, high));
        sums.push(Sum {
            range: (low, high),
            unit: fits.or_else(|| unit_in(text).filter(|unit| plausible(*unit, high))),
        });
    }
    sums
}

fn money(figures: &str, thousands: &str) -> Option<f64> {
    let sum = figure(figures.trim_end_matches(','))?;
    Some(if thousands.is_empty() { sum } else { sum * 1000.0 })
}

fn unit_in(text: &str) -> Option<Unit> {
    let found = UNITS.first(text)?;
    let word = group(&found, 1);
    let is = |part: &str| word.contains(part);
    Some(if is("bi") || is("two weeks") || is("pay period") {
        Unit::Biweekly
    } else if is("hour") || is("hr") {
        Unit::Hour
    } else if is("year") || is("yr") || is("ann") {
        Unit::Year
    } else if is("mo") {
        Unit::Month
    } else if is("week") || is("wk") {
        Unit::Week
    } else {
        Unit::Day
    })
}

fn plausible(unit: Unit, sum: f64) -> bool {
    match unit {
        Unit::Hour => sum < 400.0,
        Unit::Year => sum >= 3_000.0,
        Unit::Month => (300.0..60_000.0).contains(&sum),
        _ => true,
    }
}

/// What the size of a sum says of its unit.
fn inferred(sum: f64) -> Option<Unit> {
    if sum < 250.0 {
        Some(Unit::Hour)
    } else if sum >= 17_000.0 {
        Some(Unit::Year)
    } else if sum >= 1_500.0 {
        Some(Unit::Month)
    } else {
        None
    }
}
