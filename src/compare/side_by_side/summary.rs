//! A comparison in a sentence or two.

use super::{ActivityRow, ComparedRevision, ComparedRole, DutyRow};
use crate::model::caseload::CaseloadSize;

/// So many kinds of work are named in one breath.
const MOST_NAMED: usize = 4;

/// What all do, what only one does, what their caseloads are.
pub(super) fn of(
    compared: &[ComparedRevision<'_>],
    roles: &[ComparedRole],
    rows: &[DutyRow],
    activities: &[ActivityRow],
) -> Vec<String> {
    let mut sentences = vec![shared(roles, rows)];
    sentences.extend(only_one(roles, activities));
    sentences.extend(caseloads(compared));
    sentences
}

fn shared(roles: &[ComparedRole], rows: &[DutyRow]) -> String {
    let who = match roles.len() {
        2 => "Both".to_owned(),
        count => format!("All {}", number(count)),
    };
    let mut names: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| row.shared_by == roles.len() && !row.activity.is_empty()) {
        let name = lower(&row.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        let whom = if roles.len() == 2 { "both".to_owned() } else { format!("all {}", number(roles.len())) };
        return format!("There is no piece of work that {whom} state.");
    }
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    format!("{who} state {}.", listed(&names))
}

/// Kinds of work that a single role does, for those that have any.
fn only_one(roles: &[ComparedRole], activities: &[ActivityRow]) -> Option<String> {
    let of_role = |index: usize| {
        let own = activities.iter().filter(|row| row.roles() == 1);
        let own = own.filter(|row| row.cells.get(index).is_some_and(|cell| cell.mainly > 0));
        own.map(|row| lower(&row.name)).collect::<Vec<_>>()
    };
    let parts = roles.iter().enumerate().filter_map(|(index, role)| {
        let mut names = of_role(index);
        let more = names.len().saturating_sub(MOST_NAMED);
        names.truncate(MOST_NAMED);
        if more > 0 {
            names.push(format!("{more} more"));
        }
        (!names.is_empty()).then(|| format!("{}: {}", name_among(role, roles), listed(&names)))
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("Stated by one role only: {}.", parts.join("; ")))
}

/// A role's title, with its organisation where another has the same title.
fn name_among(role: &ComparedRole, roles: &[ComparedRole]) -> String {
    let same = roles.iter().filter(|other| other.title == role.title).count();
    if same > 1 { format!("{} ({})", role.title, role.role) } else { role.title.clone() }
}

fn caseloads(compared: &[ComparedRevision<'_>]) -> Option<String> {
    let mut stated: Vec<String> = Vec::new();
    let mut silent = 0_usize;
    for compared in compared {
        let caseload = compared.role.facts.caseload.as_ref();
        match caseload.map(|caseload| (caseload.size, caseload)) {
            Some((CaseloadSize::Stated(range), caseload)) => {
                let words = format!("{range} {}", caseload.unit);
                if !stated.contains(&words) {
                    stated.push(words);
                }
            }
            _ => silent += 1,
        }
    }
    if stated.is_empty() {
        return Some("None of them states the size of a caseload.".to_owned());
    }
    let silent = match silent {
        0 => String::new(),
        1 => "; one role does not state the size of its caseload".to_owned(),
        count => format!("; {} do not state the size of a caseload", number(count)),
    };
    let plural = if stated.len() == 1 { "Caseload" } else { "Caseloads" };
    Some(format!("{plural}: {}{silent}.", listed(&stated)))
}

/// "a, b and c".
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn number(count: usize) -> String {
    let words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// A name within a sentence: a word that is all capitals stays so.
fn lower(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if first.len() > 1 && first.chars().all(|letter| !letter.is_lowercase()) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
