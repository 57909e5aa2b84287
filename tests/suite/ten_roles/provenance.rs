//! What the roles cite: each wording that is called printed stands in the source document, on the lines named.

use std::collections::BTreeMap;

use rolebook::model::source::{LineSpan, Provenance, Source};

use super::{seeds, snapshot, source_lines};

/// Every source and provenance of the catalog, with the name of whose it is.
fn cited() -> Vec<(String, &'static Source, &'static Provenance)> {
    let roles = snapshot().roles.values().flat_map(|history| &history.revisions).map(|revision| {
        let facts = &revision.role.facts;
        (format!("{}@{}", revision.id, revision.stamp.number), facts.source.as_ref().unwrap(), &facts.provenance)
    });
    let organisations = snapshot().organisations.values().map(|organisation| {
        let facts = &organisation.facts;
        (organisation.id.to_string(), facts.source.as_ref().unwrap(), &facts.provenance)
    });
    roles.chain(organisations).collect()
}

#[test]
fn every_printed_wording_stands_in_the_source_document_on_the_lines_that_are_cited() {
    let Some(folder) = seeds() else { return };
    let mut documents = BTreeMap::new();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (whose, source, provenance) in cited() {
        let publisher = source.publisher.clone().unwrap();
        let lines = documents.entry(publisher.clone()).or_insert_with(|| source_lines(&folder, &publisher));
        for (path, origin) in provenance {
            if let Some(span) = origin.lines
                && (span.last as usize > lines.len() || whose.contains('@') && !within(span, source.lines))
            {
                wrong.push(format!("{whose} {path}: {span} is outside of the part that it comes from"));
            }
            let Some(printed) = &origin.printed else { continue };
            seen += 1;
            let Some(span) = origin.lines else {
                wrong.push(format!("{whose} {path}: no lines are named"));
                continue;
            };
            let cited = lines[span.first as usize - 1..span.last as usize].join("\n");
            if !cited.contains(printed.as_str()) {
                wrong.push(format!("{whose} {path}: {span} has no `{printed}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen >= 100, "only {seen} printed wordings were looked up");
}

fn within(span: LineSpan, part: Option<LineSpan>) -> bool {
    part.is_none_or(|part| span.first >= part.first && span.last <= part.last)
}

#[test]
fn every_role_and_organisation_names_its_document_its_licence_and_the_credit_that_it_asks_for() {
    for (whose, source, _) in cited() {
        assert!(!source.document.is_empty() && source.publisher.is_some(), "{whose}");
        let asks = source.licence.contains("attribution");
        assert_eq!(source.attribution.is_some(), asks, "{whose}");
        assert!(asks || source.licence == "not stated", "{whose}");
    }
}
