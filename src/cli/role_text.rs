//! A role as text in a terminal: title, key facts, sections, footnotes, source.

use std::io::Write as _;

use super::failure::Failure;
use super::output::{Output, QUIET, STRONG};
use crate::app::show::RoleRecord;
use crate::model::caseload::Caseload;
use crate::model::document::{Block, DutyMarks, Group, Item, Table, Tick};
use crate::model::facts::{Facts, Site};
use crate::model::revision::RevisionStatus;
use crate::vocabulary::{plain_words, requirement_words};

/// Writes a whole role.
pub(super) fn write(record: &RoleRecord, output: &mut Output) -> Result<(), Failure> {
    let role = &record.role;
    output.prose(&format!("{STRONG}{}{STRONG:#}", role.title.to_plain()), "", "")?;
    let mut line = vec![record.id.to_string()];
    line.extend(role.facts.kind.map(|kind| kind.words().to_owned()));
    match &record.revision {
        Some(stamp) => {
            line.push(format!("revision {}, effective {}", stamp.number, stamp.effective));
            if stamp.status == RevisionStatus::Retired {
                line.push("retired".to_owned());
            }
        }
        None => line.push("draft".to_owned()),
    }
    output.prose(&line.join(" · "), "", "")?;
    writeln!(output)?;
    facts(&role.facts, output)?;
    for section in &role.sections {
        writeln!(output, "\n{STRONG}{}{STRONG:#}", section.heading.to_plain().to_uppercase())?;
        blocks(&section.blocks, 0, output)?;
    }
    if !role.footnotes.is_empty() {
        writeln!(output)?;
    }
    for footnote in &role.footnotes {
        let mark = footnote.mark.as_deref().unwrap_or(&footnote.name);
        output.prose(&footnote.text.to_plain(), &format!("[{mark}] "), "    ")?;
    }
    if let Some(stamp) = &record.revision {
        writeln!(output)?;
        let words = format!("{QUIET}Published by {}: {}. Hash {}{QUIET:#}", stamp.by, stamp.reason, stamp.hash);
        output.prose(&words, "", "")?;
    }
    Ok(())
}

/// Key facts, one a line; facts that the source leaves blank or that we inferred are said to be so.
fn facts(facts: &Facts, output: &mut Output) -> Result<(), Failure> {
    let list = |values: &[String]| values.join("; ");
    let mut lines: Vec<(&str, &str, String)> = Vec::new();
    let mut add = |path: &'static str, name: &'static str, words: String| {
        if !words.is_empty() {
            lines.push((path, name, words));
        }
    };
    add("titles.class", "Class title", facts.titles.class.clone().unwrap_or_default());
    add("titles.working", "Working title", facts.titles.working.clone().unwrap_or_default());
    let former = facts.titles.former.iter().map(|former| match former.until {
        Some(day) => format!("{} (until {day})", former.title),
        None => former.title.clone(),
    });
    add("titles.former", "Former titles", former.collect::<Vec<_>>().join("; "));
    add("employer", "Employer", facts.employer.clone().unwrap_or_default());
    add("programs", "Programs", list(&facts.programs));
    add("sites", "Sites", facts.sites.iter().map(plain_words::site).collect::<Vec<_>>().join("; "));
    if let Some(class) = &facts.classification {
        let parts = [&class.number, &class.jurisdictional_class, &class.service, &class.department];
        add("classification", "Classification", parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "));
    }
    if let Some(position) = &facts.position {
        let parts = [("number", &position.number), ("agency", &position.agency_number), ("section", &position.section)];
        let words = parts.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name} {value}")));
        add("position", "Position", words.collect::<Vec<_>>().join(", "));
    }
    add(
        "employment",
        "Employment",
        facts.employment.as_ref().map(|given| plain_words::employment(given).join(", ")).unwrap_or_default(),
    );
    add("reports_to", "Reports to", list(&facts.reports_to));
    add("caseload", "Caseload", facts.caseload.as_ref().map(caseload).unwrap_or_default());
    add("contact", "Contact", facts.contact.iter().map(plain_words::contact).collect::<Vec<_>>().join("; "));
    add("routines", "Recurring work", facts.routines.iter().map(plain_words::routine).collect::<Vec<_>>().join("; "));
    add("plan", "Plan", facts.plan.as_ref().map(|plan| plan.name.clone()).unwrap_or_default());
    add("systems", "Systems", facts.systems.iter().map(|system| system.name.clone()).collect::<Vec<_>>().join("; "));
    add("pay", "Pay", facts.pay.iter().map(plain_words::pay).collect::<Vec<_>>().join("; "));
    add(
        "benefits",
        "Benefits",
        facts.benefits.iter().map(|benefit| benefit.what.clone()).collect::<Vec<_>>().join("; "),
    );
    add(
        "conditions",
        "Conditions",
        facts.conditions.as_ref().map(|given| plain_words::conditions(given).join("; ")).unwrap_or_default(),
    );
    if let Some(source) = &facts.source {
        let parts = [Some(&source.document), source.publisher.as_ref(), source.dated.as_ref()];
        add("source", "Source", parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", "));
        add("source.licence", "Licence", source.licence.clone());
    }
    for (path, name, words) in lines {
        let inferred = facts.provenance.get(path).is_some_and(|origin| !origin.status.is_stated());
        let words = if inferred { format!("{words} (inferred)") } else { words };
        output.prose(&words, &format!("{:<16}", format!("{name}:")), "                ")?;
    }
    for (path, origin) in &facts.provenance {
        if !origin.status.has_value() || path == "title" && !origin.status.is_stated() {
            let name = path.replace(['.', '_'], " ");
            output.prose(&format!("({name}: {})", origin.status.words()), "", "  ")?;
        }
    }
    if let Some(qualifications) = &facts.qualifications {
        writeln!(output, "\n{STRONG}WHAT IT TAKES{STRONG:#}")?;
        for line in requirement_words::outline(qualifications) {
            let indent = "  ".repeat(line.depth);
            output.prose(&line.words, &format!("{indent}  "), &format!("{indent}    "))?;
        }
    }
    Ok(())
}

fn blocks(blocks_given: &[Block], depth: usize, output: &mut Output) -> Result<(), Failure> {
    let indent = "  ".repeat(depth);
    for block in blocks_given {
        match block {
            Block::Paragraph(text) => output.prose(&text.to_plain(), &indent, &indent)?,
            Block::List(list) => items(list, depth, output)?,
            Block::Table(given) => table(given, &indent, output)?,
            Block::Group(group) => {
                writeln!(output)?;
                output.prose(&group_heading(group), &indent, &indent)?;
                blocks(&group.blocks, depth + 1, output)?;
            }
        }
    }
    Ok(())
}

fn group_heading(group: &Group) -> String {
    let marks = marks(&group.marks);
    let label = group.label.to_plain();
    if marks.is_empty() { format!("{STRONG}{label}{STRONG:#}") } else { format!("{STRONG}{label}{STRONG:#} ({marks})") }
}

fn marks(marks: &DutyMarks) -> String {
    let mut words = Vec::new();
    words.extend(marks.share_percent.map(|share| share.to_string()));
    words.extend(marks.change.map(|change| change.letters().to_owned()));
    words.extend(marks.essential.map(|essential| if essential { "essential" } else { "not essential" }.to_owned()));
    words.join(", ")
}

fn items(list: &[Item], depth: usize, output: &mut Output) -> Result<(), Failure> {
    for item in list {
        let marker = item.number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        let tick = match item.tick {
            Some(Tick::Ticked) => "[x] ",
            Some(Tick::Unticked) => "[ ] ",
            Some(Tick::Unclear) => "[?] ",
            None => "",
        };
        let label = if item.label.is_empty() { String::new() } else { format!("{}: ", item.label.to_plain()) };
        let text = match (&item.note.withheld, item.text.is_empty() && item.items.is_empty() && !item.label.is_empty())
        {
            (Some(why), _) => format!("(left out: {why})"),
            (None, true) => "(blank)".to_owned(),
            (None, false) => item.text.to_plain(),
        };
        let indent = "  ".repeat(depth);
        let rest = format!("{indent} {}", " ".repeat(marker.len()));
        output.prose(&format!("{tick}{label}{text}"), &format!("{indent}{marker} "), &rest)?;
        for paragraph in &item.continued {
            output.prose(&paragraph.to_plain(), &rest, &rest)?;
        }
        items(&item.items, depth + 1, output)?;
    }
    Ok(())
}

/// A table, row by row, each cell with its column's heading: it stays readable in 80 columns.
fn table(table: &Table, indent: &str, output: &mut Output) -> Result<(), Failure> {
    for row in &table.rows {
        for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let words = if cell.is_empty() { "(blank)".to_owned() } else { cell.to_plain() };
            let first = if index == 0 { format!("{indent}- ") } else { format!("{indent}  ") };
            output.prose(&format!("{}: {words}", column.heading.to_plain()), &first, &format!("{indent}    "))?;
        }
    }
    Ok(())
}

/// "35–40 students".
pub(super) fn caseload(given: &Caseload) -> String {
    plain_words::caseload(given)
}

/// The places of a role in a few words.
pub(super) fn places(sites: &[Site]) -> Option<String> {
    match sites {
        [] => None,
        sites => Some(
            sites.iter().map(plain_words::short_site).filter(|site| !site.is_empty()).collect::<Vec<_>>().join("; "),
        ),
    }
    .filter(|places| !places.is_empty())
}
