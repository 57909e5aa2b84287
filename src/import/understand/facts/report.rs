//! The facts as JSON, for reports and for whoever measures.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Driver, Facts};
use crate::import::block::Block;
use crate::import::understand::document::Found;

/// The facts under their names, each as the document states it, and `sources`: the lines that state each.
pub fn report(facts: &Facts, blocks: &[Block]) -> Map<String, Value> {
    let mut report = Report { facts: Map::new(), sources: Map::new(), blocks };
    report.add("title", facts.title.as_ref(), |title| json!(title));
    report.add("organization", facts.organization.as_ref(), |name| json!(name));
    report.add("location", facts.location.as_ref(), |place| json!(place));
    report.add("class_code", facts.class_code.as_ref(), |code| json!(code));
    report.add("pay", facts.pay.as_ref(), |pay| {
        let all: Vec<Value> = pay.all.iter().map(|(low, high)| json!([plain(*low), plain(*high)])).collect();
        let mut value = json!({ "min": plain(pay.min), "max": plain(pay.max), "unit": pay.unit, "all": all });
        if let (true, Some(value)) = (pay.unit_inferred, value.as_object_mut()) {
            value.insert("unit_inferred".to_owned(), json!(true));
        }
        value
    });
    report.add("employment", facts.time.as_ref(), |time| json!(time.name()));
    report.add("reports_to", facts.reports_to.as_ref(), |title| json!(title));
    report.add("education_min", facts.education.as_ref(), |education| {
        let status = if education.required { "required" } else { "preferred" };
        let mut value = json!({ "level": education.level.name(), "status": status });
        if let (true, Some(value)) = (education.or_experience, value.as_object_mut()) {
            value.insert("or_experience".to_owned(), json!(true));
        }
        value
    });
    report.add("experience_min_years", facts.experience_years.as_ref(), |years| plain(*years));
    report.add("license_driver", facts.driver.as_ref(), |driver| match driver {
        Driver::Required => json!(true),
        Driver::Some => json!("some"),
    });
    report.add("lift_max_pounds", facts.lift_pounds.as_ref(), |pounds| json!(pounds));
    report.add(
        "caseload",
        facts.caseload.as_ref(),
        |caseload| json!({ "min": plain(caseload.min), "max": plain(caseload.max), "unit": caseload.unit }),
    );
    report.add("on_call", facts.on_call.as_ref(), |()| json!(true));
    let day = |day: &Date| json!(day.to_string());
    report.add("open_date", facts.days.open.as_ref(), day);
    report.add("closing_date", facts.days.closing.as_ref(), day);
    report.add("issue_date", facts.days.issued.as_ref(), day);
    report.facts.insert("sources".to_owned(), Value::Object(report.sources));
    report.facts
}

struct Report<'a> {
    facts: Map<String, Value>,
    sources: Map<String, Value>,
    blocks: &'a [Block],
}

/// Where a value stands.
#[derive(Serialize)]
struct Stated<'a> {
    lines: [u32; 2],
    printed: &'a str,
}

impl Report<'_> {
    fn add<T>(&mut self, name: &str, found: Option<&Found<T>>, value: impl Fn(&T) -> Value) {
        let Some(found) = found else { return };
        self.facts.insert(name.to_owned(), value(&found.value));
        if let Some(place) = self.blocks.get(found.at).map(|block| block.place) {
            let stated = Stated { lines: [place.first_line, place.last_line], printed: &found.printed };
            self.sources.insert(name.to_owned(), json!(stated));
        }
    }
}

/// A whole number without a decimal point.
fn plain(figure: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 9e15")]
    if figure.fract() == 0.0 && figure.abs() < 9e15 { json!(figure as i64) } else { json!(figure) }
}
