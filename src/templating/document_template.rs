//! Templates of documents, such as postings: text that people may write themselves, in a small and closed language.
//!
//! There is no file, no clock and no function in it; whatever is printed is escaped as Markdown and keeps its marks.
//! It is cheap to starve a process with such a template all the same: a template that is not ours is filled in a child
//! process under limits.

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior};

use super::marks;

/// The longest template, in bytes.
pub const LONGEST_TEMPLATE: usize = 16 * 1024;
/// The longest text that a template may make, in bytes.
pub const LONGEST_RESULT: usize = 1024 * 1024;
/// Steps that filling a template may take.
const FUEL: u64 = 20_000;
/// How deep a template may call itself.
const DEEPEST: usize = 32;

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error)]
#[error("{}{message}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct TemplateFault {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl TemplateFault {
    /// A fault without a line.
    pub fn new(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into() }
    }
}

impl From<Error> for TemplateFault {
    fn from(error: Error) -> Self {
        // The innermost error is the one that somebody can mend.
        let mut innermost = &error;
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source.and_then(|source| source.downcast_ref::<Error>()) {
            innermost = cause;
            source = std::error::Error::source(cause);
        }
        let detail = innermost.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
        let message = match innermost.kind() {
            ErrorKind::UndefinedError => format!("what it prints is not there{detail}; ask first, with {{% if … %}}"),
            ErrorKind::OutOfFuel => "it takes too many steps; it may repeat itself for ever".to_owned(),
            ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
                format!("it asks for what document templates do not have{detail}")
            }
            kind => format!("{kind}{detail}"),
        };
        Self { line: innermost.line().or_else(|| error.line()), message }
    }
}

/// A template with what it is to be filled with: all that a process of its own needs to fill it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct TemplateWork {
    /// The template.
    pub body: String,
    /// The blocks that are wanted.
    pub sections: Vec<String>,
    /// What it can print.
    pub context: serde_json::Value,
}

impl TemplateWork {
    /// Fills the template.
    ///
    /// # Errors
    /// As for [`fill`].
    pub fn fill(&self) -> Result<BTreeMap<String, String>, TemplateFault> {
        fill(&self.body, &self.sections, &self.context)
    }
}

/// Fills the blocks of a template that are named in `sections`: each becomes Markdown.
///
/// # Errors
/// When the template is too long, can't be parsed, prints what is not there, takes too many steps or makes too much.
pub fn fill(
    body: &str,
    sections: &[String],
    context: &serde_json::Value,
) -> Result<BTreeMap<String, String>, TemplateFault> {
    if body.len() > LONGEST_TEMPLATE {
        return Err(TemplateFault::new(format!("it is longer than {} kB", LONGEST_TEMPLATE / 1024)));
    }
    let mark = |line: &str| line.chars().any(marks::is_mark);
    if let Some(at) = body.lines().position(mark) {
        let message = "it holds a character of the private use area, which can't be shown".to_owned();
        return Err(TemplateFault { line: Some(at + 1), message });
    }
    let environment = environment();
    let template = environment.template_from_named_str("body.md.j2", body)?;
    let mut captured = template.render_captured(Value::from(Serde(context)))?;
    let mut filled = BTreeMap::new();
    let mut length = 0;
    for section in sections {
        let text = match captured.with_state_mut(|state| state.render_block(section)) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::UnknownBlock => {
                let message = format!("there is no {{% block {section} %}}, which the manifest wants as a section");
                return Err(TemplateFault::new(message));
            }
            Err(error) => return Err(error.into()),
        };
        length += text.len();
        if length > LONGEST_RESULT {
            return Err(TemplateFault::new("it makes more than 1 MB of text"));
        }
        filled.insert(section.clone(), text);
    }
    Ok(filled)
}

/// The names that a template uses without setting them itself.
///
/// # Errors
/// When it can't be parsed.
pub fn names_used(body: &str) -> Result<Vec<String>, TemplateFault> {
    let environment = environment();
    let template = environment.template_from_named_str("body.md.j2", body)?;
    let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
    names.sort();
    Ok(names)
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(DEEPEST);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(|output, _: &mut State, value| {
        let printed = match value.kind() {
            ValueKind::String => marks::printed(value.as_str().unwrap_or_default()),
            ValueKind::Number => value.to_string(),
            ValueKind::Undefined | ValueKind::None => {
                return Err(Error::new(ErrorKind::UndefinedError, "a name without a value"));
            }
            kind => {
                let message = format!("a {kind} can't be printed; print its parts, or join them");
                return Err(Error::new(ErrorKind::InvalidOperation, message));
            }
        };
        output.write_str(&printed).map_err(Error::from)
    });
    environment.add_filter("join", join);
    environment.add_filter("count", |list: Vec<Value>| list.len());
    environment.add_test("defined", |value: &Value| !value.is_undefined());
    environment
}

/// "a, b and c": the parts with `between` between them, or with `last` before the last one.
fn join(list: Vec<Value>, between: Option<String>, last: Option<String>) -> Result<String, Error> {
    let between = between.as_deref().unwrap_or("; ");
    let last = last.as_deref().unwrap_or(between);
    let mut joined = String::new();
    let count = list.len();
    for (index, part) in list.iter().enumerate() {
        if index > 0 {
            joined.push_str(if index + 1 == count { last } else { between });
        }
        let words = part.as_str().ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "only words can be joined"))?;
        joined.push_str(words);
        if joined.len() > LONGEST_RESULT {
            return Err(Error::new(ErrorKind::InvalidOperation, "what is joined is longer than 1 MB"));
        }
    }
    Ok(joined)
}
