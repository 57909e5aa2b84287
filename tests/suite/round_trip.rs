//! What is written is read back the same, whatever it says.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::select;
use rolebook::catalog::format::{RoleFile, Stamp, parse_role, write_role};
use rolebook::model::caseload::{Caseload, CaseloadSize, Contact};
use rolebook::model::document::{
    Block, ChangeMark, Column, ColumnType, DutyMarks, Footnote, Group, Item, ItemNote, Section, Table, Tick,
};
use rolebook::model::facts::{Facts, Kind, Site};
use rolebook::model::qualification::{Degree, Education, Experience, Qualifications, Requirement, Substitution};
use rolebook::model::quantity::{Per, Percent, Range};
use rolebook::model::revision::DraftStamp;
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::source::Source;
use rolebook::model::text::Text;

use crate::support::shipped_catalog;

/// Words full of what means something to Markdown or YAML.
fn awkward() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "word",
        "Déjà",
        "–",
        " ",
        " ",
        " ",
        "#",
        "##",
        "*",
        "**",
        "_",
        "`",
        "```",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "<b>",
        "&amp;",
        "\\",
        "|",
        "-",
        "+",
        "1.",
        "12)",
        ">",
        "~",
        "^",
        "^d7",
        "{a: b}",
        ":",
        ": ",
        ",",
        "\"",
        "'",
        "!",
        "[x]",
        "[^1]",
        "[^1]:",
        "---",
        "===",
        "\u{a0}",
        "\t",
        "\n",
        "%",
        "75 %",
        "(new)",
        "null",
        "yes",
        "@",
        "http://x.y",
        "漢字",
        "\u{200d}",
        "\u{301}",
        "// ",
        "? ",
        "\u{2028}",
        "\u{85}",
        "\u{7f}",
        "$",
        "0x1f",
        "1e5",
        "2026-11-22",
        "{{",
        "}}",
        "**Label:** ",
    ];
    vec(select(pieces), 1..12).prop_map(|pieces| pieces.concat())
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[A-Za-z][a-z ]{0,20}[a-z]", 2 => awkward(), 1 => "\\PC{1,30}"]
}

/// Text that says something.
fn text() -> impl Strategy<Value = Text> {
    words().prop_map(|words| Text::from_plain(&words)).prop_filter("not empty", |text| !text.is_empty())
}

fn label() -> impl Strategy<Value = Text> {
    "[A-Za-z][A-Za-z ]{0,15}[a-z]".prop_map(|words| Text::from_plain(&words))
}

fn note() -> impl Strategy<Value = ItemNote> {
    let printed = option::of(words());
    (option::of(any::<bool>()), printed, vec(words(), 0..2)).prop_map(|(essential, printed, activities)| ItemNote {
        essential,
        printed,
        activities,
        ..ItemNote::default()
    })
}

fn item(numbered: bool) -> impl Strategy<Value = Item> {
    let leaf = (
        option::of(text()),
        option::of(label()),
        option::of(select(vec![Tick::Ticked, Tick::Unticked, Tick::Unclear])),
        note(),
        vec(text(), 0..2),
        1_u32..400,
    )
        .prop_map(move |(text, label, tick, note, continued, number)| {
            // A paragraph can only continue what has begun.
            let continued = if text.is_some() { continued } else { Vec::new() };
            Item {
                text: text.unwrap_or_default(),
                label: label.unwrap_or_default(),
                tick,
                note,
                continued,
                number: numbered.then_some(number),
                ..Item::default()
            }
        });
    leaf.prop_recursive(3, 12, 3, move |inner| {
        (inner.clone(), vec(inner, 0..3)).prop_map(|(mut item, items)| {
            item.items = items;
            item
        })
    })
}

fn table() -> impl Strategy<Value = Table> {
    let types = select(vec![ColumnType::Words, ColumnType::Money, ColumnType::Frequency]);
    (1_usize..4).prop_flat_map(move |width| {
        let column = (text(), types.clone()).prop_map(|(heading, holds)| Column { heading, holds });
        let cell = option::of(text()).prop_map(Option::unwrap_or_default);
        (vec(column, width), vec(vec(cell, width), 0..3)).prop_map(|(columns, rows)| Table { columns, rows })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        3 => text().prop_map(Block::Paragraph),
        3 => any::<bool>().prop_flat_map(|numbered| vec(item(numbered), 1..4)).prop_map(Block::List),
        1 => table().prop_map(Block::Table),
    ]
}

/// Blocks of which no two lists of one sort follow each other: those are one list.
fn blocks() -> impl Strategy<Value = Vec<Block>> {
    vec(block(), 0..4).prop_map(|blocks| {
        let mut kept: Vec<Block> = Vec::new();
        for block in blocks {
            if !matches!((kept.last(), &block), (Some(Block::List(_)), Block::List(_))) {
                kept.push(block);
            }
        }
        kept
    })
}

fn marks() -> impl Strategy<Value = DutyMarks> {
    let change = option::of(select(vec![ChangeMark::New, ChangeMark::Revised, ChangeMark::NoChange]));
    (option::of(1_u32..9), change, option::of(any::<bool>())).prop_map(|(share, change, essential)| DutyMarks {
        share_percent: share.and_then(|share| Percent::try_from(f64::from(share) / 2.0).ok()),
        change,
        essential,
    })
}

fn section() -> impl Strategy<Value = Section> {
    let kinds = select(vec![
        SectionKind::Duties,
        SectionKind::Summary,
        SectionKind::Qualifications,
        SectionKind::WorkContacts,
        SectionKind::Additional,
    ]);
    let group = (text(), marks(), blocks());
    (kinds, text(), blocks(), vec(group, 0..3)).prop_map(|(kind, heading, mut blocks, groups)| {
        for (label, marks, inner) in groups {
            let marks = if kind == SectionKind::Duties { marks } else { DutyMarks::default() };
            blocks.push(Block::Group(Group { label, marks, blocks: inner }));
        }
        Section { kind, heading, blocks }
    })
}

fn requirement() -> impl Strategy<Value = Requirement> {
    let range = prop_oneof![
        (0_u32..9).prop_map(|low| Range::at_least(f64::from(low))),
        (0_u32..9).prop_map(|low| Range::between(f64::from(low) + 0.5, f64::from(low) + 2.0)),
    ];
    let leaf = prop_oneof![
        words().prop_map(Requirement::Skill),
        words().prop_map(Requirement::Check),
        (vec(words(), 0..4), any::<bool>()).prop_map(|(fields, or_related)| {
            Requirement::Education(Education {
                at_least: Degree::Bachelor,
                years: None,
                fields,
                or_related,
                accredited_by: Vec::new(),
                approved_by: Vec::new(),
            })
        }),
        (option::of(range), vec(words(), 0..3), option::of(words())).prop_map(|(years, kinds, title)| {
            Requirement::Experience(Experience { years, kinds, title, ..Experience::default() })
        }),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(Requirement::All),
            vec(inner.clone(), 1..4).prop_map(Requirement::Any),
            (inner.clone(), inner, option::of(words())).prop_map(|(of, accepts, rate)| {
                Requirement::Substitution(Box::new(Substitution { of, accepts, rate }))
            }),
        ]
    })
}

fn facts() -> impl Strategy<Value = Facts> {
    let caseload =
        (any::<bool>(), 1_u32..50, words(), option::of(words())).prop_map(|(stated, low, unit, qualifier)| {
            let range = Range::between(f64::from(low), f64::from(low) + 5.0);
            let size = if stated { CaseloadSize::Stated(range) } else { CaseloadSize::NotStated };
            Caseload { size, unit, called: None, qualifier }
        });
    let contact = (words(), option::of(1_u32..9)).prop_map(|(with, at_least)| Contact {
        with,
        at_least,
        per: at_least.map(|_| Per::Month),
        qualifier: None,
    });
    let site =
        (option::of(words()), option::of(words())).prop_map(|(name, city)| Site { name, city, ..Site::default() });
    (option::of(caseload), vec(contact, 0..3), vec(site, 0..3), vec(requirement(), 0..4), vec(words(), 0..4), words())
        .prop_map(|(caseload, contact, sites, required, notes, document)| Facts {
            kind: Some(Kind::JobDescription),
            organisation: "acme".parse().ok(),
            caseload,
            contact,
            sites,
            qualifications: (!required.is_empty()).then(|| Qualifications { required, ..Qualifications::default() }),
            notes,
            source: Some(Source {
                document,
                publisher: None,
                dated: None,
                section: None,
                lines: None,
                licence: "not stated".to_owned(),
                attribution: None,
            }),
            ..Facts::default()
        })
}

fn role() -> impl Strategy<Value = Role> {
    let footnote = (text(), option::of(words())).prop_map(|(text, mark)| (text, mark));
    (text(), facts(), vec(section(), 0..4), vec(footnote, 0..3)).prop_map(|(title, facts, sections, footnotes)| {
        let footnotes = footnotes.into_iter().enumerate();
        let footnotes = footnotes.map(|(index, (text, mark))| Footnote { name: format!("n{index}"), text, mark });
        Role { title, facts, sections, footnotes: footnotes.collect() }
    })
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_role_that_is_written_is_read_back_the_same(role in role(), stamp in Just(DraftStamp::default())) {
        let file = RoleFile { stamp: Stamp::Draft(stamp), role };
        let written = write_role(&file);
        let parsed = parse_role(written.as_bytes());
        assert!(!parsed.has_errors(), "{:#?}\n{written}", parsed.findings);
        let read = parsed.file.unwrap();
        assert_eq!(read.role, file.role, "\n{written}");
        assert_eq!(write_role(&read), written);
    }

    #[test]
    fn any_text_at_all_is_an_error_or_a_role(text in "\\PC{0,200}|(\\PC|\n|---|  |- ){0,80}") {
        let parsed = parse_role(text.as_bytes());
        assert!(parsed.file.is_some() || parsed.has_errors());
    }

    #[test]
    fn a_role_that_was_read_is_written_in_a_form_that_stays(lines in vec(awkward(), 0..30)) {
        let front = "---\nschema: rolebook/1\nkind: job-description\norganisation: acme\nsource: {document: x, licence: y}\n---\n\n# T\n\n";
        let parsed = parse_role(format!("{front}{}", lines.join("\n")).as_bytes());
        if let (false, Some(file)) = (parsed.has_errors(), parsed.file) {
            let written = write_role(&file);
            let again = parse_role(written.as_bytes());
            assert!(!again.has_errors(), "{:#?}\n{written}", again.findings);
            assert_eq!(again.file.unwrap(), file, "\n{written}");
        }
    }
}

#[test]
fn every_file_of_the_shipped_catalog_is_canonical() {
    let mut files = 0;
    for organisation in std::fs::read_dir(shipped_catalog().join("roles")).unwrap() {
        for role in std::fs::read_dir(organisation.unwrap().path()).unwrap() {
            for file in std::fs::read_dir(role.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let text = std::fs::read_to_string(&path).unwrap();
                let parsed = parse_role(text.as_bytes());
                assert_eq!(write_role(&parsed.file.unwrap()), text, "{}", path.display());
                files += 1;
            }
        }
    }
    assert_eq!(files, 11);
}

#[test]
fn a_link_of_one_letter_stays_a_link_at_the_beginning_of_an_item() {
    let text = crate::support::role_text("acme", &["[x](https://example.org/), the handbook.", "[x] A box."]);
    let written = write_role(&parse_role(text.as_bytes()).file.unwrap());
    assert!(written.contains("\n- [x](https://example.org/), the handbook."), "{written}");
    assert!(written.contains("\n- [x] A box."), "{written}");
    let words = Text::from_markdown("[x] is no box here");
    assert_eq!(words.as_markdown(), "\\[x] is no box here");
}
