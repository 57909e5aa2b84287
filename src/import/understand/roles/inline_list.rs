//! Lists inside a sentence: `knowledge of …; ability to …; tact`.

use crate::model::section::SectionKind;

/// The items of a paragraph that is a list, by what lists of this section are divided with.
pub(super) fn items_of(text: &str, section: SectionKind, heading: &str, is_item: bool) -> Option<Vec<String>> {
    let knowledge = matches!(section, SectionKind::Knowledge | SectionKind::Competencies);
    if knowledge && !is_item && text.matches(';').count() >= 2 {
        return Some(parts(text, ';'));
    }
    let plain = heading.trim().to_lowercase();
    if matches!(plain.as_str(), "skills" | "service areas" | "tools" | "languages") && !text.trim_end().ends_with('.') {
        let listed = parts(text, ',');
        let short = listed.iter().all(|part| part.split_whitespace().count() <= 5);
        return (listed.len() >= 3 && short).then_some(listed);
    }
    if section == SectionKind::Terms && !is_item {
        let sentences: Vec<String> = text.split_inclusive(". ").map(|part| part.trim().to_owned()).collect();
        return (sentences.len() >= 2).then_some(sentences);
    }
    None
}

/// Parts divided by a mark outside parentheses.
fn parts(text: &str, mark: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_u32;
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if character == mark && depth == 0 {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(character);
        }
    }
    let tidy = |part: String| part.trim().trim_start_matches("and ").trim_end_matches('.').trim().to_owned();
    parts.into_iter().map(tidy).filter(|part| !part.is_empty()).collect()
}
