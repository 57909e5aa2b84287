//! File systems of a test's own: mounted for it, gone with it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted file system.
#[derive(Debug)]
pub(super) struct Mounted {
    at: PathBuf,
    /// The image that it is in; none in memory.
    image: Option<PathBuf>,
}

impl Mounted {
    /// A file system in memory of `size`, as `mount` reads it.
    ///
    /// # Errors
    /// Why this can't be had here.
    pub(super) fn in_memory(at: &Path, size: &str) -> Result<Self, String> {
        std::fs::create_dir_all(at).unwrap();
        run("mount", &["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs", text(at)])?;
        Ok(Self { at: at.to_owned(), image: None })
    }

    /// An ext4 in the file `image`.
    ///
    /// # Errors
    /// Why this can't be had here.
    pub(super) fn ext4(at: &Path, image: &Path, bytes: u64) -> Result<Self, String> {
        std::fs::create_dir_all(at).unwrap();
        std::fs::File::create(image).unwrap().set_len(bytes).unwrap();
        run("mkfs.ext4", &["-q", "-F", text(image)])?;
        run("mount", &["-o", "loop", text(image), text(at)])?;
        Ok(Self { at: at.to_owned(), image: Some(image.to_owned()) })
    }

    pub(super) fn at(&self) -> &Path {
        &self.at
    }

    /// Takes the file system away and brings it back, as starting the machine again does.
    pub(super) fn restart(&self) {
        let image = self.image.as_deref().unwrap();
        run("umount", &[text(&self.at)]).unwrap();
        run("mount", &["-o", "loop", text(image), text(&self.at)]).unwrap();
    }

    /// Writes out everything that is on its way to the disk.
    pub(super) fn sync(&self) {
        run("sync", &["-f", text(&self.at)]).unwrap();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if run("umount", &[text(&self.at)]).is_err() {
            let _ = run("umount", &["-l", text(&self.at)]);
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())),
        Err(error) => Err(format!("{program}: {error}")),
    }
}
