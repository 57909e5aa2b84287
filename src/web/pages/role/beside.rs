//! A role beside published standards: in words, and as bars on one axis.

use serde::Serialize;

use crate::model::identifier::RoleId;
use crate::model::quantity::Range;
use crate::model::standard::Measure;
use crate::standards::check::{Beside, RoleCheck, StatementCheck, Verdict};
use crate::web::address::Address;

/// So many of the nearest standards are shown at once.
const SHOWN: usize = 2;
/// The thinnest bar, in hundredths of the axis.
const THINNEST: f64 = 0.8;

/// What a role states beside the standards.
#[derive(Debug, Serialize)]
pub(super) struct StandardsView {
    statements: Vec<StatementView>,
    remarks: Vec<String>,
    /// Where one can calculate with the role's caseload, if it states one.
    staffing: Option<String>,
}

/// A statement of the role with the standards that speak of the same thing, or else the nearest.
#[derive(Debug, Serialize)]
struct StatementView {
    states: String,
    is_caseload: bool,
    /// Where the axis ends, with what it counts.
    axis: Option<String>,
    /// The role's own figure on it.
    own: BarView,
    is_same: bool,
    rows: Vec<RowView>,
    /// More of the nearest.
    more: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    address: String,
    says: String,
    standing: &'static str,
    source: String,
    /// Below, within, above; none when it can't be compared.
    verdict: Option<&'static str>,
    because: String,
    by_number: Option<&'static str>,
    bar: Option<BarView>,
}

/// A bar, in hundredths of the axis.
#[derive(Debug, Clone, Copy, Serialize)]
struct BarView {
    from: f64,
    width: f64,
}

impl StandardsView {
    pub(super) fn new(id: &RoleId, check: RoleCheck) -> Self {
        let states_caseload = check.statements.iter().any(|statement| statement.measures == Measure::Caseload);
        Self {
            staffing: states_caseload.then(|| Address::new("/staffing").with("role", id.as_str()).into()),
            statements: check.statements.into_iter().map(StatementView::new).collect(),
            remarks: check.remarks,
        }
    }
}

impl StatementView {
    fn new(statement: StatementCheck) -> Self {
        let is_same = !statement.same.is_empty();
        let beside = if is_same { statement.same } else { statement.near };
        let ranges: Vec<Range> = beside.iter().filter_map(|beside| beside.range).collect();
        let end = ranges.iter().chain([&statement.range]).map(farthest).fold(0.0, f64::max);
        let mut rows: Vec<RowView> = beside.into_iter().map(|beside| RowView::new(beside, end)).collect();
        let more = rows.split_off(rows.len().min(if is_same { rows.len() } else { SHOWN }));
        let is_caseload = statement.measures == Measure::Caseload;
        let unit = if is_caseload { &statement.unit } else { "times a year" };
        Self {
            is_caseload,
            axis: (!ranges.is_empty()).then(|| format!("{end:.0} {unit}")),
            own: BarView::new(&statement.range, end),
            states: statement.states,
            is_same,
            rows,
            more,
        }
    }
}

impl RowView {
    fn new(beside: Beside, end: f64) -> Self {
        Self {
            address: format!("/standards/{}#{}", beside.standard, beside.figure),
            says: beside.says,
            standing: beside.standing.words(),
            source: beside.source,
            verdict: (beside.verdict != Verdict::NotComparable).then(|| beside.verdict.words()),
            because: beside.because.join("; "),
            by_number: beside.by_number.map(crate::standards::check::Position::words),
            bar: beside.range.map(|range| BarView::new(&range, end)),
        }
    }
}

impl BarView {
    /// From the lower end, or the beginning of the axis, to the upper end, or its end.
    fn new(range: &Range, end: f64) -> Self {
        let share = |figure: f64| (1000.0 * figure / end.max(f64::MIN_POSITIVE)).round() / 10.0;
        let from = range.at_least.map_or(0.0, |low| share(low.value()));
        let to = range.at_most.map_or(100.0, |high| share(high.value()));
        let from = from.min(100.0 - THINNEST);
        Self { from, width: ((to - from).max(THINNEST) * 10.0).round() / 10.0 }
    }
}

/// The farther end of a range. One without an upper end leaves room to show that it goes on.
fn farthest(range: &Range) -> f64 {
    match (range.at_most, range.at_least) {
        (Some(high), _) => high.value(),
        (None, Some(low)) => (low.value() * 1.5).ceil(),
        (None, None) => 0.0,
    }
}
