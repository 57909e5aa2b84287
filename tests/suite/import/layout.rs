//! Which lines belong together.

use rolebook::import::block::{Block, Shape};
use rolebook::import::layout;
use rolebook::import::line::Line;

fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<Line> = (1..)
        .zip(text.lines())
        .map(|(number, line)| Line { number, page: 1, text: line.to_owned(), ..Line::default() })
        .collect();
    layout::blocks(&lines)
}

fn texts(text: &str) -> Vec<String> {
    blocks(text).into_iter().map(|block| block.text).collect()
}

#[test]
fn a_wrapped_item_is_one_block_and_knows_its_lines() {
    let found = blocks(
        "1. Interviews applicants and reviews the forms that they bring, for\n   completeness.\n2. Computes benefits.\n",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, "Interviews applicants and reviews the forms that they bring, for completeness.");
    assert_eq!((found[0].place.first_line, found[0].place.last_line), (1, 2));
    assert_eq!(found[1].shape, Shape::Item { depth: 0, printed: Some("2.".to_owned()) });
}

#[test]
fn a_sentence_broken_by_a_blank_line_is_one_block() {
    let found = texts(
        "The coaches build their network in the whole city and its schools to\n\nensure that the community has access.\n",
    );
    assert_eq!(found.len(), 1);
}

#[test]
fn fields_and_headings_stand_for_themselves() {
    let found = texts("Class Code: 4417\nOpen Date: 01-02-20\nDUTIES\nInterviews applicants.\n");
    assert_eq!(found, ["Class Code: 4417", "Open Date: 01-02-20", "DUTIES", "Interviews applicants."]);
}

#[test]
fn items_under_items_are_nested() {
    let depths: Vec<u8> = blocks("1. Plans\n   a. budgets\n   b. staff\n2. Reports\n")
        .into_iter()
        .filter_map(|block| match block.shape {
            Shape::Item { depth, .. } => Some(depth),
            _ => None,
        })
        .collect();
    assert_eq!(depths, [0, 1, 1, 0]);
}

#[test]
fn page_numbers_and_running_heads_are_furniture() {
    let line = |number, page, text: &str| Line { number, page, text: text.to_owned(), ..Line::default() };
    let lines = [
        line(1, 1, "Case Manager"),
        line(2, 1, ""),
        line(3, 1, "Visits families."),
        line(4, 1, "Page 1 of 2"),
        line(5, 2, "Case Manager"),
        line(6, 2, "Writes plans."),
        line(7, 2, "Page 2 of 2"),
    ];
    let left: Vec<String> = layout::blocks(&lines)
        .into_iter()
        .filter(|block| !matches!(block.shape, Shape::Furniture(_)))
        .map(|block| block.text)
        .collect();
    assert_eq!(left, ["Case Manager", "Visits families.", "Writes plans."]);
}
