//! A posting is kept: with everything that made it, so that it can be made again, byte for byte.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::remake::remade_from;
use crate::app::acting::ActorName;
use crate::app::error::AppError;
use crate::app::post::{PostingSources, compose_posting};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::format::write_organisation;
use crate::catalog::store::{CatalogReader, CatalogStore, StoreError};
use crate::model::identifier::{PostingId, TextHash};
use crate::model::posting::{
    KeptPosting, PostingAct, PostingDeed, PostingEdit, PostingFacts, PostingStatus, PostingTexts,
};
use crate::posting::document::Posting;
use crate::posting::origin::Origin;
use crate::posting::particular::Particulars;
use crate::posting::request::Choices;
use crate::posting::template::Template;

/// A posting that somebody made and wants to be kept.
#[derive(Debug, Clone, Copy)]
pub struct PostingToKeep<'a> {
    /// What it is made from.
    pub sources: &'a PostingSources,
    /// The template.
    pub template: &'a Template,
    /// What was given.
    pub particulars: &'a Particulars,
    /// What was chosen.
    pub choices: &'a Choices,
    /// The posting that came of it.
    pub posting: &'a Posting,
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Doing<'a> {
    /// Who.
    pub by: &'a ActorName,
    /// When.
    pub at: Timestamp,
}

impl Doing<'_> {
    /// The day on which it is done, where it is done.
    pub fn day(&self) -> Date {
        self.at.to_zoned(TimeZone::system()).date()
    }

    /// What is written into the record.
    pub fn act(&self, did: PostingDeed) -> PostingAct {
        // To the second: nobody needs more, and files stay readable.
        let at = Timestamp::from_second(self.at.as_second()).unwrap_or(self.at);
        PostingAct { did, by: self.by.as_str().to_owned(), at }
    }
}

/// So many postings of one role are made on one day, at most.
const MOST_OF_A_DAY: u32 = 1_000;
/// The most letters of the role's name in that of a posting.
const LONGEST_STEM: usize = 44;

/// Keeps a posting under a name of its own; that name, and the hash of its file.
///
/// # Errors
/// What the store said; `NotRemade` if what was kept would not make the same posting again.
pub fn keep_new(
    store: &dyn CatalogStore,
    wanted: PostingToKeep<'_>,
    doing: Doing<'_>,
    filler: &TemplateFiller,
) -> Result<(PostingId, TextHash), AppError> {
    let stem: String = wanted.sources.revision.id.role().chars().take(LONGEST_STEM).collect();
    let facts = facts_of(wanted, PostingStatus::Draft, vec![doing.act(PostingDeed::Kept)], filler)?;
    let id = format!("{stem}-{}", doing.day()).parse()?;
    let mut kept = KeptPosting { id, title: wanted.posting.title.clone(), facts };
    let texts = texts_of(store, &kept, wanted, filler)?;
    for number in 1..=MOST_OF_A_DAY {
        if number > 1 {
            kept.id = format!("{stem}-{}-{number}", doing.day()).parse()?;
        }
        match store.keep_posting(&kept, &texts, None) {
            Err(StoreError::PostingExists(_)) => {
                if let Some(hash) = sent_twice(store, &kept)? {
                    return Ok((kept.id, hash));
                }
            }
            other => return Ok((kept.id, other?)),
        }
    }
    Err(AppError::misuse("there are too many postings of this role today", "close or remove some of them"))
}

/// Two clicks come this close together, and a form that is sent again because no answer came.
const CLOSE_TOGETHER: i64 = 60;

/// The hash of the same posting, if the same person kept it a moment ago.
fn sent_twice(store: &dyn CatalogStore, kept: &KeptPosting) -> Result<Option<TextHash>, AppError> {
    let Some(file) = store.posting(&kept.id)? else { return Ok(None) };
    let Some(there) = file.sound() else { return Ok(None) };
    let same = there.facts == PostingFacts { record: there.facts.record.clone(), ..kept.facts.clone() };
    let ([before], [now]) = (there.facts.record.as_slice(), kept.facts.record.as_slice()) else { return Ok(None) };
    let soon = now.at.as_second().abs_diff(before.at.as_second()) < CLOSE_TOGETHER.unsigned_abs();
    Ok((same && soon && before.by == now.by).then_some(file.hash))
}

/// Keeps a posting in place of one that is kept already and was `seen` with this hash.
///
/// # Errors
/// As [`keep_new`]; `PostingChanged` when somebody else has changed it meanwhile.
pub fn keep_changed(
    store: &dyn CatalogStore,
    before: &KeptPosting,
    wanted: PostingToKeep<'_>,
    set_aside: BTreeMap<String, PostingEdit>,
    (did, seen): (PostingDeed, &TextHash),
    doing: Doing<'_>,
    filler: &TemplateFiller,
) -> Result<TextHash, AppError> {
    let mut record = before.facts.record.clone();
    record.push(doing.act(did));
    let facts = PostingFacts { set_aside, ..facts_of(wanted, before.facts.status, record, filler)? };
    let kept = KeptPosting { id: before.id.clone(), title: wanted.posting.title.clone(), facts };
    let texts = texts_of(store, &kept, wanted, filler)?;
    Ok(store.keep_posting(&kept, &texts, Some(seen))?)
}

/// Says what has become of a posting.
///
/// # Errors
/// What the store said; `PostingChanged` when somebody else has changed it meanwhile.
pub fn change_status(
    store: &dyn CatalogStore,
    before: &KeptPosting,
    status: PostingStatus,
    seen: &TextHash,
    doing: Doing<'_>,
) -> Result<TextHash, AppError> {
    let mut kept = before.clone();
    if kept.facts.status == status {
        return Err(AppError::misuse(format!("the posting is {status} already"), "there is nothing to do"));
    }
    kept.facts.status = status;
    kept.facts.record.push(doing.act(status.deed()));
    Ok(store.keep_posting(&kept, &[], Some(seen))?)
}

/// The texts that are kept beside a posting, tried: they make the same posting again.
fn texts_of(
    store: &dyn CatalogStore,
    kept: &KeptPosting,
    wanted: PostingToKeep<'_>,
    filler: &TemplateFiller,
) -> Result<Vec<String>, AppError> {
    let organisation = wanted.sources.organisation.as_deref().map(write_organisation);
    let template = wanted.template;
    let history = CatalogReader::role(store, &kept.facts.role)?;
    let again = remade_from(kept, &history, &template.manifest_text, &template.body, organisation.as_deref(), filler)?;
    // What can't be made again is not what was asked to be kept.
    if again.posting != *wanted.posting {
        return Err(AppError::NotRemade { id: kept.id.clone(), why: "it would come out otherwise".to_owned() });
    }
    let mut texts = vec![template.manifest_text.clone(), template.body.clone()];
    texts.extend(organisation);
    Ok(texts)
}

fn facts_of(
    wanted: PostingToKeep<'_>,
    status: PostingStatus,
    record: Vec<PostingAct>,
    filler: &TemplateFiller,
) -> Result<PostingFacts, AppError> {
    let PostingToKeep { sources, template, particulars, choices, .. } = wanted;
    let approved = approved_words(wanted, filler);
    let edits = choices.edits.iter().map(|(part, words)| {
        let approved = approved.get(part).cloned().unwrap_or_default();
        (part.clone(), PostingEdit { words: words.clone(), approved })
    });
    let organisation = sources.organisation.as_deref().map(write_organisation);
    Ok(PostingFacts {
        status,
        role: sources.revision.id.clone(),
        revision: sources.revision.stamp.number,
        revision_hash: sources.revision.stamp.hash.clone(),
        template: template.name.clone(),
        template_hash: template.hash.parse()?,
        texts: PostingTexts {
            manifest: TextHash::of(&template.manifest_text),
            body: TextHash::of(&template.body),
            organisation: organisation.as_deref().map(TextHash::of),
        },
        particulars: particulars.iter().map(|(name, value)| (name.clone(), as_written(value))).collect(),
        duties: choices.duties.clone(),
        sections: choices.sections.clone(),
        edits: edits.collect(),
        set_aside: BTreeMap::new(),
        record,
    })
}

/// A value as its file will say it: figures have one way to be written.
fn as_written(value: &Value) -> Value {
    value.as_f64().map_or_else(|| value.clone(), Value::from)
}

/// What was approved where words were changed by hand, also where the posting does not print it.
fn approved_words(wanted: PostingToKeep<'_>, filler: &TemplateFiller) -> BTreeMap<String, String> {
    let all = Choices { edits: wanted.choices.edits.clone(), ..Choices::default() };
    let whole = compose_posting(wanted.sources, wanted.template, wanted.particulars, &all, &|template, context| {
        filler.fill(template, context)
    });
    originals(whole.as_ref().unwrap_or(wanted.posting))
}

/// What was approved, by its address, where a posting says something else.
pub(super) fn originals(posting: &Posting) -> BTreeMap<String, String> {
    let edited = posting.origins.iter().filter_map(|origin| match origin {
        Origin::Edited { of, original } => Some((of.part()?.to_owned(), original.clone())),
        _ => None,
    });
    edited.collect()
}
