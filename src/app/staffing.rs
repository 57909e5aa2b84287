//! How many people the work needs: asked outright, or from what was typed into a form.

use jiff::civil::Date;

use super::error::AppError;
use super::reference::{Referent, RoleReference, existing, resolve};
use super::standards::{FigureInShort, show_figure};
use crate::catalog::store::CatalogReader;
use crate::model::identifier::RoleId;
use crate::standards::staffing::form::StaffingForm;
use crate::standards::staffing::prefill::{of_caseload, of_figure};
use crate::standards::staffing::reading::FieldError;
use crate::standards::staffing::{InputError, Staffing, StaffingRequest, calculate};

/// Works out what the demand takes, with every step.
///
/// # Errors
/// `Misuse`, which names the field that can't be used.
pub fn staff(request: &StaffingRequest) -> Result<Staffing, AppError> {
    Ok(calculate(request)?)
}

/// A form with what it began with and what it came to.
#[derive(Debug)]
pub struct StaffingPlan {
    /// What was typed, and what was filled in.
    pub form: StaffingForm,
    /// The role that it began with.
    pub role: Option<RoleBegun>,
    /// The figure that it began with.
    pub figure: Option<FigureInShort>,
    /// Why the role or the figure could not be used.
    pub remarks: Vec<String>,
    /// What it came to; none while nothing is asked.
    pub result: Option<Result<Staffing, Vec<FieldError>>>,
}

/// A role that a calculation began with.
#[derive(Debug)]
pub struct RoleBegun {
    /// Its name in the catalog.
    pub id: RoleId,
    /// Its title.
    pub title: String,
}

/// Fills in what `form` leaves to a role or to the figure of a standard, and calculates if anything is asked.
///
/// # Errors
/// `NoRole`, `NoRevision`, `NoStandard`, or what the store said.
pub fn plan(catalog: &(impl CatalogReader + ?Sized), form: StaffingForm, on: Date) -> Result<StaffingPlan, AppError> {
    let mut plan = StaffingPlan { form, role: None, figure: None, remarks: Vec::new(), result: None };
    let named = |field: &Option<String>| field.clone().filter(|name| !name.trim().is_empty());
    plan.form.compact();
    if let Some(name) = named(&plan.form.figure) {
        let figure = show_figure(catalog, name.trim())?;
        let dated = figure.dated.as_ref().map(|dated| format!(", {dated}")).unwrap_or_default();
        let source = format!("{}, {}{dated}", figure.publisher, figure.document);
        plan.begin(of_figure(&figure.figure, source), "this figure");
        plan.remarks.extend(figure.superseded.iter().map(|why| format!("This figure counts no longer. {why}")));
        plan.figure = Some(figure);
    }
    if let Some(name) = named(&plan.form.role) {
        let reference: RoleReference = name.trim().parse()?;
        let history = existing(catalog, &reference.id)?;
        let (id, role) = match resolve(&history, &reference, on)? {
            Referent::Revision(revision) => (revision.id.clone(), revision.role.clone()),
            Referent::Draft(draft) => (draft.id.clone(), draft.role.clone()),
        };
        let title = role.title.to_plain();
        match &role.facts.caseload {
            Some(caseload) => plan.begin(of_caseload(caseload, format!("{title} ({id})")), "this role’s caseload"),
            None => plan.begin(Err("it says nothing of a caseload"), "this role"),
        }
        plan.role = Some(RoleBegun { id, title });
    }
    if plan.form.is_asked() {
        plan.result = Some(plan.form.calculate());
    }
    Ok(plan)
}

impl StaffingPlan {
    fn begin(&mut self, begun: Result<StaffingForm, &'static str>, what: &str) {
        match begun {
            Ok(begun) => {
                let source = begun.source.clone();
                let caseload = begun.caseload.clone();
                self.form = std::mem::take(&mut self.form).filled_from(begun);
                if source.is_some() && self.form.source == source && self.form.caseload != caseload {
                    // A caseload that somebody changed is no longer that of the role or the standard.
                    self.form.source = Some(String::new());
                }
            }
            Err(why) => self.remarks.push(format!("Nothing could be taken from {what}: {why}.")),
        }
    }
}

impl From<InputError> for AppError {
    fn from(error: InputError) -> Self {
        Self::misuse(error.to_string(), "`rolebook staff --help` shows examples")
    }
}
