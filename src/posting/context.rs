//! What a template can print: the approved role in parts, its facts in words, the organisation, the particulars.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::opening::{Opening, PayRange};
use super::origin::Origin;
use super::particular::{Particular, ParticularFormat, ParticularType};
use super::request::PostingRequest;
use super::role_markdown::{MarkdownWriter, kind_name};
use super::values::Values;
use crate::model::document::Section;
use crate::model::quantity::Range;
use crate::model::section::SectionKind;
use crate::templating::filters::{day, figure};
use crate::templating::marks::made;

/// The names that every template may use, beside the particulars that it asks for.
pub(super) const NAMES: [&str; 9] =
    ["title", "role", "facts", "organisation", "pay", "boxes", "is_service", "duties_are_told", "loop"];

/// The context of a template.
pub(super) fn context(
    request: &PostingRequest<'_>,
    opening: &Opening,
    facts: &[(&'static str, Vec<String>)],
    values: &mut Values<'_>,
) -> Value {
    let mut context = Map::new();
    let role = &request.revision.role;
    let of_role = |part: String| role_origin(request, part);
    context.insert("title".to_owned(), Value::from(values.text(of_role("title".to_owned()), &role.title)));
    context.insert("role".to_owned(), role_parts(request, values));
    let mut by_name = Map::new();
    for (name, words) in facts {
        let origin = |index: usize| {
            let several = words.len() > 1;
            of_role(if several { format!("{name}.{}", index + 1) } else { (*name).to_owned() })
        };
        let marked: Vec<String> =
            words.iter().enumerate().filter_map(|(index, words)| values.plain(origin(index), words)).collect();
        if !marked.is_empty() {
            by_name.insert((*name).to_owned(), Value::from(marked));
        }
    }
    for name in &request.template.manifest.asks {
        let Some(particular) = request.template.particulars.get(name) else { continue };
        let given = request.particulars.get(name).and_then(|given| given_words(name, particular, given, values));
        let from_role = || particular.from_role.as_ref().and_then(|fact| by_name.get(fact)).cloned();
        let from_role = from_role().map(|lines| Value::from(joined(&lines)));
        if let Some(value) = given.map(Value::from).or(from_role) {
            context.insert(name.clone(), value);
        }
    }
    context.insert("facts".to_owned(), Value::Object(by_name));
    context.insert("organisation".to_owned(), organisation(request, opening, values));
    if let Some(pay) = opening
        .pay
        .as_ref()
        .and_then(|pay| values.plain(Origin::Particular { name: "pay".to_owned() }, &pay_words(pay)))
    {
        context.insert("pay".to_owned(), Value::from(pay));
    }
    context.insert("boxes".to_owned(), boxes(request, values));
    context.insert(
        "is_service".to_owned(),
        json!(opening.relation.is_some_and(|relation| relation != crate::model::employment::Relation::Employee)),
    );
    context.insert("duties_are_told".to_owned(), json!(duties_are_told(request)));
    Value::Object(context)
}

fn joined(lines: &Value) -> String {
    let lines = lines.as_array().map(Vec::as_slice).unwrap_or_default();
    lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
}

fn role_origin(request: &PostingRequest<'_>, part: String) -> Origin {
    Origin::Role { role: format!("{}@{}", request.revision.id, request.revision.stamp.number), part }
}

/// The sections of the role by the names of their kinds, and those of no known kind as `other`.
fn role_parts(request: &PostingRequest<'_>, values: &mut Values<'_>) -> Value {
    let mut by_kind: BTreeMap<SectionKind, Vec<&Section>> = BTreeMap::new();
    for section in &request.revision.role.sections {
        by_kind.entry(section.kind).or_default().push(section);
    }
    let of_role = |part: String| role_origin(request, part);
    let mut parts = Map::new();
    let mut insert = |name: String, markdown: String| {
        if !markdown.trim().is_empty() {
            parts.insert(name, Value::from(made(&markdown)));
        }
    };
    for (kind, sections) in &by_kind {
        // The duties once more, as a table: only for who prints it.
        if *kind == SectionKind::Duties && request.template.body.contains("duty_table") {
            let writer = MarkdownWriter::new(values, &of_role, request.changes, *kind);
            insert("duty_table".to_owned(), writer.duty_table(sections));
        }
        let writer = MarkdownWriter::new(values, &of_role, request.changes, *kind);
        let markdown = match (&request.choices.duties, *kind) {
            (Some(chosen), SectionKind::Duties) => writer.chosen(sections, chosen),
            (_, kind) => writer.sections(sections, kind == SectionKind::Additional),
        };
        let name = if *kind == SectionKind::Additional { "other".to_owned() } else { kind_name(*kind) };
        insert(name, markdown);
    }
    Value::Object(parts)
}

fn organisation(request: &PostingRequest<'_>, opening: &Opening, values: &mut Values<'_>) -> Value {
    let mut parts = Map::new();
    let name =
        request.organisation.map_or_else(|| request.revision.id.organisation().to_owned(), |own| own.id.to_string());
    let of_organisation = |part: String| Origin::Organisation { organisation: name.clone(), part };
    if let Some(own) = request.organisation {
        parts.insert("name".to_owned(), Value::from(values.text(of_organisation("name".to_owned()), &own.name)));
        let about: Vec<&Section> = own.sections.iter().filter(|section| section.kind == SectionKind::About).collect();
        let none = BTreeMap::new();
        let written = MarkdownWriter::new(values, &of_organisation, &none, SectionKind::About).sections(&about, false);
        if !written.trim().is_empty() {
            parts.insert("about".to_owned(), Value::from(made(&written)));
        }
        if let Some(website) = own.facts.website.as_ref()
            && let Some(website) = values.address(of_organisation("website".to_owned()), website)
        {
            parts.insert("website".to_owned(), Value::from(website));
        }
    } else if let Some(name) = values.plain(of_organisation("name".to_owned()), &opening.employer) {
        parts.insert("name".to_owned(), Value::from(name));
    }
    Value::Object(parts)
}

/// The tick boxes of forms, each a list that stands under an item. A box is ticked if the role states it.
fn boxes(request: &PostingRequest<'_>, values: &mut Values<'_>) -> Value {
    let employment = request.revision.role.facts.employment.clone().unwrap_or_default();
    let name = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    let all: [(&str, Option<String>, &[BoxWords]); 4] = [
        ("term", name(serde_json::to_value(employment.r#type).ok()), &TERMS),
        ("time", name(serde_json::to_value(employment.time).ok()), &TIMES),
        ("flsa", name(serde_json::to_value(employment.flsa).ok()), &FLSA),
        ("overtime", name(serde_json::to_value(employment.overtime).ok()), &OVERTIME),
    ];
    let mut boxes = Map::new();
    for (field, stated, choices) in all {
        let mut lines = String::new();
        for (value, words) in choices {
            let ticked = stated.as_deref() == Some(value);
            let origin = role_origin(request, format!("employment.{field}"));
            let words =
                if stated.is_some() { values.plain(origin, words).unwrap_or_default() } else { (*words).to_owned() };
            lines.push_str(&format!("  - [{}] {words}\n", if ticked { "x" } else { " " }));
        }
        boxes.insert(field.to_owned(), Value::from(made(lines.trim_end_matches('\n'))));
    }
    Value::Object(boxes)
}

/// The value of a fact, and the words at its box.
type BoxWords = (&'static str, &'static str);

const TERMS: [BoxWords; 4] = [
    ("permanent", "Permanent"),
    ("seasonal", "Seasonal"),
    ("limited-duration", "Limited duration"),
    ("academic-year", "Academic year"),
];
const TIMES: [BoxWords; 4] = [
    ("full-time", "Full time"),
    ("part-time", "Part time"),
    ("intermittent", "Intermittent"),
    ("job-share", "Job share"),
];
const FLSA: [BoxWords; 2] = [("exempt", "Exempt"), ("non-exempt", "Non-exempt")];
const OVERTIME: [BoxWords; 2] = [("eligible", "Yes"), ("not-eligible", "No")];

/// A particular as it is printed.
fn given_words(name: &str, particular: &Particular, given: &Value, values: &mut Values<'_>) -> Option<String> {
    let origin = Origin::Particular { name: name.to_owned() };
    let words = given.as_str().unwrap_or_default();
    match (particular.r#type, particular.format) {
        (ParticularType::Number | ParticularType::Integer, _) => values.plain(origin, &amount(given.as_f64()?)),
        (_, Some(ParticularFormat::Date)) => {
            let written = words.parse::<Date>().map_or_else(|_| words.to_owned(), day);
            values.plain(origin, &written)
        }
        (_, Some(ParticularFormat::Uri)) => values.address(origin, words),
        (_, Some(ParticularFormat::Text)) => values.paragraphs(&origin, words),
        (_, None) => values.plain(origin, words),
    }
}

/// "$52,000 to $61,000 a year".
pub(super) fn pay_words(pay: &PayRange) -> String {
    let money = |sum: f64| {
        if pay.currency == "USD" { format!("${}", amount(sum)) } else { format!("{} {}", amount(sum), pay.currency) }
    };
    let sums = match (pay.at_least, pay.at_most) {
        (Some(low), Some(high)) if low == high => money(low),
        (Some(low), Some(high)) => format!("{} to {}", money(low), money(high)),
        (Some(low), None) => format!("from {}", money(low)),
        (None, Some(high)) => format!("up to {}", money(high)),
        (None, None) => String::new(),
    };
    format!("{sums} {}", per_words(pay.per))
}

fn per_words(per: crate::model::quantity::Per) -> String {
    use crate::model::quantity::Per;
    match per {
        Per::Hour => "an hour".to_owned(),
        Per::Fortnight => "every two weeks".to_owned(),
        other => format!("a {other}"),
    }
}

/// 52000 as "52,000", 21.5 as "21.50".
pub(super) fn amount(sum: f64) -> String {
    let cents = (sum * 100.0).round();
    let (whole, rest) = ((cents / 100.0).trunc(), (cents % 100.0).round());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "particulars are between 0 and 1e9")]
    let whole = figure(whole.max(0.0) as u64);
    if rest == 0.0 { whole } else { format!("{whole}.{rest:02}") }
}

/// A range of money in words.
pub(super) fn range_words(range: Range, currency: &str) -> String {
    let money =
        |sum: f64| if currency == "USD" { format!("${}", amount(sum)) } else { format!("{} {currency}", amount(sum)) };
    match (range.at_least.map(|low| low.value()), range.at_most.map(|high| high.value())) {
        (Some(low), Some(high)) if low == high => money(low),
        (Some(low), Some(high)) => format!("{} to {}", money(low), money(high)),
        (Some(low), None) => format!("at least {}", money(low)),
        (None, Some(high)) => format!("up to {}", money(high)),
        (None, None) => String::new(),
    }
}

/// Whether most duties tell what somebody does ("Monitors attendance") and do not ask for it ("Monitor attendance").
fn duties_are_told(request: &PostingRequest<'_>) -> bool {
    let duties = request.revision.role.duties();
    let told = duties.iter().filter(|duty| {
        let first = duty.text.to_plain();
        let first = first.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        first.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| first.ends_with(ending))
    });
    told.count() * 2 > duties.len()
}
