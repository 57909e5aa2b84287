//! The jobs of worker processes. A new one is a variant here, and an arm in each of the two functions.

use std::io;

use serde::{Deserialize, Serialize};

use crate::import::{limits, readers};
use crate::templating::document_template::{LONGEST_RESULT, TemplateFault, TemplateWork, names_used};

const MIB: usize = 1024 * 1024;

/// A job. Its line of JSON goes to the worker before the bytes to work on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Job {
    /// Reads a file; the answer is a `Result<Blocks, Unreadable>`.
    ReadFile,
    /// Fills a template of documents, given as [`TemplateWork`]; the answer is a `Result` of its sections as Markdown.
    FillTemplate,
    /// Finds the names that such a template uses; the answer is a `Result` of them.
    FindTemplateNames,
}

/// What a worker may use for a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes to work on.
    pub input_bytes: usize,
    /// Bytes of the answer.
    pub answer_bytes: usize,
    /// Memory, with the program itself and its stack.
    pub memory_bytes: u64,
    /// Processor time.
    pub processor_seconds: u64,
}

impl Job {
    /// What a worker may use for it.
    pub fn limits(&self) -> Limits {
        match self {
            Self::ReadFile => Limits {
                input_bytes: limits::FILE_BYTES,
                answer_bytes: 8 * MIB,
                memory_bytes: 512 * MIB as u64,
                processor_seconds: 5,
            },
            Self::FillTemplate | Self::FindTemplateNames => Limits {
                input_bytes: 8 * MIB,
                answer_bytes: 2 * LONGEST_RESULT,
                memory_bytes: 512 * MIB as u64,
                processor_seconds: 2,
            },
        }
    }

    /// Does it. The answer is JSON.
    pub(super) fn run(self, input: &[u8]) -> io::Result<Vec<u8>> {
        let answer = match self {
            Self::ReadFile => serde_json::to_vec(&readers::read(input)),
            Self::FillTemplate => serde_json::to_vec(&template(input).and_then(|work| work.fill())),
            Self::FindTemplateNames => serde_json::to_vec(&template(input).and_then(|work| names_used(&work.body))),
        };
        Ok(answer?)
    }
}

fn template(input: &[u8]) -> Result<TemplateWork, TemplateFault> {
    serde_json::from_slice(input).map_err(|error| TemplateFault::new(error.to_string()))
}
