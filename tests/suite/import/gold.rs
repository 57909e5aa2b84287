//! The labelled set beside the project, scored by its own script.

use std::process::Command;

use super::shared;
use crate::support::binary;

fn figure_after(words: &str, line: &str) -> f64 {
    let rest = line.split(words).nth(1).unwrap_or_else(|| panic!("no `{words}` in: {line}"));
    rest.split_whitespace().next().unwrap().trim_end_matches(';').parse().unwrap()
}

#[test]
fn nine_lines_and_nine_facts_of_ten_are_read_as_a_careful_reader_would() {
    let Some(script) = shared("documents/import-gold/score.py") else { return };
    let Ok(run) = Command::new("python3").arg(&script).arg(binary()).arg("--each").output() else {
        println!("skipped: there is no python3");
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout);
    println!("{said}");
    let last = said.lines().last().expect("the script says something");
    assert!(figure_after("lines strict", last) >= 0.90, "{last}");
    assert!(figure_after("F1", last) >= 0.90, "{last}");
}
