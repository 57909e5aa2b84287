//! What templates do with values: figures, days, counted things.

use jiff::civil::Date;
use minijinja::{Environment, Error, ErrorKind};

/// Adds the filters to an environment.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("figure", figure);
    environment.add_filter("counted", counted);
    environment.add_filter("day", day_of);
    environment.add_filter("beginning", beginning);
}

/// The first words of a text, of at most so many characters together, and an ellipsis if there are more.
fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut, |(words, _)| words);
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// 4000 as "4,000".
pub fn figure(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// 1 as "1 role", 4000 as "4,000 roles"; the plural has to be given where it is not the word with an s.
fn counted(number: u64, word: &str, plural: Option<&str>) -> String {
    match (number, plural) {
        (0, Some(plural)) => format!("no {plural}"),
        (0, None) => format!("no {word}s"),
        (1, _) => format!("1 {word}"),
        (_, Some(plural)) => format!("{} {plural}", figure(number)),
        (_, None) => format!("{} {word}s", figure(number)),
    }
}

/// 22 November 2026.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "2026-11-22" as "22 November 2026".
fn day_of(date: &str) -> Result<String, Error> {
    let read = date.parse::<Date>();
    read.map(day).map_err(|error| Error::new(ErrorKind::InvalidOperation, format!("`{date}` is not a day: {error}")))
}
