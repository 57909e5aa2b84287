//! Any text at all, and any alteration of a draft: the parser answers, and what it accepts it can write and read again.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use rolebook::catalog::format::{parse_organisation, parse_role, write_role};

use super::mutant::{Dice, WAYS, mutant};
use crate::support::shipped_catalog;

/// The shipped files as drafts: without their stamps, so that only the text counts.
fn drafts() -> Vec<String> {
    let snapshot = rolebook::catalog::files::FileStore::open(&shipped_catalog()).unwrap();
    let snapshot = rolebook::catalog::store::CatalogStore::snapshot(&snapshot).unwrap();
    let text = |history: &rolebook::model::snapshot::RoleHistory| {
        let name = format!("roles/{}/1.md", history.id);
        let text = std::fs::read_to_string(shipped_catalog().join(name)).unwrap();
        let stamp = text.find("\nrevision:\n").unwrap();
        let end = text[stamp..].find("\n---\n").unwrap() + stamp;
        format!("{}{}", &text[..stamp], &text[end..])
    };
    snapshot.roles.values().map(|history| text(history)).collect()
}

/// Pieces of which text is made that means something to the parser.
fn pieces() -> impl Strategy<Value = String> {
    let marks = [
        "---\n",
        "schema: rolebook/1\n",
        "kind: job-description\n",
        "organisation: acme\n",
        "# Title\n",
        "## Duties\n",
        "### Group (50 %, new, essential)\n",
        "- item ^d1\n",
        "1. item ^d2\n",
        "  - inner\n",
        "- [x] box\n",
        "- **Label:** text\n",
        " {from: [d1]}",
        "[^1]",
        "[^1]: note\n",
        "| a | b |\n| --- | --- |\n",
        "| 1 | 2 |\n",
        "| x\\\\| y |\n",
        "| \\| |\n",
        "\\|",
        "\\\\",
        "\\^",
        "\\{",
        "(10 %)",
        " {activities: [assessment]} ^d3\n",
        "### Two \\(new)\n",
        "\n  more\n",
        "  |",
        "\n",
        "\n\n",
        "\\",
        "`",
        "**",
        "_",
        "<b>",
        "&amp;",
        "{",
        "}",
        "^",
        "|",
        ":",
        "\t",
        "  ",
        "\u{feff}",
        "\u{a0}",
        "é",
        "😀",
        "\r",
        "provenance:\n",
        "  title: {status: inferred}\n",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(marks.to_vec()).prop_map(str::to_owned),
        2 => "[a-zA-Z0-9 .,]{0,12}",
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    // Mostly a beginning without mistakes, so that what follows decides.
    let titled = format!("{}\n# Title\n\n## Duties\n\n", super::HEAD);
    let beginning = prop_oneof![1 => Just(String::new()), 1 => Just(super::HEAD.to_owned()), 4 => Just(titled)];
    (proptest::collection::vec(piece, 0..40), beginning).prop_map(|(pieces, beginning)| beginning + &pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let parsed = parse_role(&bytes);
        prop_assert!(parsed.file.is_some() || parsed.has_errors());
        let (organisation, findings) = parse_organisation("acme".parse().unwrap(), &bytes);
        prop_assert!(organisation.is_some() || findings.iter().any(rolebook::model::finding::Finding::is_error));
    }

    #[test]
    fn text_of_meaningful_pieces_is_answered_and_what_is_accepted_is_read_again_as_it_was(text in pieces()) {
        let parsed = parse_role(text.as_bytes());
        prop_assert!(parsed.file.is_some() || parsed.has_errors());
        if !parsed.has_errors() && let Some(file) = parsed.file {
            let again = parse_role(write_role(&file).as_bytes());
            prop_assert_eq!(again.file, Some(file));
        }
    }
}

#[test]
fn altered_drafts_are_answered_and_what_is_accepted_is_read_again_as_it_was() {
    let drafts = drafts();
    let mut accepted = 0;
    for seed in 0..720_usize {
        let mut dice = Dice::new(seed as u64 + 10_000);
        let draft = &drafts[seed % drafts.len()];
        let way = seed / drafts.len() % WAYS.len();
        let bytes = mutant(draft.as_bytes(), way, &mut dice);
        let parsed = parse_role(&bytes);
        assert!(parsed.file.is_some() || parsed.has_errors(), "seed {seed}: {}", WAYS[way]);
        if let (false, Some(file)) = (parsed.has_errors(), parsed.file) {
            accepted += 1;
            let again = parse_role(write_role(&file).as_bytes());
            assert_eq!(again.file, Some(file), "seed {seed}: {}: {:?}", WAYS[way], again.findings);
        }
    }
    println!("{accepted} of 720 altered drafts were accepted");
    assert!(accepted >= 100, "{accepted}");
}

#[test]
fn an_escaped_backslash_before_a_bar_stays_in_paragraphs_entries_and_cells() {
    let text = super::with_duties("A\\\\| b.\n\n- A\\\\| b.\n\n| A\\\\\\| b | \\| |\n| --- | --- |\n| a | b |\n");
    let parsed = parse_role(text.as_bytes());
    assert_eq!(parsed.findings, []);
    let written = write_role(&parsed.file.clone().unwrap());
    assert_eq!(parse_role(written.as_bytes()).file, parsed.file, "{written}");
    assert_eq!(written.matches("A\\\\").count(), 3, "{written}");
}

#[test]
fn an_entry_that_is_indented_by_a_blank_keeps_its_number() {
    let text = super::with_duties("1. One. ^d1\n 2. Two. ^d2\n  3. Three. ^d3\n");
    let file = parse_role(text.as_bytes()).file.unwrap();
    let numbers: Vec<Option<u32>> = file.role.duties().iter().map(|duty| duty.number).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
}
