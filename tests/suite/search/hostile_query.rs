//! Queries that no friend would type, made from a number so that each can be made again.

use crate::store::dice::Dice;

/// Queries of the kind that people type; they are mutated.
const PLAIN: [&str; 24] = [
    "home visits",
    "\"home visits\" -intern",
    "coach OR advocate",
    "(coach OR advocate) school",
    "coordinat*",
    "title:coach duty:\"home visits\"",
    "qualification:spanish caseload:<=40",
    "caseload:25..40 lift:>=20 experience:<2",
    "degree:not-required license:driver",
    "degree:bachelor on-call:yes evenings:no",
    "language:spanish time:>=50 kind:class-specification",
    "state:OR site:portland",
    "organisation:oregon-dhs year:>=2025",
    "case manager NOT intern",
    "what does a family coach do in the evening",
    "child's well-being, full-time",
    "co-ordinator 20,000 4.5",
    "café naïve Übergröße",
    "activity:home-visits supervises:yes",
    "carrespondence clerk aplication",
    "program:links employment:full-time",
    "-family -school",
    "background-check:yes travel:yes condition:exposure",
    "fulltime fundraising",
];

const FIELDS: [&str; 40] = [
    "title",
    "duty",
    "duties",
    "qualification",
    "organisation",
    "org",
    "state",
    "site",
    "city",
    "county",
    "kind",
    "activity",
    "does",
    "degree",
    "education",
    "experience",
    "caseload",
    "employment",
    "language",
    "license",
    "licence",
    "lift",
    "lifting",
    "time",
    "share",
    "year",
    "effective",
    "program",
    "on-call",
    "oncall",
    "evenings",
    "weekends",
    "travel",
    "overtime",
    "background-check",
    "check",
    "supervises",
    "condition",
    "nofield",
    "ТITLE",
];

const VALUES: [&str; 44] = [
    "coach",
    "yes",
    "no",
    "maybe",
    "40",
    "<=40",
    ">=20",
    "<2",
    "25..40",
    "..",
    "..40",
    "25..",
    "40..25",
    "-1",
    "--1",
    "1e309",
    "NaN",
    "inf",
    "99999999999999999999",
    "0.000000001",
    "1.2.3",
    "<=",
    ">",
    "≤40",
    "≥",
    "25–40",
    "OR",
    "oregon",
    "new-york",
    "not-required",
    "\"\"",
    "\"new york\"",
    "(coach)",
    "-coach",
    "*",
    "c*",
    "co*",
    "\u{0}",
    "😀",
    "état",
    "ｔｅｓｔ",
    "title:coach",
    "''",
    "%",
];

/// Characters that have hurt a program somewhere.
const CHARACTERS: [&str; 48] = [
    "(",
    ")",
    "\"",
    "“",
    "”",
    "„",
    "-",
    "−",
    "–",
    ":",
    "*",
    "OR",
    "AND",
    "NOT",
    "|",
    "&",
    "\u{0}",
    "\u{1}",
    "\u{2}",
    "\u{7f}",
    "\u{1b}[31m",
    "\t",
    "\r\n",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200f}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "\u{345}",
    "\u{93e}",
    "😀",
    "👩‍👩‍👧",
    "ﬁ",
    "ß",
    "İ",
    "ı",
    "½",
    "①",
    "\\",
    "/",
    "{{",
    "%00",
];

/// Runs that grow without end.
const RUNS: [&str; 24] = [
    "(",
    ")",
    "((a ",
    "(a OR ",
    "\"",
    "\"a ",
    "-",
    "- ",
    "−",
    "-−",
    "-(",
    "NOT ",
    "OR ",
    "a OR ",
    "title:",
    "title: ",
    "title:(",
    "duty:(-",
    "state:OR ",
    "*",
    "a* ",
    "co* ",
    "a ",
    "\u{301}",
];

/// The hostile query of this number.
pub(super) fn hostile(number: usize) -> String {
    let dice = &mut Dice::new(u64::try_from(number).unwrap());
    match number % 16 {
        0..=5 => mutated(dice),
        6..=8 => soup(dice),
        9 => run(dice, 300),
        10 => run(dice, 20_000),
        11 => field_and_value(dice),
        12 => look_alike(dice),
        13 => random(dice, 250),
        14 if number % 64 == 14 => long(dice),
        14 => random(dice, 3000),
        _ => nested(dice),
    }
}

fn of<'a>(list: &[&'a str], dice: &mut Dice) -> &'a str {
    list[dice.below(list.len())]
}

/// A plain query in which something was put, taken out, doubled or changed places.
fn mutated(dice: &mut Dice) -> String {
    let mut letters: Vec<char> = of(&PLAIN, dice).chars().collect();
    if dice.one_in(3) {
        letters.push(' ');
        letters.extend(of(&PLAIN, dice).chars());
    }
    for _ in 0..=dice.below(6) {
        let at = dice.below(letters.len());
        match dice.below(5) {
            0 => drop(letters.splice(at..at, of(&CHARACTERS, dice).chars())),
            1 if !letters.is_empty() => drop(letters.remove(at)),
            2 => letters.rotate_left(at),
            3 => {
                let other = dice.below(letters.len());
                letters.swap(at, other);
            }
            _ => {
                let end = (at + dice.below(12)).min(letters.len());
                letters.extend_from_within(at..end);
            }
        }
        if letters.is_empty() {
            letters.push('(');
        }
    }
    letters.into_iter().collect()
}

/// Pieces of the language in any order.
fn soup(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..=dice.below(40) {
        match dice.below(6) {
            0 => text.push_str(&field_and_value(dice)),
            1 => text.push_str(of(&CHARACTERS, dice)),
            2 => text.push_str(of(&RUNS, dice)),
            3 => text.push_str(of(&VALUES, dice)),
            4 => text.push_str(of(&PLAIN, dice)),
            _ => text.push(' '),
        }
    }
    text
}

/// The same again and again, and a word at the end.
fn run(dice: &mut Dice, most: usize) -> String {
    let mut text = of(&RUNS, dice).repeat(1 + dice.below(most));
    text.push_str(of(&VALUES, dice));
    text
}

fn field_and_value(dice: &mut Dice) -> String {
    let blank = if dice.one_in(6) { " " } else { "" };
    format!("{}:{blank}{}", of(&FIELDS, dice), of(&VALUES, dice))
}

/// Letters that look like others: Greek, Cyrillic, full width, mathematical.
fn look_alike(dice: &mut Dice) -> String {
    let plain = of(&PLAIN, dice);
    let way = dice.below(4);
    let other = |letter: char| match (way, letter) {
        (0, 'a') => 'а',
        (0, 'e') => 'е',
        (0, 'o') => 'о',
        (1, 'a'..='z') => char::from_u32(u32::from(letter) - u32::from('a') + 0x1d41a).unwrap(),
        (2, '!'..='~') => char::from_u32(u32::from(letter) - 0x21 + 0xff01).unwrap(),
        (3, ':') => '∶',
        (3, '"') => '＂',
        (3, '-') => '‐',
        (3, '(') => '（',
        _ => letter,
    };
    plain.chars().map(other).collect()
}

/// Any characters there are.
fn random(dice: &mut Dice, most: usize) -> String {
    (0..=dice.below(most)).filter_map(|_| char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap())).collect()
}

/// A hundred thousand bytes.
fn long(dice: &mut Dice) -> String {
    const LENGTH: usize = 100_000;
    let mut text = String::new();
    match dice.below(5) {
        0 => text = "a".repeat(LENGTH),
        1 => text = "\u{93e}\u{301}".repeat(LENGTH / 5),
        2 => text = format!("{}coach", " ".repeat(LENGTH)),
        3 => text = "(".repeat(LENGTH),
        _ => {
            while text.len() < LENGTH {
                text.push_str(&soup(dice));
            }
        }
    }
    text
}

/// Brackets in brackets, with something at each level.
fn nested(dice: &mut Dice) -> String {
    let depth = 1 + dice.below(60);
    let mut text = String::new();
    for _ in 0..depth {
        text.push_str(of(&["(", "-(", "title:(", "(a ", "(-a ", "(a OR ", "NOT (", "duty:("], dice));
    }
    text.push_str(of(&VALUES, dice));
    text.push_str(&")".repeat(dice.below(depth + 3)));
    text
}
