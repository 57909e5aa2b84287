//! What a worker process takes away from itself before it looks at its job.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::job::Limits;

/// Input, output and errors are open already; nothing else ever is, neither a file nor a connection.
const OPEN_FILES: u64 = 3;

/// Sets the limits of memory, time and everything that reaches outside.
pub(super) fn confine(limits: Limits) -> io::Result<()> {
    let cpu = limits.processor_seconds;
    // At the softer limit the process is told by a signal that its parent understands.
    set(Resource::Cpu, cpu, cpu + 1)?;
    for (resource, most) in
        [(Resource::As, limits.memory_bytes), (Resource::Nofile, OPEN_FILES), (Resource::Fsize, 0), (Resource::Core, 0)]
    {
        set(resource, most, most)?;
    }
    Ok(())
}

/// From now on there are no further processes or threads. Whoever is root isn't held by this, but has no program to run:
/// opening one takes a file.
pub(super) fn stay_alone() -> io::Result<()> {
    set(Resource::Nproc, 0, 0)
}

fn set(resource: Resource, current: u64, maximum: u64) -> io::Result<()> {
    setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })?;
    Ok(())
}
