//! `/api`: the API, readable, from the same table as its OpenAPI document.

use serde::Serialize;
use serde_json::Value;

use super::frame::{Frame, Place, page};
use super::lenient::Anything;
use crate::web::address::Address;
use crate::web::answer::Page;
use crate::web::problem::{Problem, ProblemKind};
use crate::web::service::Service;

#[derive(Debug, Serialize)]
struct ApiView {
    endpoints: Vec<EndpointView>,
    problems: Vec<ProblemView>,
}

#[derive(Debug, Serialize)]
struct EndpointView {
    method: String,
    path: String,
    name: String,
    summary: String,
    parameters: Vec<ParameterView>,
    /// An address to try, where the examples of the parameters make one.
    example: Option<String>,
}

#[derive(Debug, Serialize)]
struct ParameterView {
    name: String,
    place: String,
    required: bool,
    about: String,
}

#[derive(Debug, Serialize)]
struct ProblemView {
    code: &'static str,
    status: u16,
    meaning: &'static str,
}

pub(in crate::web) fn show(service: &Service, Anything {}: Anything) -> Result<Page, Problem> {
    let paths = service.openapi.get("paths").and_then(Value::as_object);
    let operations = paths.into_iter().flatten().flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().map(move |(method, described)| (path, method, described))
    });
    let endpoints = operations.map(|(path, method, described)| endpoint(path, method, described));
    let problems = ProblemKind::ALL.into_iter().map(|kind| {
        let (code, status, meaning) = kind.meaning();
        ProblemView { code, status: status.as_u16(), meaning }
    });
    let view = ApiView { endpoints: endpoints.collect(), problems: problems.collect() };
    page(service, "api", &Frame::new(Place::Api, "API", "What programs can ask of this catalog"), &view)
}

fn endpoint(path: &str, method: &str, described: &Value) -> EndpointView {
    let words = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut example = (method == "get").then(|| path.to_owned());
    let mut query = Address::new("");
    let mut parameters = Vec::new();
    for parameter in described.get("parameters").and_then(Value::as_array).into_iter().flatten() {
        let (name, place) = (words(parameter, "name"), words(parameter, "in"));
        let given = parameter.pointer("/schema/examples/0").and_then(Value::as_str);
        if place == "path" {
            example = example.zip(given).map(|(path, given)| path.replace(&format!("{{{name}}}"), given));
        } else if let Some(given) = given.filter(|_| parameter.pointer("/schema/format").is_none()) {
            // A day would show the catalog as it stood then, and not as it is.
            query = query.with(&name, given);
        }
        let required = parameter.get("required").and_then(Value::as_bool).unwrap_or_default();
        if place == "query" && required {
            let given = parameter.pointer("/schema/examples/0").and_then(Value::as_array);
            let values = given.into_iter().flatten().filter_map(Value::as_str);
            query = values.fold(query, |query, value| query.with(&name, value));
        }
        parameters.push(ParameterView { name, place, required, about: words(parameter, "description") });
    }
    let body = described.pointer("/requestBody/content").and_then(Value::as_object);
    let schema = body.and_then(|media| media.values().next()?.get("schema"));
    let required = schema.and_then(|schema| schema.get("required")).and_then(Value::as_array);
    let fields = schema.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
    parameters.extend(fields.into_iter().flatten().map(|(name, field)| ParameterView {
        name: name.clone(),
        place: "body".to_owned(),
        required: required.is_some_and(|names| names.iter().any(|other| other == name)),
        about: words(field, "description"),
    }));
    EndpointView {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        name: words(described, "operationId"),
        summary: words(described, "summary"),
        parameters,
        example: example.map(|path| path + &String::from(query)),
    }
}
