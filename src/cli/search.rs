//! `rolebook search` and `rolebook similar`.

use std::io::Write as _;
use std::sync::Arc;

use super::failure::{Failure, Verdict};
use super::index::with_progress;
use super::output::{ADDED, Output, QUIET, STRONG, counted};
use super::search_arguments::{Search, Similar};
use crate::app::reference::existing;
use crate::app::search::{Refreshed, SearchService};
use crate::catalog::files::FileStore;
use crate::config::Settings;
use crate::search::page::{FoundPassage, Hit, SearchPage};
use crate::search::query::{Fact, Remark, documentation};
use crate::search::request::{Find, SearchRequest};

pub(super) fn run(
    store: FileStore,
    settings: &Settings,
    options: &Search,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    if options.help_query {
        return help(output);
    }
    let today = jiff::Zoned::now().date();
    let mut request = SearchRequest::new(options.query.join(" "), options.as_of.unwrap_or(today));
    request.find = match (options.duties, options.passages) {
        (true, _) => Find::Duties,
        (_, true) => Find::Passages,
        _ => Find::Roles,
    };
    request.filters.clone_from(&options.filter);
    request.facets = if options.facets { Fact::FACETS.to_vec() } else { Vec::new() };
    request.sort = options.sort.into();
    request.limit = usize::from(options.limit);
    request.offset = usize::from(options.offset);
    request.literal = options.exact;
    let service = SearchService::new(Arc::new(store), &settings.index);
    let refreshed = with_progress(|progress| service.refresh(progress))?;
    let mut page = service.search(&request)?;
    if refreshed == Refreshed::Elsewhere && service.trouble().is_none() {
        page.remarks.push(Remark::new("", "the index is being brought up to date; this is what it said before"));
    }
    if output.json {
        output.data(&page)?;
    } else {
        write(&page, &request, output)?;
    }
    Ok(Verdict::Fine)
}

pub(super) fn similar(
    store: FileStore,
    settings: &Settings,
    options: &Similar,
    output: &mut Output,
) -> Result<Verdict, Failure> {
    existing(&store, &options.role)?;
    let today = jiff::Zoned::now().date();
    let service = SearchService::new(Arc::new(store), &settings.index);
    with_progress(|progress| service.refresh(progress))?;
    let hits = service.similar(&options.role, today, usize::from(options.limit))?;
    if output.json {
        output.data(&hits)?;
        return Ok(Verdict::Fine);
    }
    if hits.is_empty() {
        writeln!(output, "No role resembles {}.", options.role)?;
    }
    hits.iter().try_for_each(|hit| write_hit(hit, output))?;
    Ok(Verdict::Fine)
}

fn write(page: &SearchPage, request: &SearchRequest, output: &mut Output) -> Result<(), Failure> {
    let what = |count: usize| match request.find {
        Find::Roles => counted(count, "role", "roles"),
        Find::Duties => counted(count, "duty", "duties"),
        Find::Passages => counted(count, "passage", "passages"),
    };
    match (page.total, page.partial) {
        (0, 0) => {
            writeln!(output, "Nothing was found.")?;
            output.hint("try fewer or other words, or without a filter; `rolebook search --help-query` says what a query may hold")?;
        }
        (0, partial) => writeln!(output, "Nothing has every word; {} {} some.", what(partial), has(partial))?,
        (total, 0) => writeln!(output, "{}", what(total))?,
        (total, partial) => writeln!(output, "{}, and {partial} more with some of the words", what(total))?,
    }
    for remark in &page.remarks {
        output.prose(&remark.message, "  note: ", "        ")?;
    }
    if let Some(better) = &page.did_you_mean {
        writeln!(output, "  did you mean: {STRONG}{better}{STRONG:#}")?;
    }
    page.hits.iter().try_for_each(|hit| write_hit(hit, output))?;
    let shown = request.offset + page.hits.len();
    if shown < page.total + page.partial && !page.hits.is_empty() {
        writeln!(output)?;
        output.hint(&format!("--offset {shown} shows the next"))?;
    }
    for facet in page.facets.iter().filter(|facet| !facet.values.is_empty()) {
        writeln!(output)?;
        writeln!(output, "{STRONG}{}{STRONG:#}  {QUIET}--filter {}=…{QUIET:#}", facet.label, facet.name)?;
        for value in facet.values.iter().take(12) {
            let mark = if value.chosen { "*" } else { " " };
            writeln!(output, " {mark}{:>5}  {}  {QUIET}{}{QUIET:#}", value.count, value.label, value.value)?;
        }
    }
    Ok(())
}

fn has(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

fn write_hit(hit: &Hit, output: &mut Output) -> Result<(), Failure> {
    let role = &hit.role;
    writeln!(output)?;
    output.prose(&format!("{STRONG}{}{STRONG:#}, {}", role.title, role.organisation), "", "    ")?;
    let mut facts: Vec<String> = Vec::new();
    facts.extend(role.kind.map(|kind| kind.words().to_owned()));
    facts.extend(role.sites.iter().cloned());
    facts.extend(role.caseload.clone());
    facts.extend(role.education.clone());
    facts.extend(role.experience.as_ref().map(|years| format!("{years} of experience")));
    facts.extend(role.licenses.iter().map(|license| format!("{license} license")));
    facts.extend(role.conditions.iter().cloned());
    output.prose(&facts.join(" · "), "    ", "    ")?;
    for passage in &hit.passages {
        write_passage(passage, output)?;
    }
    if !hit.by_synonym.is_empty() {
        output.prose(&format!("by a synonym: {}", hit.by_synonym.join(", ")), "    ", "    ")?;
    }
    if !hit.lacks.is_empty() {
        output.prose(&format!("without: {}", hit.lacks.join(", ")), "    ", "    ")?;
    }
    writeln!(output, "    {QUIET}{}{QUIET:#}", role.id)?;
    Ok(())
}

fn write_passage(passage: &FoundPassage, output: &mut Output) -> Result<(), Failure> {
    let mut words = String::new();
    for piece in &passage.text {
        match piece.found {
            true if output.styled => words.push_str(&format!("{ADDED}{}{ADDED:#}", piece.text)),
            true => words.push_str(&format!("*{}*", piece.text)),
            false => words.push_str(&piece.text),
        }
    }
    let place = match (passage.number, passage.share_percent) {
        (Some(number), Some(share)) => format!("{}, duty {number}, {share} % of the time", passage.heading),
        (Some(number), None) => format!("{}, duty {number}", passage.heading),
        _ => passage.heading.clone(),
    };
    output.prose(&format!("{words} {QUIET}({place}){QUIET:#}"), "    › ", "      ")
}

fn help(output: &mut Output) -> Result<Verdict, Failure> {
    writeln!(output, "What a query may hold\n")?;
    let rows = [
        ("home visits", "roles with both words, in any form: visit, visiting, visits"),
        ("\"home visits\"", "the words next to each other"),
        ("coach OR advocate", "either word"),
        ("coach -family", "coach, without family"),
        ("coordinat*", "words that begin so"),
        ("(coach OR advocate) school", "brackets"),
    ];
    for (example, about) in rows {
        writeln!(output, "  {example:30} {about}")?;
    }
    writeln!(output, "\nFacts and parts of a role\n")?;
    for field in documentation() {
        writeln!(output, "  {:30} {}", field.example, field.about)?;
    }
    writeln!(output, "\nFigures: 40, <=40, <40, >=20, >20, 25..40")?;
    Ok(Verdict::Fine)
}
