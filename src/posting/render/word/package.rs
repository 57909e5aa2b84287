//! The parts of a Word file, with what the library has no words for: rows that repeat as headers of their table, the
//! language of the text, the document's title and what it was made from.

use std::io::Cursor;

use docx_rs::XMLDocx;

use super::WordError;
use crate::posting::document::Posting;

/// Packs the parts into a file.
pub(super) fn pack(mut parts: XMLDocx, posting: &Posting) -> Result<Vec<u8>, WordError> {
    let language = language_tag(&posting.language);
    change(&mut parts.document, |xml| xml.replace("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />"));
    let set = format!(
        "<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"{language}\" /></w:rPr></w:rPrDefault>"
    );
    change(&mut parts.styles, |xml| xml.replacen("</w:rPr></w:rPrDefault>", &set, 1));
    let title = escaped(&posting.title);
    let trace = escaped(&posting.made_from.trace());
    let said = format!(
        "<dc:title>{title}</dc:title><dc:description>{trace}</dc:description><dc:language>{language}</dc:language></cp:coreProperties>"
    );
    change(&mut parts.doc_props.core, |xml| {
        xml.replacen("</cp:coreProperties>", &said, 1).replace(">unknown<", ">Rolebook<")
    });
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|error| WordError(error.to_string()))?;
    Ok(bytes.into_inner())
}

fn change(part: &mut Vec<u8>, change: impl FnOnce(String) -> String) {
    let xml = String::from_utf8_lossy(part).into_owned();
    *part = change(xml).into_bytes();
}

/// `en` as `en-US`, which Word wants; what is no tag of a language is English.
fn language_tag(language: &str) -> String {
    let fits = !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match language {
        "en" => "en-US".to_owned(),
        "es" => "es-US".to_owned(),
        other if fits => other.to_owned(),
        _ => "en-US".to_owned(),
    }
}

fn escaped(words: &str) -> String {
    let legal = words.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let mut xml = String::new();
    for character in legal {
        match character {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            other => xml.push(other),
        }
    }
    xml
}
