//! A draft: title, facts as data with their sources, sections.

use super::super::document::{Document, Found};
use super::super::facts::{Driver, Facts as Stated, Time, Unit};
use super::super::lines::LineReading;
use super::items::lines_of;
use super::requirements;
use crate::import::block::Block;
use crate::model::caseload::{Caseload, CaseloadSize};
use crate::model::conditions::{Conditions, Frequency, Lifting, OnCall};
use crate::model::document::{Footnote, Section, items_of};
use crate::model::employment::{Classification, Employment, EmploymentTime};
use crate::model::facts::{Facts, Kind};
use crate::model::pay::Pay;
use crate::model::quantity::{Per, Range};
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::source::{FactOrigin, FactStatus, Provenance};
use crate::model::text::Text;

/// A role of what was found. `blocks` are all of the document, since the facts count from its beginning.
pub(super) fn draft(stated: &Stated, sections: Vec<Section>, footnotes: Vec<Footnote>, blocks: &[Block]) -> Role {
    let mut origins = Origins { provenance: Provenance::new(), blocks };
    let mut facts = Facts { kind: Some(kind(stated, &sections)), ..Facts::default() };
    if let Some(code) = &stated.class_code {
        facts.classification = Some(Classification { number: Some(code.value.clone()), ..Classification::default() });
        origins.note("classification.number", code);
    }
    if let Some(time) = &stated.time {
        let of = match time.value {
            Time::Full => EmploymentTime::FullTime,
            Time::Part => EmploymentTime::PartTime,
        };
        facts.employment = Some(Employment { time: Some(of), ..Employment::default() });
        origins.note("employment.time", time);
    }
    if let Some(title) = &stated.reports_to {
        facts.reports_to = vec![title.value.clone()];
        origins.note("reports_to", title);
    }
    if let Some(found) = &stated.caseload {
        let size = CaseloadSize::Stated(Range::between(found.value.min, found.value.max));
        facts.caseload = Some(Caseload { size, unit: found.value.unit.clone(), called: None, qualifier: None });
        origins.note("caseload", found);
    }
    facts.pay = pay(stated, &mut origins);
    facts.conditions = conditions(stated, &mut origins);
    facts.provenance = origins.provenance;
    let title = stated.title.as_ref().map(|title| Text::from_plain(&title.value)).unwrap_or_default();
    Role { title, facts, sections, footnotes }
}

/// The requirements of the blocks that are one role's.
pub(in crate::import) fn with_requirements(role: &mut Role, blocks: &[Block], readings: &[LineReading]) {
    let found = requirements::read(&Document::new(blocks, readings, 0));
    if found != Default::default() {
        role.facts.qualifications = Some(found);
    }
}

fn kind(stated: &Stated, sections: &[Section]) -> Kind {
    let marked = |section: &Section| {
        section.blocks.iter().any(|block| match block {
            crate::model::document::Block::Group(group) => !group.marks.is_empty(),
            _ => false,
        })
    };
    let form = sections.iter().filter(|section| section.kind == SectionKind::Duties).any(marked);
    let boxes =
        sections.iter().flat_map(|section| items_of(&section.blocks)).filter(|item| item.tick.is_some()).count();
    let class = sections.iter().any(|section| {
        let heading = section.heading.to_plain().to_lowercase();
        heading.contains("of the class")
            || heading.contains("typical work activities")
            || heading == "definition"
            || heading.contains("examples of")
    });
    if form || boxes >= 4 {
        Kind::PositionDescription
    } else if class || stated.class_code.is_some() {
        Kind::ClassSpecification
    } else {
        Kind::JobDescription
    }
}

fn pay(stated: &Stated, origins: &mut Origins<'_>) -> Vec<Pay> {
    let Some(found) = &stated.pay else { return Vec::new() };
    let per = match found.value.unit {
        Unit::Hour => Some(Per::Hour),
        Unit::Day => Some(Per::Day),
        Unit::Week => Some(Per::Week),
        Unit::Biweekly => Some(Per::Fortnight),
        Unit::Month => Some(Per::Month),
        Unit::Year => Some(Per::Year),
    };
    let what = if found.value.unit == Unit::Hour { "wage" } else { "salary" };
    let sums = (0..).zip(&found.value.all).map(|(at, (low, high))| {
        origins.note(&format!("pay.{at}"), found);
        Pay { what: what.to_owned(), amount: Range::between(*low, *high), currency: "USD".to_owned(), per }
    });
    sums.collect()
}

fn conditions(stated: &Stated, origins: &mut Origins<'_>) -> Option<Conditions> {
    let mut conditions = Conditions::default();
    if let Some(found) = &stated.lift_pounds {
        let pounds = Range { at_least: None, ..Range::between(0.0, f64::from(found.value)) };
        conditions.lifting = vec![Lifting { pounds, frequency: None }];
        origins.note("conditions.lifting.0", found);
    }
    if let Some(found) = &stated.on_call {
        conditions.on_call = Some(OnCall { frequency: Frequency::Possible, hours_a_day: None });
        origins.note("conditions.on_call", found);
    }
    // A licence is a requirement; that it is asked of some only is said in its words.
    let _ = stated.driver.as_ref().map(|driver| driver.value == Driver::Some);
    (conditions != Conditions::default()).then_some(conditions)
}

struct Origins<'a> {
    provenance: Provenance,
    blocks: &'a [Block],
}

impl Origins<'_> {
    fn note<T>(&mut self, path: &str, found: &Found<T>) {
        let lines = self.blocks.get(found.at).map(lines_of);
        let printed = Some(found.printed.clone());
        let origin = FactOrigin { status: FactStatus::Stated, lines, printed, note: None };
        self.provenance.insert(path.to_owned(), origin);
    }
}
