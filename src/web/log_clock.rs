//! The time at the beginning of each line of the log, to the microsecond. A second is spelt out once by each thread that
//! logs, not once for each line.

use std::cell::RefCell;
use std::fmt::{self, Write as _};

use jiff::Timestamp;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;

/// Says what time it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct LogClock;

thread_local! {
    /// The second that was spelt out last, without the mark of its zone.
    static SECOND: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

impl FormatTime for LogClock {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        let now = Timestamp::now();
        SECOND.with_borrow_mut(|(second, spelt)| {
            if *second != now.as_second() {
                let whole = Timestamp::from_second(now.as_second()).unwrap_or_default();
                *second = now.as_second();
                spelt.clear();
                write!(spelt, "{}", whole.strftime("%Y-%m-%dT%H:%M:%S"))?;
            }
            write!(writer, "{spelt}.{:06}Z", now.subsec_microsecond())
        })
    }
}
