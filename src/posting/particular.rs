//! What a template asks of the person who makes a posting, as JSON Schema; and what was given, checked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What was given, by name.
pub type Particulars = BTreeMap<String, Value>;

/// One thing that a template asks for: a property of a JSON Schema, with the words that a form needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Particular {
    /// The label of the field.
    pub title: String,
    /// What is to be written there.
    pub description: String,
    /// What it is.
    pub r#type: ParticularType,
    /// What kind of words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<ParticularFormat>,
    /// The only values that it may have.
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Values as examples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// The fact of the role that is taken if nothing is given, for example `reports_to`.
    #[serde(default, rename = "x-from-role", skip_serializing_if = "Option::is_none")]
    pub from_role: Option<String>,
}

/// The types of particulars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParticularType {
    /// Words.
    String,
    /// A figure.
    Number,
    /// A whole number.
    Integer,
}

/// What kind of words a particular holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParticularFormat {
    /// A day, as 2027-01-15.
    Date,
    /// An address on the web.
    Uri,
    /// Several lines or paragraphs.
    Text,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldProblem {
    /// The field: a particular, or a choice such as `duties`.
    pub field: String,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

impl FieldProblem {
    pub(crate) fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: shortened(field), message: message.into() }
    }
}

/// The most characters in one line.
const LONGEST_LINE: usize = 500;
/// The most characters in several paragraphs.
const LONGEST_TEXT: usize = 10_000;

/// The JSON Schema of what is asked for.
pub fn schema(asked: &BTreeMap<String, Particular>, order: &[String], required: &[String]) -> Value {
    let mut properties = Map::new();
    for name in order {
        let Some(particular) = asked.get(name) else { continue };
        let mut property = serde_json::to_value(particular).unwrap_or_default();
        if particular.r#type == ParticularType::String
            && let Some(property) = property.as_object_mut()
        {
            property.insert("maxLength".to_owned(), json!(particular.longest()));
        }
        properties.insert(name.clone(), property);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

impl Particular {
    /// Whether it may have several lines.
    pub fn is_text(&self) -> bool {
        self.format == Some(ParticularFormat::Text)
    }

    fn longest(&self) -> usize {
        if self.is_text() { LONGEST_TEXT } else { LONGEST_LINE }
    }

    /// The value that somebody typed into a form or a shell.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        let value = match self.r#type {
            ParticularType::String => Value::from(typed),
            ParticularType::Number | ParticularType::Integer => {
                let plain = typed.trim_start_matches('$').replace(',', "");
                let figure: f64 = plain
                    .parse()
                    .map_err(|_| format!("`{}` is not a figure; write it as 52000 or 21.50", shortened(typed)))?;
                json!(figure)
            }
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Whether a value is what is asked for.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        match (self.r#type, value) {
            (ParticularType::String, Value::String(words)) => self.check_words(words),
            (ParticularType::Number | ParticularType::Integer, Value::Number(figure)) => {
                let figure = figure.as_f64().unwrap_or(f64::NAN);
                if !(0.0..=1e9).contains(&figure) {
                    return Err("it must be a figure between 0 and 1,000,000,000".to_owned());
                }
                if self.r#type == ParticularType::Integer && figure.fract() != 0.0 {
                    return Err("it must be a whole number".to_owned());
                }
                Ok(())
            }
            (ParticularType::String, _) => Err("it must be words".to_owned()),
            _ => Err("it must be a figure, such as 52000".to_owned()),
        }
    }

    fn check_words(&self, words: &str) -> Result<(), String> {
        let length = words.chars().count();
        if length > self.longest() {
            return Err(format!("it has {length} characters, more than the {} that fit here", self.longest()));
        }
        if words.trim().is_empty() {
            return Err("it is empty; leave it out if there is nothing to say".to_owned());
        }
        let ends_lines = |c: char| matches!(c, '\n' | '\r' | '\t') && self.is_text();
        if let Some(control) = words.chars().find(|c| c.is_control() && !ends_lines(*c)) {
            return Err(match control {
                '\n' | '\r' => "it must be on one line".to_owned(),
                other => format!("it holds a character that can't be shown (U+{:04X})", u32::from(other)),
            });
        }
        if !self.choices.is_empty() && !self.choices.iter().any(|choice| choice == words) {
            return Err(format!("`{}` is none of {}", shortened(words), self.choices.join(", ")));
        }
        match self.format {
            Some(ParticularFormat::Date) => match words.parse::<Date>() {
                Ok(_) if words.len() == 10 => Ok(()),
                _ => Err(format!("`{}` is not a day that exists; write it as 2027-01-15", shortened(words))),
            },
            Some(ParticularFormat::Uri) if !is_address(words) => {
                Err(format!("`{}` is not an address; it begins with https://, http:// or mailto:", shortened(words)))
            }
            _ => Ok(()),
        }
    }
}

/// Whether words are an address that a posting may lead to.
pub(super) fn is_address(words: &str) -> bool {
    let Some((scheme, rest)) = words.split_once(':') else { return false };
    let plain = words.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\\'));
    let rest = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").unwrap_or_default(),
        "mailto" => rest,
        _ => return false,
    };
    plain && rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// The start of words that may be long.
pub(super) fn shortened(words: &str) -> String {
    let mut start: String = words.chars().filter(|c| !c.is_control()).take(60).collect();
    if words.chars().nth(60).is_some() {
        start.push('…');
    }
    start
}
