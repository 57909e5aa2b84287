//! What tests stand on: catalogs in folders of their own, and the real binary.

pub(crate) mod http;
pub(crate) mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rolebook::catalog::files::FileStore;
use tempfile::TempDir;

/// The catalog that ships with the program.
pub(crate) fn shipped_catalog() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog")
}

/// The program.
pub(crate) fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_rolebook")
}

/// A catalog in a folder of its own, gone when the test ends.
pub(crate) struct TestCatalog {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl TestCatalog {
    /// A catalog with one organisation, `acme`, and no role.
    pub(crate) fn new() -> Self {
        let catalog = Self { folder: tempfile::tempdir().unwrap() };
        catalog.write("organisations/acme.md", ORGANISATION);
        std::fs::create_dir_all(catalog.path().join("roles")).unwrap();
        catalog
    }

    /// A copy of the catalog that ships with the program.
    pub(crate) fn shipped() -> Self {
        let catalog = Self { folder: tempfile::tempdir().unwrap() };
        copy(&shipped_catalog(), catalog.path());
        catalog
    }

    /// The catalog's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Reads a file below the folder.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Writes a draft of a role of `acme` with these duties.
    pub(crate) fn draft(&self, role: &str, duties: &[&str]) {
        self.write(&format!("roles/acme/{role}/draft.md"), &role_text("acme", duties));
    }

    /// Publishes the draft of a role of `acme`; it must succeed.
    pub(crate) fn publish(&self, role: &str) -> Run {
        let run = self.run(&["publish", &format!("acme/{role}"), "--by", "tests", "--reason", "test"]);
        assert_eq!(run.code, 0, "{run:?}");
        run
    }

    /// Runs the program on this catalog.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// The command that runs the program on this catalog, with a clean environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--catalog").arg(self.path());
        command.env_remove("ROLEBOOK_CATALOG").env_remove("ROLEBOOK_BY").env_remove("ROLEBOOK_CONFIG");
        command
    }

    /// The store of this catalog.
    pub(crate) fn store(&self) -> FileStore {
        FileStore::open(self.path()).unwrap()
    }
}

/// The organisation of test catalogs.
pub(crate) const ORGANISATION: &str = "---\nschema: rolebook/1\nkind: nonprofit\n---\n\n# Acme Family Services\n";

/// The text of a role with these duties.
pub(crate) fn role_text(organisation: &str, duties: &[&str]) -> String {
    let mut text = format!(
        "---\nschema: rolebook/1\nkind: job-description\norganisation: {organisation}\nsource: {{document: Written for a test, licence: not stated}}\n---\n\n# Case Manager\n\n## Summary\n\nServes families.\n\n## Duties\n\n"
    );
    for duty in duties {
        text.push_str(&format!("- {duty}\n"));
    }
    text
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
