//! Documents of our own in the layouts that are in use, labelled line by line: `kind TAB line`.

use std::path::Path;

use super::understood;

/// The lines of a labelled document that were taken for something else, and how many lines it has.
fn mistakes(file: &Path) -> (Vec<String>, usize) {
    let labelled = std::fs::read_to_string(file).unwrap();
    let rows: Vec<(&str, &str)> = labelled.lines().map(|row| row.split_once('\t').unwrap_or(("", ""))).collect();
    let text: Vec<&str> = rows.iter().map(|(_, line)| *line).collect();
    let (blocks, readings) = understood(text.join("\n").as_bytes());
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, (kind, line)) in (1_u32..).zip(&rows) {
        if kind.is_empty() || !line.chars().any(char::is_alphanumeric) {
            continue;
        }
        count += 1;
        let at = blocks.iter().position(|block| (block.place.first_line..=block.place.last_line).contains(&number));
        let got = at.map_or("nothing".to_owned(), |at| {
            serde_json::to_value(readings[at].kind).unwrap().as_str().unwrap().to_owned()
        });
        if got != *kind {
            wrong.push(format!("{}:{number}: {kind}, taken for {got}: {line}", file.display()));
        }
    }
    (wrong, count)
}

#[test]
fn lines_of_documents_in_many_layouts_are_taken_for_what_they_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/labelled");
    let mut wrong = Vec::new();
    let mut lines = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let (mistakes, count) = mistakes(&entry.unwrap().path());
        wrong.extend(mistakes);
        lines += count;
    }
    println!("{} of {lines} lines right\n{}", lines - wrong.len(), wrong.join("\n"));
    assert!(lines > 200, "the labelled documents have {lines} lines");
    assert!(wrong.len() * 20 <= lines, "more than one line in twenty is wrong:\n{}", wrong.join("\n"));
}
