//! What day it is on the clock of this machine: asked with each request, worked out once a minute.

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};

/// So long a day is taken for granted, since somebody may set the clock or its zone meanwhile.
const TAKEN_FOR_GRANTED: SignedDuration = SignedDuration::from_secs(60);

/// The day, as it was worked out last.
#[derive(Debug, Default)]
pub(super) struct Today(Mutex<Option<Known>>);

#[derive(Debug, Clone, Copy)]
struct Known {
    day: Date,
    since: Timestamp,
    until: Timestamp,
}

impl Today {
    /// The day at this moment.
    pub(super) fn get(&self) -> Date {
        let now = Timestamp::now();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match *known {
            Some(Known { day, since, until }) if since <= now && now < until => day,
            _ => {
                let zoned = Zoned::now();
                *known = Known::of(&zoned);
                zoned.date()
            }
        }
    }
}

impl Known {
    /// What is known at this moment, and until when: a minute, or what is left of the day.
    fn of(now: &Zoned) -> Option<Self> {
        let midnight = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?.timestamp();
        let since = now.timestamp();
        let until = since.checked_add(TAKEN_FOR_GRANTED).ok()?.min(midnight);
        Some(Self { day: now.date(), since, until })
    }
}
