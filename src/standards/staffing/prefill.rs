//! What a calculation begins with: the caseload of a role, or the figure of a standard.

use super::figure::shown;
use super::form::StaffingForm;
use crate::model::caseload::{Caseload, CaseloadSize};
use crate::model::standard::{LimitKind, Measure, StandardFigure};

/// The caseload of a role, said to be that of `source`. Of a range the upper end counts, and the lower is tried too.
///
/// # Errors
/// When it states no figure.
pub fn of_caseload(caseload: &Caseload, source: String) -> Result<StaffingForm, &'static str> {
    let CaseloadSize::Stated(size) = caseload.size else {
        return Err("it speaks of a caseload without a figure");
    };
    let (low, high) = (size.at_least.map(|end| end.value()), size.at_most.map(|end| end.value()));
    let most = high.or(low).ok_or("it speaks of a caseload without a figure")?;
    let other = low.filter(|low| *low < most && *low > 0.0);
    Ok(StaffingForm {
        unit: Some(caseload.unit.clone()),
        caseload: Some(shown(most)),
        caseload_is: Some("most".to_owned()),
        source: Some(source),
        try_caseload: other.map(shown),
        ..StaffingForm::default()
    })
}

/// The figure of a standard, said to be that of `source`.
///
/// # Errors
/// Why nothing can be calculated with it.
pub fn of_figure(figure: &StandardFigure, source: String) -> Result<StaffingForm, &'static str> {
    let range = figure.range.as_ref().ok_or("it is no figure")?;
    let most = range.at_most.or(range.at_least).ok_or("it is no figure")?.value();
    match figure.measures {
        Measure::Caseload => {}
        Measure::Supervision if figure.per.as_deref() == Some("supervisor") => {
            return Ok(StaffingForm { span: Some(shown(most)), ..StaffingForm::default() });
        }
        Measure::Supervision => return Err("it is no number of workers for a supervisor"),
        Measure::TimeShare => return Ok(StaffingForm { direct: Some(shown(most)), ..StaffingForm::default() }),
        Measure::Contact | Measure::Production => return Err("it says how often, not how many for each worker"),
        Measure::Qualification => return Err("it is no figure"),
    }
    let is_average = match figure.limit {
        LimitKind::MostPerTeam => return Err("it holds for a team, not for one worker"),
        LimitKind::Steps => return Err("it goes by steps"),
        LimitKind::Threshold => return Err("it says from which size on somebody is needed"),
        LimitKind::MostOnAverage | LimitKind::AverageAndCap | LimitKind::Typical | LimitKind::Observed => true,
        _ => false,
    };
    if !figure.per.as_deref().is_some_and(|per| per.starts_with("worker")) {
        return Err("it is not for each worker");
    }
    let low = range.at_least.map(|end| end.value()).filter(|low| *low < most && *low > 0.0);
    Ok(StaffingForm {
        unit: figure.counts.clone(),
        caseload: Some(shown(most)),
        caseload_is: Some(if is_average { "average" } else { "most" }.to_owned()),
        source: Some(source),
        try_caseload: low.map(shown),
        ..StaffingForm::default()
    })
}
