//! The staffing calculation on its page and in the API: what is typed stays, what is wrong is said at its field, and
//! shell, page and API come to the same.

use serde_json::Value;

use crate::support::TestCatalog;
use crate::support::http::{Answer, ask};
use crate::support::server::Server;

fn open(server: &Server, address: &str) -> Answer {
    ask(server.address, "GET", address, &[("Accept", "text/html")])
}

fn read(server: &Server, address: &str) -> String {
    let answer = open(server, address);
    assert_eq!(answer.status, 200, "{address}: {answer:?}");
    answer.text()
}

/// The value of a field of the form.
fn value(page: &str, field: &str) -> String {
    let begins = page.split(&format!("<input id=\"{field}\"")).nth(1).unwrap_or_else(|| panic!("no {field}"));
    begins.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

#[test]
fn the_shell_the_page_and_the_api_come_to_the_same() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    for (arguments, query, result) in [
        (vec!["--clients", "600", "--caseload", "40", "--span", "7"], "clients=600&caseload=40&span=7", "15 FTE"),
        (
            vec!["--clients", "620", "--caseload", "62", "--average"],
            "clients=620&caseload=62&caseload_is=average",
            "10",
        ),
        (
            vec!["--mix", "weekly=10,weight=1", "--mix", "monthly=16,weight=0.25", "--caseload", "20"],
            "group=weekly&group_count=10&group_weight=1&group=monthly&group_count=16&group_weight=0.25&caseload=20",
            "weighted clients",
        ),
        (
            vec!["--clients", "300", "--hours-per-case", "2+0.5", "--leave", "15", "--direct", "65"],
            "clients=300&hours_per_case=2%2B0.5&leave=15%25&direct=65",
            "hours worked",
        ),
        (
            vec!["--clients", "1200", "--caseload", "40", "--what-if", "caseload=35", "--what-if", "caseload=45"],
            "clients=1,200&caseload=40&try_caseload=35,+45",
            "caseload 45",
        ),
    ] {
        let run = catalog.run(&[&["staff", "--json"], arguments.as_slice()].concat());
        let shell: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
        assert_eq!(server.get(&format!("/api/v1/staffing?{query}")).json(), shell, "{query}");
        let page = read(&server, &format!("/staffing?{query}"));
        assert!(page.contains(result), "{query}: {page}");
        for way in ["by_ratio", "by_workload"] {
            for step in shell[way]["steps"].as_array().into_iter().flatten() {
                for field in ["name", "working", "source"] {
                    let words = step[field].as_str().unwrap_or_default().replace('&', "&amp;").replace('\'', "&#39;");
                    assert!(page.contains(&words), "{query}: {words}");
                }
            }
        }
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_its_field_and_nothing_that_was_typed_is_lost() {
    let server = Server::of(TestCatalog::shipped());
    let query = "clients=-5&caseload=abc&leave=120&span=0&hours_per_case=2%2Bx&try_leave=many&unit=families\
                 &group=weekly&group_count=&group_weight=1&per=decade";
    let page = read(&server, &format!("/staffing?{query}"));
    for (field, typed, problem) in [
        ("clients", "-5", "both would count twice"),
        ("caseload", "abc", "`abc` is not a figure"),
        ("leave", "120", "beyond anything real"),
        ("span", "0", "it must be more than 0"),
        ("hours_per_case", "2+x", "`x` is not a figure"),
        ("try_leave", "many", "`many` is not a figure"),
        ("group_count-1", "", "say how many"),
    ] {
        if field != "group_count-1" {
            assert_eq!(value(&page, field), typed);
        }
        let said = page.split(&format!("id=\"{field}-wrong\"")).nth(1);
        let said = said.unwrap_or_else(|| panic!("nothing is said at {field}: {page}"));
        let said = said.split("</span></p>").next().unwrap().split("</p>").next().unwrap();
        assert!(said.contains(problem), "{field}: {said}");
        assert!(page.contains(&format!("<a href=\"#{field}\">")), "the summary leads to {field}");
        let input = page.split(&format!("id=\"{field}\"")).nth(1).unwrap().split('>').next().unwrap();
        assert!(input.contains("aria-invalid=\"true\"") && input.contains(&format!("{field}-wrong")), "{input}");
    }
    assert!(page.contains("id=\"per-wrong\"") && page.contains("choose one of month, week, year"));
    assert_eq!((value(&page, "unit"), value(&page, "group-1")), ("families".to_owned(), "weekly".to_owned()));
    assert!(!page.contains("id=\"result\""), "there is no result");
    let problem = server.get(&format!("/api/v1/staffing?{query}"));
    assert_eq!((problem.status, problem.json()["code"].as_str()), (400, Some("bad-parameter")));
    assert!(problem.json()["parameter"].is_string() && problem.json()["detail"].as_str().unwrap().contains("leave: "));
}

#[test]
fn absurd_missing_and_hostile_input_is_answered_with_its_reason() {
    let server = Server::of(TestCatalog::shipped());
    for (query, field) in [
        ("clients=", "clients"),
        ("clients=600", "caseload"),
        ("clients=600&caseload=0", "caseload"),
        ("clients=1e300&caseload=40", "clients"),
        ("clients=NaN&caseload=40", "clients"),
        ("clients=inf&caseload=40", "clients"),
        ("clients=600&caseload=40&span=-1", "span"),
        ("clients=600&hours_per_case=2&leave=10&leave_hours=3", "leave_hours"),
        ("clients=600&hours_per_case=2&leave_hours=400", "leave_hours"),
        ("clients=600&caseload=40&try_leave=5", "try_leave"),
        ("clients=600&caseload=40&try_demand=-100", "try_demand"),
        ("clients=600&caseload=40&try_caseload=1,2,3,4,5,6,7,8,9,10,11,12,13", "try_caseload"),
        ("group=a&group_count=1&group=a&group_count=2&caseload=5", "group"),
        ("group=a&group_count=1", "caseload"),
        ("clients=600&caseload=%3Cscript%3E1%3C%2Fscript%3E", "caseload"),
    ] {
        let problem = server.get(&format!("/api/v1/staffing?{query}")).json();
        assert_eq!(problem["parameter"], field, "{query}: {problem}");
        let page = read(&server, &format!("/staffing?{query}"));
        assert!(page.contains("aria-invalid=\"true\"") && !page.contains("<script>"), "{query}: {page}");
    }
    let groups = "&group=a&group_count=1".repeat(50);
    assert_eq!(server.get(&format!("/api/v1/staffing?caseload=5{groups}")).status, 400);
    for (query, status) in [
        ("role=nobody/nothing", 404),
        ("role=nobody", 400),
        ("role=mission/family-success-coach@99", 404),
        ("figure=nothing", 404),
        ("clients=1&clients=2", 400),
    ] {
        assert_eq!(open(&server, &format!("/staffing?{query}")).status, status, "{query}");
        assert_eq!(server.get(&format!("/api/v1/staffing?{query}")).status, status, "{query}");
    }
}

#[test]
fn a_calculation_begins_with_a_role_or_with_the_figure_of_a_standard() {
    let server = Server::of(TestCatalog::shipped());
    let role = read(&server, "/roles/chula-vista-san-diego/academic-advocate");
    let address = "/staffing?role=chula-vista-san-diego%2Facademic-advocate";
    assert!(role.contains(&format!("href=\"{address}\"")), "{role}");
    let page = read(&server, address);
    assert_eq!((value(&page, "caseload"), value(&page, "unit")), ("50".to_owned(), "students".to_owned()));
    assert_eq!(value(&page, "try_caseload"), "25");
    assert!(!page.contains("aria-invalid"), "nothing is wrong before anything is asked");
    // What is left blank stays blank; what is not there is filled in.
    let blank = read(&server, &format!("{address}&clients=600&unit="));
    assert_eq!((value(&blank, "caseload"), value(&blank, "unit")), ("50".to_owned(), String::new()));
    let api = server.get("/api/v1/staffing?figure=ca-dd-service-coordinator&clients=620").json();
    assert!(api["by_ratio"]["rounding"].as_str().unwrap().starts_with("Not rounded"), "it is an average: {api}");
    let source = api["by_ratio"]["steps"][0]["source"].as_str().unwrap();
    assert!(source.contains("Welfare & Institutions Code"), "{source}");
    let other = server.get("/api/v1/staffing?figure=ca-dd-service-coordinator&clients=620&caseload=40").json();
    assert_eq!(other["by_ratio"]["steps"][0].get("source"), None, "a caseload of one's own is not the standard's");
    let span = read(&server, "/staffing?figure=cwla-supervisor");
    assert_eq!(value(&span, "span"), "5");
    let none = read(&server, "/staffing?role=hayward/student-success-coach");
    assert!(none.contains("Nothing could be taken from"), "{none}");
    let contact = read(&server, "/staffing?figure=casa-volunteer-visit");
    assert!(contact.contains("Nothing could be taken from this figure"), "{contact}");
}

#[test]
fn the_page_of_a_role_says_what_the_shell_says_of_it_beside_the_standards() {
    let catalog = TestCatalog::shipped();
    let server = Server::start(&catalog);
    let run = catalog.run(&["standards", "check", "--all", "--json"]);
    let roles: Value = serde_json::from_str(&run.stdout).unwrap();
    let roles = roles.as_array().unwrap();
    assert_eq!(roles.len(), 10);
    for role in roles {
        let id = role["id"].as_str().unwrap();
        assert_eq!(server.get(&format!("/api/v1/roles/{id}/standards")).json(), *role, "{id}");
        let page = read(&server, &format!("/roles/{id}"));
        let part = page.split("<section id=\"standards\"").nth(1).and_then(|rest| rest.split("</section>").next());
        let part = part.unwrap_or_else(|| panic!("{id} has no such part"));
        for remark in role.get("remarks").and_then(Value::as_array).into_iter().flatten() {
            assert!(part.contains(remark.as_str().unwrap()), "{id}: {remark}");
        }
        for statement in role["statements"].as_array().unwrap() {
            assert!(part.contains(statement["states"].as_str().unwrap()), "{id}: {statement}");
            for near in statement["near"].as_array().unwrap() {
                let address =
                    format!("/standards/{}#{}", near["standard"].as_str().unwrap(), near["figure"].as_str().unwrap());
                assert!(part.contains(&address), "{id}: {address}");
                let because = near["because"][0].as_str().unwrap();
                assert!(part.contains(because), "{id}: {because}");
            }
        }
    }
}
