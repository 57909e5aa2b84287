//! The redline as `rolebook diff` prints it.

use crate::support::TestCatalog;

fn diff(before: &str, after: &str) -> String {
    let catalog = TestCatalog::new();
    let front = "---\nschema: rolebook/1\nkind: job-description\norganisation: acme\n\
                 source: {document: Written for a test, licence: not stated}\n---\n\n";
    catalog.write("roles/acme/before/draft.md", &format!("{front}{before}"));
    catalog.write("roles/acme/after/draft.md", &format!("{front}{after}"));
    let run = catalog.run(&["diff", "acme/before@draft", "acme/after@draft"]);
    assert_eq!(run.code, 0, "{run:?}");
    run.stdout
}

#[test]
fn a_change_of_the_title_alone_is_counted_as_a_change() {
    let text = "## Summary\n\nServes families.\n";
    let printed = diff(&format!("# Coach\n\n{text}"), &format!("# Senior Coach\n\n{text}"));
    assert!(printed.contains("1 reworded") && !printed.contains("no change"), "{printed}");
    assert!(printed.contains("Title: {+Senior+} Coach"), "{printed}");
}

#[test]
fn marks_stay_with_their_words_and_lines_within_the_width() {
    let long = "a comprehensive package of benefits that includes health insurance, sick leave and vacation";
    let before = "# Coach\n\n## Benefits\n\nOffers leave.\n\n## Terms\n\nFull time.\n";
    for blanks in 0..12 {
        let words = format!("{}{long}.", "x ".repeat(blanks));
        let after = format!("# Coach\n\n## Benefits\n\nOffers leave.\n\n{words}\n\n## Terms\n\nFull time.\n");
        let printed = diff(before, &after);
        for line in printed.lines() {
            assert!(line.chars().count() <= 80, "{line}");
            assert!(!line.trim_start().starts_with("+}") && !line.ends_with("{+"), "{printed}");
        }
    }
}

#[test]
fn an_address_is_not_broken_over_lines() {
    let address = "https://www.example.gov/policy-data-oversight/pay-leave/salaries-wages/general-schedule";
    let after = format!("# Coach\n\n## Pay\n\nBy the hour; see [the scale of pay]({address}).\n");
    let printed = diff("# Coach\n\n## Pay\n\nBy the hour.\n", &after);
    assert!(printed.contains(address), "{printed}");
}

#[test]
fn every_changed_line_stands_below_the_heading_of_its_section() {
    let before = "# Coach\n\n## Summary\n\nServes families.\n\n## Terms\n\nFull time, twelve months a year.\n";
    let after = "# Coach\n\n## Summary\n\nServes families.\n\n## Terms\n\nFull time, ten months a year.\n";
    assert_eq!(
        diff(before, after),
        "acme/before@draft → acme/after@draft\n1 reworded\n\nTerms\n      \
         Full time, [-twelve-] {+ten+} months a year.\n      reworded: Terms, paragraph 1\n"
    );
}

#[test]
fn a_heading_is_not_named_again_as_its_own_place() {
    let printed = diff(
        "# Coach\n\n## Summary\n\nServes families.\n",
        "# Coach\n\n## Summary\n\nServes families.\n\n## Terms\n\nFull time.\n",
    );
    assert!(
        printed.contains("\n{+Terms+}\n      new heading\n      {+Full time.+}\n      new: Terms, paragraph 1\n"),
        "{printed}"
    );
}
