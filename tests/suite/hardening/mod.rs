//! Hardening: kills, power cuts, failing and full disks and rival processes, thrown at the real program on real files.
//!
//! After each blow the next start (`check --repair`) runs, and an inspection with eyes of its own looks at what is left.
//! Every test here has a sister that plants a fault and asserts that the inspection notices it.
//! The fast profile is the default; `ROLEBOOK_HARDENING=full` runs the full counts. What needs strace, root or a mount
//! says so and skips where that is missing.

mod catalog;
mod crash_power;
mod crash_syscall;
mod disk_full;
mod index_heal;
mod index_kill;
mod inspection;
mod io_fail;
mod mount;
mod restart_under_load;
mod strace;
mod two_processes;

/// Whether the full counts were asked for.
fn full_profile() -> bool {
    std::env::var("ROLEBOOK_HARDENING").is_ok_and(|profile| profile == "full")
}

/// The count for the profile.
pub(crate) fn count(fast: usize, full: usize) -> usize {
    if full_profile() { full } else { fast }
}

/// Says that a test can't run here.
pub(crate) fn skip(test: &str, why: &str) {
    eprintln!("skipped: {test}: {why}");
}
