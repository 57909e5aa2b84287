//! The parameters of a request, from its path and its query, as a handler's own type. What does not fit is refused by
//! name: nothing is guessed, nothing is ignored.

use std::fmt;

use serde::Deserialize;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::limits::MOST_FIELDS;
use super::problem::Problem;

/// For an address that has no parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoParameters {}

/// What is wrong with which parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterError {
    name: Option<String>,
    message: String,
}

impl From<ParameterError> for Problem {
    fn from(error: ParameterError) -> Self {
        Problem::parameter(error.name.as_deref(), error.message)
    }
}

/// Parameters as they were given, by name, in their order.
type Given = Vec<(String, Vec<String>)>;

/// Reads parameters from those of the path and from a query.
///
/// # Errors
/// When one is unknown, is given twice, or has a value that it can't have.
pub fn read<P: DeserializeOwned>(path: &[(String, String)], query: Option<&str>) -> Result<P, ParameterError> {
    read_with_form(path, query, "")
}

/// Reads parameters from those of the path, from a query and from the fields of a form, which are written like a query.
///
/// # Errors
/// When one is unknown, is given twice, or has a value that it can't have; when there are too many.
pub fn read_with_form<P: DeserializeOwned>(
    path: &[(String, String)],
    query: Option<&str>,
    form: &str,
) -> Result<P, ParameterError> {
    let mut given: Given = path.iter().map(|(name, value)| (name.clone(), vec![value.clone()])).collect();
    let pairs = query.unwrap_or_default().split('&').map(|pair| (pair, false));
    let pairs = pairs.chain(form.split('&').map(|pair| (pair, true))).filter(|(pair, _)| !pair.is_empty());
    for (index, (pair, in_form)) in pairs.enumerate() {
        if index == MOST_FIELDS {
            return Err(wrong(None, format!("there are more than {MOST_FIELDS} fields")));
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name).filter(|name| !name.contains('\0')).ok_or_else(|| wrong(None, UNREADABLE))?;
        // What a form holds is judged by whoever asked for it, so that it can be said at the field.
        let value = decoded(value).filter(|value| in_form || !value.contains('\0'));
        let value = value.ok_or_else(|| wrong(Some(&name), UNREADABLE))?;
        if path.iter().any(|(own, _)| *own == name) {
            return Err(wrong(Some(&name), "this is part of the address already"));
        }
        match given.iter_mut().find(|(other, _)| *other == name) {
            Some((_, values)) => values.push(value),
            None => given.push((name, vec![value])),
        }
    }
    P::deserialize(AllParameters { given: given.into_iter(), value: None })
}

const UNREADABLE: &str = "this is not UTF-8 in percent encoding";

fn wrong(name: Option<&str>, message: impl Into<String>) -> ParameterError {
    ParameterError { name: name.map(|name| name.chars().take(80).collect()), message: message.into() }
}

/// Percent encoding undone; none if it is wrong.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// All parameters, as serde reads a struct.
struct AllParameters {
    given: std::vec::IntoIter<(String, Vec<String>)>,
    value: Option<(String, Vec<String>)>,
}

impl<'de> serde::Deserializer<'de> for AllParameters {
    type Error = ParameterError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for AllParameters {
    type Error = ParameterError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ParameterError> {
        self.value = self.given.next();
        let Some((name, _)) = &self.value else { return Ok(None) };
        let key: StrDeserializer<'_, ParameterError> = name.as_str().into_deserializer();
        let named = |error: ParameterError| ParameterError { name: wrong(Some(name), "").name, ..error };
        seed.deserialize(key).map(Some).map_err(named)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ParameterError> {
        let (name, values) = self.value.take().unwrap_or_default();
        seed.deserialize(OneParameter { values }).map_err(|error| ParameterError { name: Some(name), ..error })
    }
}

/// One parameter: its value, or its values where it may be repeated.
struct OneParameter {
    values: Vec<String>,
}

impl OneParameter {
    fn text(mut self) -> Result<String, ParameterError> {
        match (self.values.pop(), self.values.is_empty()) {
            (Some(value), true) => Ok(value),
            _ => Err(wrong(None, "this is given more than once")),
        }
    }

    fn number<T: std::str::FromStr>(self) -> Result<T, ParameterError> {
        let text = self.text()?;
        // No sign, no blanks: what is written here is written one way.
        let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if plain { text.parse().ok() } else { None };
        number.ok_or_else(|| wrong(None, format!("`{}` is not a whole number that fits", shortened(&text))))
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

impl<'de> serde::Deserializer<'de> for OneParameter {
    type Error = ParameterError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        match self.text()?.as_str() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            other => Err(wrong(None, format!("`{}` is neither `true` nor `false`", shortened(other)))),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_u32(self.number()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ParameterError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_seq(Repeated(self.values.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ParameterError> {
        visitor.visit_enum(self.text()?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParameterError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map
        struct identifier
    }
}

/// The values of a parameter that may be repeated.
struct Repeated(std::vec::IntoIter<String>);

impl<'de> SeqAccess<'de> for Repeated {
    type Error = ParameterError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ParameterError> {
        self.0.next().map(|value| seed.deserialize(OneParameter { values: vec![value] })).transpose()
    }
}

impl serde::de::Error for ParameterError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        wrong(None, message.to_string())
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        let known = match expected {
            [] => "this address has no parameters".to_owned(),
            names => format!("there is no such parameter; there are: {}", names.join(", ")),
        };
        wrong(None, known)
    }

    fn unknown_variant(given: &str, expected: &'static [&'static str]) -> Self {
        wrong(None, format!("`{}` is none of {}", shortened(given), expected.join(", ")))
    }

    fn missing_field(name: &'static str) -> Self {
        wrong(Some(name), "this has to be given")
    }
}

impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "the parameter `{name}`: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for ParameterError {}
