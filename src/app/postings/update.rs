//! Bringing a posting up to date: the same choices on what the role, the template and the organisation say now.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::keep::{Doing, PostingToKeep, keep_changed, originals};
use super::remake::{choices_of, history_of, remake};
use crate::app::error::AppError;
use crate::app::post::{PostingSources, compose_posting, posting_sources};
use crate::app::posting_templates::PostingTemplates;
use crate::app::reference::{RoleReference, Which};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::{CatalogReader, CatalogStore};
use crate::model::identifier::TextHash;
use crate::model::posting::{KeptPosting, PostingDeed, PostingEdit};
use crate::posting::document::Posting;
use crate::posting::particular::{FieldProblem, Particulars};
use crate::posting::request::Choices;
use crate::posting::template::Template;

/// A posting as it would be when it is brought up to date.
#[derive(Debug, Clone)]
pub struct UpToDate {
    /// What it would be made from.
    pub sources: PostingSources,
    /// The template as it is now.
    pub template: Template,
    /// What was given, as far as the template still asks for it.
    pub particulars: Particulars,
    /// What was chosen, as far as it is still there.
    pub choices: Choices,
    /// The posting; none as long as something stands in its way.
    pub posting: Option<Posting>,
    /// What stands in its way.
    pub problems: Vec<FieldProblem>,
    /// Words changed by hand that no longer apply.
    pub set_aside: Vec<SetAside>,
    /// Duties that the role has now and the posting does not print: nobody has chosen yet.
    pub new_duties: Vec<String>,
    /// What was given and is not asked for any more.
    pub not_asked: Vec<String>,
}

/// Words changed by hand that no longer apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetAside {
    /// The address of what they took the place of.
    pub part: String,
    /// What the posting said.
    pub words: String,
    /// What was approved then.
    pub approved: String,
    /// What is approved now; none if it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// What `kept` would be if it were brought up to date on the day `on`. `made_with` is the template as it was, if that can
/// still be read: it takes the place of one that nobody knows here any more.
///
/// # Errors
/// As [`posting_sources`] and [`compose_posting`]; `NotRemade` if the template is gone altogether.
pub fn up_to_date(
    store: &(impl CatalogReader + ?Sized),
    kept: &KeptPosting,
    made_with: Option<&Template>,
    templates: &PostingTemplates,
    on: Date,
    filler: &TemplateFiller,
) -> Result<UpToDate, AppError> {
    let facts = &kept.facts;
    let reference = RoleReference { id: facts.role.clone(), which: Which::InForce };
    let mut sources = posting_sources(store, &reference, on)?;
    if sources.revision.stamp.number < facts.revision {
        // It was made of a revision that is not in force yet.
        let reference = RoleReference { id: facts.role.clone(), which: Which::Number(facts.revision) };
        sources = posting_sources(store, &reference, on)?;
    }
    let known = templates.usable.iter().find(|template| template.name == facts.template);
    let Some(now) = known.or(made_with).cloned() else {
        return Err(AppError::NotRemade { id: kept.id.clone(), why: "its template is gone".to_owned() });
    };
    let asked = |name: &String, value: &serde_json::Value| {
        now.particulars.get(name).is_some_and(|asked| asked.check(value).is_ok())
    };
    let (kept_values, gone): (Particulars, Particulars) =
        facts.particulars.clone().into_iter().partition(|(name, value)| asked(name, value));
    let mut choices = choices_of(kept);
    let duties: Vec<_> =
        sources.revision.role.duties().into_iter().filter_map(|duty| Some((duty.id.clone()?, duty))).collect();
    let mut new_duties = Vec::new();
    if let Some(chosen) = &mut choices.duties {
        // Whoever chose among duties has said nothing of those that came later.
        let known_then: Vec<_> = store.role(&facts.role)?.revision(facts.revision).map_or_else(Vec::new, |before| {
            before.role.duties().into_iter().filter_map(|duty| duty.id.clone()).collect()
        });
        let new = duties.iter().filter(|(id, _)| !chosen.contains(id) && !known_then.contains(id));
        new_duties = new.map(|(_, duty)| duty.text.to_plain()).collect();
        chosen.retain(|id| duties.iter().any(|(other, _)| other == id));
    }
    choices.sections = choices.sections.map(|chosen| sections(&chosen, made_with.unwrap_or(&now), &now));
    let fill = |own: &Template, context: &serde_json::Value| filler.fill(own, context);
    let mut set_aside = BTreeMap::new();
    let mut composed = compose_posting(&sources, &now, &kept_values, &choices, &fill);
    if let Err(AppError::Fields(problems)) = &composed {
        // Parts that are gone, or that the template locks now.
        for part in problems.iter().filter_map(|problem| problem.field.strip_prefix("edits.")) {
            choices.edits.remove(part);
            set_aside.insert(part.to_owned(), None);
        }
        composed = compose_posting(&sources, &now, &kept_values, &choices, &fill);
    }
    if let Ok(posting) = &composed {
        let approved = originals(posting);
        let changed = facts.edits.iter().filter_map(|(part, edit)| {
            let now = approved.get(part).filter(|now| **now != edit.approved)?;
            Some((part.clone(), Some(now.clone())))
        });
        let before = set_aside.len();
        set_aside.extend(changed);
        choices.edits.retain(|part, _| !set_aside.contains_key(part));
        if set_aside.len() > before {
            composed = compose_posting(&sources, &now, &kept_values, &choices, &fill);
        }
    }
    let (posting, problems) = match composed {
        Ok(posting) => (Some(posting), Vec::new()),
        Err(AppError::Fields(problems)) => (None, problems),
        Err(other) => return Err(other),
    };
    let set_aside = set_aside.into_iter().filter_map(|(part, now)| {
        let PostingEdit { words, approved } = facts.edits.get(&part)?.clone();
        Some(SetAside { part, words, approved, now })
    });
    Ok(UpToDate {
        set_aside: set_aside.collect(),
        not_asked: gone.into_keys().collect(),
        particulars: kept_values,
        template: now,
        sources,
        choices,
        posting,
        problems,
        new_duties,
    })
}

/// The sections that were chosen, with those that are new in the template or can't be left out of it any more.
fn sections(chosen: &[String], before: &Template, now: &Template) -> Vec<String> {
    let mut sections: Vec<String> = chosen.iter().filter(|name| now.section(name).is_some()).cloned().collect();
    for (index, wanted) in now.manifest.sections.iter().enumerate() {
        let is_new = before.section(&wanted.name).is_none();
        if !sections.contains(&wanted.name) && (is_new || !wanted.optional) {
            // Behind the one that stands before it in the template.
            let above = now.manifest.sections.get(..index).unwrap_or_default().iter().rev();
            let place = above.filter_map(|other| sections.iter().position(|name| *name == other.name)).next();
            sections.insert(place.map_or(0, |place| place + 1), wanted.name.clone());
        }
    }
    sections
}

/// Brings `kept`, whose file was `seen` with this hash, up to date; what it is now.
///
/// # Errors
/// As [`up_to_date`] and [`keep_changed`]; `Fields` when the template asks for something now that nobody gave.
pub fn bring_up_to_date(
    store: &dyn CatalogStore,
    kept: &KeptPosting,
    seen: &TextHash,
    templates: &PostingTemplates,
    doing: Doing<'_>,
    filler: &TemplateFiller,
) -> Result<UpToDate, AppError> {
    let made_with = match remake(store, &history_of(store, kept)?, kept, filler) {
        Ok(made) => Some(made.template),
        Err(AppError::NotRemade { .. }) => None,
        Err(other) => return Err(other),
    };
    let renewed = up_to_date(store, kept, made_with.as_ref(), templates, doing.day(), filler)?;
    let Some(posting) = &renewed.posting else { return Err(AppError::Fields(renewed.problems)) };
    let wanted = PostingToKeep {
        sources: &renewed.sources,
        template: &renewed.template,
        particulars: &renewed.particulars,
        choices: &renewed.choices,
        posting,
    };
    let set_aside = renewed.set_aside_with(kept);
    keep_changed(store, kept, wanted, set_aside, (PostingDeed::Updated, seen), doing, filler)?;
    Ok(renewed)
}

impl UpToDate {
    /// The edits that no longer apply, with those that were set aside before.
    fn set_aside_with(&self, kept: &KeptPosting) -> BTreeMap<String, PostingEdit> {
        let mut all = kept.facts.set_aside.clone();
        let new = self.set_aside.iter().map(|aside| {
            let edit = PostingEdit { words: aside.words.clone(), approved: aside.approved.clone() };
            (aside.part.clone(), edit)
        });
        all.extend(new);
        all
    }
}
