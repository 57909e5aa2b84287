//! Settings: flags before the environment before the configuration file before the defaults.
//! This is the only reader of the environment.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What a person may set for every command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The catalog's folder.
    pub catalog: PathBuf,
    /// The folder of the search index, which is derived from the catalog.
    pub index: PathBuf,
    /// Who publishes, when `--by` is not given.
    pub by: Option<String>,
}

/// What was given on the command line.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--catalog`.
    pub catalog: Option<PathBuf>,
    /// `--index`.
    pub index: Option<PathBuf>,
}

/// A configuration file that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration file {path}: {message}")]
pub struct ConfigError {
    path: String,
    message: String,
}

/// The configuration file: TOML with `catalog`, `index` and `by`, paths relative to the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    catalog: Option<PathBuf>,
    index: Option<PathBuf>,
    by: Option<String>,
}

/// The configuration file that is read when `ROLEBOOK_CONFIG` names no other.
pub const CONFIG_FILE: &str = "rolebook.toml";

impl Settings {
    /// Settings from `flags`, the variables `ROLEBOOK_CATALOG`, `ROLEBOOK_INDEX`, `ROLEBOOK_BY` and `ROLEBOOK_CONFIG`,
    /// the configuration file and the defaults: the folders `catalog` and `index` of the repository.
    ///
    /// # Errors
    /// When the configuration file can't be read or understood.
    pub fn resolve(flags: Flags) -> Result<Self, ConfigError> {
        Self::resolve_with(flags, |name| env::var_os(name).map(PathBuf::from))
    }

    /// As [`Settings::resolve`], with the environment given.
    ///
    /// # Errors
    /// When the configuration file can't be read or understood.
    pub fn resolve_with(flags: Flags, variable: impl Fn(&str) -> Option<PathBuf>) -> Result<Self, ConfigError> {
        let set = |name: &str| variable(name).filter(|value| !value.as_os_str().is_empty());
        let named = set("ROLEBOOK_CONFIG");
        let path = named.clone().unwrap_or_else(|| PathBuf::from(CONFIG_FILE));
        let file = read(&path, named.is_some())?;
        let beside = |given: PathBuf| path.parent().map_or(given.clone(), |folder| folder.join(&given));
        let folder = |flag: Option<PathBuf>, name: &str, in_file: Option<PathBuf>, default: &str| {
            flag.or_else(|| set(name)).or_else(|| in_file.map(beside)).unwrap_or_else(|| PathBuf::from(default))
        };
        Ok(Self {
            catalog: folder(flags.catalog, "ROLEBOOK_CATALOG", file.catalog, "catalog"),
            index: folder(flags.index, "ROLEBOOK_INDEX", file.index, "index"),
            by: set("ROLEBOOK_BY").map(|by| by.to_string_lossy().into_owned()).or(file.by),
        })
    }
}

fn read(path: &Path, must_exist: bool) -> Result<ConfigFile, ConfigError> {
    let failed = |message: String| ConfigError { path: path.display().to_string(), message };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => return Ok(ConfigFile::default()),
        Err(error) => return Err(failed(error.to_string())),
    };
    toml::from_str(&text).map_err(|error| failed(error.to_string()))
}
