//! The words of a reworded piece: runs that a person can read.

use super::{duties, kept_promises, shown};

fn runs(before: &str, after: &str) -> String {
    let redline = kept_promises(&duties(&[&format!("{before} ^d1")]), &duties(&[&format!("{after} ^d1")]));
    shown(&redline.entries[1].words)
}

#[test]
fn a_replaced_phrase_is_one_removal_and_one_addition() {
    assert_eq!(
        runs("Helps 18F Consulting change government.", "Helps our agency partners change government."),
        "Helps [-18F Consulting -]{+our agency partners +}change government."
    );
}

#[test]
fn blanks_stand_behind_words_and_never_before_them() {
    assert_eq!(runs("Allow the team to deliver.", "Allow the team deliver."), "Allow the team [-to -]deliver.");
    assert_eq!(runs("Delivers.", "Delivers. On time."), "Delivers. {+On time.+}");
    assert_eq!(runs("Delivers. On time.", "Delivers."), "Delivers. [-On time.-]");
}

#[test]
fn a_single_word_that_stayed_between_two_replaced_phrases_does_not_cut_them_to_pieces() {
    assert_eq!(
        runs(
            "Writes clean and cohesive markup with feedback.",
            "Writes clean, semantic and robust code with feedback."
        ),
        "Writes [-clean and cohesive markup -]{+clean, semantic and robust code +}with feedback."
    );
}

#[test]
fn a_word_that_stayed_beside_a_mere_insertion_stays() {
    assert_eq!(
        runs("Visits families monthly.", "Visits all families and schools monthly."),
        "Visits {+all +}families {+and schools +}monthly."
    );
}
