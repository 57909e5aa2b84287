//! PDF: reading order, gaps, looks, and what a page says of its own letters.

use lopdf::{EncryptionState, EncryptionVersion, Object, Permissions, dictionary};
use rolebook::import::readers::pdf::lines;
use rolebook::import::readers::read;
use rolebook::import::unreadable::Unreadable;

use super::build::{at, pdf, pdf_document, saved};

/// The lines that say something.
fn said(bytes: &[u8]) -> Vec<String> {
    let (lines, _) = lines(bytes).unwrap();
    lines.into_iter().map(|line| line.text).filter(|text| !text.trim().is_empty()).collect()
}

#[test]
fn lines_are_read_from_the_head_of_the_page_whatever_order_they_are_drawn_in() {
    let content = at(&[
        (10.0, "R", 72.0, 600.0, "second line"),
        (10.0, "R", 72.0, 700.0, "first"),
        (10.0, "R", 130.0, 700.0, "line"),
    ]);
    let read = said(&pdf(&[&content]));
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].split_whitespace().collect::<Vec<_>>(), ["first", "line"]);
    assert_eq!(read[1], "second line");
}

#[test]
fn a_label_and_its_value_are_one_line_with_a_wide_gap() {
    let rows = ["Title:", "Grade:", "Site:", "Pay:", "Hours:", "Union:", "Exempt:"];
    let lines: Vec<(f64, &str, f64, f64, &str)> = rows
        .iter()
        .enumerate()
        .flat_map(|(number, label)| {
            let y = 700.0 - 14.0 * number as f64;
            [(10.0, "B", 72.0, y, *label), (10.0, "R", 250.0, y, "what is stated")]
        })
        .collect();
    let read = said(&pdf(&[&at(&lines)]));
    assert_eq!(read.len(), rows.len());
    for (line, label) in read.iter().zip(rows) {
        assert!(line.starts_with(label) && line.contains("   ") && line.ends_with("what is stated"), "{line}");
    }
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let left = [
        "The case manager visits families",
        "at home and speaks with teachers",
        "about what each child may need",
        "and writes down what was agreed",
        "so that nobody has to ask twice",
        "when another worker takes over",
        "in the middle of a school year.",
    ];
    let right = [
        "A degree in social work or some",
        "other field that is close to it",
        "is asked for, with two years of",
        "experience among young people",
        "which may be paid or unpaid but",
        "must have been supervised by a",
        "person who holds a licence.",
    ];
    let mut lines = vec![(16.0, "B", 72.0, 720.0, "A heading that reaches over both of the columns")];
    for (number, (left, right)) in left.iter().zip(right).enumerate() {
        let y = 690.0 - 13.0 * number as f64;
        lines.push((10.0, "R", 72.0, y, *left));
        lines.push((10.0, "R", 330.0, y, right));
    }
    let read = said(&pdf(&[&at(&lines)]));
    assert!(read[0].starts_with("A heading"), "{read:?}");
    assert_eq!(read[1..8], left);
    assert_eq!(read[8..15], right);
}

#[test]
fn lines_know_their_page_whether_they_are_bold_and_how_large() {
    let content = at(&[(18.0, "B", 72.0, 700.0, "Duties"), (12.0, "R", 72.0, 670.0, "Visits families at home.")]);
    let (lines, _) = lines(&pdf(&[&content, &content])).unwrap();
    let said: Vec<_> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let pages: Vec<u32> = said.iter().map(|line| line.page).collect();
    assert_eq!(pages, [1, 1, 2, 2]);
    assert!(said[0].bold && !said[1].bold);
    assert_eq!((said[0].size, said[1].size), (Some(1.5), Some(1.0)));
    let numbers: Vec<u32> = lines.iter().map(|line| line.number).collect();
    assert!(numbers.iter().copied().eq(1..=lines.len() as u32));
}

#[test]
fn letters_drawn_twice_are_read_once() {
    let content = at(&[(12.0, "R", 72.0, 700.0, "Duties"), (12.0, "R", 72.3, 700.0, "Duties")]);
    assert_eq!(said(&pdf(&[&content])), ["Duties"]);
}

#[test]
fn a_page_that_lies_on_its_side_is_read_upright() {
    let mut document = pdf_document(&["BT /R 10 Tf 0 1 -1 0 100 72 Tm (Visits families) Tj ET"]);
    let page = document.page_iter().next().unwrap();
    document.get_dictionary_mut(page).unwrap().set("Rotate", 90);
    assert_eq!(said(&saved(document)), ["Visits families"]);
}

#[test]
fn what_a_page_says_its_letters_mean_is_believed() {
    let content = "BT /R 10 Tf 72 700 Td /Span <</ActualText (office)>> BDC (o?ce) Tj EMC ( work) Tj ET";
    assert_eq!(said(&pdf(&[content])), ["office work"]);
}

#[test]
fn quotes_move_to_the_next_line_and_gaps_divide_words() {
    let content = "BT /R 10 Tf 12 TL 72 700 Td (one) Tj (two) ' 0 0 (three) \" [(fo) 20 (ur) -400 (five)] TJ ET";
    assert_eq!(said(&pdf(&[content])), ["one", "two", "threefour five"]);
}

#[test]
fn a_drawing_within_the_drawing_is_read_and_one_that_draws_itself_ends() {
    let mut document = pdf_document(&["/F Do"]);
    let page = document.page_iter().next().unwrap();
    let id = document.new_object_id();
    let fonts = document.get_dictionary(page).unwrap().get(b"Resources").unwrap().clone();
    let mut resources = fonts.as_dict().unwrap().clone();
    resources.set("XObject", dictionary! { "F" => id });
    let form = lopdf::Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() },
        b"BT /R 10 Tf 72 700 Td (Visits families) Tj ET /F Do /F Do".to_vec(),
    );
    document.objects.insert(id, form.into());
    document.get_dictionary_mut(page).unwrap().set("Resources", resources);
    assert_eq!(said(&saved(document)), ["Visits families"]);
}

#[test]
fn pages_without_letters_were_scanned_and_that_is_said() {
    assert_eq!(read(&pdf(&["0 0 100 100 re f"])), Err(Unreadable::NoText));
}

#[test]
fn boxes_of_a_form_have_their_state_and_fields_their_words() {
    let mut document = pdf_document(&[&at(&[(10.0, "R", 90.0, 700.0, "Exempt"), (10.0, "R", 90.0, 680.0, "Union")])]);
    let page = document.page_iter().next().unwrap();
    let square = |y: i64| Object::from(vec![72.into(), y.into(), 82.into(), (y + 10).into()]);
    let widget = |y: i64, state: &str| {
        dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "FT" => "Btn", "Rect" => square(y),
            "AS" => state, "AP" => dictionary! { "N" => dictionary! { "Yes" => Object::Null, "Off" => Object::Null } },
        }
    };
    let widgets = vec![widget(699, "Yes").into(), widget(679, "Off").into()];
    document.get_dictionary_mut(page).unwrap().set("Annots", Object::Array(widgets));
    assert_eq!(said(&saved(document)), ["☒ Exempt", "☐ Union"]);
}

#[test]
fn a_password_for_reading_is_asked_for_and_one_against_changes_is_not() {
    let protected = |password: &str| {
        let mut document = pdf_document(&["BT /R 10 Tf 72 700 Td (Visits families) Tj ET"]);
        let id = || Object::string_literal("0123456789abcdef");
        document.trailer.set("ID", vec![id(), id()]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "the office",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        saved(document)
    };
    assert_eq!(said(&protected("")), ["Visits families"]);
    assert_eq!(read(&protected("secret")), Err(Unreadable::Encrypted));
}
