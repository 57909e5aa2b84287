//! Running heads and feet, page numbers, rules: what stands on a page for the page's sake.

use std::collections::{BTreeSet, HashMap};

use crate::import::line::Line;

/// So many lines at the head and the foot of a page may be running heads.
const EDGE: usize = 3;

/// For each line, why it is furniture, if it is.
pub(super) fn reasons(lines: &[&Line]) -> Vec<Option<&'static str>> {
    let mut reasons: Vec<Option<&'static str>> = lines.iter().map(|line| reason_alone(&line.text)).collect();
    mark_repeated(lines, &mut reasons);
    mark_beside_page_numbers(lines, &mut reasons);
    reasons
}

fn reason_alone(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let boxes = ['☒', '☐', '□'];
    if !text.is_empty() && !text.chars().any(|c| c.is_alphanumeric() || boxes.contains(&c)) {
        return Some("a rule");
    }
    is_page_number(text).then_some("a page number")
}

/// `Page 2`, `page 2 of 5`, `2 of 5`, `2 | Page`, `- 2 -`.
fn is_page_number(text: &str) -> bool {
    let plain = text.to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let figures = |word: &&str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        ["page" | "pg" | "p", number] | [number, "page"] => figures(number),
        ["page" | "pg", number, "of", all] => figures(number) && figures(all),
        [number, "of", all] => figures(number) && figures(all),
        [.., "page", number] | [.., "page", number, "of", _] if words.len() <= 9 => figures(number),
        ["page", "a" | "b" | "i" | "ii" | "iii", ..] => false,
        [number] => figures(number) && text.starts_with(['-', '–', '|', '[']),
        _ => false,
    }
}

/// What is the same on several pages, figures aside.
fn mark_repeated(lines: &[&Line], reasons: &mut [Option<&'static str>]) {
    let mut pages: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        if !line.text.trim().is_empty() {
            pages.entry(line.page).or_default().push(index);
        }
    }
    if pages.len() < 2 {
        return;
    }
    let mut seen: HashMap<String, BTreeSet<u32>> = HashMap::new();
    let edges = |of: &Vec<usize>| -> BTreeSet<usize> {
        of.iter().take(EDGE).chain(of.iter().rev().take(EDGE)).copied().collect()
    };
    let at = |index: usize| lines.get(index).map(|line| (line.page, without_figures(&line.text)));
    for index in pages.values().flat_map(edges) {
        if let Some((page, text)) = at(index) {
            seen.entry(text).or_default().insert(page);
        }
    }
    let first_page = pages.keys().min().copied().unwrap_or_default();
    let first_head: BTreeSet<usize> = pages.get(&first_page).into_iter().flatten().take(EDGE).copied().collect();
    for of in pages.values() {
        for index in edges(of) {
            let Some((_, text)) = at(index) else { continue };
            let repeated = seen.get(&text).is_some_and(|on| on.len() >= 2 && on.len() * 3 >= pages.len());
            let number = text.chars().all(|c| c == '#' || c.is_whitespace());
            let Some(reason) = reasons.get_mut(index) else { continue };
            if reason.is_none() && number {
                *reason = Some("a page number");
            } else if reason.is_none() && repeated && !first_head.contains(&index) {
                *reason = Some("a running head");
            }
        }
    }
}

/// A line beside a page number that was there before.
fn mark_beside_page_numbers(lines: &[&Line], reasons: &mut [Option<&'static str>]) {
    let numbers: Vec<usize> = reasons
        .iter()
        .enumerate()
        .filter(|(_, reason)| **reason == Some("a page number"))
        .map(|(index, _)| index)
        .collect();
    for number in numbers {
        let beside = [number.checked_sub(1), number.checked_add(1)];
        for index in beside.into_iter().flatten() {
            let Some(line) = lines.get(index).filter(|line| !line.text.trim().is_empty()) else { continue };
            let text = without_figures(&line.text);
            let before = lines.iter().take(index).any(|other| without_figures(&other.text).contains(&text));
            if before
                && text.len() >= 4
                && let Some(reason) = reasons.get_mut(index)
                && reason.is_none()
            {
                *reason = Some("a running head");
            }
        }
    }
}

fn without_figures(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").replace("##", "#").replace("##", "#")
}
