//! The parts that role documents have, and the headings by which our files know them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a section is about. A section with a heading that nobody foresaw is `Additional`, and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// Who employs, or which program the role belongs to.
    About,
    /// The head of a form: classification, numbers, boxes.
    PositionInformation,
    /// The job in a paragraph; in class specifications, the distinguishing features.
    Summary,
    /// The program and why the position exists.
    Purpose,
    /// Duties, responsibilities, typical work activities.
    Duties,
    /// What must be brought along.
    Qualifications,
    /// Knowledge, skills and abilities.
    Knowledge,
    /// Competencies.
    Competencies,
    /// What the work is judged by.
    PerformanceObjectives,
    /// Physical, sensory and environmental demands, hours, travel.
    WorkingConditions,
    /// Laws, rules and manuals that guide the work.
    Guidelines,
    /// With whom, how, why and how often.
    WorkContacts,
    /// Typical decisions and their effect.
    Decisions,
    /// Who reviews the work.
    ReviewOfWork,
    /// Whom the position supervises, and how.
    Oversight,
    /// Requirements and remarks beyond the class specification.
    AdditionalRequirements,
    /// Authority to commit money.
    BudgetAuthority,
    /// The place in the organisation.
    OrganizationalChart,
    /// Signature lines.
    Signatures,
    /// Benefits of the job or the program.
    Benefits,
    /// Pay.
    Pay,
    /// Terms of service or employment.
    Terms,
    /// Statements about the document itself, such as "a representative summary".
    Disclaimer,
    /// How one applies.
    HowToApply,
    /// Former titles and when they changed.
    TitleHistory,
    /// Anything else.
    Additional,
}

/// The heading that our files use for each kind, first; then others that are understood.
/// The lexicon for foreign documents is import's.
const HEADINGS: [(SectionKind, &[&str]); 25] = [
    (SectionKind::About, &["About", "About us", "About the organisation", "About the organization"]),
    (SectionKind::PositionInformation, &["Position information"]),
    (SectionKind::Summary, &["Summary", "Job summary", "Position summary", "Distinguishing features of the class"]),
    (SectionKind::Purpose, &["Purpose", "Program and position information", "Primary purpose"]),
    (
        SectionKind::Duties,
        &[
            "Duties",
            "Description of duties",
            "Duties and responsibilities",
            "Essential functions",
            "Primary duties and responsibilities",
            "Primary responsibilities",
            "Responsibilities",
            "Typical work activities",
        ],
    ),
    (SectionKind::Qualifications, &["Qualifications", "Minimum qualifications", "Minimum requirements"]),
    (
        SectionKind::Knowledge,
        &[
            "Knowledge, skills and abilities",
            "Knowledge, skills, and abilities",
            "Full performance knowledges, skills, abilities and personal characteristics",
        ],
    ),
    (SectionKind::Competencies, &["Competencies"]),
    (SectionKind::PerformanceObjectives, &["Performance objectives"]),
    (SectionKind::WorkingConditions, &["Working conditions", "Environmental conditions", "Physical demands"]),
    (SectionKind::Guidelines, &["Guidelines"]),
    (SectionKind::WorkContacts, &["Work contacts"]),
    (SectionKind::Decisions, &["Decisions", "Position-related decision making"]),
    (SectionKind::ReviewOfWork, &["Review of work"]),
    (SectionKind::Oversight, &["Oversight", "Oversight functions", "Supervision"]),
    (SectionKind::AdditionalRequirements, &["Additional requirements", "Additional position-related information"]),
    (SectionKind::BudgetAuthority, &["Budget authority"]),
    (SectionKind::OrganizationalChart, &["Organizational chart", "Organisational chart"]),
    (SectionKind::Signatures, &["Signatures"]),
    (SectionKind::Benefits, &["Benefits", "Program benefits"]),
    (SectionKind::Pay, &["Pay", "Salary"]),
    (SectionKind::Terms, &["Terms"]),
    (SectionKind::Disclaimer, &["Disclaimer"]),
    (SectionKind::HowToApply, &["How to apply"]),
    (SectionKind::TitleHistory, &["Title history"]),
];

impl SectionKind {
    /// The kind that a heading of our files names; any other heading is `Additional`.
    pub fn of_heading(heading: &str) -> Self {
        let heading = heading.trim();
        HEADINGS
            .iter()
            .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(heading)))
            .map_or(Self::Additional, |(kind, _)| *kind)
    }

    /// The heading that our files use for this kind, if it has one.
    pub fn usual_heading(self) -> Option<&'static str> {
        HEADINGS.iter().find(|(kind, _)| *kind == self).and_then(|(_, names)| names.first().copied())
    }

    /// The letters with which the names of items in such a section begin: `d7` is a duty.
    pub fn item_prefix(self) -> &'static str {
        match self {
            Self::Duties => "d",
            Self::Qualifications | Self::AdditionalRequirements => "q",
            Self::Knowledge => "k",
            Self::Competencies => "c",
            Self::PerformanceObjectives => "o",
            Self::WorkingConditions => "w",
            Self::Benefits | Self::Pay => "b",
            _ => "i",
        }
    }
}
