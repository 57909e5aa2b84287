//! What can be typed behind `rolebook staff`.

use clap::{Args, ValueEnum};

use crate::standards::staffing::written::{self, figure};
use crate::standards::staffing::{Change, Demand, DirectOf, Period, StaffingRequest, WorkingTime};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rolebook staff --clients 600 --caseload 40 --unit students --span 7
  rolebook staff --clients 620 --caseload 62 --average        an average: part of a post can remain
  rolebook staff --mix intensive=45,caseload=15 --mix routine=200,caseload=40
  rolebook staff --mix weekly=10,weight=1 --mix monthly=16,weight=0.25 --caseload 20 --most-cases 40
  rolebook staff --clients 300 --hours-per-case 2+0.5 --leave 15 --direct 65
  rolebook staff --mix maximum=10,hours=4 --mix minimum=40,hours=1 --paid-hours 120
  rolebook staff --clients 600 --caseload 40 --what-if caseload=35 --what-if demand=+10 --json

Both ways can be asked for at once: by caseload, and by hours. Every step is printed.")]
pub(super) struct Staff {
    /// How many are to be served
    #[arg(long, value_name = "N", allow_negative_numbers = true, conflicts_with = "mix")]
    clients: Option<f64>,
    /// Some of them: a name and how many, then caseload, weight or hours of one of these [repeatable]
    #[arg(long, value_name = "NAME=N[,caseload=N|weight=N][,hours=N]", value_parser = mix)]
    mix: Vec<Demand>,
    /// What is counted: clients, families, students
    #[arg(long, default_value = "clients")]
    unit: String,
    /// How many one worker may carry
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    caseload: Option<f64>,
    /// That is an average over all workers, and not a limit for each
    #[arg(long)]
    average: bool,
    /// How many one worker may carry whatever they weigh
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    most_cases: Option<f64>,
    /// Where the caseload comes from, to be printed
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Hours that one case takes in a period; parts can be added: 1+0.5+0.25
    #[arg(long, value_name = "N[+N…]", value_parser = sum, allow_hyphen_values = true)]
    hours_per_case: Option<Sum>,
    /// The period that hours are of
    #[arg(long, value_enum, default_value_t = PeriodArgument::Month)]
    per: PeriodArgument,
    /// Hours that one full-time worker is paid in the period [default: 40 a week]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    paid_hours: Option<f64>,
    /// Percent of them not worked: holidays, leave, sickness, training
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    leave: Option<f64>,
    /// The same in hours of the period
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    leave_hours: Option<f64>,
    /// Hours of the period that each worker needs however many cases there are
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    fixed_hours: Option<f64>,
    /// Percent of time that reaches the cases
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    direct: Option<f64>,
    /// What that was measured of; of paid hours, leave is not taken off again
    #[arg(long, value_enum, default_value_t = DirectArgument::Worked)]
    direct_of: DirectArgument,
    /// How many workers one supervisor has
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    span: Option<f64>,
    /// Try another figure: demand=+10 (percent), caseload, hours-per-case, leave, direct, span [repeatable]
    #[arg(long, value_name = "FIELD=N", value_parser = change)]
    what_if: Vec<Change>,
}

impl Staff {
    /// What is asked.
    pub(super) fn request(&self) -> StaffingRequest {
        let one = self.clients.map(|count| Demand { count, ..Demand::default() });
        StaffingRequest {
            demand: one.into_iter().chain(self.mix.iter().cloned()).collect(),
            unit: self.unit.clone(),
            caseload: self.caseload,
            is_average: self.average,
            most_cases: self.most_cases,
            caseload_source: self.source.clone(),
            hours_per_case: self.hours_per_case.clone().map(|sum| sum.0).unwrap_or_default(),
            time: WorkingTime {
                period: self.per.into(),
                paid_hours: self.paid_hours,
                leave_percent: self.leave,
                leave_hours: self.leave_hours,
                fixed_hours: self.fixed_hours,
                direct_percent: self.direct,
                direct_of: self.direct_of.into(),
            },
            span: self.span,
            what_ifs: self.what_if.clone(),
        }
    }
}

/// Figures that are added.
#[derive(Debug, Clone)]
struct Sum(Vec<f64>);

#[derive(Debug, Clone, Copy, ValueEnum)]
enum PeriodArgument {
    Week,
    Month,
    Year,
}

impl From<PeriodArgument> for Period {
    fn from(period: PeriodArgument) -> Self {
        match period {
            PeriodArgument::Week => Self::Week,
            PeriodArgument::Month => Self::Month,
            PeriodArgument::Year => Self::Year,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DirectArgument {
    Worked,
    Paid,
}

impl From<DirectArgument> for DirectOf {
    fn from(of: DirectArgument) -> Self {
        match of {
            DirectArgument::Worked => Self::Worked,
            DirectArgument::Paid => Self::Paid,
        }
    }
}

fn sum(given: &str) -> Result<Sum, String> {
    written::sum(given).map(Sum)
}

fn mix(given: &str) -> Result<Demand, String> {
    const SHAPE: &str = "write it as intensive=45,caseload=15 or weekly=10,weight=1 or maximum=10,hours=4";
    let mut parts = given.split(',');
    let (name, count) = parts.next().and_then(|first| first.split_once('=')).ok_or(SHAPE)?;
    if name.trim().is_empty() {
        return Err(SHAPE.to_owned());
    }
    let mut line = Demand { name: name.trim().to_owned(), count: figure(count)?, ..Demand::default() };
    for part in parts {
        let (field, value) = part.split_once('=').ok_or(SHAPE)?;
        let place = match field.trim() {
            "caseload" => &mut line.caseload,
            "weight" => &mut line.weight,
            "hours" => &mut line.hours,
            other => return Err(format!("`{other}` is not known here; {SHAPE}")),
        };
        if place.replace(figure(value)?).is_some() {
            return Err(format!("{field} is given twice"));
        }
    }
    Ok(line)
}

fn change(given: &str) -> Result<Change, String> {
    const SHAPE: &str =
        "write it as caseload=35, hours-per-case=3, leave=20, direct=60, span=5 or demand=+10 (percent)";
    let (field, value) = given.split_once('=').ok_or(SHAPE)?;
    let value = figure(value.trim_end_matches('%'))?;
    Ok(match field.trim() {
        "demand" => Change::DemandPercent(value),
        "caseload" => Change::Caseload(value),
        "hours-per-case" => Change::HoursPerCase(value),
        "leave" => Change::LeavePercent(value),
        "direct" => Change::DirectPercent(value),
        "span" => Change::Span(value),
        other => return Err(format!("`{other}` can't be changed; {SHAPE}")),
    })
}
