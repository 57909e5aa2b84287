//! `POST /api/v1/imports`: a file read into role drafts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::import::{Reading, SearchedCatalog, Written, understand, write_drafts};
use crate::model::identifier::OrganisationId;
use crate::web::answer::Json;
use crate::web::body::Part;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;
use crate::web::uploads::NotRead;

/// Where the roles go, and whether they are kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::web) struct Parameters {
    /// The organisation whose roles they are, by its name in the catalog. Without it, the one that the file names.
    #[serde(default)]
    into: Option<OrganisationId>,
    /// Whether the roles are kept as drafts. Nothing that is there is overwritten. It takes a service that was started
    /// for somebody who may write.
    #[serde(default)]
    keep: bool,
}

/// What is sent.
#[derive(Debug, JsonSchema)]
#[expect(dead_code, reason = "it describes the parts of a form, which come as they are")]
pub(in crate::web) struct Files {
    /// The file: Word, OpenDocument, PDF, HTML, Markdown or plain text. Its content says which, not its name.
    #[schemars(extend("format" = "binary"))]
    file: String,
}

/// How the file was read, and what was kept of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web) struct Imported {
    #[serde(flatten)]
    reading: Reading,
    /// What became of each role, if they were to be kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    written: Vec<Written>,
}

pub(in crate::web) fn bring(
    service: &Service,
    parameters: Parameters,
    parts: Vec<Part>,
) -> Result<Json<Imported>, Problem> {
    // Whoever may not write is told so before anything is read.
    let writing = if parameters.keep { Some(service.writing()?) } else { None };
    let mut files = parts.iter().filter(|part| part.name == "file");
    let (Some(part), None) = (files.next(), files.next()) else {
        return Err(Problem::new(ProblemKind::BadRequest, "send one file, as the part `file` of the form"));
    };
    let name = part.file_name.as_deref().unwrap_or("file");
    let upload = service.uploads.read(name, &part.bytes, &service.limits)?;
    let reading = understand(&upload.file).map_err(NotRead::Refused)?;
    let written = match writing {
        Some((store, _)) => {
            let searched =
                SearchedCatalog { catalog: &service.catalog, search: &service.search, today: service.today() };
            write_drafts(store, &searched, &reading, parameters.into.as_ref())?
        }
        None => Vec::new(),
    };
    Ok(Json::new(Imported { reading, written }))
}
