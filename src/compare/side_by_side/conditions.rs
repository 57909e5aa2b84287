//! Working conditions as a matrix: one row for each condition, one column for each role.

use super::ComparedRevision;
use super::facts::{FactCell, FactRow, status};
use crate::model::conditions::{Conditions, Frequency};
use crate::model::qualification::Requirement;
use crate::model::quantity::Range;
use crate::model::role::Role;
use crate::vocabulary::plain_words::frequency;

/// The rows that make a schedule.
pub(super) const SCHEDULE: [&str; 8] =
    ["Usual hours", "Flexible hours", "Evenings", "Weekends", "Overtime", "Days", "Seasons", "On call"];

/// The rows in their order, with what the file calls them.
const ROWS: [(&str, &str); 15] = [
    ("Lifting", "conditions.lifting"),
    ("Travel", "conditions.travel"),
    ("Places", "conditions.places"),
    ("Usual hours", "conditions.schedule.usual_hours"),
    ("Flexible hours", "conditions.schedule.flexible"),
    ("Evenings", "conditions.schedule.evenings"),
    ("Weekends", "conditions.schedule.weekends"),
    ("Overtime", "conditions.schedule.overtime"),
    ("Days", "conditions.schedule.days"),
    ("Seasons", "conditions.schedule.seasons"),
    ("On call", "conditions.on_call"),
    ("Hours asked for", "qualifications"),
    ("Exposure", "conditions.exposure"),
    ("Equipment", "conditions.equipment"),
    ("Physical demands", "conditions.physical"),
];

/// The conditions that some role states, row by row.
pub fn conditions(compared: &[ComparedRevision<'_>]) -> Vec<FactRow> {
    let columns: Vec<_> = compared.iter().map(|compared| of(compared.role)).collect();
    let rows = ROWS.iter().map(|(name, path)| {
        let cells = compared.iter().zip(&columns).map(|(compared, column)| FactCell {
            values: column.iter().filter(|(row, _)| row == name).flat_map(|(_, values)| values.clone()).collect(),
            remark: status(compared.role, &[*path]),
        });
        FactRow::new(name, cells.collect())
    });
    rows.filter(|row| !row.is_empty()).collect()
}

/// What a role states of each condition.
pub(super) fn of(role: &Role) -> Vec<(&'static str, Vec<String>)> {
    let mut found = role.facts.conditions.as_ref().map(stated).unwrap_or_default();
    let asked = role.facts.qualifications.iter().flat_map(|given| given.every_requirement());
    let hours = asked.filter_map(|leaf| match leaf {
        Requirement::Availability(words) => Some(words.clone()),
        _ => None,
    });
    found.push(("Hours asked for", hours.collect()));
    found
}

fn stated(conditions: &Conditions) -> Vec<(&'static str, Vec<String>)> {
    let with = |words: String, often: Option<Frequency>| match often {
        Some(often) => format!("{words}, {}", frequency(often)),
        None => words,
    };
    let lifting =
        conditions.lifting.iter().map(|lifting| with(format!("{} pounds", lifting.pounds), lifting.frequency));
    let travel = conditions.travel.iter().map(|travel| {
        let mut words = vec![travel.frequency.map_or("yes", frequency).to_owned()];
        words.extend((travel.overnight == Some(true)).then(|| "overnight".to_owned()));
        words.extend(travel.purpose.as_ref().map(|purpose| format!("for {purpose}")));
        words.join(", ")
    });
    let on_call = conditions.on_call.iter().map(|on_call| {
        let hours = on_call.hours_a_day.map(|hours| format!(", {hours} hours a day")).unwrap_or_default();
        format!("{}{hours}", frequency(on_call.frequency))
    });
    let exposure = conditions.exposure.iter().map(|exposure| with(exposure.to.clone(), exposure.frequency));
    let mut rows = vec![
        ("Lifting", lifting.collect()),
        ("Travel", travel.collect()),
        ("On call", on_call.collect()),
        ("Exposure", exposure.collect()),
        ("Places", conditions.places.clone()),
        ("Equipment", conditions.equipment.clone()),
        ("Physical demands", conditions.physical.clone()),
    ];
    if let Some(schedule) = &conditions.schedule {
        let often = |given: Option<Frequency>| given.map(|given| frequency(given).to_owned()).into_iter().collect();
        let flexible = schedule.flexible.map(|given| if given { "yes" } else { "no" }.to_owned());
        let days = schedule.days.iter().map(|days| {
            let unit = if days.days_a_week == Range::between(1.0, 1.0) { "day" } else { "days" };
            format!("{} {unit} a week at {}", days.days_a_week, days.place)
        });
        rows.extend([
            ("Usual hours", schedule.usual_hours.iter().cloned().collect()),
            ("Flexible hours", flexible.into_iter().collect()),
            ("Evenings", often(schedule.evenings)),
            ("Weekends", often(schedule.weekends)),
            ("Overtime", often(schedule.overtime)),
            ("Days", days.collect()),
            ("Seasons", schedule.seasons.clone()),
        ]);
    }
    rows
}
