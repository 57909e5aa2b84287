//! A calculation as it is typed into a form or an address: texts, field by field, and what is wrong with them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::InputError;
use super::reading::{FieldError, Reading};
use super::request::{Change, Demand, DirectOf, Period, StaffingRequest, WorkingTime, problems};
use super::written;
use super::{Staffing, calculate};

/// More groups than anybody needs on one page.
const MOST_GROUPS: usize = 40;
/// More values than anybody looks at side by side.
const MOST_CHANGES: usize = 12;

/// What was typed. A field that is not there is filled in from the role or the figure; one left blank stays blank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffingForm {
    /// A role to begin with, as organisation/role: its unit and its caseload.
    pub role: Option<String>,
    /// A figure of a standard to begin with, by its name.
    pub figure: Option<String>,
    /// How many are to be served.
    #[schemars(example = &"600")]
    pub clients: Option<String>,
    /// Or else groups of them, each with a name. May be repeated; the fields of groups belong together in their order.
    #[serde(default)]
    pub group: Vec<String>,
    /// How many are in each group.
    #[serde(default)]
    pub group_count: Vec<String>,
    /// How many of a group one worker may carry; blank where the caseload of all counts.
    #[serde(default)]
    pub group_caseload: Vec<String>,
    /// How much one of a group counts against the caseload of all; blank for 1.
    #[serde(default)]
    pub group_weight: Vec<String>,
    /// Hours that one of a group takes in the period; blank where the hours per case of all count.
    #[serde(default)]
    pub group_hours: Vec<String>,
    /// What is counted: clients, families, students.
    #[schemars(example = &"students")]
    pub unit: Option<String>,
    /// How many one worker may carry.
    #[schemars(example = &"40")]
    pub caseload: Option<String>,
    /// Whether that is the `most` for each worker, or an `average` over all.
    pub caseload_is: Option<String>,
    /// How many one worker may carry whatever they weigh.
    pub most_cases: Option<String>,
    /// Where the caseload comes from.
    pub source: Option<String>,
    /// Hours that one case takes in the period; parts can be added: 1+0.5.
    pub hours_per_case: Option<String>,
    /// The period that hours are of: `week`, `month` or `year`.
    pub per: Option<String>,
    /// Hours that one full-time worker is paid in the period; 40 a week if blank.
    pub paid_hours: Option<String>,
    /// Percent of them not worked: holidays, leave, sickness, training.
    pub leave: Option<String>,
    /// The same in hours of the period.
    pub leave_hours: Option<String>,
    /// Hours of the period that each worker needs however many cases there are.
    pub fixed_hours: Option<String>,
    /// Percent of time that reaches the cases.
    pub direct: Option<String>,
    /// What that was measured of: hours `worked`, or hours `paid`, in which case leave is not taken off again.
    pub direct_of: Option<String>,
    /// How many workers one supervisor has.
    #[schemars(example = &"7")]
    pub span: Option<String>,
    /// What if so many percent more were to be served? Several values have commas between them.
    #[schemars(example = &"10, -10")]
    pub try_demand: Option<String>,
    /// What if one worker carried so many?
    #[schemars(example = &"35, 45")]
    pub try_caseload: Option<String>,
    /// What if a case took so many hours?
    pub try_hours_per_case: Option<String>,
    /// What if so many percent were leave?
    pub try_leave: Option<String>,
    /// What if so many percent of time reached the cases?
    pub try_direct: Option<String>,
    /// What if a supervisor had so many workers?
    pub try_span: Option<String>,
}

impl StaffingForm {
    /// Whether anything is to be calculated yet: somebody has at least seen the field for how many there are.
    pub fn is_asked(&self) -> bool {
        self.clients.is_some() || !self.group.is_empty() || !self.group_count.is_empty()
    }

    /// The same with what `other` has where this has no such field.
    #[must_use]
    pub fn filled_from(self, other: Self) -> Self {
        Self {
            unit: self.unit.or(other.unit),
            caseload: self.caseload.or(other.caseload),
            caseload_is: self.caseload_is.or(other.caseload_is),
            source: self.source.or(other.source),
            direct: self.direct.or(other.direct),
            span: self.span.or(other.span),
            try_caseload: self.try_caseload.or(other.try_caseload),
            ..self
        }
    }

    /// Takes out the rows of groups that were left blank.
    pub fn compact(&mut self) {
        let blank = |list: &[String], row: usize| list.get(row).is_none_or(|cell| cell.trim().is_empty());
        let columns = [
            &mut self.group,
            &mut self.group_count,
            &mut self.group_caseload,
            &mut self.group_weight,
            &mut self.group_hours,
        ];
        let rows = columns.iter().map(|column| column.len()).max().unwrap_or_default();
        let kept: Vec<usize> =
            (0..rows).filter(|row| columns.iter().any(|column| !blank(column.as_slice(), *row))).collect();
        for column in columns {
            *column = kept.iter().map(|row| column.get(*row).cloned().unwrap_or_default()).collect();
        }
    }

    /// What the demand takes. Rows of groups that are blank must be [out](Self::compact).
    ///
    /// # Errors
    /// Everything that is wrong with what was typed, field by field.
    pub fn calculate(&self) -> Result<Staffing, Vec<FieldError>> {
        let mut reading = Reading::default();
        let request = self.request(&mut reading);
        let mut errors = reading.errors;
        for error in problems(&request).into_iter().map(|error| field_of(error, &request)) {
            // What could not be read has been said, and is not missing besides.
            if !errors.iter().any(|other| other.field == error.field && other.group == error.group) {
                errors.push(error);
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        calculate(&request).map_err(|error| vec![field_of(error, &request)])
    }

    fn request(&self, reading: &mut Reading) -> StaffingRequest {
        let unit = self.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty()).unwrap_or("clients");
        let one_of = |reading: &mut Reading, field: &str, given: &Option<String>, words: [&str; 3]| {
            let given = given.as_deref().unwrap_or_default();
            let found = words.iter().position(|word| !word.is_empty() && *word == given);
            if found.is_none() && !given.is_empty() {
                reading.wrong(field, format!("choose one of {}", words.join(" ").trim().replace(' ', ", ")));
            }
            found.unwrap_or_default()
        };
        let per = one_of(reading, "per", &self.per, ["month", "week", "year"]);
        let is_average = one_of(reading, "caseload_is", &self.caseload_is, ["most", "average", ""]) == 1;
        let direct_of = one_of(reading, "direct_of", &self.direct_of, ["worked", "paid", ""]);
        StaffingRequest {
            demand: self.demand(reading),
            unit: unit.to_owned(),
            caseload: reading.figure("caseload", &self.caseload),
            is_average,
            most_cases: reading.figure("most_cases", &self.most_cases),
            caseload_source: self.source.clone().filter(|source| !source.trim().is_empty()),
            hours_per_case: reading.read("hours_per_case", &self.hours_per_case, written::sum).unwrap_or_default(),
            time: WorkingTime {
                period: match per {
                    1 => Period::Week,
                    2 => Period::Year,
                    _ => Period::Month,
                },
                paid_hours: reading.figure("paid_hours", &self.paid_hours),
                leave_percent: reading.read("leave", &self.leave, written::percent),
                leave_hours: reading.figure("leave_hours", &self.leave_hours),
                fixed_hours: reading.figure("fixed_hours", &self.fixed_hours),
                direct_percent: reading.read("direct", &self.direct, written::percent),
                direct_of: if direct_of == 1 { DirectOf::Paid } else { DirectOf::Worked },
            },
            span: reading.figure("span", &self.span),
            what_ifs: self.what_ifs(reading),
        }
    }

    /// How many rows of groups there are; some may be blank.
    pub fn rows(&self) -> usize {
        let lists = [&self.group, &self.group_count, &self.group_caseload, &self.group_weight, &self.group_hours];
        lists.iter().map(|list| list.len()).max().unwrap_or_default()
    }

    fn demand(&self, reading: &mut Reading) -> Vec<Demand> {
        let rows = self.rows();
        if rows == 0 {
            let one = reading.figure("clients", &self.clients);
            return one.into_iter().map(|count| Demand { count, ..Demand::default() }).collect();
        }
        if self.clients.as_deref().is_some_and(|clients| !clients.trim().is_empty()) {
            reading.wrong("clients", "give one figure for all, or groups; both would count twice".to_owned());
        }
        let mut demand: Vec<Demand> = Vec::new();
        if rows > MOST_GROUPS {
            reading.wrong("group_count", format!("{rows} groups are too many; {MOST_GROUPS} are possible"));
            return demand;
        }
        for row in 0..rows {
            let cell = |list: &[String]| list.get(row).map(|text| text.trim().to_owned()).unwrap_or_default();
            let (name, count) = (cell(&self.group), cell(&self.group_count));
            let further = [&self.group_caseload, &self.group_weight, &self.group_hours].map(|list| cell(list));
            let name = if name.is_empty() { format!("group {}", row + 1) } else { name };
            if demand.iter().any(|other| other.name == name) {
                reading.wrong_in(row, "group", "there are two groups of this name".to_owned());
            }
            let [caseload, weight, hours] = further;
            if count.is_empty() {
                reading.wrong_in(row, "group_count", "say how many are in this group".to_owned());
            }
            demand.push(Demand {
                count: reading.in_group(row, "group_count", count).unwrap_or(1.0),
                caseload: reading.in_group(row, "group_caseload", caseload),
                weight: reading.in_group(row, "group_weight", weight),
                hours: reading.in_group(row, "group_hours", hours),
                name,
            });
        }
        demand
    }

    fn what_ifs(&self, reading: &mut Reading) -> Vec<Change> {
        let mut changes = Vec::new();
        let fields = [
            ("try_demand", &self.try_demand, Change::DemandPercent as fn(f64) -> Change),
            ("try_caseload", &self.try_caseload, Change::Caseload),
            ("try_hours_per_case", &self.try_hours_per_case, Change::HoursPerCase),
            ("try_leave", &self.try_leave, Change::LeavePercent),
            ("try_direct", &self.try_direct, Change::DirectPercent),
            ("try_span", &self.try_span, Change::Span),
        ];
        for (field, given, change) in fields {
            let figures = reading.read(field, given, written::list).unwrap_or_default();
            changes.extend(figures.into_iter().map(change));
            if changes.len() > MOST_CHANGES {
                reading.wrong(field, format!("{MOST_CHANGES} things can be tried at once"));
                break;
            }
        }
        changes
    }
}

/// The field of the form that an error of the calculation is about.
fn field_of(error: InputError, request: &StaffingRequest) -> FieldError {
    let InputError { field, problem } = error;
    let in_group = field.strip_prefix("mix ").and_then(|rest| {
        request.demand.iter().enumerate().find_map(|(row, line)| match rest.strip_prefix(line.name.as_str())? {
            "" => Some((row, "group_count".to_owned())),
            further => further.strip_prefix(", ").map(|name| (row, format!("group_{name}"))),
        })
    });
    if let Some((row, field)) = in_group {
        return FieldError { field, group: Some(row), problem };
    }
    let field = field.replace("what-if ", "try_").replace('-', "_");
    FieldError { field, group: None, problem }
}
