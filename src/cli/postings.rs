//! `rolebook postings`: those that are kept, and what becomes of them.

use std::io::Write as _;
use std::path::Path;

use serde_json::json;

use super::failure::{Failure, Verdict};
use super::output::{ADDED, Output, QUIET, REMOVED, STRONG, counted};
use super::post::write_file;
use super::postings_arguments::{Deed, Postings, PostingsAction};
use crate::app::acting::{Acting, ActorName};
use crate::app::error::AppError;
use crate::app::post::{PostingFormat, render_posting};
use crate::app::posting_templates::{PostingTemplates, read_templates};
use crate::app::postings::behind::how_it_stands;
use crate::app::postings::difference::{SectionDifference, difference};
use crate::app::postings::keep::{Doing, change_status};
use crate::app::postings::list::{in_short, list_postings};
use crate::app::postings::remake::{history_of, kept_posting, remake};
use crate::app::postings::update::{UpToDate, bring_up_to_date, up_to_date};
use crate::app::template_filling::TemplateFiller;
use crate::catalog::store::CatalogStore;
use crate::compare::redline::WordChange;
use crate::config::Settings;
use crate::model::posting::PostingStatus;

pub(super) fn run(
    store: &dyn CatalogStore,
    settings: &Settings,
    options: &Postings,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let templates = read_templates(options.templates.as_deref())?;
    match &options.action {
        None | Some(PostingsAction::List) => list(store, &templates, output),
        Some(PostingsAction::Show { posting, output: file, format }) => {
            show(store, &templates, posting, file.as_deref(), *format, output)
        }
        Some(PostingsAction::Update(deed)) => update(store, settings, &templates, deed, output),
        Some(PostingsAction::Publish(deed)) => mark(store, settings, deed, PostingStatus::Published, output),
        Some(PostingsAction::Close(deed)) => mark(store, settings, deed, PostingStatus::Closed, output),
        Some(PostingsAction::Reopen(deed)) => mark(store, settings, deed, PostingStatus::Draft, output),
    }
}

/// Who does it: as given, or as the settings say.
pub(super) fn author(by: Option<&String>, settings: &Settings) -> Result<ActorName, AppError> {
    let given = by.or(settings.by.as_ref()).cloned().unwrap_or_default();
    given.parse().map_err(|message: String| AppError::misuse(message, "add it, for example --by \"Personnel office\""))
}

fn list(store: &dyn CatalogStore, templates: &PostingTemplates, output: &mut Output) -> Result<Verdict, Failure> {
    let today = jiff::Zoned::now().date();
    let list = list_postings(store, store, &Acting::Shell, templates, today)?;
    if output.json {
        output.data(&list)?;
        return Ok(Verdict::Fine);
    }
    for posting in &list.items {
        let closing = posting.closing_date.map(|date| format!(", closing {date}")).unwrap_or_default();
        writeln!(output, "{STRONG}{}{STRONG:#}  {}", posting.id, posting.title)?;
        let made = format!("{}, {}@{}, {}{closing}", posting.status, posting.role, posting.revision, posting.template);
        output.prose(&format!("{QUIET}{made}{QUIET:#}"), "  ", "  ")?;
        if let Some(behind) = &posting.behind {
            output.prose(&format!("behind: {}", behind.words().join("; ")), "  ", "  ")?;
        }
    }
    let behind = list.items.iter().filter(|posting| posting.behind.is_some()).count();
    writeln!(output, "{}, {behind} behind", counted(list.items.len(), "posting", "postings"))?;
    if list.broken > 0 {
        output.hint(&format!("{} can't be read; `rolebook check` says why", counted(list.broken, "file", "files")))?;
    }
    Ok(Verdict::Fine)
}

fn show(
    store: &dyn CatalogStore,
    templates: &PostingTemplates,
    posting: &str,
    file: Option<&Path>,
    format: Option<PostingFormat>,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let (kept, _) = kept_posting(store, posting)?;
    let filler = TemplateFiller::of_this_program()?;
    let made = || remake(store, &history_of(store, &kept)?, &kept, &filler);
    if file.is_some() || format.is_some() {
        let suffix = file.and_then(Path::extension).unwrap_or_default().to_string_lossy();
        let bytes = render_posting(&made()?.posting, format.map_or_else(|| suffix.parse(), Ok)?)?;
        match file {
            Some(path) => {
                write_file(path, &bytes)?;
                writeln!(output, "wrote {}", path.display())?;
            }
            None => output.write_all(&bytes)?,
        }
        return Ok(Verdict::Fine);
    }
    let today = jiff::Zoned::now().date();
    let stands = how_it_stands(store, &kept, templates, today)?;
    let (made, not_made) = match made() {
        Ok(made) => (Some(made), None),
        Err(why) => (None, Some(why)),
    };
    let renewed = stands
        .is_behind()
        .then(|| up_to_date(store, &kept, made.as_ref().map(|made| &made.template), templates, today, &filler));
    let renewed = renewed.transpose()?;
    let changes = match (&renewed, &made) {
        (Some(UpToDate { posting: Some(after), .. }), Some(before)) => difference(&before.posting, after),
        _ => Vec::new(),
    };
    if output.json {
        let set_aside = renewed.map(|renewed| renewed.set_aside).unwrap_or_default();
        let short = in_short(&kept, stands);
        output
            .data(&json!({ "posting": kept, "behind": short.behind, "difference": changes, "set_aside": set_aside }))?;
        return Ok(Verdict::Fine);
    }
    let facts = &kept.facts;
    writeln!(output, "{STRONG}{}{STRONG:#}", kept.title)?;
    writeln!(
        output,
        "{}: {}, made from {}@{} with {}",
        kept.id, facts.status, facts.role, facts.revision, facts.template
    )?;
    for (name, value) in &facts.particulars {
        output.prose(
            &format!("{name}: {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
            "  ",
            "    ",
        )?;
    }
    for (part, edit) in &facts.edits {
        output.prose(&format!("reworded {part}: {}", edit.words), "  ", "    ")?;
    }
    for act in &facts.record {
        writeln!(output, "  {QUIET}{} by {}, {}{QUIET:#}", act.did.word(), act.by, act.at)?;
    }
    if let Some(why) = not_made {
        output.prose(&why.to_string(), "", "  ")?;
        output.hint(&why.hint())?;
    }
    if stands.is_behind() {
        writeln!(output, "behind: {}", stands.words().join("; "))?;
    }
    for aside in renewed.iter().flat_map(|renewed| &renewed.set_aside) {
        let now = aside.now.as_ref().map_or_else(|| "it is gone".to_owned(), |now| format!("approved now: {now}"));
        output.prose(&format!("no longer applies, {}: {} ({now})", aside.part, aside.words), "  ", "    ")?;
    }
    in_words(&changes, output)?;
    Ok(Verdict::Fine)
}

/// What would change, in the posting's own words.
fn in_words(changes: &[SectionDifference], output: &mut Output) -> Result<(), Failure> {
    for section in changes {
        writeln!(output, "{STRONG}{}{STRONG:#}", section.heading)?;
        for line in &section.lines {
            let words = line.words.iter().map(|run| match (run.change, output.styled) {
                (WordChange::Kept, _) => run.text.trim().to_owned(),
                (WordChange::Added, true) => format!("{ADDED}{}{ADDED:#}", run.text.trim()),
                (WordChange::Added, false) => format!("{{+{}+}}", run.text.trim()),
                (WordChange::Removed, true) => format!("{REMOVED}{}{REMOVED:#}", run.text.trim()),
                (WordChange::Removed, false) => format!("[-{}-]", run.text.trim()),
            });
            let words: Vec<String> = words.collect();
            output.prose(&words.join(" "), "  ", "  ")?;
        }
    }
    Ok(())
}

fn update(
    store: &dyn CatalogStore,
    settings: &Settings,
    templates: &PostingTemplates,
    deed: &Deed,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let by = author(deed.by.as_ref(), settings)?;
    let (kept, seen) = kept_posting(store, &deed.posting)?;
    let doing = Doing { by: &by, at: jiff::Timestamp::now() };
    let filler = TemplateFiller::of_this_program()?;
    let is_behind = how_it_stands(store, &kept, templates, doing.day())?.is_behind();
    // What can't be made again as it was can be made anew.
    if !is_behind && remake(store, &history_of(store, &kept)?, &kept, &filler).is_ok() {
        writeln!(output, "{} is up to date", kept.id)?;
        return Ok(Verdict::Fine);
    }
    let renewed = bring_up_to_date(store, &kept, &seen, templates, doing, &filler)?;
    writeln!(output, "{} is up to date with {}@{}", kept.id, kept.facts.role, renewed.sources.revision.stamp.number)?;
    for aside in &renewed.set_aside {
        output.prose(&format!("set aside, {}: {}", aside.part, aside.words), "  ", "    ")?;
    }
    for duty in &renewed.new_duties {
        output.prose(&format!("new in the role and not chosen: {duty}"), "  ", "    ")?;
    }
    Ok(Verdict::Fine)
}

fn mark(
    store: &dyn CatalogStore,
    settings: &Settings,
    deed: &Deed,
    status: PostingStatus,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    let by = author(deed.by.as_ref(), settings)?;
    let (kept, seen) = kept_posting(store, &deed.posting)?;
    change_status(store, &kept, status, &seen, Doing { by: &by, at: jiff::Timestamp::now() })?;
    writeln!(output, "{} is {status}", kept.id)?;
    Ok(Verdict::Fine)
}
