//! What a file is, told from what is in it; and what is refused, with the reason.

use rolebook::import::block::Format;
use rolebook::import::detect::format;
use rolebook::import::readers::encoding::decode;
use rolebook::import::readers::read;
use rolebook::import::unreadable::Unreadable;

use super::build::{Docx, odt, p, pdf, zipped};
use super::{read_well, shown};

#[test]
fn each_format_is_known_by_its_content() {
    let word = Docx::of(&p("Visits families.")).bytes();
    let open = odt("<text:p xmlns:text=\"x\">Visits</text:p>", "", "");
    let page = pdf(&["BT /R 10 Tf 72 700 Td (Visits) Tj ET"]);
    let cases: [(&[u8], Format); 9] = [
        (&word, Format::Word),
        (&open, Format::OpenDocument),
        (&page, Format::Pdf),
        (b"\n  <!DOCTYPE html>\n<html><p>Visits", Format::Html),
        (b"<div><h1>Case Manager</h1></div>", Format::Html),
        (b"---\ntitle: Case Manager\n---\n\nVisits", Format::Markdown),
        (b"# Case Manager\n\n## Duties\n\n- Visits", Format::Markdown),
        (b"CASE MANAGER\n\n1. Visits families\n", Format::Text),
        (b"a < b\nBM stands for the branch manager", Format::Text),
    ];
    for (bytes, expected) in cases {
        assert_eq!(format(bytes), Ok(expected), "{:?}", String::from_utf8_lossy(&bytes[..20]));
    }
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

#[test]
fn what_is_not_read_is_refused_with_what_it_is_and_what_to_do() {
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 600]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let macros = Docx::of(&p("x")).bytes_of_type("application/vnd.ms-word.document.macroEnabled.main+xml");
    let sheet = zipped(&[("[Content_Types].xml", b"<Types>spreadsheetml</Types>")]);
    let cases: [(Vec<u8>, &str); 13] = [
        (Vec::new(), "empty"),
        (b" \n\t ".to_vec(), "empty"),
        (old("WordDocument"), "(.doc)"),
        (old("EncryptedPackage"), "password"),
        (macros, "macros"),
        (sheet, "spreadsheet"),
        (zipped(&[("a.txt", b"Visits")]), "zipped folder"),
        (b"\x89PNG\r\n\x1a\n".to_vec(), "OCR"),
        (b"\xFF\xD8\xFF\xE0".to_vec(), "a picture"),
        (b"{\\rtf1 Visits}".to_vec(), "Rich Text"),
        (b"<?xml version=\"1.0\"?><jobs/>".to_vec(), "XML"),
        ((0..=255).cycle().take(4000).collect(), "unknown kind"),
        (b"%PDF-1.7 and nothing else".to_vec(), "damaged"),
    ];
    for (bytes, expected) in cases {
        let said = refusal(&bytes);
        assert!(said.contains(expected), "{said} has no {expected}");
    }
}

#[test]
fn text_is_read_in_whatever_encoding_it_is() {
    let expected = "Résumé – “yes”\nGehälter: 5 €\n";
    let utf16 = |of: fn(u16) -> [u8; 2]| -> Vec<u8> { expected.encode_utf16().flat_map(of).collect() };
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let windows = b"R\xe9sum\xe9 \x96 \x93yes\x94\r\nGeh\xe4lter: 5 \x80\r\n".to_vec();
    let cases = [
        expected.as_bytes().to_vec(),
        marked(b"\xEF\xBB\xBF", expected.as_bytes()),
        marked(b"\xFF\xFE", &utf16(u16::to_le_bytes)),
        marked(b"\xFE\xFF", &utf16(u16::to_be_bytes)),
        utf16(u16::to_le_bytes),
        windows,
        expected.replace('\n', "\r").into_bytes(),
    ];
    for bytes in cases {
        assert_eq!(decode(&bytes).text, expected, "{bytes:?}");
    }
}

#[test]
fn a_stray_byte_spoils_one_character_and_is_said() {
    let mut bytes = "Gehälter für Müller, über Jahre\n".repeat(20).into_bytes();
    bytes.extend(b"a \xff b");
    let decoded = decode(&bytes);
    assert!(decoded.text.starts_with("Gehälter für Müller"), "{}", decoded.text);
    assert!(decoded.remark.unwrap().starts_with("1 character"));
}

#[test]
fn a_file_protected_by_a_password_is_refused_as_such() {
    let open = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"),
    ]);
    assert_eq!(read(&open), Err(Unreadable::Encrypted));
}

#[test]
fn a_file_is_read_whatever_its_name_would_have_said() {
    assert_eq!(shown(&read_well(&Docx::of(&p("Visits families.")).bytes()).blocks), ["Visits families."]);
}
