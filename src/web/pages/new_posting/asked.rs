//! What was asked of the composer, and the address that says it again.

use std::collections::BTreeMap;

use crate::posting::particular::FieldProblem;
use crate::posting::request::Choices;
use crate::posting::template::Template;
use crate::web::address::Address;

/// What was asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) role: String,
    pub(super) template: String,
    /// Whether the form was sent, so that a box that is not ticked was unticked by somebody.
    pub(super) is_sent: bool,
    /// The duties that are ticked, in their order.
    pub(super) duties: Vec<String>,
    /// The optional sections that are ticked.
    pub(super) sections: Vec<String>,
    /// The parts that are being reworded.
    pub(super) rewording: Vec<String>,
    /// New words for parts.
    pub(super) edits: BTreeMap<String, String>,
    /// What the template asks for, as it was typed.
    pub(super) particulars: BTreeMap<String, String>,
    /// A button that was pressed.
    pub(super) step: Option<Step>,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A duty before the one above it.
    Up(String),
    /// A duty behind the one below it.
    Down(String),
    /// A part to be reworded.
    Reword(String),
    /// A part as it was approved.
    Restore(String),
}

/// What begins the name of a field with new words for a part.
const EDIT: &str = "edit.";

impl Asked {
    pub(super) fn read(given: BTreeMap<String, Vec<String>>) -> Self {
        let mut asked = Self::default();
        for (name, values) in given {
            let last = values.last().cloned().unwrap_or_default();
            match name.as_str() {
                "role" => asked.role = last,
                "template" => asked.template = last,
                "sent" => asked.is_sent = true,
                "duty" => asked.duties = unique(values),
                "section" => asked.sections = unique(values),
                "rewording" => asked.rewording = unique(values),
                "up" => asked.step = Some(Step::Up(last)),
                "down" => asked.step = Some(Step::Down(last)),
                "reword" => asked.step = Some(Step::Reword(last)),
                "restore" => asked.step = Some(Step::Restore(last)),
                other => match other.strip_prefix(EDIT) {
                    Some(part) => {
                        asked.edits.insert(part.to_owned(), last);
                    }
                    None => {
                        asked.particulars.insert(name, last);
                    }
                },
            }
        }
        asked
    }

    /// Without fields that the template does not ask for: they come from another template.
    pub(super) fn without_leftovers(&self, template: &Template) -> Self {
        let mut asked = self.clone();
        asked.template.clone_from(&template.name);
        asked.particulars.retain(|name, typed| template.particulars.contains_key(name) && !typed.trim().is_empty());
        asked.step = None;
        asked
    }

    /// The choices. What can't be a choice is said.
    pub(super) fn choices(&self, template: &Template, problems: &mut Vec<FieldProblem>) -> Choices {
        let mut choices = Choices::default();
        let locked = template.manifest.sections.iter().any(|section| !section.locks.is_empty());
        if self.is_sent && !locked {
            let mut duties = Vec::new();
            for duty in &self.duties {
                match duty.parse() {
                    Ok(id) => duties.push(id),
                    Err(_) => problems.push(FieldProblem {
                        field: "duties".to_owned(),
                        message: format!("`{}` is no duty of the role", duty.chars().take(40).collect::<String>()),
                    }),
                }
            }
            choices.duties = Some(duties);
        }
        if self.is_sent {
            let wanted = template.manifest.sections.iter();
            let wanted = wanted.filter(|section| !section.optional || self.sections.contains(&section.name));
            choices.sections = Some(wanted.map(|section| section.name.clone()).collect());
        }
        if !locked {
            choices.edits.clone_from(&self.edits);
        }
        choices
    }

    /// The same with one thing changed; `all` are the duties of the role in their order.
    pub(super) fn stepped(mut self, step: &Step, all: &[String]) -> Self {
        if !self.is_sent {
            self.duties = all.to_vec();
        }
        let swap = |duties: &mut Vec<String>, duty: &str, down: bool| {
            let Some(place) = duties.iter().position(|other| other == duty) else { return };
            let other = if down { Some(place + 1) } else { place.checked_sub(1) };
            if let Some(other) = other.filter(|other| *other < duties.len()) {
                duties.swap(place, other);
            }
        };
        match step {
            Step::Up(duty) => swap(&mut self.duties, duty, false),
            Step::Down(duty) => swap(&mut self.duties, duty, true),
            Step::Reword(part) => {
                if !self.rewording.contains(part) {
                    self.rewording.push(part.clone());
                }
            }
            Step::Restore(part) => {
                self.rewording.retain(|other| other != part);
                self.edits.remove(part);
            }
        }
        self
    }

    /// The address of this posting below `path`.
    pub(super) fn address(&self, path: &str) -> String {
        let mut address = Address::new(path).with("role", &self.role).with("template", &self.template);
        if self.is_sent || !self.duties.is_empty() {
            address = address.with("sent", "yes");
        }
        address = self.duties.iter().fold(address, |address, duty| address.with("duty", duty));
        address = self.sections.iter().fold(address, |address, section| address.with("section", section));
        address = self.rewording.iter().fold(address, |address, part| address.with("rewording", part));
        address =
            self.edits.iter().fold(address, |address, (part, words)| address.with(&format!("{EDIT}{part}"), words));
        self.particulars.iter().fold(address, |address, (name, typed)| address.with_some(name, typed)).into()
    }
}

fn unique(values: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}
