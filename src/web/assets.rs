//! The files that pages name: stylesheet, script, fonts, icon. Each has its hash in its address, so that a browser may
//! keep it for ever and never shows an old one.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;

/// A file that pages name.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its media type.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// The files by the last part of their addresses, and the addresses by the names that templates and the stylesheet use.
#[derive(Debug, Default)]
pub struct Assets {
    files: BTreeMap<String, Asset>,
    addresses: BTreeMap<String, String>,
}

/// Where the files stand.
const FOLDER: &str = "/assets/";

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../templates/assets/", $name)).as_slice())),*]
    };
}

/// All files, those first that others name.
const FILES: [(&str, &[u8]); 9] = embedded![
    "serif.woff2",
    "serif-italic.woff2",
    "sans.woff2",
    "icon.svg",
    "style.css",
    "search.js",
    "compose.js",
    "import.js",
    "robots.txt",
];

impl Assets {
    /// The files in the program.
    pub fn embedded() -> Self {
        let mut assets = Self::default();
        for (name, bytes) in FILES {
            assets.add(name, Bytes::from_static(bytes));
        }
        assets
    }

    /// The files of a folder.
    ///
    /// # Errors
    /// When one can't be read.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        let mut assets = Self::default();
        for (name, _) in FILES {
            assets.add(name, Bytes::from(std::fs::read(folder.join(name))?));
        }
        Ok(assets)
    }

    fn add(&mut self, name: &str, bytes: Bytes) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let (media, bytes) = match extension {
            "css" => ("text/css; charset=utf-8", self.with_addresses(&bytes)),
            "js" => ("text/javascript; charset=utf-8", bytes),
            "svg" => ("image/svg+xml", bytes),
            "woff2" => ("font/woff2", bytes),
            _ => ("text/plain; charset=utf-8", bytes),
        };
        let hash = blake3::hash(&bytes).to_hex();
        let file = format!("{stem}-{}.{extension}", hash.get(..10).unwrap_or_default());
        self.addresses.insert(name.to_owned(), format!("{FOLDER}{file}"));
        self.files.insert(file, Asset { media, bytes });
    }

    /// A stylesheet with the addresses of the files that it names.
    fn with_addresses(&self, sheet: &Bytes) -> Bytes {
        let mut sheet = without_remarks(&String::from_utf8_lossy(sheet));
        for (name, address) in &self.addresses {
            sheet = sheet.replace(&format!("url({name})"), &format!("url({address})"));
        }
        Bytes::from(sheet)
    }

    /// The addresses by name.
    pub fn addresses(&self) -> &BTreeMap<String, String> {
        &self.addresses
    }

    /// The file with this last part of its address.
    pub fn find(&self, file: &str) -> Option<&Asset> {
        self.files.get(file)
    }

    /// The file of this name.
    pub fn named(&self, name: &str) -> Option<&Asset> {
        self.find(self.addresses.get(name)?.strip_prefix(FOLDER)?)
    }
}

/// A stylesheet without its remarks, blank lines and indents.
fn without_remarks(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    bare.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, rest)| rest));
    let lines: Vec<&str> = bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
