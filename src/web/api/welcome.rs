//! `GET /`: what is here, until there are pages.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::web::answer::Html;
use crate::web::problem::Problem;
use crate::web::service::Service;

/// Links from elsewhere may carry anything behind the address.
#[derive(Debug, Deserialize, JsonSchema)]
pub(in crate::web) struct Anything {}

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rolebook</title>
</head>
<body>
<main>
<h1>Rolebook</h1>
<p>A catalog of role definitions: job descriptions, position descriptions, class specifications.</p>
<h2>For programs</h2>
<ul>
<li><a href="/api/v1/roles">/api/v1/roles</a>: the roles of the catalog</li>
<li><a href="/api/v1/schema">/api/v1/schema</a>: what a role looks like, as JSON Schema</li>
<li><a href="/api/v1/openapi.json">/api/v1/openapi.json</a>: everything that can be asked, as OpenAPI 3.1</li>
<li><a href="/api/v1/problems">/api/v1/problems</a>: what can go wrong</li>
</ul>
</main>
</body>
</html>
"#;

pub(in crate::web) fn show(_: &Service, Anything {}: Anything) -> Result<Html, Problem> {
    Ok(Html(PAGE))
}
