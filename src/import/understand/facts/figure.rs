//! Figures, in digits or in words.

const WORDS: [(&str, f64); 26] = [
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("eighteen", 18.0),
    ("twenty", 20.0),
    ("twenty-five", 25.0),
    ("thirty", 30.0),
    ("thirty-five", 35.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("a", 1.0),
    ("an", 1.0),
];

/// A figure in a pattern: digits or one of the words, in lower case.
pub(super) const FIGURE: &str = r"\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty-five|twenty|thirty-five|thirty|forty|fifty|sixty";

/// The figure that a word states.
pub(super) fn figure(word: &str) -> Option<f64> {
    let word = word.trim().replace(',', "");
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, figure)| *figure).or_else(|| word.parse().ok())
}
