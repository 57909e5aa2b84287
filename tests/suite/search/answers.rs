//! What search answers on the shipped catalog: which roles, which duties, why, and what it says beside.

use rolebook::search::page::{Hit, SearchPage};
use rolebook::search::query::{Fact, documentation};
use rolebook::search::request::{Filter, Find, SearchRequest, Sort};

use super::{a_day, ids, refresh, service};
use crate::support::TestCatalog;

/// Asks the shipped catalog, with the request changed by `with`.
fn asked(query: &str, with: impl FnOnce(&mut SearchRequest)) -> SearchPage {
    let (catalog, index) = (TestCatalog::shipped(), tempfile::tempdir().unwrap());
    let service = service(&catalog, index.path());
    refresh(&service);
    let mut request = SearchRequest::new(query, a_day());
    with(&mut request);
    service.search(&request).unwrap()
}

fn roles(query: &str) -> Vec<String> {
    let mut found = ids(&asked(query, |request| {
        request.literal = true;
        request.limit = 50;
    }));
    found.sort();
    found
}

fn text(hit: &Hit) -> String {
    hit.passages.iter().flat_map(|passage| passage.text.iter().map(|piece| piece.text.as_str())).collect()
}

const ALBINA: &str = "albina-rockwood/in-school-coordinator";
const BEREA: &str = "berea-knox/academic-interventionist";
const LINKS: &str = "deer-creek-indianola/links-associate";
const MISSION: &str = "mission/family-success-coach";
const NEW_YORK: &str = "new-york-county/case-manager-social-services";
const OREGON: &str = "oregon-dhs/family-coach";
const PROMISE: &str = "promise-heights/promisecorps-member";
const SEVEN: &str = "seven-counties/case-manager";

#[test]
fn facts_and_figures_find_the_roles_for_which_they_hold() {
    assert_eq!(roles("caseload:<=40"), [ALBINA]);
    assert_eq!(roles("caseload:25..50"), [ALBINA, "chula-vista-san-diego/academic-advocate"]);
    assert_eq!(roles("lift:>=20"), [BEREA, SEVEN]);
    assert_eq!(roles("lift:>20"), [BEREA]);
    assert_eq!(roles("experience:<2"), [NEW_YORK, SEVEN]);
    assert_eq!(roles("degree:not-required"), [ALBINA, LINKS, MISSION, PROMISE]);
    assert_eq!(roles("license:driver"), [ALBINA, BEREA, LINKS, OREGON]);
    assert_eq!(roles("on-call:yes"), [SEVEN]);
    assert_eq!(roles("evenings:yes"), [ALBINA, OREGON]);
    assert_eq!(roles("language:spanish"), [MISSION]);
    assert_eq!(roles("time:>=50"), [OREGON]);
    assert_eq!(roles("kind:class-specification"), [NEW_YORK]);
    assert_eq!(roles("state:oregon"), roles("state:OR"));
    assert_eq!(roles("site:klamath"), [OREGON]);
    assert_eq!(roles("caseload:>1000000"), [""; 0]);
}

#[test]
fn operators_mean_what_they_say() {
    assert_eq!(roles("spanish OR tribal"), [MISSION, OREGON]);
    assert!(roles("coach").contains(&OREGON.to_owned()) && !roles("coach -tribal").contains(&OREGON.to_owned()));
    assert_eq!(roles("\"financial literacy\""), [BEREA]);
    assert_eq!(roles("\"literacy financial\""), [""; 0]);
    assert_eq!(roles("(spanish OR tribal) -coaching"), roles("(spanish OR tribal) -coach"));
    assert_eq!(roles("interventionis*"), [BEREA, LINKS]);
    // What stands in the duties of one role stands elsewhere in another.
    let (anywhere, in_duties) = (roles("confidentiality"), roles("duty:confidentiality"));
    assert!(in_duties.contains(&ALBINA.to_owned()) && in_duties.len() < anywhere.len(), "{in_duties:?} {anywhere:?}");
    assert_eq!(roles("title:interventionist"), [BEREA]);
    assert_eq!(roles("-kind:job-description"), [NEW_YORK, OREGON]);
}

#[test]
fn forms_accents_hyphens_and_apostrophes_do_not_matter() {
    for (one, other) in [
        ("coordinating", "coordinated"),
        ("résumé", "resume"),
        ("full-time", "full time"),
        ("client's", "clients"),
        ("DRIVER’S license", "drivers license"),
    ] {
        let total = |query: &str| asked(query, |_| {}).total;
        assert_eq!(total(one), total(other), "{one} / {other}");
    }
}

#[test]
fn a_synonym_is_found_below_the_word_itself_and_said() {
    let page = asked("pupils", |_| {});
    assert!(page.total > 3);
    assert!(page.hits.iter().all(|hit| hit.by_synonym == ["pupils"]), "no role says pupils");
    let page = asked("welfare", |_| {});
    let said: Vec<bool> = page.hits.iter().map(|hit| hit.by_synonym.is_empty()).collect();
    let mut sorted = said.clone();
    sorted.sort_by_key(|literal| !literal);
    assert_eq!(said, sorted, "who says it stands before who says it otherwise");
    assert_eq!(asked("pupils", |request| request.literal = true).total, 0);
}

#[test]
fn a_word_that_nobody_wrote_is_taken_for_the_nearest_and_said() {
    let page = asked("elegibility", |_| {});
    assert!(page.total > 0);
    assert_eq!(page.did_you_mean.as_deref(), Some("eligibility"));
    assert!(page.remarks.iter().any(|remark| remark.message.contains("eligibility")), "{:?}", page.remarks);
    let page = asked("xqzzyxwv", |_| {});
    assert_eq!((page.total, page.partial, page.did_you_mean), (0, 0, None));
}

#[test]
fn a_misspelt_word_with_an_ending_is_taken_for_the_one_that_was_meant() {
    for (typed, meant) in [
        ("case manger", "case manager"),
        ("counceling", "counseling"),
        ("coordinater", "coordinator"),
        ("familly", "family"),
    ] {
        let page = asked(typed, |_| {});
        assert_eq!(page.did_you_mean.as_deref(), Some(meant), "{typed}: {:?}", page.remarks);
    }
}

#[test]
fn what_lacks_a_word_comes_last_and_says_which() {
    let page = asked("spanish gardening", |_| {});
    assert_eq!(page.total, 0);
    assert!(page.partial > 0);
    assert_eq!(page.hits[0].role.id.as_str(), MISSION);
    assert_eq!(page.hits[0].lacks, ["gardening"]);
}

#[test]
fn the_passage_that_fits_is_shown_with_its_section_and_its_words_marked() {
    let page = asked("monthly narrative report", |_| {});
    let hit = &page.hits[0];
    assert_eq!(hit.role.id.as_str(), ALBINA);
    let passage = &hit.passages[0];
    assert_eq!(passage.item.as_deref(), Some("d13"));
    assert_eq!(passage.number, Some(13));
    assert_eq!(passage.heading, "Primary responsibilities");
    let marked: Vec<&str> = passage.text.iter().filter(|piece| piece.found).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["monthly", "narrative", "report"], "{}", text(hit));
}

#[test]
fn single_duties_are_results_of_their_own() {
    let page = asked("home visits", |request| request.find = Find::Duties);
    assert!(page.total >= 1);
    assert!(page.hits.iter().all(|hit| hit.passages.len() == 1 && hit.passages[0].number.is_some()));
    let mut first = ids(&page);
    first.truncate(2);
    first.sort();
    assert_eq!(first, [BEREA, LINKS], "the two that visit homes");
    let all = asked("", |request| {
        request.find = Find::Duties;
        request.facets = vec![Fact::Activity];
        request.limit = 100;
    });
    assert_eq!(all.total, 148, "every duty of the ten roles");
    let visits = all.facets[0].values.iter().find(|value| value.value == "home-visits").unwrap();
    let filtered = asked("", |request| {
        request.find = Find::Duties;
        request.filters = vec![Filter::parse("activity=home-visits").unwrap()];
    });
    assert_eq!(u64::try_from(filtered.total).unwrap(), visits.count);
    assert!(filtered.hits.iter().all(|hit| hit.passages[0].activities.contains(&"home-visits".to_owned())));
}

#[test]
fn a_box_that_is_not_ticked_is_not_found() {
    // The form has the boxes Executive Service and Hires and discharges; neither is ticked.
    assert_eq!(roles("\"executive service\""), [""; 0]);
    assert_eq!(roles("\"hires and discharges\""), [""; 0]);
    assert_eq!(roles("kind:position-description permanent"), [OREGON]);
}

#[test]
fn results_come_in_the_order_that_was_asked_for() {
    let sorted = |sort: Sort| asked("", |request| request.sort = sort).hits;
    let titles: Vec<String> = sorted(Sort::Title).iter().map(|hit| hit.role.title.to_lowercase()).collect();
    assert!(titles.is_sorted(), "{titles:?}");
    let by_caseload = sorted(Sort::Caseload);
    assert_eq!(by_caseload[0].role.id.as_str(), "chula-vista-san-diego/academic-advocate", "25 is the least");
    assert_eq!(by_caseload[1].role.id.as_str(), ALBINA);
    let newest: Vec<String> = sorted(Sort::Newest).iter().map(|hit| hit.role.effective.clone()).collect();
    assert!(newest.iter().rev().is_sorted(), "{newest:?}");
}

#[test]
fn a_role_resembles_others_and_not_itself() {
    let (catalog, index) = (TestCatalog::shipped(), tempfile::tempdir().unwrap());
    let service = service(&catalog, index.path());
    refresh(&service);
    let hits = service.similar(&SEVEN.parse().unwrap(), a_day(), 3).unwrap();
    assert_eq!(hits.len(), 3);
    assert!(hits.iter().all(|hit| hit.role.id.as_str() != SEVEN));
    assert!(service.similar(&"acme/nobody".parse().unwrap(), a_day(), 3).unwrap().is_empty());
}

#[test]
fn the_page_about_searching_and_the_help_name_every_field() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/searching.md")).unwrap();
    let help = TestCatalog::new().run(&["search", "--help-query"]).stdout;
    for field in documentation() {
        let name = field.names[0];
        assert!(page.contains(&format!("`{name}:")), "{name} is not on the page");
        assert!(help.contains(field.example), "{} is not in the help", field.example);
        let page = asked(field.example, |_| {});
        assert!(page.remarks.iter().all(|remark| !remark.message.contains("searched as")), "{:?}", page.remarks);
    }
}

#[test]
fn the_shell_says_what_it_found_in_words_and_in_data() {
    let catalog = TestCatalog::shipped();
    let run = catalog.run(&["search", "home", "visits", "--filter", "state=OR", "--facets"]);
    assert_eq!(run.code, 0, "{run:?}");
    for words in ["1 role", "Family Coach", "oregon-dhs/family-coach", "--filter state=", "Oregon Department"] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let nothing = catalog.run(&["search", "xqzzyxwv"]);
    assert!(nothing.code == 0 && nothing.stdout.contains("Nothing was found") && nothing.stdout.contains("hint:"));
    assert_eq!(catalog.run(&["search", "x", "--filter", "colour=red"]).code, 2);
    let verify = catalog.run(&["index", "--verify"]);
    assert_eq!(verify.code, 0, "{verify:?}");
    assert_eq!(catalog.run(&["index", "--rebuild"]).code, 0);
    let similar = catalog.run(&["similar", "mission/family-success-coach", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&similar.stdout).unwrap().as_array().unwrap().len(), 5);
}
