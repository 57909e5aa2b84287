//! The names that stand before a colon in a query, and what may follow them.

/// A part of a role in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Its titles.
    Title,
    /// Its duties.
    Duties,
    /// Its qualifications, knowledge, skills and competencies.
    Qualifications,
}

/// A fact of a role that can be searched, filtered or counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The organisation, by its name in the catalog.
    Organisation,
    /// The state's two letters.
    State,
    /// City and state, or the county.
    Site,
    /// The kind of document.
    Kind,
    /// The work activities of its duties.
    Activity,
    /// The degrees that lead in, or `not-required`.
    Degree,
    /// Years of experience that the shortest way in takes.
    Experience,
    /// The caseload.
    Caseload,
    /// Full time, permanent, national service …
    Employment,
    /// Working conditions: evenings, weekends, on call, travel, lifting …
    Condition,
    /// Languages that are asked for.
    Language,
    /// Licences that are asked for.
    License,
    /// The year in which the revision took effect.
    Year,
    /// The program.
    Program,
    /// Pounds to be lifted, at most.
    Lift,
    /// The share of working time of a group of duties, in percent.
    Time,
}

/// What may follow a fact's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// A figure or a range of figures.
    Number,
    /// A value.
    Value,
    /// `yes`: the condition of this name.
    YesOrNo(&'static str),
}

/// What a name before a colon stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Scope(Scope),
    Fact(Fact, FactKind),
}

/// One row of the help page.
#[derive(Debug, Clone, Copy)]
pub struct FieldHelp {
    /// The names, the usual one first.
    pub names: &'static [&'static str],
    /// What it finds.
    pub about: &'static str,
    /// An example.
    pub example: &'static str,
}

const fn row(
    field: Field,
    names: &'static [&'static str],
    about: &'static str,
    example: &'static str,
) -> (Field, FieldHelp) {
    (field, FieldHelp { names, about, example })
}

/// Every field: what it stands for, its names, and its line on the help page.
const FIELDS: [(Field, FieldHelp); 26] = [
    row(Field::Scope(Scope::Title), &["title"], "a word of the title, or of a former or other title", "title:coach"),
    row(Field::Scope(Scope::Duties), &["duty", "duties"], "a word or phrase of a single duty", "duty:\"home visits\""),
    row(
        Field::Scope(Scope::Qualifications),
        &["qualification", "qualifications"],
        "a word or phrase of what must be brought along",
        "qualification:spanish",
    ),
    row(
        Field::Fact(Fact::Organisation, FactKind::Value),
        &["organisation", "organization", "org"],
        "the organisation, by its name in the catalog",
        "organisation:oregon-dhs",
    ),
    row(Field::Fact(Fact::State, FactKind::Value), &["state"], "the state", "state:OR"),
    row(
        Field::Fact(Fact::Site, FactKind::Value),
        &["site", "city", "county"],
        "where the work is done",
        "site:portland",
    ),
    row(Field::Fact(Fact::Kind, FactKind::Value), &["kind"], "the kind of document", "kind:class-specification"),
    row(
        Field::Fact(Fact::Activity, FactKind::Value),
        &["activity", "does"],
        "the kind of work that a duty is about",
        "activity:home-visits",
    ),
    row(
        Field::Fact(Fact::Degree, FactKind::Value),
        &["degree", "education"],
        "the schooling that is asked for; not-required finds roles with a way in without a degree",
        "degree:not-required",
    ),
    row(
        Field::Fact(Fact::Experience, FactKind::Number),
        &["experience"],
        "years of experience, by the shortest way in",
        "experience:<2",
    ),
    row(
        Field::Fact(Fact::Caseload, FactKind::Number),
        &["caseload"],
        "people or cases that one incumbent carries; the whole stated range must fit",
        "caseload:25..40",
    ),
    row(
        Field::Fact(Fact::Employment, FactKind::Value),
        &["employment"],
        "the terms of employment",
        "employment:full-time",
    ),
    row(
        Field::Fact(Fact::Language, FactKind::Value),
        &["language"],
        "a language that is asked for",
        "language:spanish",
    ),
    row(
        Field::Fact(Fact::License, FactKind::Value),
        &["license", "licence"],
        "a licence or certificate that is asked for",
        "license:driver",
    ),
    row(Field::Fact(Fact::Lift, FactKind::Number), &["lift", "lifting"], "the heaviest weight in pounds", "lift:>=20"),
    row(
        Field::Fact(Fact::Time, FactKind::Number),
        &["time", "share"],
        "the share of working time of a group of duties, in percent",
        "time:>=50",
    ),
    row(
        Field::Fact(Fact::Year, FactKind::Number),
        &["year", "effective"],
        "the year in which the revision took effect",
        "year:>=2025",
    ),
    row(Field::Fact(Fact::Program, FactKind::Value), &["program"], "the program", "program:links"),
    row(
        Field::Fact(Fact::Condition, FactKind::YesOrNo("on-call")),
        &["on-call", "oncall"],
        "duty on call",
        "on-call:yes",
    ),
    row(
        Field::Fact(Fact::Condition, FactKind::YesOrNo("evenings")),
        &["evenings", "evening"],
        "work in the evening",
        "evenings:yes",
    ),
    row(
        Field::Fact(Fact::Condition, FactKind::YesOrNo("weekends")),
        &["weekends", "weekend"],
        "work at weekends",
        "weekends:yes",
    ),
    row(Field::Fact(Fact::Condition, FactKind::YesOrNo("travel")), &["travel"], "travel for work", "travel:yes"),
    row(Field::Fact(Fact::Condition, FactKind::YesOrNo("overtime")), &["overtime"], "overtime", "overtime:yes"),
    row(
        Field::Fact(Fact::Condition, FactKind::YesOrNo("background-check")),
        &["background-check", "check"],
        "a background or other check",
        "background-check:yes",
    ),
    row(
        Field::Fact(Fact::Condition, FactKind::YesOrNo("supervises")),
        &["supervises"],
        "the incumbent supervises others",
        "supervises:no",
    ),
    row(
        Field::Fact(Fact::Condition, FactKind::Value),
        &["condition"],
        "any working condition, as the filter of that name has it",
        "condition:exposure",
    ),
];

/// The field of this name, whatever its case.
pub(super) fn field(name: &str) -> Option<Field> {
    let name = name.to_lowercase();
    FIELDS.iter().find(|(_, help)| help.names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// The rows of the help page.
pub fn documentation() -> impl Iterator<Item = &'static FieldHelp> {
    FIELDS.iter().map(|(_, help)| help)
}

impl Fact {
    /// The facts that filters and counts are offered for, in the order in which pages show them.
    pub const FACETS: [Self; 13] = [
        Self::Activity,
        Self::State,
        Self::Site,
        Self::Organisation,
        Self::Kind,
        Self::Degree,
        Self::Experience,
        Self::Caseload,
        Self::Employment,
        Self::Condition,
        Self::Language,
        Self::Program,
        Self::Year,
    ];

    /// Its name in queries, filters and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Site => "site",
            Self::Kind => "kind",
            Self::Activity => "activity",
            Self::Degree => "degree",
            Self::Experience => "experience",
            Self::Caseload => "caseload",
            Self::Employment => "employment",
            Self::Condition => "condition",
            Self::Language => "language",
            Self::License => "license",
            Self::Year => "year",
            Self::Program => "program",
            Self::Lift => "lift",
            Self::Time => "time",
        }
    }

    /// Its name above a group of filters.
    pub fn label(self) -> &'static str {
        match self {
            Self::Organisation => "Organisation",
            Self::State => "State",
            Self::Site => "Site",
            Self::Kind => "Kind of document",
            Self::Activity => "Work activity",
            Self::Degree => "Education required",
            Self::Experience => "Experience required",
            Self::Caseload => "Caseload",
            Self::Employment => "Employment",
            Self::Condition => "Working conditions",
            Self::Language => "Language",
            Self::License => "Licence",
            Self::Year => "Effective since",
            Self::Program => "Program",
            Self::Lift => "Lifting",
            Self::Time => "Share of time",
        }
    }

    /// The fact with this name.
    pub fn named(name: &str) -> Option<Self> {
        match field(name)? {
            Field::Fact(fact, FactKind::YesOrNo(_)) => (fact.name() == name).then_some(fact),
            Field::Fact(fact, _) => Some(fact),
            Field::Scope(_) => None,
        }
    }
}
