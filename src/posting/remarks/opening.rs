//! What is said, and not said, of the opening: pay, dates, equal opportunity, what search engines want.

use super::lists::PAY_LAWS;
use super::{Remark, RemarkRequest};
use crate::model::employment::Relation;
use crate::model::source::FactStatus;
use crate::posting::document::words_of;
use crate::posting::render::job_posting::missing_data;

pub(super) fn remark(request: &RemarkRequest<'_>, remarks: &mut Vec<Remark>) {
    let opening = &request.posting.opening;
    let asks = |particular: &str| request.template.particulars.contains_key(particular);
    pay(request, remarks);
    if let Some(closes) = opening.closes.filter(|day| *day < request.today) {
        let message = format!("The closing date {closes} is in the past.");
        let why = "Nobody can apply any more, and search engines drop the posting.";
        remarks.push(
            Remark::new("closing-date-past", message, why, "schema.org JobPosting, validThrough")
                .wanting("closing_date"),
        );
    }
    if let (Some(starts), Some(closes)) = (opening.starts, opening.closes)
        && starts <= closes
    {
        let message = format!("The first day, {starts}, is not after the closing date, {closes}.");
        remarks.push(
            Remark::new(
                "starts-before-closing",
                message,
                "Somebody would start before all have applied.",
                "House rule",
            )
            .wanting("start_date"),
        );
    }
    let text = words_of(request.posting.runs()).to_lowercase();
    let says_equal = ["equal opportunity", "equal employment", "regardless of race", "without regard to race"];
    if asks("equal_opportunity") && !says_equal.iter().any(|words| text.contains(words)) {
        let why = "Readers look for it, and many grants and contracts ask for it.";
        let source =
            "Customary; advertisements that show a preference are unlawful under Title VII, 42 U.S.C. 2000e-3(b)";
        remarks.push(
            Remark::new("no-equal-opportunity", "There is no statement of equal opportunity.", why, source)
                .wanting("equal_opportunity"),
        );
    }
    if request.role.facts.provenance.get("title").is_some_and(|origin| origin.status == FactStatus::Inferred) {
        let message = format!(
            "The title \u{201c}{}\u{201d} was concluded; the role's source prints none.",
            request.posting.title
        );
        let why = "A posting under a title that nobody approved misleads.";
        remarks.push(Remark::new("title-not-stated", message, why, "The role's own provenance").at(Some("title")));
    }
    searching(request, remarks);
}

/// A pay range where the state asks for one. National service and volunteering are no employment.
fn pay(request: &RemarkRequest<'_>, remarks: &mut Vec<Remark>) {
    let opening = &request.posting.opening;
    if opening.pay.is_some() || matches!(opening.relation, Some(Relation::NationalService | Relation::Volunteer)) {
        return;
    }
    let mut seen: Vec<&str> = Vec::new();
    for place in &opening.places {
        let Some(state) = place.state.as_deref().or(place.concluded_state.as_deref()) else { continue };
        let Some(law) = PAY_LAWS.get(state).filter(|_| !seen.contains(&state)) else { continue };
        seen.push(state);
        let concluded = if place.state.is_none() { " (the state is concluded, not stated)" } else { "" };
        let message =
            format!("No pay range: {} asks {} to state it in the posting{concluded}.", law.state, law.employers);
        let why = "A posting without it can be fined, and gets fewer applications.";
        remarks.push(Remark::new("no-pay-range", message, why, law.law.clone()).wanting("pay_minimum"));
    }
    if seen.is_empty() {
        let why = "Applicants look for it first; some cities and counties ask for it where the state does not.";
        remarks.push(Remark::new("no-pay-range", "No pay range is stated.", why, "House rule").wanting("pay_minimum"));
    }
}

/// One remark for all that search engines want.
fn searching(request: &RemarkRequest<'_>, remarks: &mut Vec<Remark>) {
    let missing = missing_data(request.posting);
    let source = "schema.org JobPosting; Google Search Central, job posting structured data";
    let list = |required: bool| {
        let words = missing.iter().filter(|data| data.required == required).map(|data| data.what);
        words.collect::<Vec<_>>().join(", ")
    };
    let (required, wanted) = (list(true), list(false));
    if !required.is_empty() {
        let message = format!("Search engines will not list it without {required}.");
        let first = missing.iter().find(|data| data.required).map(|data| data.particular).unwrap_or_default();
        remarks.push(
            Remark::new("search-engines-require", message, "What they require is missing.", source).wanting(first),
        );
    }
    if !wanted.is_empty() {
        let message = format!("Search engines would show it better with {wanted}.");
        remarks.push(Remark::new("search-engines-recommend", message, "What they recommend is missing.", source));
    }
}
