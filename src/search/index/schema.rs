//! The fields of the index, and a role's document as the index takes it.

use jiff::civil::Date;
use serde::Serialize;
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

use crate::model::identifier::RoleId;
use crate::search::document::{Passage, SearchDocument};
use crate::search::query::Fact;

/// The analyzer of passages, by the name that the index stores.
pub(super) const PASSAGES: &str = "passages";
/// The analyzer of titles.
pub(super) const TITLES: &str = "titles";

/// The name of the field that holds how names among the values are spelt.
pub(super) const SPELT: &str = "spelt";
/// What stands between the fact, the value and the name in that field.
pub(super) const BETWEEN: char = '\u{1f}';

/// The name of the field that holds what the index has of the role's files.
pub(super) const DIGEST: &str = "digest";
/// The names of the fields that hold the first day of a document, and the first day no longer.
pub(in crate::search) const FROM: &str = "from";
/// See [`FROM`].
pub(super) const UNTIL: &str = "until";
/// The name of the field that holds the passages' marks.
pub(in crate::search) const MARK: &str = "mark";

/// The fields of the index.
#[derive(Debug, Clone)]
pub(in crate::search) struct Fields {
    /// The role's name in the catalog.
    pub(in crate::search) role: Field,
    /// What the index has of the role's files.
    pub(in crate::search) digest: Field,
    /// The first day, counted from 1970-01-01.
    pub(in crate::search) from: Field,
    /// The first day no longer.
    pub(in crate::search) until: Field,
    /// The titles.
    pub(in crate::search) title: Field,
    /// Every passage but boilerplate.
    pub(in crate::search) text: Field,
    /// Boilerplate.
    pub(in crate::search) rest: Field,
    /// What sorting by title goes by.
    pub(in crate::search) title_key: Field,
    /// The mark of each passage, in the order of the passages.
    pub(in crate::search) mark: Field,
    /// The role in short, as JSON.
    card: Field,
    /// How names among the values are spelt.
    spelt: Field,
    /// The passages, each as JSON.
    passages: Field,
    values: Vec<(Fact, Field)>,
    figures: Vec<(Fact, Field, Field)>,
}

/// The facts that are kept as values.
pub(super) const VALUES: [Fact; 14] = [
    Fact::Activity,
    Fact::State,
    Fact::Site,
    Fact::Organisation,
    Fact::Kind,
    Fact::Degree,
    Fact::Experience,
    Fact::Caseload,
    Fact::Employment,
    Fact::Condition,
    Fact::Language,
    Fact::License,
    Fact::Program,
    Fact::Year,
];

/// The facts that are kept as figures.
const FIGURES: [Fact; 5] = [Fact::Experience, Fact::Caseload, Fact::Lift, Fact::Time, Fact::Year];

/// The name of the field that holds a fact's values.
pub(in crate::search) fn value_field_name(fact: Fact) -> String {
    format!("is_{}", fact.name())
}

/// The name of the field that holds the lower ends of a fact's figures.
pub(in crate::search) fn low_field_name(fact: Fact) -> String {
    format!("{}_low", fact.name())
}

fn text_options(analyzer: &str) -> TextOptions {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

fn value_options() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing).set_fast("raw")
}

impl Fields {
    /// The schema with its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut builder = SchemaBuilder::new();
        let figure = || NumericOptions::default() | FAST;
        let fields = Self {
            role: builder.add_text_field("role", STRING),
            digest: builder.add_u64_field(DIGEST, FAST),
            from: builder.add_i64_field(FROM, FAST),
            until: builder.add_i64_field(UNTIL, FAST),
            title: builder.add_text_field("title", text_options(TITLES)),
            text: builder.add_text_field("text", text_options(PASSAGES)),
            rest: builder.add_text_field("rest", text_options(PASSAGES)),
            title_key: builder.add_text_field("title_key", TextOptions::default().set_fast("raw")),
            mark: builder.add_u64_field(MARK, FAST),
            spelt: builder.add_text_field(SPELT, TextOptions::default().set_fast("raw")),
            card: builder.add_text_field("card", STORED),
            passages: builder.add_text_field("passages", STORED),
            values: VALUES
                .iter()
                .map(|fact| (*fact, builder.add_text_field(&value_field_name(*fact), value_options())))
                .collect(),
            figures: FIGURES
                .iter()
                .map(|fact| {
                    let low = builder.add_f64_field(&low_field_name(*fact), figure());
                    let high = builder.add_f64_field(&format!("{}_high", fact.name()), figure());
                    (*fact, low, high)
                })
                .collect(),
        };
        (builder.build(), fields)
    }

    /// The field of a fact's values.
    pub(in crate::search) fn value(&self, fact: Fact) -> Option<Field> {
        self.values.iter().find(|(known, _)| *known == fact).map(|(_, field)| *field)
    }

    /// The fields of a fact's figures: lower and upper ends.
    pub(in crate::search) fn figure(&self, fact: Fact) -> Option<(Field, Field)> {
        self.figures.iter().find(|(known, ..)| *known == fact).map(|(_, low, high)| (*low, *high))
    }

    /// The document as the index takes it. `activities` are the names of the work activities, in their order.
    pub(super) fn document(&self, document: &SearchDocument, activities: &[String]) -> TantivyDocument {
        let mut entry = TantivyDocument::new();
        entry.add_text(self.role, document.role().as_str());
        entry.add_u64(self.digest, document.digest);
        entry.add_i64(self.from, day_number(document.from));
        entry.add_i64(self.until, day_number(document.until));
        document.titles.iter().for_each(|title| entry.add_text(self.title, title));
        entry.add_text(self.title_key, document.card.title.to_lowercase());
        for (fact, value) in &document.values {
            if let Some(field) = self.value(*fact) {
                entry.add_text(field, value);
            }
        }
        for (fact, value, name) in &document.spelt {
            entry.add_text(self.spelt, format!("{}{BETWEEN}{value}{BETWEEN}{name}", fact.name()));
        }
        for (fact, low, high) in &document.figures {
            if let Some((low_field, high_field)) = self.figure(*fact) {
                entry.add_f64(low_field, *low);
                entry.add_f64(high_field, *high);
            }
        }
        // Marks and stored passages stand in the order of the boundaries: the text field's first, then boilerplate.
        let (rest, text): (Vec<&Passage>, Vec<&Passage>) =
            document.passages.iter().partition(|passage| passage.is_boilerplate());
        text.iter().for_each(|passage| entry.add_text(self.text, &passage.text));
        rest.iter().for_each(|passage| entry.add_text(self.rest, &passage.text));
        let stored: Vec<&Passage> = text.into_iter().chain(rest).collect();
        for passage in &stored {
            entry.add_u64(self.mark, PassageMark::of(passage, activities).to_number());
        }
        // In this order: see `stored`.
        let mut json = Vec::with_capacity(1024);
        entry.add_text(self.card, as_json(&document.card, &mut json));
        for passage in &stored {
            entry.add_text(self.passages, as_json(passage, &mut json));
        }
        entry
    }
}

/// A value as JSON, written to `buffer`, which is used again and again.
fn as_json<'a>(value: &impl Serialize, buffer: &'a mut Vec<u8>) -> &'a str {
    buffer.clear();
    let written = serde_json::to_writer(&mut *buffer, value);
    written.ok().and_then(|()| std::str::from_utf8(buffer).ok()).unwrap_or_default()
}

/// What a filter needs to know of a passage, packed into a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct PassageMark {
    /// What it is.
    pub(in crate::search) kind: PassageKind,
    /// The share of working time of its group in whole percent; 0 when none is stated.
    pub(in crate::search) share_percent: u8,
    /// Its work activities: their places in the vocabulary, from 1; 0 for none.
    pub(in crate::search) activities: [u8; MOST_ACTIVITIES],
}

/// The most work activities of one duty that are kept.
pub(in crate::search) const MOST_ACTIVITIES: usize = 4;

/// What kind of passage one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum PassageKind {
    /// A title, a fact, a footnote, a label, a paragraph: what has no lasting name.
    Other,
    /// Any other item of a list.
    Item,
    /// A duty.
    Duty,
    /// A qualification, a skill, a competency.
    Qualification,
}

impl PassageMark {
    fn of(passage: &Passage, activities: &[String]) -> Self {
        use crate::model::section::SectionKind as Kind;
        let kind = match passage.section {
            Some(Kind::Duties) if passage.is_duty() => PassageKind::Duty,
            Some(Kind::Qualifications | Kind::Knowledge | Kind::Competencies | Kind::AdditionalRequirements) => {
                if passage.item.is_some() {
                    PassageKind::Qualification
                } else {
                    PassageKind::Other
                }
            }
            _ if passage.item.is_some() => PassageKind::Item,
            _ => PassageKind::Other,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage from 0 to 100")]
        let share_percent = passage.share_percent.unwrap_or_default().clamp(0.0, 100.0).round() as u8;
        let mut mark = Self { kind, share_percent, activities: [0; MOST_ACTIVITIES] };
        for (slot, name) in mark.activities.iter_mut().zip(&passage.activities) {
            let place = activities.iter().position(|known| known == name);
            *slot = place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or_default();
        }
        mark
    }

    fn to_number(self) -> u64 {
        let [a, b, c, d] = self.activities;
        let kind = match self.kind {
            PassageKind::Other => 0,
            PassageKind::Duty => 1,
            PassageKind::Qualification => 2,
            PassageKind::Item => 3,
        };
        u64::from_le_bytes([kind, self.share_percent, a, b, c, d, 0, 0])
    }

    /// The mark that was packed into `number`.
    pub(in crate::search) fn from_number(number: u64) -> Self {
        let [kind, share_percent, a, b, c, d, ..] = number.to_le_bytes();
        let kind = match kind {
            1 => PassageKind::Duty,
            2 => PassageKind::Qualification,
            3 => PassageKind::Item,
            _ => PassageKind::Other,
        };
        Self { kind, share_percent, activities: [a, b, c, d] }
    }
}

/// Days since 1970-01-01.
pub(in crate::search) fn day_number(day: Date) -> i64 {
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(day).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// The term under which a role is found again.
pub(in crate::search) fn role_term(fields: &Fields, role: &RoleId) -> tantivy::Term {
    tantivy::Term::from_field_text(fields.role, role.as_str())
}
