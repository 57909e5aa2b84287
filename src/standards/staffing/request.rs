//! What is asked of the calculation, and what may be asked at all.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{InputError, not_negative, positive};

/// What is to be staffed, and by what rules.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StaffingRequest {
    /// Who is to be served: one line, or one for each intensity.
    pub demand: Vec<Demand>,
    /// What is counted: clients, families, students.
    pub unit: String,
    /// How many one worker may carry; lines of the demand may state their own.
    pub caseload: Option<f64>,
    /// Whether that is an average over all workers, and not a limit for each.
    pub is_average: bool,
    /// How many one worker may carry whatever they weigh.
    pub most_cases: Option<f64>,
    /// Where the caseload comes from.
    pub caseload_source: Option<String>,
    /// Hours that one case takes in a period, as the parts that they are made of; lines may state their own.
    pub hours_per_case: Vec<f64>,
    /// The time of one worker.
    pub time: WorkingTime,
    /// How many workers one supervisor has.
    pub span: Option<f64>,
    /// What else is to be tried.
    pub what_ifs: Vec<Change>,
}

/// Some of those who are to be served.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Demand {
    /// What sets them apart; empty when there is one line.
    pub name: String,
    /// How many.
    pub count: f64,
    /// How much one of them counts against the caseload; 1 where nothing is said.
    pub weight: Option<f64>,
    /// How many such one worker may carry.
    pub caseload: Option<f64>,
    /// Hours that one of them takes in a period.
    pub hours: Option<f64>,
}

/// The time that one full-time worker has in a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkingTime {
    /// The period that all hours are of.
    pub period: Period,
    /// Hours paid; 40 a week where nothing is said.
    pub paid_hours: Option<f64>,
    /// Share of paid hours not worked: holidays, leave, sickness, training. In percent.
    pub leave_percent: Option<f64>,
    /// The same in hours.
    pub leave_hours: Option<f64>,
    /// Hours that every worker spends on other things, however many cases there are.
    pub fixed_hours: Option<f64>,
    /// Share of time that reaches the cases, in percent.
    pub direct_percent: Option<f64>,
    /// What that is a share of.
    pub direct_of: DirectOf,
}

/// A stretch of time in which hours are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// A week.
    Week,
    /// A month, a twelfth of 52 weeks.
    #[default]
    Month,
    /// A year of 52 weeks.
    Year,
}

impl Period {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    pub(super) fn weeks(self) -> f64 {
        match self {
            Self::Week => 1.0,
            Self::Month => 52.0 / 12.0,
            Self::Year => 52.0,
        }
    }
}

/// What the share of time that reaches cases was measured of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DirectOf {
    /// Hours worked, as time studies measure it: leave comes off besides.
    #[default]
    Worked,
    /// Hours paid: leave is already out of it.
    Paid,
}

/// Something else to be tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// So many percent more to be served, or fewer.
    DemandPercent(f64),
    /// Another caseload.
    Caseload(f64),
    /// Other hours for a case.
    HoursPerCase(f64),
    /// Another share of leave.
    LeavePercent(f64),
    /// Another share of time that reaches cases.
    DirectPercent(f64),
    /// Another span of supervision.
    Span(f64),
}

impl Change {
    /// What is changed, as the shell names it.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::DemandPercent(_) => "demand",
            Self::Caseload(_) => "caseload",
            Self::HoursPerCase(_) => "hours-per-case",
            Self::LeavePercent(_) => "leave",
            Self::DirectPercent(_) => "direct",
            Self::Span(_) => "span",
        }
    }
}

const MOST_PEOPLE: f64 = 1e9;
const MOST_CASELOAD: f64 = 1e6;
const MOST_HOURS: f64 = 10_000.0;
const MOST_WEIGHT: f64 = 1_000.0;
const MOST_SPAN: f64 = 1_000.0;

/// Everything that can't be used, in the order of the fields.
pub(super) fn problems(request: &StaffingRequest) -> Vec<InputError> {
    let mut found = Found(Vec::new());
    if request.demand.is_empty() {
        found.0.push(InputError::new("clients", "say how many are to be served"));
    }
    for line in &request.demand {
        let field = |name: &str| match line.name.as_str() {
            "" => name.to_owned(),
            label => format!("mix {label}, {name}"),
        };
        let count = if line.name.is_empty() { "clients".to_owned() } else { format!("mix {}", line.name) };
        found.positive(&count, Some(line.count), MOST_PEOPLE);
        found.positive(&field("weight"), line.weight, MOST_WEIGHT);
        found.positive(&field("caseload"), line.caseload, MOST_CASELOAD);
        found.positive(&field("hours"), line.hours, MOST_HOURS);
    }
    found.positive("caseload", request.caseload, MOST_CASELOAD);
    found.positive("most-cases", request.most_cases, MOST_CASELOAD);
    for part in &request.hours_per_case {
        found.positive("hours-per-case", Some(*part), MOST_HOURS);
    }
    found.positive("span", request.span, MOST_SPAN);
    found.time(&request.time);
    found.0
}

/// What can't be used.
struct Found(Vec<InputError>);

impl Found {
    fn positive(&mut self, field: &str, given: Option<f64>, most: f64) {
        self.0.extend(given.and_then(|given| positive(field, given, most).err()));
    }

    fn not_negative(&mut self, field: &str, given: Option<f64>, most: f64) {
        self.0.extend(given.and_then(|given| not_negative(field, given, most).err()));
    }

    fn time(&mut self, time: &WorkingTime) {
        self.positive("paid-hours", time.paid_hours, MOST_HOURS);
        self.not_negative("leave-hours", time.leave_hours, MOST_HOURS);
        self.not_negative("fixed-hours", time.fixed_hours, MOST_HOURS);
        if time.leave_percent == Some(100.0) {
            self.0.push(InputError::new("leave", "with 100 % leave nobody works"));
        }
        self.not_negative("leave", time.leave_percent, 100.0);
        if time.leave_percent.is_some() && time.leave_hours.is_some() {
            let problem = "leave is given as a share and in hours; give one of them, or it would count twice";
            self.0.push(InputError::new("leave-hours", problem));
        }
        self.positive("direct", time.direct_percent, 100.0);
    }
}
