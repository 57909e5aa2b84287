//! The table of endpoints. The router, the OpenAPI document and the metrics come from it.

use super::api::{diff, history, openapi, operation, problems, role, roles, schema, search, welcome};
use super::endpoint::Endpoint;
use super::problem::ProblemKind::{CatalogUnavailable, IndexUnavailable, NoSuchRevision, NoSuchRole};

/// All endpoints. What is added here is served, documented and measured.
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        // Finding
        Endpoint::reading(
            "/api/v1/search",
            "search",
            "Roles, or single duties, by words and facts, with filters and counts",
            &[IndexUnavailable],
            search::find,
        )
        .kept(),
        Endpoint::reading(
            "/api/v1/search/help",
            "search_help",
            "What a query may hold: every field with an example",
            &[],
            search::help,
        ),
        // The roles
        Endpoint::reading(
            "/api/v1/roles",
            "list_roles",
            "The roles of the catalog on a day, page by page, by name",
            &[CatalogUnavailable],
            roles::list,
        ),
        Endpoint::reading(
            "/api/v1/roles/{organisation}/{role}",
            "show_role",
            "A role, whole: the revision in force, or with @2 behind its name its second revision",
            &[NoSuchRole, NoSuchRevision, CatalogUnavailable],
            role::show,
        ),
        Endpoint::reading(
            "/api/v1/roles/{organisation}/{role}/history",
            "role_history",
            "A role's published revisions: who, when, why, how much changed",
            &[NoSuchRole, CatalogUnavailable],
            history::show,
        ),
        Endpoint::reading(
            "/api/v1/roles/{organisation}/{role}/diff",
            "role_diff",
            "What changed between two revisions of a role, duty by duty",
            &[NoSuchRole, NoSuchRevision, CatalogUnavailable],
            diff::between,
        ),
        Endpoint::reading(
            "/api/v1/roles/{organisation}/{role}/similar",
            "similar_roles",
            "The roles that resemble one most",
            &[NoSuchRole, CatalogUnavailable, IndexUnavailable],
            search::similar,
        ),
        // About the API
        Endpoint::at_hand("/api/v1/schema", "role_schema", "The JSON Schema of a role", schema::show),
        Endpoint::at_hand("/api/v1/openapi.json", "openapi", "This description of the API", openapi::show),
        Endpoint::at_hand(
            "/api/v1/problems",
            "problems",
            "The kinds of problems that an answer may state",
            problems::list,
        ),
        // About the service
        Endpoint::at_hand("/", "welcome", "A page that says what is here", welcome::show),
        Endpoint::at_hand("/healthz", "health", "Whether the service is alive", operation::health),
        Endpoint::reading(
            "/readyz",
            "readiness",
            "Whether the service can answer from the catalog",
            &[CatalogUnavailable],
            operation::readiness,
        ),
        Endpoint::at_hand("/metrics", "metrics", "Counts and times for Prometheus", operation::metrics),
    ]
}
