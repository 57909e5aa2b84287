//! Promises that hold for roles made at random.

use proptest::prelude::*;
use rolebook::compare::naming::name_items;
use rolebook::model::document::{Block, Group, Item, Section};
use rolebook::model::role::Role;
use rolebook::model::section::SectionKind;
use rolebook::model::text::Text;

use super::kept_promises;

/// Few words, so that texts are often alike, and marks that stand close to words.
fn words() -> impl Strategy<Value = Text> {
    let word =
        prop::sample::select(vec!["visits", "families", "and", "the", "reports,", "(weekly)", "home.", "–", "¶", "of"]);
    prop::collection::vec(word, 0..9).prop_map(|words| Text::from_markdown(&words.join(" ")))
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = words().prop_map(|text| Item { text, ..Item::default() });
    leaf.prop_recursive(2, 8, 3, |inner| {
        (words(), prop::collection::vec(inner, 0..3)).prop_map(|(text, items)| Item { text, items, ..Item::default() })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let plain =
        prop_oneof![words().prop_map(Block::Paragraph), prop::collection::vec(item(), 1..4).prop_map(Block::List),];
    plain.prop_recursive(2, 8, 3, |inner| {
        (words(), prop::collection::vec(inner, 0..3))
            .prop_map(|(label, blocks)| Block::Group(Group { label, marks: Default::default(), blocks }))
    })
}

fn section() -> impl Strategy<Value = Section> {
    let kind = prop::sample::select(vec![SectionKind::Duties, SectionKind::Summary, SectionKind::Additional]);
    (kind, words(), prop::collection::vec(block(), 0..4)).prop_map(|(kind, heading, blocks)| Section {
        kind,
        heading,
        blocks,
    })
}

fn role() -> impl Strategy<Value = Role> {
    prop::collection::vec(section(), 0..4).prop_map(|sections| Role { sections, ..Role::default() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changed_between_a_role_and_itself(role in role()) {
        prop_assert!(kept_promises(&role, &role).is_empty());
    }

    #[test]
    fn any_two_roles_are_accounted_for_piece_by_piece_and_word_by_word(before in role(), after in role()) {
        kept_promises(&before, &after);
    }

    #[test]
    fn any_edit_of_named_roles_is_accounted_for_and_names_stay_unique(before in role(), after in role()) {
        let (mut before, mut after) = (before, after);
        name_items(&mut before, &[]);
        name_items(&mut after, &[&before]);
        let mut names: Vec<_> = after.items().map(|(_, item)| item.id.clone().unwrap()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), count);
        kept_promises(&before, &after);
    }
}
