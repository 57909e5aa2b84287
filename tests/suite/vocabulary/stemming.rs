//! Stems that are remembered are the stems that would be found anew.

use rolebook::vocabulary::words::{Words, stem, stems};

/// Words of one syllable, of three and of nine, with endings that change in many ways, some too long to be remembered:
/// more than twice as many as are remembered at a time.
fn words() -> Vec<String> {
    let syllables = ["co", "or", "di", "na", "vi", "sit", "plan", "fam", "il", "cas", "e", "é", "ü", "school"];
    let endings =
        ["", "s", "y", "ies", "ied", "ing", "ed", "ation", "ational", "ly", "ness", "izes", "'s", "ée", "1", "ingly"];
    let mut words = Vec::new();
    for one in syllables {
        for two in syllables {
            for three in syllables {
                words.extend(endings.iter().map(|ending| format!("{one}{two}{three}{ending}")));
            }
        }
        words.extend(endings.iter().map(|ending| format!("{}{ending}", one.repeat(9))));
        words.extend(endings.iter().map(|ending| format!("{one}{ending}")));
    }
    words
}

#[test]
fn a_stem_is_the_same_whether_it_is_remembered_or_not() {
    let folded: Vec<String> = words()
        .iter()
        .map(|text| {
            let mut read = Words::of(text);
            assert!(read.advance().is_some(), "{text}");
            read.word().to_owned()
        })
        .collect();
    assert!(folded.len() > 40_000 && folded.iter().any(|word| word.len() > 30));
    let afresh: Vec<String> = folded.iter().map(|word| stem(word).into_owned()).collect();
    assert!(afresh.iter().zip(&folded).any(|(stem, word)| !word.starts_with(stem.as_str())));
    let text = folded.join(" ");
    for _ in 0..2 {
        assert!(stems(&text) == afresh, "a stem was remembered as another");
    }
    // Each twice in a row, so that the second one is remembered.
    let twice: Vec<String> = folded.iter().flat_map(|word| [word.clone(), word.clone()]).collect();
    let found = stems(&twice.join(" "));
    assert!(found.chunks(2).zip(&afresh).all(|(pair, stem)| pair == [stem.as_str(), stem.as_str()]));
}
