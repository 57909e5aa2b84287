//! A zipped document, unpacked part by part and no further than the limits allow.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::encoding::decode;
use crate::import::limits;
use crate::import::unreadable::Unreadable;

/// The parts of a zipped document.
pub(in crate::import) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
}

impl<'a> Package<'a> {
    /// Opens a zipped document; nothing is unpacked yet.
    pub(in crate::import) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Unreadable::damaged("the list of its parts can't be read"))?;
        if archive.len() > limits::PARTS {
            let what = format!("{} parts", archive.len());
            return Err(Unreadable::too_large(&what, limits::PARTS, "parts"));
        }
        Ok(Self { archive, left: limits::UNPACKED_BYTES })
    }

    /// The bytes of a part, if there is one of that name.
    pub(in crate::import) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let most = limits::PART_BYTES.min(self.left);
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Unreadable::Encrypted),
            Err(_) => return Err(Unreadable::damaged(&format!("its part {name} can't be unpacked"))),
        };
        let mut bytes = Vec::new();
        part.take(most as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::damaged(&format!("its part {name} can't be unpacked")))?;
        if bytes.len() > most {
            return Err(Unreadable::too_large("more in it than it shows", limits::PART_BYTES, "bytes a part"));
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// The text of a part.
    pub(in crate::import) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        Ok(self.part(name)?.map(|bytes| decode(&bytes).text))
    }
}
