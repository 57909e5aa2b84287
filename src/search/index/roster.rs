//! Which roles there are, by name, and how they stand on a day: without reading any of them.

use std::sync::Arc;

use jiff::civil::Date;
use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::TermMerger;
use tantivy::{InvertedIndexReader, Searcher, SegmentReader, TERMINATED};

use super::schema::{FROM, UNTIL, day_number};
use super::{IndexError, IndexStamp};
use crate::model::identifier::RoleId;

/// The roles of an index, as they stand in it at one moment.
pub struct Roster {
    segments: Vec<Segment>,
    stamp: Option<Arc<IndexStamp>>,
}

/// How a role stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A revision is in force.
    InForce,
    /// The first day of its first revision is still to come.
    NotYetInForce,
    /// No revision is in force any more.
    Retired,
    /// Only its files can tell: some of them are broken, or it is in force on no day at all.
    Unclear,
}

struct Segment {
    reader: SegmentReader,
    roles: Arc<InvertedIndexReader>,
    from: Column<i64>,
    until: Column<i64>,
}

/// What the documents of a role say of it.
#[derive(Debug, Default)]
struct Seen {
    now: bool,
    before: bool,
    later: bool,
}

impl Roster {
    pub(super) fn of(searcher: &Searcher, role: Field, stamp: Option<Arc<IndexStamp>>) -> Result<Self, IndexError> {
        let segments = searcher.segment_readers().iter().map(|reader| {
            let columns = reader.fast_fields();
            let (from, until) = (columns.i64(FROM)?, columns.i64(UNTIL)?);
            Ok(Segment { reader: reader.clone(), roles: reader.inverted_index(role)?, from, until })
        });
        Ok(Self { segments: segments.collect::<Result<_, IndexError>>()?, stamp })
    }

    /// Names the roles in the order of their names, with how they stand on a day.
    ///
    /// # Errors
    /// When the index can't be read.
    pub fn each(&self, day: Date, take: &mut dyn FnMut(&str, Standing)) -> Result<(), IndexError> {
        let day = day_number(day);
        let streams: Result<Vec<_>, _> = self.segments.iter().map(|segment| segment.roles.terms().stream()).collect();
        let mut names = TermMerger::new(streams?);
        let mut unclear = self.stamp.iter().flat_map(|stamp| stamp.unclear.keys()).map(RoleId::as_str).peekable();
        while names.advance() {
            let mut seen = Seen::default();
            for (ordinal, term) in names.current_segment_ords_and_term_infos() {
                let Some(segment) = self.segments.get(ordinal) else { continue };
                let documents = segment.roles.read_postings_from_terminfo(&term, IndexRecordOption::Basic)?;
                segment.look(documents, day, &mut seen);
            }
            let (Some(standing), Ok(name)) = (seen.standing(), std::str::from_utf8(names.key())) else { continue };
            // Those that the index has no document of stand between the others.
            while let Some(other) = unclear.next_if(|other| *other < name) {
                take(other, Standing::Unclear);
            }
            take(name, unclear.next_if_eq(&name).map_or(standing, |_| Standing::Unclear));
        }
        unclear.for_each(|other| take(other, Standing::Unclear));
        Ok(())
    }
}

impl Segment {
    fn look(&self, mut documents: impl Postings, day: i64, seen: &mut Seen) {
        while documents.doc() != TERMINATED {
            let document = documents.doc();
            if !self.reader.is_deleted(document)
                && let (Some(from), Some(until)) = (self.from.first(document), self.until.first(document))
            {
                seen.add(from, until, day);
            }
            documents.advance();
        }
    }
}

impl Seen {
    fn add(&mut self, from: i64, until: i64, day: i64) {
        if until <= day {
            self.before = true;
        } else if from <= day {
            self.now = true;
        } else {
            self.later = true;
        }
    }

    /// How the role stands; none when every document of it has been taken out.
    fn standing(&self) -> Option<Standing> {
        match self {
            Self { now: true, .. } => Some(Standing::InForce),
            Self { before: true, .. } => Some(Standing::Retired),
            Self { later: true, .. } => Some(Standing::NotYetInForce),
            _ => None,
        }
    }
}
