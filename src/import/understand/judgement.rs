//! Whether a document is a job description at all.

use super::kind::Kind;
use super::lines::LineReading;
use crate::import::block::{Block, Shape};

/// Why a document is held to be none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARole {
    /// Nothing in it says what somebody does or must bring.
    #[error("this does not look like a job description: no duties and no requirements were found in it")]
    NoParts,
    /// It is a web page about something else.
    #[error("this looks like a page of a web site (a login or a notice), not like a job description")]
    Page,
}

/// Refuses what is no job description.
///
/// # Errors
/// The reason.
pub fn judge(blocks: &[Block], readings: &[LineReading]) -> Result<(), NotARole> {
    let count = |kinds: &[Kind]| readings.iter().filter(|reading| kinds.contains(&reading.kind)).count();
    let parts = count(&[Kind::Duty, Kind::Qualification, Kind::Preferred, Kind::Ksa]);
    // Lines that read like those of a site; what its reader set apart may stand around any text.
    let own = blocks.iter().zip(readings).filter(|(block, _)| !matches!(block.shape, Shape::Furniture(_)));
    let (furniture, lines) = own.fold((0, 0), |(furniture, lines), (_, reading)| {
        (furniture + usize::from(reading.kind == Kind::Furniture), lines + 1)
    });
    let topics = readings.iter().filter(|reading| reading.topic.is_some()).count();
    if parts == 0 && furniture * 2 > lines {
        return Err(NotARole::Page);
    }
    // A part of a role has a heading, or it is long enough to show itself without one.
    if parts == 0 || topics == 0 && parts < 3 { Err(NotARole::NoParts) } else { Ok(()) }
}
