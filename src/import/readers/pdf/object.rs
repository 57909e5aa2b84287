//! Values of a PDF, wherever they stand: in place, or behind a reference.

use lopdf::{Dictionary, Document, Object};

fn resolved<'a>(object: Option<&'a Object>, document: &'a Document) -> Option<&'a Object> {
    document.dereference(object?).ok().map(|(_, object)| object)
}

/// A number that can be reckoned with.
pub(super) fn number(object: Option<&Object>, document: &Document) -> Option<f64> {
    let number = match resolved(object, document)? {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        _ => return None,
    };
    number.is_finite().then_some(number.clamp(-1e7, 1e7))
}

/// The items of an array; none if it is no array.
pub(super) fn items<'a>(object: Option<&'a Object>, document: &'a Document) -> &'a [Object] {
    match resolved(object, document) {
        Some(Object::Array(items)) => items,
        _ => &[],
    }
}

/// Six, or four, or however many numbers.
pub(super) fn numbers<const N: usize>(object: Option<&Object>, document: &Document) -> Option<[f64; N]> {
    let given: Option<Vec<f64>> = items(object, document).iter().map(|item| number(Some(item), document)).collect();
    given?.try_into().ok()
}

/// A dictionary, also that of a stream.
pub(super) fn dictionary<'a>(object: Option<&'a Object>, document: &'a Document) -> Option<&'a Dictionary> {
    match resolved(object, document)? {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A name.
pub(super) fn name(object: Option<&Object>, document: &Document) -> Option<String> {
    match resolved(object, document)? {
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    }
}
