//! The files without a checksum get one: tantivy covers what segments hold, but not the lists of what there is.
//!
//! A flipped bit in such a list is the one damage that can give a wrong answer without a word, so that a list is
//! written with its hash below it, and read only when the hash fits.
//!
//! Nor does a checksum tell whose file it is: one segment's file in the place of another's is whole. So each ends with
//! its own name, hashed.

use std::io;
use std::path::Path;

/// What stands between a list and its hash.
const MARK: &[u8] = b"\nblake3 ";

/// How many bytes the seal of a name has.
pub(super) const NAME_SEAL: usize = 16;

/// What stands at the end of the file of this name.
pub(super) fn seal_of_name(path: &Path) -> [u8; NAME_SEAL] {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let mut seal = [0; NAME_SEAL];
    blake3::Hasher::new().update(name).finalize_xof().fill(&mut seal);
    seal
}

/// How long the file of this name is without its seal; `length` is how long it is with it, and `end` are its last bytes.
///
/// # Errors
/// `InvalidData` when it is another file.
pub(super) fn length_without_seal(path: &Path, length: usize, end: &[u8]) -> io::Result<usize> {
    let own = end.ends_with(&seal_of_name(path));
    let without = length.checked_sub(NAME_SEAL).filter(|_| own);
    without.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it is another file, or not whole"))
}

/// `bytes` with their hash.
pub(super) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut sealed = bytes.to_vec();
    sealed.extend_from_slice(MARK);
    sealed.extend_from_slice(blake3::hash(bytes).to_hex().as_bytes());
    sealed
}

/// What was sealed.
///
/// # Errors
/// `InvalidData` when it is not as it was written.
pub(super) fn opened(mut sealed: Vec<u8>) -> io::Result<Vec<u8>> {
    let altered = || io::Error::new(io::ErrorKind::InvalidData, "it is not as it was written");
    let length = sealed.len().checked_sub(MARK.len() + 2 * blake3::OUT_LEN).ok_or_else(altered)?;
    let (bytes, seal) = sealed.split_at_checked(length).ok_or_else(altered)?;
    let hash = seal.strip_prefix(MARK).ok_or_else(altered)?;
    if hash != blake3::hash(bytes).to_hex().as_bytes() {
        return Err(altered());
    }
    sealed.truncate(length);
    Ok(sealed)
}
