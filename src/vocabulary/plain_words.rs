//! Facts in plain words, as a reader would say them.

use crate::model::caseload::{Caseload, CaseloadSize, Contact, Routine};
use crate::model::conditions::{Conditions, Frequency};
use crate::model::employment::{Employment, EmploymentTime, EmploymentType, FlsaStatus, OvertimeEligibility, Relation};
use crate::model::facts::Site;
use crate::model::pay::Pay;

/// "35–40 students", "a caseload of students, size not stated".
pub fn caseload(caseload: &Caseload) -> String {
    let called = caseload.called.as_deref().unwrap_or("caseload");
    match caseload.size {
        CaseloadSize::Stated(range) => format!("{called} of {range} {}", caseload.unit),
        CaseloadSize::NotStated => format!("{called} of {}, size not stated", caseload.unit),
    }
}

/// "with families at least once a month".
pub fn contact(contact: &Contact) -> String {
    let mut words = format!("with {}", contact.with);
    if let Some(per) = contact.per {
        let times = match contact.at_least {
            None | Some(1) => "once".to_owned(),
            Some(2) => "twice".to_owned(),
            Some(times) => format!("{times} times"),
        };
        words.push_str(&format!(" at least {times} a {per}"));
    }
    append(&mut words, contact.qualifier.as_deref());
    words
}

/// "narrative program report, every month".
pub fn routine(routine: &Routine) -> String {
    let mut words = routine.what.clone();
    if let Some(per) = routine.per {
        words.push_str(&format!(", every {per}"));
    }
    append(&mut words, routine.qualifier.as_deref());
    words
}

fn append(words: &mut String, qualifier: Option<&str>) {
    if let Some(qualifier) = qualifier {
        words.push_str(", ");
        words.push_str(qualifier);
    }
}

/// "Klamath Falls, Klamath County, OR".
pub fn site(site: &Site) -> String {
    let county = site.county.as_ref().map(|county| format!("{county} County"));
    let parts = [site.name.clone(), site.city.clone(), county, site.state.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "Portland, OR": the short form of a site.
pub fn short_site(site: &Site) -> String {
    let place = site.city.clone().or_else(|| site.county.as_ref().map(|county| format!("{county} County")));
    let parts = [place.or_else(|| site.name.clone()), site.state.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The terms of employment, each in a few words.
pub fn employment(employment: &Employment) -> Vec<String> {
    let mut words: Vec<&str> = Vec::new();
    words.extend(employment.relation.map(|relation| match relation {
        Relation::Employee => "employee",
        Relation::NationalService => "national service, not employment",
        Relation::Volunteer => "volunteer",
        Relation::Contractor => "contractor",
    }));
    words.extend(employment.r#type.map(|kind| match kind {
        EmploymentType::Permanent => "permanent",
        EmploymentType::Seasonal => "seasonal",
        EmploymentType::LimitedDuration => "limited duration",
        EmploymentType::AcademicYear => "academic year",
    }));
    words.extend(employment.time.map(|time| match time {
        EmploymentTime::FullTime => "full time",
        EmploymentTime::PartTime => "part time",
        EmploymentTime::Intermittent => "intermittent",
        EmploymentTime::JobShare => "job share",
    }));
    words.extend(employment.flsa.map(|flsa| match flsa {
        FlsaStatus::Exempt => "FLSA exempt",
        FlsaStatus::NonExempt => "FLSA non-exempt",
    }));
    words.extend(employment.overtime.map(|overtime| match overtime {
        OvertimeEligibility::Eligible => "eligible for overtime",
        OvertimeEligibility::NotEligible => "not eligible for overtime",
    }));
    words.into_iter().map(str::to_owned).collect()
}

/// "living allowance: 20000 USD a year".
pub fn pay(pay: &Pay) -> String {
    let per = pay.per.map(|per| format!(" a {per}")).unwrap_or_default();
    format!("{}: {} {}{per}", pay.what, pay.amount, pay.currency)
}

/// How often, as an adverb.
pub fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Possible => "possibly",
        Frequency::Occasional => "occasionally",
        Frequency::Frequent => "frequently",
        Frequency::Constant => "constantly",
    }
}

/// Working conditions, one in a line.
pub fn conditions(conditions: &Conditions) -> Vec<String> {
    let often = |given: Option<Frequency>| given.map(|given| format!(", {}", frequency(given))).unwrap_or_default();
    let mut lines = Vec::new();
    for lifting in &conditions.lifting {
        lines.push(format!("lifting {} pounds{}", lifting.pounds, often(lifting.frequency)));
    }
    for exposure in &conditions.exposure {
        lines.push(format!("exposure to {}{}", exposure.to, often(exposure.frequency)));
    }
    if let Some(travel) = &conditions.travel {
        let overnight = if travel.overnight == Some(true) { ", overnight" } else { "" };
        let purpose = travel.purpose.as_ref().map(|purpose| format!(", for {purpose}")).unwrap_or_default();
        lines.push(format!("travel{}{overnight}{purpose}", often(travel.frequency)));
    }
    if let Some(on_call) = &conditions.on_call {
        let hours = on_call.hours_a_day.map(|hours| format!(" {hours} hours a day")).unwrap_or_default();
        lines.push(format!("on call{hours}, {}", frequency(on_call.frequency)));
    }
    if let Some(schedule) = &conditions.schedule {
        lines.extend(schedule.usual_hours.as_ref().map(|hours| format!("usual hours {hours}")));
        if schedule.flexible == Some(true) {
            lines.push("flexible hours".to_owned());
        }
        for (what, given) in
            [("evenings", schedule.evenings), ("weekends", schedule.weekends), ("overtime", schedule.overtime)]
        {
            lines.extend(given.map(|given| format!("{what}, {}", frequency(given))));
        }
        for days in &schedule.days {
            let unit =
                if days.days_a_week == crate::model::quantity::Range::between(1.0, 1.0) { "day" } else { "days" };
            lines.push(format!("{} {unit} a week at {}", days.days_a_week, days.place));
        }
        lines.extend(schedule.seasons.iter().cloned());
    }
    if !conditions.places.is_empty() {
        lines.push(format!("places: {}", conditions.places.join(", ")));
    }
    if !conditions.equipment.is_empty() {
        lines.push(format!("equipment: {}", conditions.equipment.join(", ")));
    }
    lines.extend(conditions.physical.iter().cloned());
    lines
}
