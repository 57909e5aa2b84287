//! Serde over nodes: the model's types say what is allowed, the node says where the mistake is.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};

use super::node::{Content, Mapping, Node};

/// A value that does not fit its type.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// The node that it is about, once known.
    pub(super) node: Option<u32>,
    pub(super) kind: MisfitKind,
}

#[derive(Debug)]
pub(crate) enum MisfitKind {
    UnknownField { field: String, expected: &'static [&'static str] },
    UnknownVariant { variant: String, expected: &'static [&'static str] },
    MissingField(&'static str),
    Other(String),
}

impl Misfit {
    fn new(kind: MisfitKind) -> Self {
        Self { node: None, kind }
    }

    fn at(mut self, node: u32) -> Self {
        self.node.get_or_insert(node);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            MisfitKind::UnknownField { field, .. } => write!(f, "`{field}` is not a field here"),
            MisfitKind::UnknownVariant { variant, .. } => {
                write!(f, "`{variant}` is not one of the values allowed here")
            }
            MisfitKind::MissingField(field) => write!(f, "`{field}` is missing"),
            MisfitKind::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(MisfitKind::Other(message.to_string()))
    }
    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("this is {}, but {expected} is expected", in_words(unexpected)))
    }
    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("this is {}, but {expected} is expected", in_words(unexpected)))
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::new(MisfitKind::UnknownField { field: field.to_owned(), expected })
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(MisfitKind::UnknownVariant { variant: variant.to_owned(), expected })
    }
    fn missing_field(field: &'static str) -> Self {
        Self::new(MisfitKind::MissingField(field))
    }
}

fn in_words(unexpected: Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Str(text) => format!("the text `{}`", text.chars().take(60).collect::<String>()),
        Unexpected::Unit => "left empty".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a group of fields".to_owned(),
        Unexpected::Unsigned(figure) => format!("the number {figure}"),
        Unexpected::Signed(figure) => format!("the number {figure}"),
        Unexpected::Float(figure) => format!("the number {figure}"),
        Unexpected::Bool(true) => "`true`".to_owned(),
        Unexpected::Bool(false) => "`false`".to_owned(),
        other => other.to_string(),
    }
}

impl Node<'_> {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.content {
            _ if self.is_null() => Unexpected::Unit,
            Content::Scalar { text, .. } => Unexpected::Str(text),
            Content::Sequence(_) => Unexpected::Seq,
            Content::Mapping(_) => Unexpected::Map,
        }
    }

    fn misfit(&self, expected: &dyn de::Expected) -> Misfit {
        de::Error::invalid_type(self.unexpected(), expected)
    }

    fn plain(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, quoted: false } => Some(text),
            _ => None,
        }
    }
}

/// Numbers, by way of the plain scalar's text.
macro_rules! numbers {
    ($expected:literal; $($method:ident => $visit:ident: $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            match self.plain().and_then(|text| text.parse::<$type>().ok()) {
                Some(figure) => visitor.$visit(figure),
                None => Err(self.misfit(&$expected)),
            }
            .map_err(|misfit| misfit.at(self.id))
        }
    )*};
}

impl<'de> Deserializer<'de> for &'de Node<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let visited = match &self.content {
            _ if self.is_null() => visitor.visit_unit(),
            Content::Scalar { text, quoted } => match text.as_ref() {
                "true" if !quoted => visitor.visit_bool(true),
                "false" if !quoted => visitor.visit_bool(false),
                _ => match text.parse::<f64>() {
                    Ok(figure) if !quoted && text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                        visitor.visit_f64(figure)
                    }
                    _ => visitor.visit_borrowed_str(text),
                },
            },
            Content::Sequence(nodes) => visitor.visit_seq(Elements(nodes.iter())),
            Content::Mapping(mapping) => visitor.visit_map(Entries::of(mapping)),
        };
        visited.map_err(|misfit| misfit.at(self.id))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.plain() {
            Some("true" | "yes") => visitor.visit_bool(true),
            Some("false" | "no") => visitor.visit_bool(false),
            _ => Err(de::Error::invalid_type(self.unexpected(), &"yes or no")),
        }
        .map_err(|misfit: Misfit| misfit.at(self.id))
    }

    numbers! {
        "a whole number";
        deserialize_u8 => visit_u8: u8,
        deserialize_u16 => visit_u16: u16,
        deserialize_u32 => visit_u32: u32,
        deserialize_u64 => visit_u64: u64,
        deserialize_i8 => visit_i8: i8,
        deserialize_i16 => visit_i16: i16,
        deserialize_i32 => visit_i32: i32,
        deserialize_i64 => visit_i64: i64,
    }

    numbers! {
        "a number";
        deserialize_f32 => visit_f32: f32,
        deserialize_f64 => visit_f64: f64,
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Scalar { text, .. } if !self.is_null() => visitor.visit_borrowed_str(text),
            _ => Err(self.misfit(&"text")),
        }
        .map_err(|misfit| misfit.at(self.id))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Sequence(nodes) => visitor.visit_seq(Elements(nodes.iter())),
            _ if self.is_null() => visitor.visit_seq(Elements([].iter())),
            _ => Err(de::Error::invalid_type(self.unexpected(), &"a list, such as [one, two],")),
        }
        .map_err(|misfit: Misfit| misfit.at(self.id))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Mapping(mapping) => visitor.visit_map(Entries::of(mapping)),
            _ => Err(de::Error::invalid_type(self.unexpected(), &"a group of fields, such as {name: value},")),
        }
        .map_err(|misfit: Misfit| misfit.at(self.id))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match &self.content {
            Content::Scalar { .. } => visitor.visit_enum(Variant { name: self, value: None }),
            Content::Mapping(Mapping { entries, .. }) => match entries.as_slice() {
                [(name, value)] => visitor.visit_enum(Variant { name, value: Some(value) }),
                [_, (second, _), ..] => {
                    let message = "only one field may stand here; begin a new list entry with `- ` for the next";
                    Err(Misfit::new(MisfitKind::Other(message.to_owned())).at(second.id))
                }
                [] => Err(de::Error::invalid_type(Unexpected::Unit, &"one field with its value")),
            },
            Content::Sequence(_) => Err(de::Error::invalid_type(Unexpected::Seq, &"one field with its value")),
        }
        .map_err(|misfit: Misfit| misfit.at(self.id))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for &'de Node<'de> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

struct Elements<'de>(std::slice::Iter<'de, Node<'de>>);

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = Misfit;
    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|node| seed.deserialize(node)).transpose()
    }
}

struct Entries<'de> {
    entries: std::slice::Iter<'de, (Node<'de>, Node<'de>)>,
    value: Option<&'de Node<'de>>,
}

impl<'de> Entries<'de> {
    fn of(mapping: &'de Mapping<'de>) -> Self {
        Self { entries: mapping.entries.iter(), value: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let name = key
            .as_str()
            .ok_or_else(|| Misfit::new(MisfitKind::Other("a field's name must be a word".into())).at(key.id))?;
        let name: StrDeserializer<'_, Misfit> = name.into_deserializer();
        seed.deserialize(name).map(Some).map_err(|misfit| misfit.at(key.id))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        match self.value.take() {
            Some(value) => seed.deserialize(value).map_err(|misfit| misfit.at(value.id)),
            None => Err(de::Error::custom("a value is missing")),
        }
    }
}

struct Variant<'de> {
    name: &'de Node<'de>,
    value: Option<&'de Node<'de>>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Misfit;
    type Variant = VariantValue<'de>;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, VariantValue<'de>), Misfit> {
        let variant = seed.deserialize(self.name).map_err(|misfit| misfit.at(self.name.id))?;
        Ok((variant, VariantValue { name: self.name, value: self.value }))
    }
}

struct VariantValue<'de> {
    name: &'de Node<'de>,
    value: Option<&'de Node<'de>>,
}

impl<'de> VariantAccess<'de> for VariantValue<'de> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.value {
            None => Ok(()),
            Some(value) => {
                Err(Misfit::new(MisfitKind::Other("only the name is expected here, without a value".into()))
                    .at(value.id))
            }
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Misfit> {
        match self.value {
            Some(value) => seed.deserialize(value).map_err(|misfit| misfit.at(value.id)),
            None => {
                let message = format!("`{0}` needs a value: `{0}: …`", self.name.as_str().unwrap_or_default());
                Err(Misfit::new(MisfitKind::Other(message)).at(self.name.id))
            }
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.struct_variant(&[], visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        match self.value {
            Some(value) => value.deserialize_any(visitor),
            None => Err(de::Error::custom("a value is missing")),
        }
    }
}
