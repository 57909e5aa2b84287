//! Files made to hurt: each costs its worker process at most, and is answered in plain words.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, dictionary};
use rolebook::app::worker::job::Job;
use rolebook::app::worker::{Worker, WorkerError};
use rolebook::import::block::Blocks;
use rolebook::import::unreadable::Unreadable;

use super::build::{Docx, p, pdf, pdf_document, saved, zipped};
use crate::support::binary;

/// What is said of a file, by a worker that is the real program.
pub(super) fn said(bytes: &[u8]) -> Result<Blocks, String> {
    let read: Result<Result<Blocks, Unreadable>, WorkerError> = Worker::of(binary()).run(&Job::ReadFile, bytes);
    match read {
        Ok(answer) => answer.map_err(|why| why.to_string()),
        Err(WorkerError::NotStarted(why)) => panic!("no worker: {why}"),
        Err(why) => Err(why.to_string()),
    }
}

fn refused(bytes: &[u8], expected: &[&str]) {
    let why = said(bytes).map(|blocks| blocks.format).expect_err("it was read");
    assert!(expected.iter().any(|expected| why.contains(expected)), "{why}");
}

#[test]
fn a_document_that_unpacks_to_far_more_than_it_is_is_not_unpacked() {
    let spaces = vec![b' '; 64 << 20];
    let types = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>";
    let bomb = zipped(&[("[Content_Types].xml", types), ("word/document.xml", &spaces)]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    refused(&bomb, &["too large"]);
    refused(&zipped(&[("[Content_Types].xml", &spaces)]), &["too large"]);
}

#[test]
fn a_document_with_entities_of_its_own_is_refused() {
    let document = b"<!DOCTYPE w [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><w>&b;&c;</w>";
    let types = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>";
    refused(&zipped(&[("[Content_Types].xml", types), ("word/document.xml", document)]), &["entities"]);
}

#[test]
fn a_document_of_a_hundred_thousand_paragraphs_is_too_large() {
    refused(&Docx::of(&p("Visits families.").repeat(100_000)).bytes(), &["too large"]);
    refused("Visits families.\n\n".repeat(100_000).as_bytes(), &["100000 paragraphs"]);
}

#[test]
fn elements_within_elements_come_to_an_end() {
    let deep = |open: &str, close: &str, times: usize| format!("{}x{}", open.repeat(times), close.repeat(times));
    refused(
        &Docx::of(&deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100_000)).bytes(),
        &["nested too deeply"],
    );
    let page = |inner: &str| format!("<!DOCTYPE html><body>{inner}");
    refused(page(&deep("<div>", "</div>", 2_000)).as_bytes(), &["nested too deeply"]);
    refused(page(&deep("<div>", "", 300_000)).as_bytes(), &["nested too deeply", "too long"]);
    refused(page(&"<table><tr><td>".repeat(100_000)).as_bytes(), &["nested too deeply", "too long"]);
}

#[test]
fn thousands_of_parts_and_damaged_lists_of_parts_are_refused() {
    let names: Vec<String> = (0..1000).map(|number| format!("word/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    refused(&zipped(&parts), &["1000 parts"]);
    let whole = Docx::of(&p("Visits families.")).bytes();
    for length in [4, 30, whole.len() / 2, whole.len() - 10] {
        refused(&whole[..length], &["damaged"]);
    }
}

#[test]
fn names_of_parts_that_lead_elsewhere_lead_nowhere() {
    let types = b"<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>";
    let relations = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/officeDocument" Target="../../../../etc/passwd"/></Relationships>"#;
    let bytes = zipped(&[("[Content_Types].xml", types), ("_rels/.rels", relations), ("../../evil.xml", b"<a/>")]);
    refused(&bytes, &["its text is missing"]);
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn pdf_with_content(content: Stream) -> Vec<u8> {
    let mut document = pdf_document(&["x"]);
    let page = document.page_iter().next().unwrap();
    let id = document.add_object(content);
    document.get_dictionary_mut(page).unwrap().set("Contents", id);
    saved(document)
}

#[test]
fn a_stream_that_unpacks_to_far_more_than_it_is_is_not_read() {
    let twice = deflated(&deflated(&vec![b' '; 256 << 20]));
    assert!(twice.len() < 10_000, "{}", twice.len());
    let filters = vec![Object::Name(b"FlateDecode".to_vec()), Object::Name(b"FlateDecode".to_vec())];
    let mut content = Stream::new(Dictionary::new(), twice);
    content.dict.set("Filter", filters);
    assert!(said(&pdf_with_content(content)).is_err());
}

#[test]
fn a_tree_of_pages_that_leads_back_to_itself_ends() {
    let mut document = pdf_document(&["x"]);
    let root = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    document.get_dictionary_mut(root).unwrap().set("Kids", vec![root.into(), root.into()]);
    document.get_dictionary_mut(root).unwrap().set("Parent", root);
    assert!(said(&saved(document)).is_err());
}

#[test]
fn brackets_within_brackets_end_the_worker_at_most() {
    let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
    assert!(said(&pdf(&[&format!("BT /R 10 Tf {deep} TJ ET")])).is_err());
    let object = format!("%PDF-1.4\n1 0 obj\n{deep}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF");
    assert!(said(object.as_bytes()).is_err());
}

#[test]
fn a_table_of_letters_for_every_code_there_could_be_does_not_hang_the_caller() {
    let mut document = pdf_document(&["BT /R 10 Tf 72 700 Td (Visits families) Tj ET"]);
    let map = b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFF0> <0041> endbfrange endcmap";
    let map = document.add_object(Stream::new(Dictionary::new(), map.to_vec()));
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "ToUnicode" => map,
    });
    let page = document.page_iter().next().unwrap();
    let resources = dictionary! { "Font" => dictionary! { "R" => font } };
    document.get_dictionary_mut(page).unwrap().set("Resources", resources);
    // Read or refused: either way there is an answer.
    let _ = said(&saved(document));
}

#[test]
fn too_many_pages_are_refused() {
    let pages = vec!["BT /R 10 Tf 72 700 Td (Visits) Tj ET"; 201];
    refused(&pdf(&pages), &["at most 200 pages"]);
}

#[test]
fn a_flood_of_marks_is_text_or_refused_but_answered() {
    for flood in ["<", "&#x", "<!--", "<a ", "- ", "#", "|", "*_", "\u{202e}", "PK\u{3}\u{4}", "1.\n", "a\t"] {
        let times = (1 << 20) / flood.len();
        let _ = said(flood.repeat(times).as_bytes());
    }
}
