//! The table of endpoints. The router, the OpenAPI document and the metrics come from it.

use super::api::{
    compare, diff, history, imports, openapi, operation, postings, problems, role, roles, schema, search, staffing,
    standards,
};
use super::endpoint::Endpoint;
use super::pages;
use super::problem::ProblemKind::{
    CatalogUnavailable, Conflict, IndexUnavailable, NoSuchPosting, NoSuchRevision, NoSuchRole, NoSuchStandard,
    NotAllowed, UnreadableFile,
};

/// All endpoints. What is added here is served, documented and measured.
pub fn endpoints() -> Vec<Endpoint> {
    let mut all = pages();
    all.extend(api());
    all
}

/// The pages, for people.
fn pages() -> Vec<Endpoint> {
    vec![
        Endpoint::page("/", "home", "The search box, what the catalog holds, what changed", pages::home::show).kept(),
        // Finding
        Endpoint::page("/search", "search_page", "Roles and single duties by words and facts", pages::search::show)
            .kept(),
        Endpoint::page("/search/help", "search_help_page", "What a query may hold", pages::search_help::show).kept(),
        Endpoint::page("/compare", "compare_page", "Some roles side by side", pages::compare::show).kept(),
        Endpoint::page("/compare.csv", "compare_csv", "A comparison for a spreadsheet", pages::compare::csv).kept(),
        Endpoint::page("/compare.md", "compare_md", "A comparison as Markdown", pages::compare::markdown).kept(),
        Endpoint::page("/compare.html", "compare_html", "A comparison as a file", pages::compare::html).kept(),
        // Postings
        Endpoint::page("/postings/new", "new_posting", "A posting, composed from a role", pages::new_posting::show),
        Endpoint::page(
            "/postings/new/{file}",
            "new_posting_file",
            "A posting as Word, PDF, HTML, Markdown, text or data",
            pages::new_posting::file,
        ),
        Endpoint::form("/postings/new", "send_posting", "The form of a posting", pages::new_posting::send),
        Endpoint::form(
            "/postings/new/{file}",
            "send_posting_file",
            "The form of a posting, to be taken along",
            pages::new_posting::send_file,
        ),
        Endpoint::page("/postings", "postings_page", "The postings that are kept", pages::postings::show),
        Endpoint::form("/postings", "keep_posting_form", "A posting, to be kept", pages::new_posting::keep),
        Endpoint::page("/postings/{posting}", "posting_page", "A posting that is kept", pages::posting::show),
        Endpoint::page("/postings/{posting}/{file}", "posting_file", "A posting as a file", pages::posting::file),
        Endpoint::form(
            "/postings/{posting}/status",
            "posting_status",
            "What has become of a posting",
            pages::posting::status,
        ),
        Endpoint::form(
            "/postings/{posting}/update",
            "posting_update",
            "A posting, to be brought up to date",
            pages::posting::update,
        ),
        // Bringing in what there is
        Endpoint::page("/import", "import_page", "Files to be chosen", pages::import::show),
        Endpoint::upload("/import", "import_files", "Files read into drafts", pages::import::bring),
        Endpoint::page("/import/{file}", "import_reading", "A file beside what it was read as", pages::import::reading),
        Endpoint::form(
            "/import/{file}",
            "import_corrected",
            "A reading with corrections, kept as a draft",
            pages::import::reading,
        ),
        // The roles
        Endpoint::page("/roles", "all_roles", "All roles, by title", pages::shortcuts::roles),
        Endpoint::page("/roles/{organisation}", "roles_of", "An organisation's roles", pages::shortcuts::roles_of),
        Endpoint::page("/roles/{organisation}/{role}", "role_page", "A role, to be read", pages::role::show).kept(),
        Endpoint::page(
            "/roles/{organisation}/{role}/history",
            "history_page",
            "A role's revisions: who, when, why",
            pages::history::show,
        )
        .kept(),
        Endpoint::page(
            "/roles/{organisation}/{role}/redline",
            "redline_page",
            "What changed between two revisions",
            pages::redline::show,
        )
        .kept(),
        // Who, and what
        Endpoint::page("/organisations", "organisations_page", "Who employs, where", pages::organisations::show).kept(),
        Endpoint::page(
            "/organisations/{organisation}",
            "organisation_page",
            "An organisation with its sites and roles",
            pages::organisation::show,
        )
        .kept(),
        Endpoint::page("/activities", "activities_page", "The kinds of work", pages::activities::show).kept(),
        Endpoint::page("/activities/{activity}", "activity_page", "Who does one kind of work", pages::activity::show)
            .kept(),
        // Staffing
        Endpoint::page(
            "/standards",
            "standards_page",
            "What publications say of caseloads, contact and supervision",
            pages::standards::show,
        )
        .kept(),
        Endpoint::page(
            "/standards/{standard}",
            "standard_page",
            "A publication with its staffing figures",
            pages::standard::show,
        )
        .kept(),
        Endpoint::page("/staffing", "staffing_page", "How many people the work needs", pages::staffing::show),
        // About
        Endpoint::page("/about", "about_page", "What the catalog holds and where it comes from", pages::about::show)
            .kept(),
        Endpoint::page("/about/limits", "limits_page", "What the service takes and gives", pages::limits::show).kept(),
        Endpoint::page("/api", "api_page", "The API, readable", pages::api::show).kept(),
        // What pages need
        Endpoint::page("/assets/{file}", "assets", "Stylesheet, script, fonts, icon", pages::assets::show)
            .at_once()
            .kept(),
        Endpoint::page("/favicon.ico", "icon", "The icon", pages::assets::icon).at_once(),
        Endpoint::page("/robots.txt", "robots", "What robots are told", pages::assets::robots).at_once(),
    ]
}

/// What programs ask.
fn api() -> Vec<Endpoint> {
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
        // Comparing
        Endpoint::reading(
            "/api/v1/compare",
            "compare",
            "2 to 12 roles side by side: facts, duties, activities, qualifications, conditions, a summary",
            &[NoSuchRole, NoSuchRevision, CatalogUnavailable],
            compare::show,
        )
        .kept(),
        // The roles
        Endpoint::reading(
            "/api/v1/roles",
            "list_roles",
            "The roles of the catalog on a day, page by page, by name",
            &[CatalogUnavailable, IndexUnavailable],
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
        Endpoint::reading(
            "/api/v1/roles/{organisation}/{role}/standards",
            "role_standards",
            "A role's caseload and contact beside the figures of staffing standards",
            &[NoSuchRole, NoSuchRevision, CatalogUnavailable],
            standards::of_role,
        ),
        // Bringing in what there is
        Endpoint::sent_files::<_, imports::Files, _>(
            "/api/v1/imports",
            "import_file",
            "A file read into role drafts: what each line was taken for, the facts with their lines; kept as drafts on demand",
            &[UnreadableFile, NotAllowed, CatalogUnavailable],
            imports::bring,
        ),
        // Staffing
        Endpoint::reading(
            "/api/v1/standards",
            "list_standard_figures",
            "The figures of staffing standards, each with its source",
            &[CatalogUnavailable],
            standards::list,
        ),
        Endpoint::reading(
            "/api/v1/standards/{standard}",
            "show_standard",
            "A publication with its staffing figures, by its name or by that of one of its figures",
            &[NoSuchStandard, CatalogUnavailable],
            standards::show,
        ),
        Endpoint::reading(
            "/api/v1/staffing",
            "calculate_staffing",
            "How many people the work needs, with every step: by caseload, by hours, or both",
            &[NoSuchRole, NoSuchRevision, NoSuchStandard, CatalogUnavailable],
            staffing::calculate,
        ),
        // Postings
        Endpoint::reading(
            "/api/v1/postings",
            "list_postings",
            "The postings that are kept, in short, and which are behind",
            &[CatalogUnavailable],
            postings::list,
        ),
        Endpoint::sent(
            "/api/v1/postings",
            "keep_posting",
            "A posting composed from an approved role, and kept, where keeping is allowed",
            &[NoSuchRole, NoSuchRevision, NotAllowed, CatalogUnavailable],
            postings::keep,
        ),
        Endpoint::sent(
            "/api/v1/postings/compose",
            "compose_posting",
            "A posting composed from an approved role, in the form that is asked for; nothing is kept",
            &[NoSuchRole, NoSuchRevision, CatalogUnavailable],
            postings::compose,
        ),
        Endpoint::reading(
            "/api/v1/postings/{posting}",
            "show_posting",
            "A posting that is kept: everything that made it, and what has moved on since",
            &[NoSuchPosting, Conflict, CatalogUnavailable],
            postings::show,
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
