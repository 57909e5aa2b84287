//! Filling templates: those of the program here, those of people in a process of its own, which they can't take down with
//! them.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::error::AppError;
use super::worker::job::Job;
use super::worker::{Worker, WorkerError};
use crate::posting::compose::fill_here;
use crate::posting::template::Template;
use crate::templating::document_template::{TemplateFault, TemplateWork, names_used};

/// Fills templates.
#[derive(Debug, Clone)]
pub struct TemplateFiller {
    worker: Worker,
}

impl TemplateFiller {
    /// One whose processes run this very program.
    ///
    /// # Errors
    /// When the system does not tell which program this is.
    pub fn of_this_program() -> Result<Self, AppError> {
        let unknown = |source| AppError::File { action: "find", path: "this program".to_owned(), source };
        Ok(Self { worker: Worker::of_this_program().map_err(unknown)? })
    }

    /// One with workers of its own.
    pub fn with(worker: Worker) -> Self {
        Self { worker }
    }

    /// Fills a template; each section becomes Markdown.
    ///
    /// # Errors
    /// What is wrong with the template, as far as it lived to tell.
    pub fn fill(&self, template: &Template, context: &Value) -> Result<BTreeMap<String, String>, TemplateFault> {
        if template.shipped {
            return fill_here(template, context);
        }
        self.work(&Job::FillTemplate, template, context)
    }

    /// The names that a template uses.
    ///
    /// # Errors
    /// When it can't be parsed.
    pub fn names_used(&self, template: &Template) -> Result<Vec<String>, TemplateFault> {
        if template.shipped {
            return names_used(&template.body);
        }
        self.work(&Job::FindTemplateNames, template, &Value::Null)
    }

    fn work<T: DeserializeOwned>(&self, job: &Job, template: &Template, context: &Value) -> Result<T, TemplateFault> {
        let work =
            TemplateWork { body: template.body.clone(), sections: template.section_names(), context: context.clone() };
        let input = serde_json::to_vec(&work).map_err(|error| TemplateFault::new(error.to_string()))?;
        self.worker.run::<Result<T, TemplateFault>>(job, &input).unwrap_or_else(|error| Err(fault(&error)))
    }
}

fn fault(error: &WorkerError) -> TemplateFault {
    TemplateFault::new(match error {
        WorkerError::TooLong => "it took too long and was stopped; it may repeat itself for ever",
        WorkerError::TooDemanding => "it is nested too deeply or needs too much memory, and was stopped",
        WorkerError::TooBig { .. } | WorkerError::TooMuch => "it makes more text than a posting may have",
        WorkerError::Died => "it ended the process that filled it; make it simpler",
        WorkerError::NotStarted(error) => {
            return TemplateFault::new(format!("the process that should fill it could not be started: {error}"));
        }
    })
}
