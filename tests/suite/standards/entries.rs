//! Staffing standards as entries of the catalog: all figures are there, and every mistake in a file is named.

use std::collections::BTreeMap;
use std::path::Path;

use rolebook::catalog::format::{parse_standard, write_standard};
use rolebook::catalog::store::CatalogStore;
use rolebook::model::standard::{LimitKind, Measure, ReadIn, Standard, StandardFigure, Standing};
use serde_json::Value;

use crate::support::TestCatalog;

pub(super) fn shipped() -> Vec<Standard> {
    let standards = CatalogStore::standards(&TestCatalog::shipped().store()).unwrap();
    standards.into_values().map(|standard| standard.as_ref().clone()).collect()
}

const SOUND: &str = "---
schema: rolebook/1
publisher: Acme
document: Rules
address: https://example.org/rules
read_in: original
standing: law
figures:
  - id: acme-coach
    measures: caseload
    role: coach
    population: families
    measured_as: families per coach
    range: {at_most: 12}
    counts: families
    per: worker
    limit: most
    as_cited: at most 12
    locator: s. 1
---

# Coaches

## What it says

- At most 12.
";

#[test]
fn the_shipped_catalog_has_125_figures_in_canonical_form() {
    let catalog = TestCatalog::shipped();
    let standards = shipped();
    let figures: Vec<&StandardFigure> = standards.iter().flat_map(|standard| &standard.facts.figures).collect();
    assert_eq!(figures.len(), 125);
    let of = |measure| figures.iter().filter(|figure| figure.measures == measure).count();
    let kinds =
        [Measure::Caseload, Measure::Contact, Measure::Qualification, Measure::Supervision, Measure::Production];
    assert_eq!(kinds.map(of), [83, 16, 12, 10, 3]);
    for standard in &standards {
        let name = format!("standards/{}.md", standard.id);
        assert_eq!(write_standard(standard), catalog.read(&name), "run `rolebook fmt` for {name}");
    }
}

#[test]
fn every_figure_is_the_one_that_was_collected() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/standards/standards.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: the collected figures are not here");
        return;
    };
    let standards = shipped();
    let ours: BTreeMap<&str, (&Standard, &StandardFigure)> = standards
        .iter()
        .flat_map(|standard| standard.facts.figures.iter().map(move |figure| (figure.id.as_str(), (standard, figure))))
        .collect();
    let mut rows = 0;
    for row in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        rows += 1;
        let id = row["id"].as_str().unwrap();
        let (standard, figure) = ours.get(id).unwrap_or_else(|| panic!("{id} is not in the catalog"));
        let end = |end: fn(&rolebook::model::quantity::Range) -> Option<f64>| figure.range.as_ref().and_then(end);
        assert_eq!(end(|range| range.at_least.map(|n| n.value())), row["min"].as_f64(), "{id}");
        assert_eq!(end(|range| range.at_most.map(|n| n.value())), row["max"].as_f64(), "{id}");
        assert_eq!(standard.facts.address, row["url"].as_str().unwrap(), "{id}");
        assert_eq!(figure.role, row["role_family"].as_str().unwrap(), "{id}");
        assert_eq!(figure.population, row["population"].as_str().unwrap(), "{id}");
        let standing = match row["status"].as_str().unwrap() {
            "binding_law" => Standing::Law,
            "professional_recommendation" => Standing::Recommendation,
            "program_model" => Standing::ProgramModel,
            "agency_policy" => Standing::AgencyPolicy,
            "secondary_report" => Standing::Report,
            _ => Standing::Observation,
        };
        assert_eq!(standard.facts.standing, standing, "{id}");
        let read_in = match row["source_grade"].as_str().unwrap() {
            "primary" => ReadIn::Original,
            "mirror" => ReadIn::Copy,
            _ => ReadIn::SecondHand,
        };
        assert_eq!(standard.facts.read_in, read_in, "{id}");
        if let Some(year) =
            row["year"].as_str().and_then(|year| year.split(|c: char| !c.is_ascii_digit()).find(|d| d.len() == 4))
        {
            assert!(standard.facts.dated.as_ref().is_some_and(|dated| dated.contains(year)), "{id}: {year}");
        }
        let notes = row["notes"].as_str().unwrap();
        let counts_no_longer =
            ["SUPERSEDED.", "SUPERSEDED:", "OBSOLETE", "HISTORICAL"].iter().any(|mark| notes.contains(mark));
        assert_eq!(standard.facts.superseded.is_some(), counts_no_longer, "{id}");
        // What others wrote is not copied: no long quotation stands in our file.
        let (quote, file) = (row["quote"].as_str().unwrap(), write_standard(standard));
        assert!(quote.len() < 40 || !file.contains(quote), "{id} copies: {quote}");
    }
    assert_eq!(rows, ours.len());
}

#[test]
fn an_average_with_a_cap_keeps_both_and_what_was_only_seen_is_no_limit() {
    let standards = shipped();
    let figure = |id: &str| {
        standards.iter().flat_map(|standard| &standard.facts.figures).find(|figure| figure.id.as_str() == id).unwrap()
    };
    let both = figure("ca-dd-service-coordinator");
    assert_eq!((both.limit, both.cap.map(|cap| cap.value())), (LimitKind::AverageAndCap, Some(79.0)));
    assert_eq!(figure("tanf-caseload-observed").limit, LimitKind::Observed);
    assert_eq!(figure("ny-scm").limit, LimitKind::OneOf);
}

#[test]
fn every_mistake_in_a_standard_is_named_with_its_place() {
    let parse = |text: &str| parse_standard("acme".parse().unwrap(), text.as_bytes());
    assert_eq!(parse(SOUND).1, [], "what the mistakes are made of is sound");
    let block = SOUND.split("figures:\n").nth(1).unwrap().split("---").next().unwrap();
    for (from, to, code, line) in [
        ("standing: law", "standing: lwa", "unknown-value", 7),
        ("publisher: Acme", "publsher: Acme", "unknown-field", 3),
        ("{at_most: 12}", "{at_least: 13, at_most: 12}", "bad-figure", 14),
        ("    range: {at_most: 12}\n", "", "bad-figure", 9),
        ("{at_most: 12}", "{at_most: -3}", "bad-value", 14),
        ("    counts: families\n", "", "bad-figure", 9),
        ("limit: most", "limit: mots", "unknown-value", 17),
        ("id: acme-coach", "id: Acme Coach", "bad-value", 9),
        (block, &block.repeat(2), "name-used-twice", 20),
        (block, "  []\n", "no-figure", 9),
        ("# Coaches", "Coaches", "no-title", 21),
    ] {
        let (_, findings) = parse(&SOUND.replacen(from, to, 1));
        let found: Vec<(&str, u32)> = findings
            .iter()
            .map(|finding| (finding.code.as_str(), finding.place.map_or(0, |place| place.line)))
            .collect();
        assert!(found.contains(&(code, line)), "{from} -> {to}: {findings:#?}");
    }
}

#[test]
fn check_and_fmt_look_after_standards_and_a_broken_one_takes_no_other_with_it() {
    let catalog = TestCatalog::new();
    catalog.write("standards/acme.md", SOUND);
    catalog.write("standards/other.md", &SOUND.replace("Rules", "Other rules"));
    let twice = catalog.run(&["check"]);
    assert_eq!(twice.code, 1, "{twice:?}");
    assert!(twice.stdout.contains("the figure `acme-coach` is in standards/acme.md too"), "{twice:?}");
    catalog
        .write("standards/other.md", &SOUND.replace("standing: law", "standing: lwa").replace("acme-coach", "other"));
    catalog.write("standards/Stray Name.txt", "?");
    let broken = catalog.run(&["check"]);
    assert_eq!(broken.code, 1, "{broken:?}");
    assert!(broken.stdout.contains("standards/other.md:7:11"), "{broken:?}");
    assert!(broken.stdout.contains("a staffing standard stands in standards/<name>.md"), "{broken:?}");
    assert!(broken.stdout.contains("staffing standard\n"), "{broken:?}");
    let untidy = SOUND.replace("publisher: Acme", "publisher:   \"Acme\"");
    catalog.write("standards/acme.md", &untidy);
    let fmt = catalog.run(&["fmt"]);
    assert!(fmt.stdout.contains("acme.md") || fmt.stderr.contains("acme.md"), "{fmt:?}");
    let text = catalog.read("standards/acme.md");
    assert!(text.contains("publisher: Acme\n"), "{text}");
}
