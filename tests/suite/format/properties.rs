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
    (proptest::collection::vec(piece, 0..60), prop_oneof![Just(""), Just(super::HEAD)])
        .prop_map(|(pieces, head)| format!("{head}{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

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
