//! The codings in which an answer goes out: as it is, or packed.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// A coding. Those that pack better come later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coding {
    /// As it is.
    Plain,
    /// Packed by gzip.
    Gzip,
    /// Packed by Brotli.
    Brotli,
}

impl Coding {
    /// The coding for a client that sends these headers. None when the client weighs one against another: that takes the
    /// layer that packs answers.
    pub(super) fn wanted(headers: &HeaderMap) -> Option<Self> {
        let mut wanted = Self::Plain;
        for list in headers.get_all(ACCEPT_ENCODING) {
            for name in list.to_str().ok()?.split(',') {
                wanted = wanted.max(match name.trim() {
                    "br" => Self::Brotli,
                    "gzip" => Self::Gzip,
                    "" | "identity" | "deflate" | "zstd" => Self::Plain,
                    _ => return None,
                });
            }
        }
        Some(wanted)
    }
}
