//! Makes files to read: zipped documents, and PDFs of one page or more.

use std::io::{Cursor, Write as _};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Zips parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file under construction.
#[derive(Default, Clone)]
pub(crate) struct Docx {
    body: String,
    parts: Vec<(String, &'static str, String)>,
}

impl Docx {
    /// A file with this body, in Word's XML.
    pub(crate) fn of(body: &str) -> Self {
        Self { body: body.to_owned(), parts: Vec::new() }
    }

    /// With a part of a kind, such as `styles`; `inner` is what stands in its root.
    pub(crate) fn with(mut self, kind: &'static str, root: &str, inner: &str) -> Self {
        let name = format!("{kind}{}.xml", self.parts.len());
        self.parts.push((name, kind, element(root, inner)));
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.bytes_of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    }

    /// The file with the content type of its main part.
    pub(crate) fn bytes_of_type(&self, kind: &str) -> Vec<u8> {
        let types = format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>"#
        );
        let root = relations(&[("officeDocument", "word/document.xml")]);
        let own: Vec<(&str, &str)> = self.parts.iter().map(|(name, kind, _)| (*kind, name.as_str())).collect();
        let own = relations(&own);
        let document = element("document", &format!("<w:body>{}</w:body>", self.body));
        let named: Vec<(String, &[u8])> =
            self.parts.iter().map(|(name, _, text)| (format!("word/{name}"), text.as_bytes())).collect();
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", root.as_bytes()),
            ("word/_rels/document.xml.rels", own.as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ];
        parts.extend(named.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
        zipped(&parts)
    }
}

fn element(root: &str, inner: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{inner}</w:{root}>"#
    )
}

fn relations(targets: &[(&str, &str)]) -> String {
    let each = targets.iter().enumerate().map(|(number, (kind, target))| {
        format!(r#"<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    });
    let inner: String = each.collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
    )
}

/// A paragraph of Word.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph of Word with properties.
pub(crate) fn p_with(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text.
pub(crate) fn odt(body: &str, automatic: &str, master: &str) -> Vec<u8> {
    let names = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0""#;
    let content = format!(
        "<office:document-content {names}><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!(
        "<office:document-styles {names}><office:styles/><office:master-styles>{master}</office:master-styles></office:document-styles>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ])
}

/// A PDF with a page for each content; fonts `/R` (regular) and `/B` (bold).
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    saved(pdf_document(pages))
}

/// The same, before it is saved.
pub(crate) fn pdf_document(pages: &[&str]) -> Document {
    let mut document = Document::with_version("1.7");
    let font = |name: &str| {
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" }
    };
    let regular = document.add_object(font("Helvetica"));
    let bold = document.add_object(font("Helvetica-Bold"));
    let resources = dictionary! { "Font" => dictionary! { "R" => regular, "B" => bold } };
    let tree = document.new_object_id();
    let kids: Vec<Object> = pages
        .iter()
        .map(|content| {
            let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources.clone(),
                "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
            };
            Object::from(document.add_object(page))
        })
        .collect();
    let count = kids.len() as i64;
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document
}

/// The bytes of a document.
pub(crate) fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Content that shows lines at places: size, font, x, y, text.
pub(crate) fn at(lines: &[(f64, &str, f64, f64, &str)]) -> String {
    lines
        .iter()
        .map(|(size, font, x, y, text)| format!("BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"))
        .collect()
}
