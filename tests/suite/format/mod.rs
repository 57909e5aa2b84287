//! Text that was never meant for the parser, and text in which a person made a mistake.

mod consequences;
mod encodings;
mod floods;
mod hostile;
mod mistakes;
mod mutant;
mod mutants;
mod properties;

use rolebook::catalog::format::{ParsedRole, parse_role};
use rolebook::model::finding::Finding;

/// The data of a draft without mistakes; its last line is line 6.
const HEAD: &str = "---\nschema: rolebook/1\nkind: job-description\norganisation: acme\nsource: {document: Written for a test, licence: not stated}\n---\n";

/// Text below the data, without mistakes. In a draft of both, the duty stands on line 12.
const BODY: &str = "\n# Case Manager\n\n## Duties\n\n- Serves families. ^d1\n";

/// A draft with these lines added to its data, as lines 6 and on.
fn with_fields(fields: &str) -> String {
    format!("{}{fields}---\n{BODY}", HEAD.strip_suffix("---\n").unwrap())
}

/// A draft with this text below its title and heading, which stands on lines 12 and on.
fn with_duties(duties: &str) -> String {
    format!("{HEAD}\n# Case Manager\n\n## Duties\n\n{duties}")
}

fn parse(text: &str) -> ParsedRole {
    parse_role(text.as_bytes())
}

/// The findings of a text, of which there must be some; none may be without a message and, but for `placeless`,
/// a place within the text.
fn findings(bytes: &[u8], placeless: &[&str]) -> Vec<Finding> {
    let findings = parse_role(bytes).findings;
    assert!(!findings.is_empty());
    let lines = bytes.split(|byte| *byte == b'\n' || *byte == b'\r').count();
    for finding in &findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        match finding.place {
            Some(place) => assert!(place.line >= 1 && place.line as usize <= lines && place.column >= 1, "{finding:?}"),
            None => assert!(placeless.contains(&finding.code.as_str()), "{finding:?}"),
        }
    }
    findings
}

/// The codes of errors, each once, in the order of the file.
fn error_codes(bytes: &[u8]) -> Vec<String> {
    let errors = findings(bytes, &["too-large"]).into_iter().filter(Finding::is_error);
    let mut codes: Vec<String> = Vec::new();
    for finding in errors {
        if !codes.contains(&finding.code) {
            codes.push(finding.code);
        }
    }
    codes
}
