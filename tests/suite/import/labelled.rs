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

#[test]
fn words_that_pages_are_left_by_are_duties_and_skills_where_they_are_meant() {
    let duties = [
        "Share information with teachers and parents.",
        "Home visits to families of the caseload.",
        "Print media and newsletters.",
        "Close cases that are complete.",
        "Search for records of the client.",
        "Back up the files of the program each week.",
        "Sign in visitors at the front desk.",
        "Obtain signatures of parents on consent forms.",
        "Share best practices with other coaches.",
        "Operate X-ray equipment.",
    ];
    let skills = ["Experience with JavaScript", "Previous work with government", "Back-end experience"];
    let text = format!(
        "OUTREACH WORKER\n\nDUTIES\n\n- {}\n\nMINIMUM QUALIFICATIONS\n\n- {}\n\nHome\nShare this job\nBack to top\nPrivacy policy\nClose\n",
        duties.join("\n- "),
        skills.join("\n- "),
    );
    let (blocks, readings) = understood(text.as_bytes());
    let taken = |words: &str| {
        let at = blocks.iter().position(|block| block.text.contains(words)).unwrap();
        serde_json::to_value(readings[at].kind).unwrap().as_str().unwrap().to_owned()
    };
    for duty in duties {
        assert_eq!(taken(duty), "duty", "{duty}");
    }
    for skill in skills {
        assert!(["qualification", "ksa"].contains(&taken(skill).as_str()), "{skill}: {}", taken(skill));
    }
    for mark in ["Share this job", "Back to top", "Privacy policy"] {
        assert_eq!(taken(mark), "furniture", "{mark}");
    }
}

#[test]
fn fields_above_a_text_that_nobody_filled_in_are_nothing() {
    let text = "---\ntitle: Data Analyst\nopens:\ncloses:\nrole_summary: |\n  Counts what the program does\n  and for whom.\nkey_objectives:\n  - title: Find what helps\n    items:\n      - Compare the sites with each other.\n---\n# Qualifications\n\n- A degree in statistics is required.\n";
    let (blocks, readings) = understood(text.as_bytes());
    let of = |kind: &str| -> Vec<&str> {
        let with = blocks.iter().zip(&readings);
        let with = with.filter(|(_, reading)| serde_json::to_value(reading.kind).unwrap() == kind);
        with.map(|(block, _)| block.text.as_str()).collect()
    };
    assert_eq!(of("summary"), ["Counts what the program does and for whom."]);
    assert_eq!(of("duty"), ["title: Find what helps", "Compare the sites with each other."]);
    assert!(of("furniture").iter().any(|text| text.contains("opens")), "{:?}", of("furniture"));
}
