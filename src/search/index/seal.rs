//! The files without a checksum get one: tantivy covers what segments hold, but not the lists of what there is.
//!
//! A flipped bit in such a list is the one damage that can give a wrong answer without a word, so that a list is
//! written with its hash below it, and read only when the hash fits.

use std::io;

/// What stands between a list and its hash.
const MARK: &[u8] = b"\nblake3 ";

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
