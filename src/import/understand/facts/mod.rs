//! The facts that a document states, each with the place that states it. One file for each.

mod caseload;
mod class_code;
mod day;
mod days;
mod education;
mod employment;
mod experience;
mod figure;
mod license;
mod lifting;
mod location;
mod on_call;
mod organization;
mod pay;
pub mod report;
mod reports_to;
mod title;

pub use caseload::Caseload;
pub use days::Days;
pub use education::{Education, Level};
pub use employment::Time;
pub use license::Driver;
pub use pay::{Pay, Unit};

use super::document::{Document, Found};

/// The figure that a word states.
pub(super) fn figure_of(word: &str) -> Option<f64> {
    figure::figure(word)
}

/// What a document states. A fact that is absent is not stated.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The role's title.
    pub title: Option<Found<String>>,
    /// Who employs.
    pub organization: Option<Found<String>>,
    /// The class's code.
    pub class_code: Option<Found<String>>,
    /// Pay.
    pub pay: Option<Found<Pay>>,
    /// The least schooling that will do.
    pub education: Option<Found<Education>>,
    /// The least experience, in years.
    pub experience_years: Option<Found<f64>>,
    /// A driver's licence.
    pub driver: Option<Found<Driver>>,
    /// The heaviest weight to be lifted.
    pub lift_pounds: Option<Found<u32>>,
    /// The caseload.
    pub caseload: Option<Found<Caseload>>,
    /// Opening, closing and issue.
    pub days: Days,
    /// To whom the role reports.
    pub reports_to: Option<Found<String>>,
    /// Full or part time.
    pub time: Option<Found<Time>>,
    /// On call.
    pub on_call: Option<Found<()>>,
    /// Where the work is done.
    pub location: Option<Found<String>>,
}

/// Reads the facts.
pub fn read(document: &Document<'_>) -> Facts {
    let title = title::read(document);
    Facts {
        organization: organization::read(document),
        class_code: class_code::read(document),
        pay: pay::read(document),
        education: education::read(document),
        experience_years: experience::read(document),
        driver: license::read(document),
        lift_pounds: lifting::read(document),
        caseload: caseload::read(document),
        days: days::read(document),
        reports_to: reports_to::read(document),
        time: employment::read(document),
        on_call: on_call::read(document),
        location: location::read(document),
        title,
    }
}
