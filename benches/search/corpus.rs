//! The corpus: one role a line. It is turned into roles such as a person would write them.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rolebook::catalog::files::FileStore;
use rolebook::catalog::store::CatalogStore;
use rolebook::model::caseload::{Caseload, CaseloadSize};
use rolebook::model::document::{Block, Item, Section};
use rolebook::model::employment::{Employment, EmploymentTime, EmploymentType, Relation};
use rolebook::model::facts::{Facts, Kind, Site};
use rolebook::model::identifier::{ItemId, OrganisationId, RoleId};
use rolebook::model::qualification::{Degree, Education, Qualifications, Requirement};
use rolebook::model::quantity::Range;
use rolebook::model::revision::{Revision, RevisionHash, RevisionStamp, RevisionStatus};
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::source::Source;
use rolebook::model::text::Text;
use rolebook::search::Analyzer;
use rolebook::search::document::{Passage, SearchDocument, Surroundings};
use rolebook::vocabulary::activities::ActivityRules;
use rolebook::vocabulary::synonyms::SynonymRules;
use serde::Deserialize;

use crate::Outcome;
use crate::arguments::Arguments;

/// A line of the corpus.
#[derive(Deserialize)]
pub(crate) struct Entry {
    id: String,
    title: String,
    pub(crate) organization: String,
    city: String,
    state: String,
    program: String,
    employment_type: String,
    education: String,
    caseload_min: f64,
    caseload_max: f64,
    posted: Date,
    summary: String,
    duties: Vec<String>,
    qualifications: Vec<String>,
    working_conditions: Vec<String>,
}

/// The lines of a corpus.
pub(crate) fn entries(path: &Path) -> Outcome<impl Iterator<Item = Outcome<Entry>>> {
    let lines = BufReader::with_capacity(1 << 20, File::open(path)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

impl Entry {
    /// The name of the organisation in the catalog.
    pub(crate) fn organisation_id(&self) -> String {
        self.organization.to_lowercase().replace(' ', "-")
    }

    /// The name of the role in the catalog.
    pub(crate) fn role_id(&self) -> Outcome<RoleId> {
        Ok(format!("{}/{}", self.organisation_id(), self.id).parse()?)
    }

    /// How it was published: once, on the day that the corpus gives.
    pub(crate) fn stamp(&self) -> RevisionStamp {
        RevisionStamp {
            number: 1,
            status: RevisionStatus::InForce,
            effective: self.posted,
            published: Timestamp::UNIX_EPOCH,
            by: "benchmark".to_owned(),
            reason: "generated".to_owned(),
            parent: None,
            hash: RevisionHash::unknown(),
        }
    }

    /// The only revision.
    pub(crate) fn revision(&self) -> Outcome<Revision> {
        Ok(Revision { id: self.role_id()?, stamp: self.stamp(), role: self.role()? })
    }

    /// What it says.
    pub(crate) fn role(&self) -> Outcome<Role> {
        let paragraph = vec![Block::Paragraph(Text::from_plain(&self.summary))];
        let sections = vec![
            section(SectionKind::Summary, paragraph),
            section(SectionKind::Duties, list("d", &self.duties)?),
            section(SectionKind::Qualifications, list("q", &self.qualifications)?),
            section(SectionKind::WorkingConditions, list("w", &self.working_conditions)?),
        ];
        Ok(Role { title: Text::from_plain(&self.title), facts: self.facts()?, sections, footnotes: Vec::new() })
    }

    fn facts(&self) -> Outcome<Facts> {
        let site = Site { city: Some(self.city.clone()), state: Some(self.state.clone()), ..Site::default() };
        let size = CaseloadSize::Stated(Range::between(self.caseload_min, self.caseload_max));
        Ok(Facts {
            kind: Some(Kind::JobDescription),
            organisation: Some(self.organisation_id().parse::<OrganisationId>()?),
            programs: vec![self.program.clone()],
            sites: vec![site],
            employment: Some(self.employment()?),
            caseload: Some(Caseload { size, unit: "families".to_owned(), called: None, qualifier: None }),
            qualifications: Some(Qualifications { required: self.schooling()?, ..Qualifications::default() }),
            source: Some(source()),
            ..Facts::default()
        })
    }

    /// Five values in the corpus, and five here.
    fn employment(&self) -> Outcome<Employment> {
        let mut employment = Employment::default();
        match self.employment_type.as_str() {
            "Full-Time" => employment.time = Some(EmploymentTime::FullTime),
            "Part-Time" => employment.time = Some(EmploymentTime::PartTime),
            "Temporary" => employment.r#type = Some(EmploymentType::LimitedDuration),
            "Seasonal" => employment.r#type = Some(EmploymentType::Seasonal),
            "Contract" => employment.relation = Some(Relation::Contractor),
            other => return Err(format!("the corpus has an unknown employment_type: {other}").into()),
        }
        Ok(employment)
    }

    fn schooling(&self) -> Outcome<Vec<Requirement>> {
        let at_least = match self.education.as_str() {
            "None" => return Ok(Vec::new()),
            "High School" => Degree::HighSchool,
            "Associate" => Degree::Associate,
            "Bachelor" => Degree::Bachelor,
            "Master" => Degree::Master,
            "Doctorate" => Degree::Doctorate,
            other => return Err(format!("the corpus has an unknown education: {other}").into()),
        };
        let education = Education {
            at_least,
            years: None,
            fields: Vec::new(),
            or_related: false,
            accredited_by: Vec::new(),
            approved_by: Vec::new(),
        };
        Ok(vec![Requirement::Education(education)])
    }
}

fn source() -> Source {
    Source {
        document: "A corpus for measuring".to_owned(),
        publisher: None,
        dated: None,
        section: None,
        lines: None,
        licence: "made up".to_owned(),
        attribution: None,
    }
}

fn section(kind: SectionKind, blocks: Vec<Block>) -> Section {
    Section { kind, heading: Text::from_plain(kind.usual_heading().unwrap_or_default()), blocks }
}

fn list(prefix: &str, texts: &[String]) -> Outcome<Vec<Block>> {
    let mut items = Vec::with_capacity(texts.len());
    for (number, text) in (1..).zip(texts) {
        let id = Some(ItemId::new(prefix, number)?);
        items.push(Item { id, text: Text::from_plain(text), ..Item::default() });
    }
    Ok(vec![Block::List(items)])
}

/// How text becomes terms, and what is found out about duties.
pub(crate) struct Reading {
    /// `english`, `literal` or `joined`.
    pub(crate) name: &'static str,
    /// Makes terms.
    pub(crate) analyzer: Analyzer,
    /// The names of the work activities.
    pub(crate) activities: Vec<String>,
    rules: Option<ActivityRules>,
}

impl Reading {
    /// As `--analysis` says: `english` is how Rolebook works; `literal` does what the other engines do and no more;
    /// `joined` makes one passage of a role, since the others find a phrase also across the end of a sentence.
    pub(crate) fn of(arguments: &Arguments) -> Outcome<Self> {
        match arguments.text("analysis").unwrap_or("english") {
            name @ ("literal" | "joined") => {
                let name = if name == "joined" { "joined" } else { "literal" };
                Ok(Self { name, analyzer: Analyzer::literal(), activities: Vec::new(), rules: None })
            }
            "english" => {
                let vocabulary = FileStore::open(&arguments.catalog())?.vocabulary()?;
                Ok(Self {
                    name: "english",
                    analyzer: Analyzer::english(Arc::new(SynonymRules::new(&vocabulary))),
                    activities: vocabulary.activities.iter().map(|activity| activity.id.clone()).collect(),
                    rules: Some(ActivityRules::new(&vocabulary)),
                })
            }
            other => Err(format!("--analysis {other}: there are english, literal and joined").into()),
        }
    }

    /// Whether nothing is done beyond what other engines do.
    pub(crate) fn is_literal(&self) -> bool {
        self.rules.is_none()
    }

    /// The document of an entry, whose revision this is.
    pub(crate) fn document(&self, entry: &Entry, revision: &Revision) -> SearchDocument {
        let activities = |text: &str, group: &str, stated: &[String]| match &self.rules {
            Some(rules) => {
                rules.activities_of(text, group, stated).into_iter().map(|found| found.activity.to_owned()).collect()
            }
            None => Vec::new(),
        };
        let surroundings = Surroundings { organisation: &entry.organization, activities: &activities };
        let mut document = SearchDocument::of_revision(revision, Date::MAX, 0, surroundings);
        if self.is_literal() {
            // The others do not search facts by words, so that the counts would differ.
            let facts = document.passages.iter_mut().filter(|passage| passage.heading == "Facts");
            facts.for_each(|passage| passage.text.clear());
        }
        if self.name == "joined" {
            let texts: Vec<&str> = document.passages.iter().map(|passage| passage.text.as_str()).collect();
            document.passages = vec![Passage { text: texts.join("\n"), ..Passage::default() }];
        }
        document
    }
}
