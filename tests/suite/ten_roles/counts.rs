//! Sections, groups, items, paragraphs, tables and boxes: as many as the source has, in its order.

use rolebook::app::show::DutyGroup;
use rolebook::model::document::{Block, ChangeMark, Item, Tick};
use rolebook::model::facts::Kind;
use rolebook::model::section::SectionKind;

use super::{ROLES, history, pieces, record, role, snapshot};

/// Each role's sections in order: kind, then what stands in it.
const OUTLINES: [(&str, Kind, &str); 10] = [
    (
        "U1",
        Kind::JobDescription,
        "summary: 1 paragraph
         duties: 14 items
         qualifications: 9 items",
    ),
    (
        "U2",
        Kind::JobDescription,
        "summary: 1 paragraph
         duties: 1 paragraph, 8 items, 1 paragraph
         qualifications: [Education required for success in the position: 1 item], \
             [Experience required for success in the position: 4 items], \
             [Special skills, knowledge and abilities: 1 item], \
             [License, certification or registration necessary: 2 items], \
             [Physical requirements: 2 items]
         working-conditions: 3 items, [Ability to operate these vehicles or equipment: 2 items]",
    ),
    ("U3", Kind::JobDescription, "duties: 18 items"),
    (
        "U4",
        Kind::JobDescription,
        "summary: 2 paragraphs
         duties: 11 items
         competencies: 6 items (6 labelled)
         performance-objectives: 5 numbered items, 1 paragraph
         qualifications: 4 items",
    ),
    (
        "U5",
        Kind::JobDescription,
        "summary: 1 paragraph
         duties: 7 items, 1 paragraph, 4 items",
    ),
    (
        "U6",
        Kind::JobDescription,
        "about: 1 paragraph
         about: 1 paragraph
         about: 1 paragraph
         summary: 1 paragraph
         duties: [Coaching: 7 items], [Partner collaboration and service coordination: 5 items], \
             [Data collection and tracking: 3 items], [Outreach: 2 items]
         qualifications: 3 items
         knowledge: 9 items",
    ),
    (
        "U7",
        Kind::JobDescription,
        "summary: 2 paragraphs
         benefits: 1 paragraph
         duties: 1 paragraph, 7 items
         qualifications: 1 item (1 labelled)
         knowledge: 7 items
         terms: 3 items
         additional: 3 items
         additional: 11 items",
    ),
    (
        "O1",
        Kind::PositionDescription,
        "position-information: [Head of the form: 1 paragraph, 3 items (3 labelled, 1 blank) and 8 boxes (2 ticked)], \
             [Fields a to m: 10 items (10 labelled, 3 blank) and 15 boxes (4 ticked)]
         purpose: [a. The program: purpose, people affected, size, scope, relation to the agency's mission: \
             3 paragraphs, 7 items, 3 paragraphs], \
             [b. Primary purpose of the position, and how it functions within the program: 4 paragraphs]
         duties: [Coaching families toward independence: 2 paragraphs, 10 items, [Services to families: 11 numbered items], \
             [Program eligibility requirements: 4 numbered items], [Employment services: 6 numbered items]], \
             [Professional relationships: 6 numbered items], [Professional development: 4 numbered items], \
             [Other duties: 1 item]
         working-conditions: 4 paragraphs
         guidelines: [a. Established guidelines: 1 paragraph], [b. How they are used: 1 paragraph]
         work-contacts: table of 4 columns and 7 rows (1 cell blank)
         decisions: 3 paragraphs
         review-of-work: table of 5 columns and 2 rows (2 cells blank)
         oversight: [a. Employees supervised: 2 items (2 labelled)], [b. Activities of the position: 10 boxes (0 ticked)]
         additional-requirements: 3 paragraphs
         budget-authority: table of 3 columns and 1 row (2 cells blank)
         organizational-chart: 1 paragraph
         signatures: table of 3 columns and 3 rows (6 cells blank)",
    ),
    (
        "N1",
        Kind::ClassSpecification,
        "position-information: 3 items (3 labelled)
         summary: 1 paragraph
         duties: 8 numbered items
         knowledge: 13 items
         qualifications: [Suggested promotional qualifications: 1 paragraph], \
             [Open-competitive: 2 paragraphs, 1 numbered item, 1 paragraph, 1 numbered item, 1 paragraph]
         title-history: 1 paragraph",
    ),
    (
        "S1",
        Kind::JobDescription,
        "summary: 1 paragraph
         duties: 12 numbered items
         disclaimer: 1 paragraph
         qualifications: 4 items (2 labelled)
         working-conditions: 5 items
         how-to-apply: 1 paragraph",
    ),
];

#[test]
fn the_catalog_holds_the_ten_roles_and_their_ten_organisations_and_nothing_else() {
    let mut expected: Vec<&str> = ROLES.iter().map(|(_, id)| *id).collect();
    expected.sort_unstable();
    let ids: Vec<&str> = snapshot().roles.keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, expected);
    let mut organisations: Vec<&str> = expected.iter().map(|id| id.split_once('/').unwrap().0).collect();
    organisations.dedup();
    assert_eq!(snapshot().organisations.keys().map(|id| id.as_str()).collect::<Vec<_>>(), organisations);
    assert!(snapshot().roles.values().all(|history| history.draft.is_none() && !history.is_broken()));
}

#[test]
fn each_role_has_the_sections_items_paragraphs_tables_and_boxes_of_its_source_in_order() {
    for (key, kind, expected) in OUTLINES {
        let role = role(key);
        let found: Vec<String> = role
            .sections
            .iter()
            .map(|section| {
                let kind = serde_json::to_value(section.kind).unwrap();
                format!("{}: {}", kind.as_str().unwrap(), outline(&section.blocks))
            })
            .collect();
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        assert_eq!(found, expected, "{key}");
        assert_eq!(role.facts.kind, Some(kind), "{key}");
    }
}

#[test]
fn each_role_has_as_many_items_and_duties_as_its_source() {
    // The source of U1 lists one requirement twice: 24 items, 23 in the second revision. U7, O1 and N1 are not
    // counted as a whole in the source: theirs are the sums of their sections.
    let totals = [
        ("U1", 23, 14),
        ("U2", 23, 8),
        ("U3", 18, 18),
        ("U4", 26, 11),
        ("U5", 11, 11),
        ("U6", 29, 17),
        ("U7", 7 + 1 + 7 + 3 + 3 + 11, 7),
        ("O1", 13 + 23 + 7 + 42 + 2 + 10, 42),
        ("N1", 3 + 8 + 13 + 2, 8),
        ("S1", 21, 12),
    ];
    for (key, items, duties) in totals {
        let leaves = role(key).items().filter(|(_, item)| item.is_leaf()).count();
        assert_eq!((leaves, role(key).duties().len()), (items, duties), "{key}");
    }
}

#[test]
fn the_first_revision_of_u1_lists_a_requirement_twice_and_the_second_once() {
    let history = history("U1");
    let counts: Vec<(u32, Vec<String>)> = history
        .revisions
        .iter()
        .map(|revision| {
            let section = revision.role.sections_of(SectionKind::Qualifications).next().unwrap();
            (revision.stamp.number, pieces(section))
        })
        .collect();
    let [(1, first), (2, second)] = counts.as_slice() else { panic!("{counts:?}") };
    assert_eq!((first.len(), second.len()), (10, 9));
    assert_eq!(first[5], first[7]);
    let mut without = first.clone();
    without.remove(7);
    assert_eq!(&without, second);
    let leaves = history.revisions[0].role.items().filter(|(_, item)| item.is_leaf()).count();
    assert_eq!(leaves, 24);
    for (key, _) in ROLES.iter().filter(|(key, _)| *key != "U1") {
        assert_eq!(super::history(key).revisions.len(), 1, "{key}");
    }
}

#[test]
fn the_oregon_duties_keep_their_shares_of_time_marks_and_essential_functions() {
    let record = record("O1");
    let groups: Vec<(f64, ChangeMark, bool, usize)> = record
        .duties
        .iter()
        .map(|group| {
            let marks = group.marks;
            (
                marks.share_percent.unwrap().value(),
                marks.change.unwrap(),
                marks.essential.unwrap(),
                leaf_duties(group).len(),
            )
        })
        .collect();
    let expected = [
        (75.0, ChangeMark::Revised, true, 31),
        (10.0, ChangeMark::NoChange, true, 6),
        (10.0, ChangeMark::NoChange, true, 4),
        (5.0, ChangeMark::NoChange, true, 1),
    ];
    assert_eq!(groups, expected);
    let numbers: Vec<u32> = record.duties.iter().flat_map(leaf_duties).collect();
    assert_eq!(numbers, (1..=42).collect::<Vec<u32>>());
    assert_eq!(record.duties[0].lead.len(), 2);
}

#[test]
fn show_hands_out_duties_as_groups_of_items_in_printed_order() {
    let groups = |key| -> Vec<(Option<String>, usize, usize, usize)> {
        let group = |group: &DutyGroup| (group.label.clone(), group.lead.len(), group.items.len(), group.closing.len());
        record(key).duties.iter().map(group).collect()
    };
    let label = |words: &str| Some(words.to_owned());
    let coaching = [
        (label("Coaching"), 0, 7, 0),
        (label("Partner collaboration and service coordination"), 0, 5, 0),
        (label("Data collection and tracking"), 0, 3, 0),
        (label("Outreach"), 0, 2, 0),
    ];
    assert_eq!(groups("U6"), coaching);
    assert_eq!(groups("U2"), [(None, 1, 8, 1)]);
    assert_eq!(groups("U5"), [(None, 0, 7, 0), (None, 1, 4, 0)]);
    let json = serde_json::to_value(record("S1")).unwrap();
    let items = json["duties"][0]["items"].as_array().unwrap();
    let printed: Vec<u64> = items.iter().map(|item| item["printed_number"].as_u64().unwrap()).collect();
    assert_eq!(printed, (1..=12).collect::<Vec<u64>>());
}

#[test]
fn footnotes_keep_their_marks_and_whether_anything_refers_to_them() {
    let notes = |key| -> Vec<(Option<String>, usize)> {
        let role = role(key);
        let prose: String = role.sections.iter().flat_map(pieces).collect();
        let refers = |name: &str| prose.matches(&format!("[^{name}]")).count();
        role.footnotes.iter().map(|note| (note.mark.clone(), refers(&note.name))).collect()
    };
    let mark = |mark: &str| Some(mark.to_owned());
    assert_eq!(notes("N1"), [(mark("*"), 2), (mark("**"), 2)]);
    assert_eq!(notes("S1"), [(mark("**"), 0)]);
    for (key, _) in ROLES.iter().filter(|(key, _)| !["N1", "S1"].contains(key)) {
        assert_eq!(notes(key), [], "{key}");
    }
}

#[test]
fn sentences_that_were_counted_in_the_sources_are_as_many_here() {
    let sentences = |words: &str| words.replace("Feb. ", "Feb ").matches(['.']).count();
    let section = |key, kind| pieces(role(key).sections_of(kind).next().unwrap()).join(" ");
    assert_eq!(sentences(&section("N1", SectionKind::Summary)), 6);
    assert_eq!(sentences(&role("N1").duties()[7].text.to_plain().replace("etc.)", "etc)")), 2);
    assert_eq!(sentences(&role("N1").footnotes[0].text.to_plain()), 4);
    assert_eq!(sentences(&section("S1", SectionKind::Disclaimer)), 2);
}

/// The numbers of the duties of a group that have none under them.
fn leaf_duties(group: &DutyGroup) -> Vec<u32> {
    fn visit(items: &[rolebook::app::show::Duty], numbers: &mut Vec<u32>) {
        for item in items {
            numbers.extend(item.number);
            visit(&item.items, numbers);
        }
    }
    let mut numbers = Vec::new();
    visit(&group.items, &mut numbers);
    numbers
}

/// What stands in a section, in one line.
fn outline(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut paragraphs = 0;
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block, Block::Paragraph(_)) {
            paragraphs += 1;
            if !matches!(blocks.get(index + 1), Some(Block::Paragraph(_))) {
                parts.push(plural(paragraphs, "paragraph"));
                paragraphs = 0;
            }
        }
        parts.extend(match block {
            Block::Paragraph(_) => None,
            Block::List(items) => Some(list(items)),
            Block::Group(group) => Some(format!("[{}: {}]", group.label, outline(&group.blocks))),
            Block::Table(table) => {
                let blank = table.rows.iter().flatten().filter(|cell| cell.is_empty()).count();
                let size = format!("{} and {}", plural(table.columns.len(), "column"), plural(table.rows.len(), "row"));
                Some(format!("table of {size} ({} blank)", plural(blank, "cell")))
            }
        });
    }
    parts.join(", ")
}

fn list(items: &[Item]) -> String {
    let leaves: Vec<&Item> = items.iter().flat_map(Item::leaves).collect();
    let (boxes, lines): (Vec<&Item>, Vec<&Item>) = leaves.into_iter().partition(|item| item.tick.is_some());
    let mut words = Vec::new();
    if !lines.is_empty() {
        let numbered = lines.iter().all(|item| item.number.is_some());
        let labelled = lines.iter().filter(|item| !item.label.is_empty()).count();
        let blank = lines.iter().filter(|item| item.text.is_empty()).count();
        let remarks = [(labelled, "labelled"), (blank, "blank")];
        let remarks: Vec<String> =
            remarks.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
        words.push(plural(lines.len(), if numbered { "numbered item" } else { "item" }) + &remarks);
    }
    if !boxes.is_empty() {
        let ticked = boxes.iter().filter(|item| item.tick == Some(Tick::Ticked)).count();
        assert!(boxes.iter().all(|item| item.tick != Some(Tick::Unclear)));
        words.push(format!("{} boxes ({ticked} ticked)", boxes.len()));
    }
    words.join(" and ")
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
