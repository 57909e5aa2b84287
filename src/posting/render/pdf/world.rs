//! What typst may see: one source, one file of data, the fonts of the program. There is no disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

const DOCUMENT: &str = include_str!("../../../../templates/posting/document.typ");

/// The families that postings are set in: text, and signs such as boxes.
const FAMILIES: [&str; 2] = ["Libertinus Serif", "DejaVu Sans Mono"];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let fonts = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    fonts.filter(|font| FAMILIES.contains(&font.info().family.as_str())).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// None if its name were no good name, which it is.
static SOURCE: LazyLock<Option<Source>> =
    LazyLock::new(|| Some(Source::new(file("document.typ")?, DOCUMENT.to_owned())));

/// Whether the fonts have a sign for a character.
pub(super) fn can_show(character: char) -> bool {
    character.is_ascii() || FONTS.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// The world of one posting.
pub(super) struct PostingWorld {
    source: &'static Source,
    data: Bytes,
}

impl PostingWorld {
    pub(super) fn new(data: Vec<u8>) -> Option<Self> {
        Some(Self { source: SOURCE.as_ref()?, data: Bytes::new(data) })
    }
}

impl World for PostingWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if self.source.id() == id { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if file("posting.json") == Some(id) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
