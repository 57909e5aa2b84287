//! S2: hostile queries, thrown at the parser and the index on the stack of a server's thread.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rolebook::catalog::store::CatalogStore as _;
use rolebook::search::index::IndexFolder;
use rolebook::search::page::SearchPage;
use rolebook::search::query::{Fact, MOST_TERMS, Node, Query, parse};
use rolebook::search::request::{FARTHEST, Filter, Find, LARGEST_PAGE, SearchRequest, Sort};
use rolebook::search::{Analyzer, SearchIndex};
use rolebook::vocabulary::synonyms::SynonymRules;
use rolebook::vocabulary::words::is_invisible;

use super::hostile_query::hostile;
use super::{a_day, refresh, service};
use crate::hardening::count;
use crate::store::dice::Dice;
use crate::support::{Run, TestCatalog};

/// The stack of a thread of the server.
const STACK: usize = 2 * 1024 * 1024;

fn request(number: usize) -> SearchRequest {
    let dice = &mut Dice::new(!u64::try_from(number).unwrap());
    let day = [a_day(), a_day(), Date::MIN, Date::MAX][dice.below(4)];
    let mut request = SearchRequest::new(hostile(number), day);
    request.typing = dice.one_in(3);
    request.literal = dice.one_in(4);
    request.find = [Find::Roles, Find::Duties, Find::Passages][dice.below(3)];
    request.sort = [Sort::Relevance, Sort::Title, Sort::Newest, Sort::Caseload][dice.below(4)];
    request.offset = [0, 0, 3, FARTHEST, FARTHEST + 1, 1_000_000_000, usize::MAX][dice.below(7)];
    request.limit = [0, 1, 10, LARGEST_PAGE, 1_000_000_000, usize::MAX][dice.below(6)];
    request.passages = [0, 2, 1000, usize::MAX][dice.below(4)];
    if dice.one_in(3) {
        request.facets = Fact::FACETS.to_vec();
    }
    for _ in 0..dice.below(4) {
        let value = hostile(dice.below(1000));
        let fact = Fact::FACETS[dice.below(Fact::FACETS.len())];
        request.filters.push(Filter { fact, value: value.chars().take(2000).collect() });
    }
    request
}

/// What is wrong with how a query was read: something was lost without a word.
fn lost(text: &str, query: &Query) -> Option<String> {
    let mut terms = 0;
    let mut words = String::new();
    if let Some(root) = &query.root {
        root.visit(&mut |node| {
            terms += usize::from(matches!(node, Node::Word(_) | Node::Phrase(_) | Node::Condition(_)));
            if let Node::Word(word) = node {
                words.push_str(&word.text);
                words.push(' ');
            } else if let Node::Phrase(phrase) = node {
                words.push_str(phrase);
                words.push(' ');
            }
        });
    }
    if terms > if query.pasted { 8 * MOST_TERMS } else { MOST_TERMS } {
        return Some(format!("{terms} terms"));
    }
    if !query.remarks.is_empty() {
        return None;
    }
    if query.root.is_none() && !text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
        return Some("everything".to_owned());
    }
    // What stands behind a field is read as a value, which need not look the same.
    if text.contains(':') {
        return None;
    }
    let is_sign = |word: &str| matches!(word, "OR" | "AND" | "NOT");
    let mut pieces = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty() && !is_sign(word));
    let visible = words.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    pieces.find(|word| !visible.split(' ').any(|known| known.contains(*word))).map(str::to_owned)
}

/// What is wrong with a page.
fn wrong(request: &SearchRequest, page: &SearchPage) -> Option<String> {
    if page.hits.len() > request.limit.min(LARGEST_PAGE) {
        return Some(format!("{} hits of {}", page.hits.len(), request.limit));
    }
    if request.offset > FARTHEST && page.remarks.is_empty() {
        return Some("the offset was changed without a word".to_owned());
    }
    let shown = page.hits.len() + request.offset.min(FARTHEST);
    if !page.hits.is_empty() && shown > page.total + page.partial {
        return Some(format!("{shown} shown of {} and {}", page.total, page.partial));
    }
    if page.hits.iter().any(|hit| !hit.score.is_finite()) {
        return Some("a score is no number".to_owned());
    }
    let json = serde_json::to_string(page).unwrap();
    // A filter's value comes back in its facet; nothing else may grow with what was typed.
    let filters: usize = request.filters.iter().map(|filter| filter.value.len()).sum();
    if json.len() > 1_500_000 + 20 * filters {
        return Some(format!("{} bytes", json.len()));
    }
    None
}

/// Throws every `threads`th query; what went wrong, and how long each took.
fn throw(index: &SearchIndex, first: usize, threads: usize, all: usize) -> (Vec<String>, Vec<Duration>) {
    let (mut faults, mut times) = (Vec::new(), Vec::new());
    for number in (first..all).step_by(threads) {
        let request = request(number);
        let began = Instant::now();
        let query = parse(&request.query, request.typing);
        let page = index.search(&request);
        times.push(began.elapsed());
        let fault = lost(&request.query, &query).map(|what| format!("lost {what}"));
        let fault = fault.or_else(|| match &page {
            Ok(page) => wrong(&request, page),
            Err(error) => Some(error.to_string()),
        });
        faults.extend(fault.map(|fault| {
            format!("{number}: {fault}: {}", request.query.chars().take(300).collect::<String>().escape_debug())
        }));
    }
    (faults, times)
}

#[test]
fn a_hostile_query_gets_an_answer_and_nothing_of_it_is_lost_without_a_word() {
    let catalog = TestCatalog::shipped();
    let folder = tempfile::tempdir().unwrap();
    refresh(&service(&catalog, folder.path()));
    let index = index_in(&catalog, folder.path());
    let all = count(2_500, 20_000);
    let threads = 2;
    let (mut faults, mut times) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        let index = &index;
        let start = |first: usize| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, move || throw(index, first, threads, all)).unwrap()
        };
        let running: Vec<_> = (0..threads).map(start).collect();
        for thread in running {
            let (more_faults, more_times) = thread.join().expect("a query panicked");
            faults.extend(more_faults);
            times.extend(more_times);
        }
    });
    times.sort();
    let p99 = times[times.len() * 99 / 100];
    eprintln!("hostile-queries: {all}, p99 {} ms, longest {} ms", p99.as_millis(), times[all - 1].as_millis());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(12)].join("\n"));
}

/// The index that the service has made, without the service.
fn index_in(catalog: &TestCatalog, folder: &std::path::Path) -> SearchIndex {
    let vocabulary = catalog.store().vocabulary().unwrap();
    let names: Vec<String> = vocabulary.activities.iter().map(|activity| activity.id.clone()).collect();
    let analyzer = Analyzer::english(Arc::new(SynonymRules::new(&vocabulary)));
    IndexFolder::new(folder).open(&analyzer, &names).unwrap()
}

#[test]
fn what_is_lost_without_a_word_is_noticed() {
    let whole = parse("home visits \"family coach\" -intern", false);
    assert_eq!(lost("home visits \"family coach\" -intern", &whole), None);
    assert_eq!(lost("home visits school", &parse("home visits", false)).as_deref(), Some("school"));
    assert_eq!(lost("school", &parse("", false)).as_deref(), Some("everything"));
    let page = SearchPage { total: 1, ..SearchPage::default() };
    let far = SearchRequest { offset: FARTHEST + 1, ..SearchRequest::new("", a_day()) };
    assert!(wrong(&far, &page).is_some());
    assert!(wrong(&SearchRequest::new("", a_day()), &page).is_none());
}

#[test]
fn what_is_left_out_of_a_query_is_said() {
    let remarks = |text: &str| parse(text, false).remarks.iter().map(|r| r.message.clone()).collect::<Vec<_>>();
    assert!(remarks("coach NOT")[0].contains("nothing follows NOT"));
    assert!(remarks("(coach -) family")[0].contains("nothing follows -"));
    assert_eq!(remarks("(coach -) family").len(), 1, "the bracket was closed");
    assert!(remarks("(coach OR) family")[0].contains("OR stands between two words"));
    assert!(remarks("😀")[0].contains("no word"));
    assert!(remarks("*** —")[0].contains("no word"));
    assert_eq!(remarks("coach & family — school / home"), Vec::<String>::new());
    assert_eq!(remarks(&"word ".repeat(40)).len(), 1, "once, and not for each word");
    let many = remarks(&"foo:😀 a:b bar:1 baz:2 c:d e:f g:h i:j k:l m:n".replace("foo", "x"));
    assert!(many.last().unwrap().contains("more of the query"), "{many:?}");
    assert!(remarks(&format!("{}coach", " ".repeat(100_000))).is_empty(), "blanks are no text");
    assert!(remarks(&"different words state:OR ".repeat(30))[0].contains("as words only"));
}

#[test]
fn marks_that_nobody_sees_change_nothing() {
    let plain = parse("coach -family title:coordinator", false);
    for mark in ["\u{200b}", "\u{200f}", "\u{202e}", "\u{feff}", "\u{ad}", "\u{2060}"] {
        let marked = format!("{mark}co{mark}ach {mark}-family {mark}ti{mark}tle:{mark}coordin{mark}ator");
        assert_eq!(parse(&marked, false), plain, "{marked:?}");
    }
}

#[test]
fn or_before_not_is_still_or() {
    let with_word = parse("coach OR NOT intern", false);
    assert!(matches!(with_word.root, Some(Node::Any(ref nodes)) if nodes.len() == 2), "{with_word:?}");
    assert_eq!(with_word.root, parse("coach OR -intern", false).root);
}

#[test]
fn one_letter_is_no_beginning_however_it_is_written() {
    for text in ["a…", "à\u{301}", "a*", "\u{93e}\u{93e}"] {
        let query = parse(text, true);
        if let Some(root) = query.root {
            root.visit(&mut |node| assert!(!matches!(node, Node::Word(word) if word.prefix), "{text:?}"));
        }
    }
    assert!(matches!(parse("co", true).root, Some(Node::Word(word)) if word.prefix));
}

#[test]
fn a_hostile_filter_is_refused_in_few_words_or_has_a_value() {
    let mut read = 0;
    for number in 0..count(3_000, 20_000) {
        let dice = &mut Dice::new(u64::try_from(number).unwrap());
        let given = match dice.below(4) {
            0 => hostile(number),
            1 => format!("{}={}", Fact::FACETS[dice.below(Fact::FACETS.len())].name(), hostile(number)),
            2 => format!("{}:{}", hostile(dice.below(1000)), hostile(number)),
            _ => hostile(number).replacen(':', "=", 1),
        };
        match Filter::parse(&given) {
            Ok(filter) => {
                read += 1;
                assert!(!filter.value.is_empty() && Fact::FACETS.contains(&filter.fact), "{given:?}");
            }
            Err(message) => {
                assert!(message.len() < 1000 && !message.contains(char::is_control), "{given:?}: {message:?}");
            }
        }
    }
    assert!(read > 100, "only {read} filters were read");
}

#[test]
fn hostile_arguments_are_an_answer_or_a_misuse() {
    let catalog = TestCatalog::shipped();
    let index = tempfile::tempdir().unwrap();
    let all = count(48, 400);
    let (mut answered, mut misused) = (0, 0);
    for number in 0..all {
        let run = run(&catalog, index.path(), &arguments(number));
        match run.code {
            0 => answered += 1,
            2 => misused += 1,
            _ => panic!("{number}: {:?}: {run:?}", arguments(number)),
        }
        assert!(!run.stderr.contains("panicked"), "{number}: {run:?}");
        if run.code == 2 {
            assert!(run.stderr.contains("error:"), "{number}: {run:?}");
        }
    }
    eprintln!("hostile-arguments: {answered} answered, {misused} misused");
    assert!(answered > 0 && misused > 0, "{answered} answered, {misused} misused");
}

fn run(catalog: &TestCatalog, index: &std::path::Path, arguments: &[OsString]) -> Run {
    let mut command = catalog.command(&["search"]);
    // No argument may hold a zero byte; the system refuses to start the program.
    command.arg("--index").arg(index).args(arguments);
    command.output().unwrap().into()
}

fn arguments(number: usize) -> Vec<OsString> {
    let dice = &mut Dice::new(u64::try_from(number).unwrap() ^ 0xC11);
    let text = |dice: &mut Dice| -> OsString {
        let text = hostile(dice.below(100_000)).replace('\0', "");
        text.chars().take(20_000).collect::<String>().into()
    };
    let mut arguments: Vec<OsString> = Vec::new();
    for _ in 0..dice.below(4) {
        let flags =
            ["--filter", "--limit", "--offset", "--sort", "--as-of", "--duties", "--facets", "--json", "--exact"];
        match dice.below(6) {
            0 => arguments.extend(["--filter".into(), text(dice)]),
            1 => arguments.extend([flags[dice.below(flags.len())].into(), text(dice)]),
            2 => arguments.extend(["--limit", ["0", "1", "101", "-1", "1e9"][dice.below(5)]].map(OsString::from)),
            3 => arguments.extend(
                ["--as-of", ["9999-12-31", "-009999-01-01", "2026-02-30", "today"][dice.below(4)]].map(OsString::from),
            ),
            4 => arguments.push(flags[5 + dice.below(4)].into()),
            _ => arguments.push(raw(dice)),
        }
    }
    arguments.push("--".into());
    arguments.push(text(dice));
    arguments
}

/// Bytes that are no text, where the system allows them.
fn raw(dice: &mut Dice) -> OsString {
    #[cfg(unix)]
    if dice.one_in(2) {
        use std::os::unix::ffi::OsStringExt as _;
        return OsString::from_vec(vec![0xff, 0xfe, b'a', 0x80]);
    }
    hostile(dice.below(1000)).replace(['\0', '-'], "").into()
}
