//! How numbers of lists are printed: figures, letters, Roman numerals.

/// How a level of a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Count {
    #[default]
    Figures,
    PaddedFigures,
    SmallLetters,
    Letters,
    SmallRoman,
    Roman,
    Ordinals,
    Bullet,
    Nothing,
}

impl Count {
    /// The number as printed, without what stands around it.
    pub(super) fn print(self, number: u32) -> String {
        match self {
            Self::Figures => number.to_string(),
            Self::PaddedFigures => format!("{number:02}"),
            Self::SmallLetters => letters(number).to_lowercase(),
            Self::Letters => letters(number),
            Self::SmallRoman => roman(number).to_lowercase(),
            Self::Roman => roman(number),
            Self::Ordinals => ordinal(number),
            Self::Bullet | Self::Nothing => String::new(),
        }
    }
}

/// A, B … Z, AA, BB …, as word processors count.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'A' + (index % 26) as u8);
    let times = (index / 26 + 1).min(8) as usize;
    letter.to_string().repeat(times)
}

fn roman(number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut printed = String::new();
    for (value, digit) in DIGITS {
        while left >= value {
            printed.push_str(digit);
            left -= value;
        }
    }
    printed
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
