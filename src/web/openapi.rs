//! The OpenAPI 3.1 description of the API, made from the table of endpoints and the types that it names.

use axum::http::Method;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::body::Takes;
use super::endpoint::Endpoint;
use super::problem::{PROBLEM, ProblemDocument, ProblemKind};

/// Where schemas stand in the document.
const SCHEMAS: &str = "/components/schemas";

/// What any endpoint can answer, whatever it is.
const ANYWHERE: [ProblemKind; 11] = [
    ProblemKind::BadRequest,
    ProblemKind::BadParameter,
    ProblemKind::UnknownAddress,
    ProblemKind::WrongHost,
    ProblemKind::LengthRequired,
    ProblemKind::ContentTooLarge,
    ProblemKind::AddressTooLong,
    ProblemKind::HeadersTooLarge,
    ProblemKind::Internal,
    ProblemKind::Overloaded,
    ProblemKind::TimedOut,
];

/// What an endpoint can answer that takes a body.
const WITH_BODY: [ProblemKind; 3] = [ProblemKind::CrossSite, ProblemKind::UnsupportedMedia, ProblemKind::BodyTimedOut];

/// The description of `endpoints`.
pub fn document(endpoints: &[Endpoint]) -> Value {
    let mut answers = SchemaSettings::draft2020_12().for_serialize();
    answers.definitions_path = SCHEMAS.into();
    answers.meta_schema = None;
    let mut answers = SchemaGenerator::new(answers);
    let mut questions = SchemaSettings::draft2020_12().for_deserialize();
    questions.inline_subschemas = true;
    let mut questions = SchemaGenerator::new(questions);
    let problem = answers.subschema_for::<ProblemDocument>().to_value();
    let mut paths = Map::new();
    for endpoint in endpoints.iter().filter(|endpoint| !endpoint.is_page) {
        let operation = operation(endpoint, &mut questions, &mut answers, &problem);
        let method = endpoint.method.as_str().to_ascii_lowercase();
        match paths.entry(endpoint.path).or_insert_with(|| json!({})) {
            Value::Object(item) => item.insert(method, operation),
            _ => None,
        };
    }
    let schemas: Map<String, Value> = answers.take_definitions(true).into_iter().collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rolebook",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "A catalog of role definitions",
            "description": "Job descriptions, position descriptions and class specifications: what is published, and \
                what it was on any day. Every rejection is a problem as of RFC 9457. HEAD works wherever GET does.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn operation(
    endpoint: &Endpoint,
    questions: &mut SchemaGenerator,
    answers: &mut SchemaGenerator,
    problem: &Value,
) -> Value {
    let parameters = parameters(endpoint, (endpoint.parameters)(questions).to_value());
    let schema = (endpoint.answer)(answers).to_value();
    let media = endpoint.media.split(';').next().unwrap_or_default();
    let mut responses = Map::new();
    let headers = json!({
        "x-request-id": { "description": "The request's name in the log", "schema": { "type": "string" } },
    });
    let mut content = Map::new();
    content.insert(media.to_owned(), json!({ "schema": schema }));
    content.extend(endpoint.other_media.iter().map(|media| ((*media).to_owned(), json!({}))));
    responses
        .insert("200".to_owned(), json!({ "description": endpoint.summary, "headers": headers, "content": content }));
    if endpoint.method == Method::GET {
        responses.insert("304".to_owned(), json!({ "description": "It is as the client has it (If-None-Match)" }));
    }
    let with_body = WITH_BODY.iter().filter(|_| endpoint.takes != Takes::Nothing);
    for kind in ANYWHERE.iter().chain(with_body).chain(endpoint.problems) {
        let (code, status, title) = kind.meaning();
        let words = match responses.get(status.as_str()).and_then(|response| response.get("description")) {
            Some(Value::String(others)) => format!("{others}; {title} (`{code}`)"),
            _ => format!("{title} (`{code}`)"),
        };
        let response = json!({ "description": words, "content": { PROBLEM: { "schema": problem } } });
        responses.insert(status.as_str().to_owned(), response);
    }
    let mut operation = json!({
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": parameters,
        "responses": responses,
    });
    if let (Some(media), Some(fields)) = (endpoint.takes.media(), operation.as_object_mut()) {
        let schema = (endpoint.body)(questions).to_value();
        let body = json!({ "required": true, "content": { media: { "schema": schema } } });
        fields.insert("requestBody".to_owned(), body);
    }
    operation
}

/// The parameters of an endpoint, from the properties of their type.
fn parameters(endpoint: &Endpoint, mut schema: Value) -> Vec<Value> {
    let required = schema.get("required").cloned().unwrap_or_default();
    let Some(Value::Object(properties)) = schema.get_mut("properties").map(Value::take) else { return Vec::new() };
    properties
        .into_iter()
        .map(|(name, mut schema)| {
            let in_path = endpoint.path.contains(&format!("{{{name}}}"));
            let is_required = required.as_array().is_some_and(|names| names.iter().any(|other| *other == *name));
            let mut described = Map::new();
            described.insert("name".to_owned(), json!(name));
            described.insert("in".to_owned(), json!(if in_path { "path" } else { "query" }));
            described.insert("required".to_owned(), json!(in_path || is_required));
            if let Some(fields) = schema.as_object_mut() {
                described.extend(fields.remove("description").map(|words| ("description".to_owned(), words)));
                never_null(fields);
                as_words(fields);
            }
            described.insert("schema".to_owned(), schema);
            Value::Object(described)
        })
        .collect()
}

/// A choice among words is a word: what each one means is said in its description.
fn as_words(schema: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
    let words: Vec<Value> = choices.iter().filter_map(|choice| choice.get("const").cloned()).collect();
    if words.len() == choices.len() && words.iter().all(Value::is_string) {
        schema.remove("oneOf");
        schema.insert("type".to_owned(), json!("string"));
        schema.insert("enum".to_owned(), Value::Array(words));
    }
}

/// A parameter can be left out, but it can't be null.
fn never_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&json!("null")));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            schema.extend(only);
        }
    }
}
