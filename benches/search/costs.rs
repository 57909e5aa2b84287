//! Clocks, memory, percentiles.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::Outcome;

/// What something took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Seconds that went by.
    pub(crate) wall: f64,
    /// Seconds of the processor.
    pub(crate) processor: f64,
}

/// Whose processor time counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose {
    /// This thread's.
    Thread,
    /// That of all threads.
    Process,
}

/// A moment from which costs are counted.
pub(crate) struct Began {
    whose: Whose,
    wall: Instant,
    processor: Duration,
}

impl Began {
    /// Now.
    pub(crate) fn now(whose: Whose) -> Self {
        Self { whose, wall: Instant::now(), processor: processor_time(whose) }
    }

    /// What it took since.
    pub(crate) fn cost(&self) -> Cost {
        let wall = self.wall.elapsed().as_secs_f64();
        let processor = processor_time(self.whose).saturating_sub(self.processor).as_secs_f64();
        Cost { wall, processor }
    }
}

/// What has been used of processors so far. The clock counts nanoseconds, also within a turn of the scheduler.
fn processor_time(whose: Whose) -> Duration {
    let clock = match whose {
        Whose::Thread => rustix::time::ClockId::ThreadCPUTime,
        Whose::Process => rustix::time::ClockId::ProcessCPUTime,
    };
    let time = rustix::time::clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// The value below which the given share of the values lies.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a short list"
)]
pub(crate) fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len().saturating_sub(1) as f64 * share).round() as usize;
    values.get(place).copied().unwrap_or(f64::NAN)
}

/// The most memory that this process has had in use, in MB.
pub(crate) fn peak_memory_mb() -> Outcome<usize> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<usize>()? / 1024)
}

/// The size of all files below a folder, in MB.
#[expect(clippy::cast_precision_loss, reason = "a size for people")]
pub(crate) fn size_mb(folder: &Path) -> Outcome<f64> {
    fn bytes(folder: &Path) -> std::io::Result<u64> {
        let mut sum = 0;
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let metadata = entry.metadata()?;
            sum += if metadata.is_dir() { bytes(&entry.path())? } else { metadata.len() };
        }
        Ok(sum)
    }
    Ok(bytes(folder)? as f64 / 1e6)
}
