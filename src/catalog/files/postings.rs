//! The folder of postings: a file for each, and the texts that they were made from by their hashes.

use std::io;
use std::sync::Arc;

use super::layout::TEMPORARY;
use super::read::{Reader, unreadable};
use super::write::{Failure, Writer};
use super::{FileStore, Layout};
use crate::catalog::disk::{Disk, EntryKind};
use crate::catalog::format::{LARGEST_FILE, parse_posting, write_posting};
use crate::catalog::posting_store::{KeptPostings, PostingFile, PostingStore};
use crate::catalog::store::StoreError;
use crate::model::finding::Finding;
use crate::model::identifier::{PostingId, TextHash};
use crate::model::posting::KeptPosting;

impl PostingStore for FileStore {
    fn postings(&self) -> Result<KeptPostings, StoreError> {
        self.reader().postings()
    }

    fn posting(&self, id: &PostingId) -> Result<Option<PostingFile>, StoreError> {
        self.reader().posting(id)
    }

    fn posting_text(&self, hash: &TextHash) -> Result<Option<String>, StoreError> {
        let path = self.layout.posting_text(hash);
        match self.disk.read(&path, LARGEST_FILE + 1) {
            Ok(bytes) => Ok(String::from_utf8(bytes).ok().filter(|text| TextHash::of(text) == *hash)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::Disk { action: "read", path, source }),
        }
    }

    fn keep_posting(
        &self,
        posting: &KeptPosting,
        texts: &[String],
        seen: Option<&TextHash>,
    ) -> Result<TextHash, StoreError> {
        let text = write_posting(posting);
        // What can't be read back must not be kept.
        let (again, findings) = parse_posting(posting.id.clone(), text.as_bytes());
        if again.as_ref() != Some(posting) || findings.iter().any(Finding::is_error) {
            return Err(StoreError::BrokenPosting { id: posting.id.clone(), findings });
        }
        self.exclusively(|writer| {
            let (disk, layout) = (self.disk.as_ref(), &self.layout);
            keep(disk, layout, writer, posting, &text, texts, seen)
        })?;
        Ok(TextHash::of(&text))
    }
}

fn keep(
    disk: &dyn Disk,
    layout: &Layout,
    writer: &Writer<'_>,
    posting: &KeptPosting,
    text: &str,
    texts: &[String],
    seen: Option<&TextHash>,
) -> Result<(), Failure> {
    let plain = |error| Failure { error, in_doubt: false };
    let path = layout.posting(&posting.id);
    let there = match disk.read(&path, LARGEST_FILE + 1) {
        Ok(bytes) => Some(hash_of(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(source) => return Err(plain(StoreError::Disk { action: "read", path, source })),
    };
    match (there, seen) {
        (Some(_), None) => return Err(plain(StoreError::PostingExists(posting.id.clone()))),
        (there, Some(seen)) if there.as_ref() != Some(seen) => {
            return Err(plain(StoreError::PostingChanged(posting.id.clone())));
        }
        _ => {}
    }
    let folder = layout.posting_texts();
    writer.make_folders(&folder)?;
    writer.sweep(&folder)?;
    writer.sweep(&layout.postings())?;
    // The texts first: a posting is never there without what it was made from.
    for text in texts {
        let path = layout.posting_text(&TextHash::of(text));
        if disk.read(&path, LARGEST_FILE + 1).is_ok_and(|bytes| bytes == text.as_bytes()) {
            continue;
        }
        writer.replace(&path, text.as_bytes())?;
    }
    if seen.is_some() {
        return writer.replace(&path, text.as_bytes());
    }
    writer.create_new(&path, text.as_bytes()).inspect_err(|_| {
        // Refused, so it must not be there; if it stays all the same, it is a whole posting and harms nobody.
        let _ = writer.remove_own(&path, text);
    })
}

fn hash_of(bytes: &[u8]) -> TextHash {
    TextHash::of(&String::from_utf8_lossy(bytes))
}

impl Reader<'_> {
    fn postings(&self) -> Result<KeptPostings, StoreError> {
        let folder = self.layout.postings();
        let mut kept = KeptPostings::default();
        for entry in self.entries(&folder)? {
            let path = folder.join(&entry.name);
            if path == self.layout.posting_texts() && entry.kind == EntryKind::Folder {
                continue;
            }
            let id = match entry.name.strip_suffix(".md").map(str::parse::<PostingId>) {
                Some(Ok(id)) if entry.kind == EntryKind::File => id,
                _ => {
                    self.unexpected(&path, &entry, &mut kept.findings);
                    continue;
                }
            };
            let Some(file) = self.posting(&id)? else { continue };
            kept.findings.extend(file.findings.iter().cloned());
            kept.postings.insert(id, Arc::new(file));
        }
        let texts = self.layout.posting_texts();
        for entry in self.entries(&texts)?.iter().filter(|entry| entry.name.starts_with(TEMPORARY)) {
            self.unexpected(&texts.join(&entry.name), entry, &mut kept.findings);
        }
        Ok(kept)
    }

    fn posting(&self, id: &PostingId) -> Result<Option<PostingFile>, StoreError> {
        let path = self.layout.posting(id);
        let name = self.layout.name(&path);
        let bytes = match self.disk.read(&path, LARGEST_FILE + 1) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let (hash, findings) = (TextHash::of(""), vec![unreadable(&error).in_file(&name)]);
                return Ok(Some(PostingFile { posting: None, hash, findings }));
            }
        };
        let (posting, mut findings) = parse_posting(id.clone(), &bytes);
        if let Some(posting) = &posting {
            self.texts_of(posting, &mut findings);
        }
        let findings = findings.into_iter().map(|finding| finding.in_file(&name)).collect();
        Ok(Some(PostingFile { posting, hash: hash_of(&bytes), findings }))
    }

    /// Whether the texts that a posting was made from are what they were. Without them it can still be shown and brought
    /// up to date, but not made again as it was.
    fn texts_of(&self, posting: &KeptPosting, findings: &mut Vec<Finding>) {
        let texts = &posting.facts.texts;
        let named = [
            ("manifest", Some(&texts.manifest)),
            ("body", Some(&texts.body)),
            ("organisation", texts.organisation.as_ref()),
        ];
        for (what, hash) in named.into_iter().filter_map(|(what, hash)| Some((what, hash?))) {
            let path = self.layout.posting_text(hash);
            let same = self.disk.read(&path, LARGEST_FILE + 1).is_ok_and(|bytes| hash_of(&bytes) == *hash);
            if !same {
                let message =
                    format!("the text `{what}` that it was made from is gone or altered: {}", self.layout.name(&path));
                findings.push(
                    Finding::warning("lost-text", message)
                        .advising("restore it from a backup or from git, or bring the posting up to date"),
                );
            }
        }
    }
}
