//! What was asked of the composer, and the address that says it again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::document::Item;
use crate::model::identifier::TextHash;
use crate::model::posting::KeptPosting;
use crate::model::role::Role;
use crate::posting::particular::FieldProblem;
use crate::posting::request::Choices;
use crate::posting::template::Template;
use crate::web::address::Address;

/// What was asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) role: String,
    pub(super) template: String,
    /// The template for which the form was made, which may be another one.
    pub(super) made_for: String,
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
    /// The posting that is being changed, if one is that is kept already.
    pub(super) posting: String,
    /// The hash of its file when it was shown.
    pub(super) seen: String,
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
/// The most bytes of an address that somebody is sent to. What is longer is shown where the form was sent.
const LONGEST_ADDRESS: usize = 6 * 1024;

impl Asked {
    pub(super) fn read(given: BTreeMap<String, Vec<String>>) -> Self {
        let mut asked = Self::default();
        for (name, values) in given {
            // Forms end lines as letters on paper once did.
            let values: Vec<String> = values.into_iter().map(|value| value.replace("\r\n", "\n")).collect();
            let last = values.last().cloned().unwrap_or_default();
            match name.as_str() {
                "role" => asked.role = last,
                "template" => asked.template = last,
                "sent" => asked.is_sent = true,
                "made_for" => asked.made_for = last,
                "posting" => asked.posting = last,
                "seen" => asked.seen = last,
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

    /// What made a posting that is kept, as the form would have been filled in for it.
    pub(super) fn of_kept(kept: &KeptPosting, seen: &TextHash, role: &Role, template: &Template) -> Self {
        let facts = &kept.facts;
        let named = |duty: &&Item| duty.id.as_ref().map(ToString::to_string);
        let duties = match &facts.duties {
            Some(chosen) => chosen.iter().map(ToString::to_string).collect(),
            None => role.duties().iter().filter_map(named).collect(),
        };
        let typed = |value: &Value| match value {
            Value::String(words) => words.clone(),
            other => other.as_f64().map_or_else(|| other.to_string(), |figure| figure.to_string()),
        };
        Self {
            role: format!("{}@{}", facts.role, facts.revision),
            template: facts.template.clone(),
            made_for: String::new(),
            is_sent: true,
            duties,
            sections: facts.sections.clone().unwrap_or_else(|| template.section_names()),
            rewording: Vec::new(),
            edits: facts.edits.iter().map(|(part, edit)| (part.clone(), edit.words.clone())).collect(),
            particulars: facts.particulars.iter().map(|(name, value)| (name.clone(), typed(value))).collect(),
            posting: kept.id.to_string(),
            seen: seen.to_string(),
            step: None,
        }
    }

    /// What is taken along: without fields that the template does not ask for, which come from another template, and
    /// without what is only about the page.
    pub(super) fn without_leftovers(&self, template: &Template) -> Self {
        let mut asked = self.settled(template);
        asked.particulars.retain(|name, _| template.particulars.contains_key(name));
        (asked.posting, asked.seen) = (String::new(), String::new());
        asked
    }

    /// The same for this template. The sections of another one say nothing of those that this one has.
    pub(super) fn settled(&self, template: &Template) -> Self {
        let mut asked = self.clone();
        if !self.made_for.is_empty() && self.made_for != template.name {
            asked.sections = template.section_names();
        }
        asked.template.clone_from(&template.name);
        asked.made_for.clear();
        asked.particulars.retain(|_, typed| !typed.trim().is_empty());
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

    /// The address of this posting below `path`, if an address can hold it.
    pub(super) fn short_address(&self, path: &str) -> Option<String> {
        let typed = self.particulars.values().chain(self.edits.values());
        let too_long = typed.clone().map(String::len).sum::<usize>() > LONGEST_ADDRESS;
        // No address may hold the character nought; a form may, and hears that it can't be printed.
        if too_long || typed.into_iter().any(|words| words.contains('\0')) {
            return None;
        }
        Some(self.address(path)).filter(|address| address.len() <= LONGEST_ADDRESS)
    }

    /// The address of this posting below `path`.
    fn address(&self, path: &str) -> String {
        let mut address = Address::new(path).with("role", &self.role).with("template", &self.template);
        address = address.with_some("posting", &self.posting).with_some("seen", &self.seen);
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
