//! Which section a line or a heading belongs to, and how its heading is written.

use super::super::kind::Kind;
use crate::import::layout::looks::is_capitals;
use crate::import::lexicon;
use crate::model::section::SectionKind;

/// The section that a line goes into when no heading says.
pub(super) fn section_of(kind: Kind) -> SectionKind {
    match kind {
        Kind::Title
        | Kind::Organization
        | Kind::Location
        | Kind::Classification
        | Kind::Schedule
        | Kind::ReportsTo
        | Kind::Date => SectionKind::PositionInformation,
        Kind::Pay => SectionKind::Pay,
        Kind::Summary | Kind::Heading => SectionKind::Summary,
        Kind::Duty => SectionKind::Duties,
        Kind::Qualification | Kind::Preferred => SectionKind::Qualifications,
        Kind::Ksa => SectionKind::Knowledge,
        Kind::Condition => SectionKind::WorkingConditions,
        Kind::Benefit => SectionKind::Benefits,
        Kind::Apply => SectionKind::HowToApply,
        Kind::Furniture | Kind::Other => SectionKind::Additional,
    }
}

/// Whether a paragraph behind a list has left the section: pay, benefits and notices at the end of a document.
pub(super) fn leaves(kind: Kind, section: Option<SectionKind>) -> bool {
    let last = matches!(kind, Kind::Pay | Kind::Benefit | Kind::Apply | Kind::Date);
    let left = matches!(
        section,
        Some(
            SectionKind::Qualifications
                | SectionKind::Knowledge
                | SectionKind::WorkingConditions
                | SectionKind::Benefits
        )
    );
    last && left && section != Some(section_of(kind))
}

/// A more exact kind than the lexicon's, by the heading's own words.
pub(super) fn refined(kind: SectionKind, words: &str) -> Option<SectionKind> {
    let plain = lexicon::plain_wording(words);
    let exact = SectionKind::of_heading(words);
    if exact != SectionKind::Additional {
        return Some(exact);
    }
    let refined = match plain.as_str() {
        "competencies" | "core competencies" | "behavioral competencies" => SectionKind::Competencies,
        "performance objectives" | "performance expectations" | "performance standards" => {
            SectionKind::PerformanceObjectives
        }
        "disclaimer" => SectionKind::Disclaimer,
        "title history" => SectionKind::TitleHistory,
        "vision" | "mission" | "who we are" | "our mission" => SectionKind::About,
        _ if plain.starts_with("about ") => SectionKind::About,
        _ => return (kind != SectionKind::Additional).then_some(kind),
    };
    Some(refined)
}

/// `SECTION 3. PRIMARY DUTIES` as `Primary duties`.
pub(super) fn heading_words(words: &str) -> String {
    let words = without_numbering(words);
    if !is_capitals(words) {
        return words.to_owned();
    }
    let lower = words.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A heading without the number before it.
pub(super) fn without_numbering(words: &str) -> &str {
    let trimmed = words.trim();
    let rest = trimmed.strip_prefix("SECTION ").or_else(|| trimmed.strip_prefix("Section ")).unwrap_or(trimmed);
    let Some((number, behind)) = rest.split_once(['.', ':', ')']) else { return trimmed };
    let numbered = number.len() <= 4 && number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    if numbered && !behind.trim().is_empty() { behind.trim() } else { trimmed }
}
