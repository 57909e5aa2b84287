//! The lock on the catalog: an exclusive lock on a file, in which the holder writes its process number.

use std::any::Any;
use std::fs::{File, TryLockError};
use std::io::{self, Write as _};

/// Takes the lock on an open file, without waiting; `None` if another process has it.
/// The system gives it back when the file is closed, also when the process is killed.
pub(super) fn try_lock(mut file: File) -> io::Result<Option<Box<dyn Any + Send>>> {
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())?;
    Ok(Some(Box::new(file)))
}
