//! Entity tags: a strong name for the very bytes of an answer, so that what has not changed is not sent again.

use axum::http::header::IF_NONE_MATCH;
use axum::http::{HeaderMap, HeaderValue};

/// The codings that an answer may be sent in; each is a representation of its own and has a tag of its own.
const CODINGS: [&str; 2] = ["gzip", "br"];

/// The tag of `body`; `before` stands at its beginning, such as the number of a revision.
pub(super) fn tag_of(body: &[u8], before: &str) -> String {
    let hash = blake3::hash(body).to_hex();
    format!("\"{before}{}\"", hash.get(..16).unwrap_or_default())
}

/// The tag of the same answer, compressed.
pub(super) fn tag_in_coding(tag: &HeaderValue, coding: &HeaderValue) -> Option<HeaderValue> {
    let (tag, coding) = (tag.to_str().ok()?, coding.to_str().ok()?);
    HeaderValue::from_str(&format!("{}-{coding}\"", tag.strip_suffix('"')?)).ok()
}

/// The tag, in whatever coding, by which the client says that it has the answer tagged `tag` already.
pub(super) fn known_by(headers: &HeaderMap, tag: &str) -> Option<String> {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    let mut given = lists.flat_map(|list| list.split(',')).map(str::trim);
    given.find_map(|given| {
        let strong = given.strip_prefix("W/").unwrap_or(given);
        if given == "*" {
            return Some(tag.to_owned());
        }
        is_of(strong, tag).then(|| strong.to_owned())
    })
}

/// Whether `given` is the tag of the answer tagged `tag`, in whatever coding.
pub(super) fn is_of(given: &str, tag: &str) -> bool {
    given == tag
        || CODINGS.iter().any(|coding| name_in(given, coding).is_some_and(|name| Some(name) == tag.strip_suffix('"')))
}

/// What the tag of an answer in a coding begins with: all of the tag that it has as it is, but the mark at its end.
fn name_in<'a>(tag: &'a str, coding: &str) -> Option<&'a str> {
    tag.strip_suffix('"')?.strip_suffix(coding)?.strip_suffix('-')
}
