//! Every word of every posting knows where it comes from, and says what stands there.

use rolebook::model::document::{Block as RoleBlock, items_of};
use rolebook::model::role::Role;
use rolebook::posting::document::{Block, Posting, Run, words_of};
use rolebook::posting::origin::Origin;
use rolebook::posting::render::markdown::render_markdown;
use rolebook::posting::request::Choices;
use rolebook::posting::shipped::shipped_templates;

use super::{ROLES, examples, least, made, posting, sources};

/// Everything that a role says, as plain words: texts, labels, headings, cells.
fn words_of_role(role: &Role) -> String {
    fn blocks(all: &[RoleBlock], words: &mut String) {
        for block in all {
            match block {
                RoleBlock::Paragraph(text) => words.push_str(&text.to_plain()),
                RoleBlock::List(_) => {
                    for item in items_of(std::slice::from_ref(block)) {
                        words.push_str(&format!("{}:\n{}\n", item.label.to_plain(), item.text.to_plain()));
                        item.continued.iter().for_each(|text| words.push_str(&format!("{}\n", text.to_plain())));
                    }
                }
                RoleBlock::Table(table) => {
                    table.columns.iter().for_each(|column| words.push_str(&format!("{}\n", column.heading.to_plain())));
                    table.rows.iter().flatten().for_each(|cell| words.push_str(&format!("{}\n", cell.to_plain())));
                }
                RoleBlock::Group(group) => {
                    words.push_str(&format!("{}\n", group.label.to_plain()));
                    blocks(&group.blocks, words);
                }
            }
            words.push('\n');
        }
    }
    let mut words = format!("{}\n", role.title.to_plain());
    for section in &role.sections {
        words.push_str(&format!("{}\n", section.heading.to_plain()));
        blocks(&section.blocks, &mut words);
    }
    role.footnotes.iter().for_each(|note| words.push_str(&format!("{}\n", note.text.to_plain())));
    words
}

fn each_block(posting: &Posting) -> Vec<&Block> {
    fn visit<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
        for block in blocks {
            found.push(block);
            if let Block::List { items, .. } = block {
                items.iter().for_each(|item| visit(&item.blocks, found));
            }
        }
    }
    let mut found = Vec::new();
    posting.sections.iter().for_each(|section| visit(&section.blocks, &mut found));
    found
}

#[test]
fn every_block_of_every_template_knows_where_it_comes_from_for_all_ten_roles() {
    let mut blocks = 0;
    for role in ROLES {
        let sources = sources(role);
        let said = words_of_role(&sources.revision.role).replace("[^1]", "*").replace("[^2]", "**");
        for template in shipped_templates().unwrap() {
            for particulars in [examples(&template), least(&template)] {
                let posting = made(&sources, &template, &particulars, &Choices::default()).unwrap();
                for block in each_block(&posting) {
                    blocks += 1;
                    let printed = !block.runs().is_empty() || matches!(block, Block::Table { .. });
                    assert!(printed, "{role} {}: {block:?}", template.name);
                    for run in block.runs() {
                        let origin = posting.origin(run).unwrap_or_else(|| panic!("{role}: no origin: {run:?}"));
                        holds(origin, run, role, &said, &template.body, &particulars);
                    }
                }
            }
        }
    }
    assert!(blocks > 2_000, "{blocks} blocks were asked");
}

/// Whether the words of a run stand where the origin says.
fn holds(
    origin: &Origin,
    run: &Run,
    role: &str,
    said: &str,
    body: &str,
    particulars: &rolebook::posting::particular::Particulars,
) {
    match origin {
        Origin::Role { role: named, part } => {
            assert!(named.starts_with(&format!("{role}@")), "{named}");
            let is_item =
                part.starts_with(|c: char| c.is_ascii_lowercase()) && part.ends_with(|c: char| c.is_ascii_digit());
            let is_words =
                is_item && !part.contains('.') && part.chars().filter(char::is_ascii_alphabetic).count() == 1;
            if is_words && !run.text.trim_end_matches('.').chars().all(|c| c.is_ascii_digit() || c == '.') {
                assert!(said.contains(&run.text), "{role} {part}: {}", run.text);
            }
        }
        // The template's words stand in its own file, piece by piece.
        Origin::Template { .. } => {
            for word in run.text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3) {
                let of_the_form = [
                    "Permanent",
                    "Seasonal",
                    "Limited",
                    "duration",
                    "Academic",
                    "year",
                    "Full",
                    "time",
                    "Part",
                    "Intermittent",
                    "share",
                    "Exempt",
                    "exempt",
                    "Duties",
                ];
                assert!(
                    body.contains(word) || of_the_form.contains(&word),
                    "{role}: the template does not say {word:?} of {run:?}"
                );
            }
        }
        Origin::Particular { name } => assert!(particulars.contains_key(name) || name == "pay", "{name}"),
        Origin::Organisation { organisation, .. } => assert!(role.starts_with(organisation.as_str()), "{organisation}"),
        Origin::Edited { .. } => panic!("nothing was edited"),
    }
}

#[test]
fn every_duty_stands_in_the_announcement_word_for_word_and_leads_back_to_its_item() {
    for role in ROLES {
        let posting = posting(role, "full-announcement");
        let sources = sources(role);
        for duty in sources.revision.role.duties() {
            let id = duty.id.as_ref().unwrap().to_string();
            let runs = posting.runs();
            let own =
                runs.iter().filter(|run| matches!(posting.origin(run), Some(Origin::Role { part, .. }) if *part == id));
            assert_eq!(words_of(own.copied()), duty.text.to_plain(), "{role} {id}");
        }
    }
}

#[test]
fn what_the_role_does_not_state_is_left_out() {
    let posting = super::announcement("oregon-dhs/family-coach", &[]);
    let text = String::from_utf8(render_markdown(&posting)).unwrap();
    // The form leaves out to whom the position reports and has no pay; what it blanks is not printed as if it were said.
    for absent in ["Reports to", "Pay:", "Supervisor name", "What we offer", "Equal opportunity"] {
        assert!(!text.contains(absent), "{absent}: {text}");
    }
    // The state of Maryland was only concluded.
    let heights = super::announcement("promise-heights/promisecorps-member", &[]);
    assert!(!String::from_utf8(render_markdown(&heights)).unwrap().contains(", MD"));
    assert_eq!(heights.opening.places[0].state, None);
    assert_eq!(heights.opening.places[0].concluded_state.as_deref(), Some("MD"));
}
