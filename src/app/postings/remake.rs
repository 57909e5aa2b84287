//! A posting that is kept is made again, from what it was made from.

use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::post::{PostingSources, changes, compose_posting};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::format::parse_organisation;
use crate::catalog::posting_store::PostingStore;
use crate::catalog::store::CatalogReader;
use crate::model::finding::Finding;
use crate::model::identifier::{PostingId, TextHash};
use crate::model::posting::KeptPosting;
use crate::model::snapshot::RoleHistory;
use crate::posting::document::Posting;
use crate::posting::request::Choices;
use crate::posting::shipped::{SHIPPED, shared_particulars};
use crate::posting::template::{Template, parse_template};

/// A posting, made again.
#[derive(Debug, Clone)]
pub struct Remade {
    /// The posting.
    pub posting: Posting,
    /// What it is made from.
    pub sources: PostingSources,
    /// The template as it was.
    pub template: Template,
}

/// A posting that is kept, as it was.
///
/// # Errors
/// `NotRemade` when something that it was made from is gone or altered; what the store said.
pub fn remake(
    store: &dyn PostingStore,
    history: &RoleHistory,
    kept: &KeptPosting,
    filler: &TemplateFiller,
) -> Result<Remade, AppError> {
    let texts = &kept.facts.texts;
    let gone = |what: &str| AppError::NotRemade { id: kept.id.clone(), why: format!("{what} is gone or was altered") };
    let manifest = store.posting_text(&texts.manifest)?.ok_or_else(|| gone("the template that it was made with"))?;
    let body = store.posting_text(&texts.body)?.ok_or_else(|| gone("the template that it was made with"))?;
    let organisation = match &texts.organisation {
        None => None,
        Some(hash) => Some(
            store.posting_text(hash)?.ok_or_else(|| gone("what the organisation said of itself when it was made"))?,
        ),
    };
    remade_from(kept, history, &manifest, &body, organisation.as_deref(), filler)
}

/// A posting that is kept, made from these texts.
pub(super) fn remade_from(
    kept: &KeptPosting,
    history: &RoleHistory,
    manifest: &str,
    body: &str,
    organisation: Option<&str>,
    filler: &TemplateFiller,
) -> Result<Remade, AppError> {
    let facts = &kept.facts;
    let not = |why: String| AppError::NotRemade { id: kept.id.clone(), why };
    let revision = history.revision(facts.revision).filter(|revision| revision.stamp.hash == facts.revision_hash);
    let revision =
        revision.ok_or_else(|| not(format!("revision {} of {} is gone or was altered", facts.revision, facts.role)))?;
    // A template that came with the program can do no harm, whatever it was called.
    let shipped = SHIPPED.iter().any(|(.., own)| *own == body);
    let template = parse_template(&facts.template, manifest, body, &shared_particulars()?, shipped)?;
    let organisation = match organisation {
        None => None,
        Some(text) => {
            let id = facts.role.organisation_id();
            let (organisation, findings) = parse_organisation(id, text.as_bytes());
            let sound = organisation.filter(|_| !findings.iter().any(Finding::is_error));
            Some(Arc::new(sound.ok_or_else(|| not("the organisation's text can't be read".to_owned()))?))
        }
    };
    let sources = PostingSources { changes: changes(history, revision), organisation, revision: revision.clone() };
    let posting = compose_posting(&sources, &template, &facts.particulars, &choices_of(kept), &|own, context| {
        filler.fill(own, context)
    })?;
    Ok(Remade { posting, sources, template })
}

/// What was chosen for a posting that is kept.
pub fn choices_of(kept: &KeptPosting) -> Choices {
    Choices {
        duties: kept.facts.duties.clone(),
        sections: kept.facts.sections.clone(),
        edits: kept.facts.edits.iter().map(|(part, edit)| (part.clone(), edit.words.clone())).collect(),
    }
}

/// The role that a posting was made from, with all its revisions.
///
/// # Errors
/// What the store said.
pub fn history_of(store: &(impl CatalogReader + ?Sized), kept: &KeptPosting) -> Result<RoleHistory, AppError> {
    Ok(store.role(&kept.facts.role)?)
}

/// The posting of this name.
///
/// # Errors
/// `NoPosting` if there is none; `Findings` if its file has errors; what the store said.
pub fn kept_posting(store: &dyn PostingStore, id: &str) -> Result<(KeptPosting, TextHash), AppError> {
    let no_posting = || AppError::NoPosting { name: id.chars().take(80).collect() };
    let id: PostingId = id.parse().map_err(|_| no_posting())?;
    let file = store.posting(&id)?.ok_or_else(no_posting)?;
    match file.sound() {
        Some(posting) => Ok((posting.clone(), file.hash)),
        None => Err(AppError::Findings { what: format!("the posting {id}"), findings: file.findings }),
    }
}
