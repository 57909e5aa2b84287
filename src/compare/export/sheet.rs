//! A comparison as parts, rows and columns of plain words; every format shows the same.

use schemars::JsonSchema;
use serde::Serialize;

use crate::compare::candidate::{Assessment, Verdict};
use crate::compare::side_by_side::{ActivityShare, ComparedQualifications, Comparison, DutyCell, DutyRow, FactRow};
use crate::vocabulary::requirement_words::{RequirementList, RequirementWords};

/// A part of the sheet, for example the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its rows.
    pub rows: Vec<SheetRow>,
}

/// A row with a cell for each role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SheetRow {
    /// What it is about.
    pub name: String,
    /// What is to be said of the row as a whole.
    pub remark: Option<String>,
    /// What each role says, line by line.
    pub cells: Vec<Vec<String>>,
}

/// The parts of a comparison, in reading order.
pub fn parts(comparison: &Comparison, would_qualify: &[Assessment]) -> Vec<Part> {
    let all = [
        Part { name: "Facts", rows: comparison.facts.iter().map(|row| facts(row, "not stated")).collect() },
        Part { name: "Duties", rows: comparison.duties.iter().map(duties).collect() },
        Part {
            name: "Activities",
            rows: comparison
                .activities
                .iter()
                .map(|row| SheetRow {
                    name: row.name.clone(),
                    remark: None,
                    cells: row.cells.iter().map(activity).collect(),
                })
                .collect(),
        },
        Part { name: "Qualifications", rows: qualifications(&comparison.qualifications) },
        Part { name: "Would this person qualify?", rows: candidate(would_qualify) },
        Part { name: "Working conditions", rows: comparison.conditions.iter().map(|row| facts(row, "")).collect() },
    ];
    all.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

fn facts(row: &FactRow, silent: &str) -> SheetRow {
    let cells = row.cells.iter().map(|cell| {
        let mut lines = cell.values.clone();
        lines.extend(cell.remark.map(|remark| format!("({remark})")));
        if lines.is_empty() && !silent.is_empty() {
            lines.push(silent.to_owned());
        }
        lines
    });
    SheetRow { name: row.name.to_owned(), remark: row.remark.clone(), cells: cells.collect() }
}

fn duties(row: &DutyRow) -> SheetRow {
    let cells = row
        .cells
        .iter()
        .map(|cell| cell.iter().map(|duty| format!("{}. {}", duty.number, duty_in_words(duty))).collect());
    SheetRow { name: row.name.clone(), remark: None, cells: cells.collect() }
}

/// The sentence of a duty with its place in brackets.
pub fn duty_in_words(duty: &DutyCell) -> String {
    let mut place: Vec<String> = Vec::new();
    match duty.share_percent {
        // The share is the group's, not the single duty's.
        Some(share) => place.push(format!("{}: {share} % of the time", duty.group)),
        None if !duty.group.is_empty() => place.push(duty.group.clone()),
        None => {}
    }
    place.extend(duty.mainly.as_ref().map(|mainly| format!("mainly {}", mainly.to_lowercase())));
    if place.is_empty() { duty.text.clone() } else { format!("{} ({})", duty.text, place.join("; ")) }
}

fn activity(cell: &ActivityShare) -> Vec<String> {
    if cell.duties == 0 {
        return Vec::new();
    }
    let duties = if cell.duties == 1 { "1 duty".to_owned() } else { format!("{} duties", cell.duties) };
    let within = cell.within_percent.map(|percent| format!(", within {percent} % of the time"));
    vec![format!("{duties}{}", within.unwrap_or_default())]
}

fn qualifications(columns: &[ComparedQualifications]) -> Vec<SheetRow> {
    let mut headings: Vec<&str> = Vec::new();
    for list in columns.iter().flat_map(|column| &column.lists) {
        if !headings.contains(&list.heading.as_str()) {
            headings.push(&list.heading);
        }
    }
    let cell = |column: &ComparedQualifications, heading: &str| {
        let lists = column.lists.iter().filter(|list| list.heading == heading);
        lists.flat_map(requirement_lines).collect::<Vec<_>>()
    };
    let rows = headings.into_iter().map(|heading| SheetRow {
        name: capitalised(heading),
        remark: None,
        cells: columns.iter().map(|column| cell(column, heading)).collect(),
    });
    let least = columns.iter().map(|column| match &column.least {
        Some(way) => way.requirements.clone(),
        None => vec!["no schooling, experience, language or licence is required".to_owned()],
    });
    let least = SheetRow { name: "The least that gets one in".to_owned(), remark: None, cells: least.collect() };
    let mut rows: Vec<SheetRow> = rows.collect();
    if !rows.is_empty() {
        rows.insert(0, least);
    }
    rows
}

/// A list of requirements as lines; what is nested is set in by two spaces a level.
pub fn requirement_lines(list: &RequirementList) -> Vec<String> {
    let mut lines = Vec::new();
    for requirement in &list.requirements {
        write(requirement, 0, &mut lines);
    }
    lines
}

fn write(requirement: &RequirementWords, depth: usize, lines: &mut Vec<String>) {
    let mut line = |words: String| lines.push(format!("{}{words}", "  ".repeat(depth)));
    let parts = match requirement {
        RequirementWords::One { words } => return line(words.clone()),
        RequirementWords::All { parts } => {
            line("all of:".to_owned());
            parts.iter().collect::<Vec<_>>()
        }
        RequirementWords::Any { parts } => {
            line("any of:".to_owned());
            parts.iter().collect()
        }
        RequirementWords::Instead { of, rate, accepts } => {
            write(of, depth, lines);
            let rate = rate.as_ref().map(|rate| format!(", {rate}")).unwrap_or_default();
            lines.push(format!("{}or instead{rate}:", "  ".repeat(depth)));
            vec![accepts.as_ref()]
        }
        RequirementWords::NotNeeded { of, given } => {
            write(of, depth, lines);
            lines.push(format!("{}not needed with:", "  ".repeat(depth)));
            vec![given.as_ref()]
        }
    };
    for part in parts {
        write(part, depth + 1, lines);
    }
}

fn candidate(assessments: &[Assessment]) -> Vec<SheetRow> {
    if assessments.is_empty() {
        return Vec::new();
    }
    let row = |name: &str, cells: &dyn Fn(&Assessment) -> Vec<String>| SheetRow {
        name: name.to_owned(),
        remark: None,
        cells: assessments.iter().map(cells).collect(),
    };
    let verdict = |assessment: &Assessment| {
        let words = match (assessment.states_nothing, assessment.verdict) {
            (true, _) => "can't tell: the role states no qualifications",
            (_, Verdict::Yes) => "yes, as far as schooling, experience, languages and licences go",
            (_, Verdict::No) => "no",
            (_, Verdict::CantTell) => "can't tell",
        };
        let track = assessment.track.as_ref().map(|track| format!("by the track {track}"));
        std::iter::once(words.to_owned()).chain(track).collect()
    };
    let preferred = |assessment: &Assessment| {
        let words = assessment.preferred.iter().map(|preference| {
            let has = match preference.verdict {
                Verdict::Yes => "has it",
                Verdict::No => "does not have it",
                Verdict::CantTell => "can't tell",
            };
            format!("{}: {has}", preference.what)
        });
        words.collect()
    };
    let rows = [
        row("Would qualify", &verdict),
        row("Met", &|assessment| assessment.met.clone()),
        row("Missing", &|assessment| assessment.missing.clone()),
        row("Can't be told", &|assessment| assessment.open.clone()),
        row("Only preferred", &preferred),
        row("Required too, and to be shown", &|assessment| assessment.to_show.clone()),
    ];
    rows.into_iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
