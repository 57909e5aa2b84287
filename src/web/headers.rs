//! The headers that every answer carries, whatever it answers.

use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue};

/// The name of a request in the log.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What browsers may do with a page: show it with our own stylesheet, fonts and script, search from it, and nothing else.
pub(super) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
    object-src 'none'; require-trusted-types-for 'script'";

/// What browsers are told about every answer that says nothing else for itself: nothing in it is run or loaded, it is of the type that it says, it is
/// not shown within other pages, and links to other sites don't say where they were. (With `no-referrer`, forms of our own
/// would not say that they are ours.)
pub(super) const SECURITY: [(HeaderName, &str); 4] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    ),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds what browsers are told about every answer. What an answer says for itself stays.
pub(super) fn add_security(headers: &mut HeaderMap) {
    for (name, value) in SECURITY {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// Makes room for the name of a request, in headers that will be given again and again.
pub(super) fn leave_room_for_id(headers: &mut HeaderMap) {
    headers.insert(REQUEST_ID, HeaderValue::from_static(""));
}

/// Adds the name of the request.
pub(super) fn add_id(headers: &mut HeaderMap, request_id: &str) {
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, id);
    }
}
