//! The one way in which our files write YAML: short things on one line, long ones indented, text quoted where it must be.

use serde_json::{Map, Value};

/// A value is written on its key's line if the line stays within this many characters.
const WIDTH: usize = 100;

/// Writes the fields of `mapping`, one after the other, each ending with a line end.
pub(crate) fn write_mapping(mapping: &Map<String, Value>, out: &mut String) {
    write_fields(mapping, 0, out);
}

/// Writes `value` on one line.
pub(crate) fn write_flow(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push('~'),
        Value::Bool(true) => out.push_str("yes"),
        Value::Bool(false) => out.push_str("no"),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => write_text(text, true, out),
        Value::Array(values) => {
            out.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_flow(value, out);
            }
            out.push(']');
        }
        Value::Object(mapping) => {
            out.push('{');
            for (index, (key, value)) in mapping.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_text(key, true, out);
                out.push_str(": ");
                write_flow(value, out);
            }
            out.push('}');
        }
    }
}

fn write_fields(mapping: &Map<String, Value>, indent: usize, out: &mut String) {
    for (index, (key, value)) in mapping.iter().enumerate() {
        if index > 0 || indent == 0 {
            push_indent(indent, out);
        }
        write_text(key, false, out);
        out.push(':');
        write_value(value, indent, key.chars().count(), out);
    }
}

/// Writes a value behind its key or its list mark, and the line's end.
fn write_value(value: &Value, indent: usize, taken: usize, out: &mut String) {
    let mut line = String::new();
    write_flow(value, &mut line);
    let fits = indent + taken + 2 + line.chars().count() <= WIDTH;
    match value {
        Value::Array(values) if !fits && !values.is_empty() => {
            out.push('\n');
            for value in values {
                push_indent(indent + 2, out);
                out.push('-');
                match value {
                    Value::Object(mapping)
                        if mapping.len() == 1 || !mapping.is_empty() && !fits_line(value, indent + 4) =>
                    {
                        out.push(' ');
                        write_fields(mapping, indent + 4, out);
                    }
                    _ => write_value(value, indent + 2, 0, out),
                }
            }
        }
        Value::Object(mapping) if !fits && !mapping.is_empty() => {
            out.push('\n');
            push_indent(indent + 2, out);
            write_fields(mapping, indent + 2, out);
        }
        Value::String(text) => {
            out.push(' ');
            write_text(text, false, out);
            out.push('\n');
        }
        _ => {
            out.push(' ');
            out.push_str(&line);
            out.push('\n');
        }
    }
}

fn fits_line(value: &Value, indent: usize) -> bool {
    let mut line = String::new();
    write_flow(value, &mut line);
    indent + line.chars().count() <= WIDTH
}

fn push_indent(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Text as it stands where every YAML reader takes it for that very text, else between double quotes.
fn write_text(text: &str, in_flow: bool, out: &mut String) {
    if is_plain(text) || !in_flow && !text.starts_with(',') && is_plain(&text.replace(',', "")) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Braces would end the note behind an item too early.
            '{' => out.push_str("\\u007b"),
            '}' => out.push_str("\\u007d"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    if is_date(text) {
        return true;
    }
    let opens = first.is_alphabetic() || (first.is_ascii_digit() && text.contains(char::is_alphabetic));
    let safe = text.chars().all(|c| {
        c.is_alphanumeric() && !c.is_control()
            || matches!(
                c,
                ' ' | '-'
                    | '–'
                    | '—'
                    | '_'
                    | '.'
                    | '/'
                    | '('
                    | ')'
                    | '\''
                    | '’'
                    | '“'
                    | '”'
                    | '+'
                    | ';'
                    | '%'
                    | '$'
                    | '&'
            )
    });
    let spaced = text.ends_with(' ');
    let words_of_yaml = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];
    opens && safe && !spaced && !words_of_yaml.contains(&text.to_ascii_lowercase().as_str()) && !looks_numeric(text)
}

/// Numbers, hexadecimal, exponents, dates and times of day: other readers would not take them for text.
fn looks_numeric(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && (text.parse::<f64>().is_ok() || text.starts_with("0x") || text.starts_with("0o"))
}

/// A day such as 2026-11-22, or a moment such as 2026-11-22T09:00:00Z.
fn is_date(text: &str) -> bool {
    let (day, time) = text.split_at_checked(10).unwrap_or(("", text));
    let is_day = day.len() == 10
        && day.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    let is_time = time.is_empty()
        || time.starts_with('T')
            && time.ends_with('Z')
            && time.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'T' | b'Z' | b':' | b'.'));
    is_day && is_time
}
