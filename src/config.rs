//! Settings: flags before the environment before the configuration file before the defaults.
//! This is the only reader of the environment.

use std::env;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
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
    /// The address that `rolebook serve` listens on.
    pub listen: SocketAddr,
    /// How many connections one peer, other than this machine, may have open at once; the usual limit if nobody says.
    pub connections_per_peer: Option<NonZeroUsize>,
    /// How many files the server reads at once, each in a process of its own; the usual limit if nobody says.
    pub files_being_read: Option<NonZeroUsize>,
    /// What the server logs; everything worth knowing if nobody says.
    pub log: Option<String>,
}

/// What was given on the command line.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--catalog`.
    pub catalog: Option<PathBuf>,
    /// `--index`.
    pub index: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<SocketAddr>,
}

/// The address that is listened on if nobody names one: this machine alone.
pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// An address to listen on: numbers, or `localhost`. No name is looked up, which would be a question to the network.
///
/// # Errors
/// When it is no such address.
pub fn listen_address(given: &str) -> Result<SocketAddr, String> {
    let numbers = given.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    numbers.as_deref().unwrap_or(given).parse().map_err(|_| {
        format!("`{given}` is no address to listen on; write it as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:8080")
    })
}

/// A configuration file, or a variable of the environment, that can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ConfigError {
    place: String,
    message: String,
}

/// The configuration file: TOML, paths relative to the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    catalog: Option<PathBuf>,
    index: Option<PathBuf>,
    by: Option<String>,
    listen: Option<String>,
    connections_per_peer: Option<NonZeroUsize>,
    files_being_read: Option<NonZeroUsize>,
    log: Option<String>,
}

/// The configuration file that is read when `ROLEBOOK_CONFIG` names no other.
pub const CONFIG_FILE: &str = "rolebook.toml";

impl Settings {
    /// Settings from `flags`, the variables `ROLEBOOK_CATALOG`, `ROLEBOOK_INDEX`, `ROLEBOOK_BY`, `ROLEBOOK_LISTEN`,
    /// `ROLEBOOK_CONNECTIONS_PER_PEER`, `ROLEBOOK_FILES_BEING_READ`, `ROLEBOOK_LOG` and `ROLEBOOK_CONFIG`, the configuration file and the defaults: the folders `catalog` and `index` of the repository.
    ///
    /// # Errors
    /// When the configuration file or a variable can't be read or understood.
    pub fn resolve(flags: Flags) -> Result<Self, ConfigError> {
        Self::resolve_with(flags, |name| env::var_os(name).map(PathBuf::from))
    }

    /// As [`Settings::resolve`], with the environment given.
    ///
    /// # Errors
    /// When the configuration file or a variable can't be read or understood.
    pub fn resolve_with(flags: Flags, variable: impl Fn(&str) -> Option<PathBuf>) -> Result<Self, ConfigError> {
        let set = |name: &str| variable(name).filter(|value| !value.as_os_str().is_empty());
        let named = set("ROLEBOOK_CONFIG");
        let path = named.clone().unwrap_or_else(|| PathBuf::from(CONFIG_FILE));
        let file = read(&path, named.is_some())?;
        let beside = |given: PathBuf| path.parent().map_or(given.clone(), |folder| folder.join(&given));
        let folder = |flag: Option<PathBuf>, name: &str, in_file: Option<PathBuf>, default: &str| {
            flag.or_else(|| set(name)).or_else(|| in_file.map(beside)).unwrap_or_else(|| PathBuf::from(default))
        };
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let in_file = |field: &str| format!("the configuration file {}: {field}", path.display());
        let listen = match (flags.listen, text("ROLEBOOK_LISTEN"), file.listen) {
            (Some(address), ..) => address,
            (_, Some(given), _) => listen_address(&given)
                .map_err(|message| ConfigError { place: "ROLEBOOK_LISTEN".to_owned(), message })?,
            (_, _, Some(given)) => {
                listen_address(&given).map_err(|message| ConfigError { place: in_file("listen"), message })?
            }
            _ => LISTEN,
        };
        let figure = |name: &str, in_file: Option<NonZeroUsize>| match text(name) {
            Some(given) => {
                let message = format!("`{given}` is not a whole number above nought");
                given.parse().map(Some).map_err(|_| ConfigError { place: name.to_owned(), message })
            }
            None => Ok(in_file),
        };
        Ok(Self {
            catalog: folder(flags.catalog, "ROLEBOOK_CATALOG", file.catalog, "catalog"),
            index: folder(flags.index, "ROLEBOOK_INDEX", file.index, "index"),
            by: text("ROLEBOOK_BY").or(file.by),
            listen,
            connections_per_peer: figure("ROLEBOOK_CONNECTIONS_PER_PEER", file.connections_per_peer)?,
            files_being_read: figure("ROLEBOOK_FILES_BEING_READ", file.files_being_read)?,
            log: text("ROLEBOOK_LOG").or(file.log),
        })
    }
}

fn read(path: &Path, must_exist: bool) -> Result<ConfigFile, ConfigError> {
    let place = format!("the configuration file {}", path.display());
    let failed = |message: String| ConfigError { place, message };
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => return Ok(ConfigFile::default()),
        Err(error) => return Err(failed(error.to_string())),
    };
    toml::from_str(&text).map_err(|error| failed(error.to_string()))
}
