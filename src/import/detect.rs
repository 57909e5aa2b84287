//! What a file is, told from what is in it: names of files lie.

use super::block::Format;
use super::readers::encoding::decode;
use super::readers::package::Package;
use super::unreadable::Unreadable;

/// The beginning of a PDF may be preceded by so many bytes of something else.
const PDF_WITHIN: usize = 1024;
/// What a text is shows in its first lines.
const LOOKED_AT: usize = 32 * 1024;
/// Word, by the part that holds its text.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OLD_OFFICE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const ADVICE_DOCX: &str = "open it in a word processor and save it as .docx";

/// The format of a file.
///
/// # Errors
/// When it is of no kind that is read; the reason says what it is.
pub fn format(bytes: &[u8]) -> Result<Format, Unreadable> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Unreadable::Empty);
    }
    let head = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    if bytes.starts_with(OLD_OFFICE) {
        return Err(old_office(bytes));
    }
    if let Some((what, advice)) = foreign(bytes) {
        return Err(kind(what, advice));
    }
    written(bytes)
}

fn kind(what: &str, advice: &str) -> Unreadable {
    Unreadable::Kind { what: what.to_owned(), advice: advice.to_owned() }
}

fn zipped(bytes: &[u8]) -> Result<Format, Unreadable> {
    let mut package = Package::open(bytes)?;
    if let Some(types) = package.text("[Content_Types].xml")? {
        if types.contains("macroEnabled") {
            let advice = "it may hold programs; save it as .docx, which has none";
            return Err(kind("a document with macros", advice));
        }
        if types.contains(WORD) {
            return Ok(Format::Word);
        }
        return Err(kind("a spreadsheet or a presentation", "copy its text into a document"));
    }
    let Some(mime) = package.text("mimetype")? else {
        return Err(kind("a zipped folder", "unpack it and bring the files in it"));
    };
    if !mime.trim().starts_with("application/vnd.oasis.opendocument.text") {
        return Err(kind("a spreadsheet or a presentation", "copy its text into a document"));
    }
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") { Err(Unreadable::Encrypted) } else { Ok(Format::OpenDocument) }
}

/// Word's format before 2007, or one that is protected by a password and put into the same wrapping.
fn old_office(bytes: &[u8]) -> Unreadable {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        Unreadable::Encrypted
    } else if holds("WordDocument") {
        kind("a Word file of the kind before 2007 (.doc)", ADVICE_DOCX)
    } else {
        kind("an Office file of the kind before 2007", "save it in a format of today, such as .docx")
    }
}

/// What a file is whose first bytes say that it is none of ours.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const PICTURE: (&str, &str) = ("a picture", "run text recognition (OCR) on it, or bring the original file");
    const PACKED: (&str, &str) = ("a packed folder", "unpack it and bring the files in it");
    const PROGRAM: (&str, &str) = ("a program", "bring a document");
    const SOUND: (&str, &str) = ("a film or a recording", "bring a document");
    let begins: [(&[u8], _); 20] = [
        (b"\x89PNG", PICTURE),
        (b"\xFF\xD8\xFF", PICTURE),
        (b"GIF8", PICTURE),
        (b"II*\0", PICTURE),
        (b"MM\0*", PICTURE),
        (b"RIFF", SOUND),
        (b"BM", PICTURE),
        (b"8BPS", PICTURE),
        (b"\x1F\x8B", PACKED),
        (b"7z\xBC\xAF\x27\x1C", PACKED),
        (b"Rar!", PACKED),
        (b"BZh", PACKED),
        (b"PK\x05\x06", ("an empty zipped folder", "bring a document")),
        (b"\x7FELF", PROGRAM),
        (b"MZ", PROGRAM),
        (b"ID3", SOUND),
        (b"OggS", SOUND),
        (b"{\\rtf", ("a file in Rich Text Format (.rtf)", ADVICE_DOCX)),
        (b"%!PS", ("a PostScript file", "make a PDF of it")),
        (b"MIME-Version:", ("a saved e-mail or web page (.mht)", "save it as a plain web page or as a PDF")),
    ];
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(SOUND);
    }
    // Two letters alone may begin a word.
    let binary = bytes.get(..512).unwrap_or(bytes).contains(&0);
    begins.into_iter().find(|(begin, _)| bytes.starts_with(begin) && (begin.len() > 2 || binary)).map(|(_, what)| what)
}

fn written(bytes: &[u8]) -> Result<Format, Unreadable> {
    let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = decode(looked_at).text;
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}' | '\u{b}' | '\u{1b}');
    let strange = text.chars().filter(control).count();
    if strange * 50 > text.chars().count() {
        return Err(kind("a file of an unknown kind", "bring a document: .docx, .odt, .pdf, .html, .md or .txt"));
    }
    if is_html(&text) {
        return Ok(Format::Html);
    }
    if text.trim_start().starts_with("<?xml") {
        return Err(kind("a file of data (XML)", ADVICE_DOCX));
    }
    Ok(if is_markdown(&text) { Format::Markdown } else { Format::Text })
}

fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    let document = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag));
    let begins = ["<div", "<p>", "<p ", "<h1", "<h2", "<ul", "<table", "<section", "<article", "<main", "<!--"];
    let closes = ["</p>", "</div>", "</h1>", "</h2>", "</li>", "</table>", "</section>"];
    let piece = begins.iter().any(|tag| head.starts_with(tag)) && closes.iter().any(|tag| head.contains(tag));
    head.starts_with('<') && document || piece
}

/// Whether marks of Markdown stand in a text, and not by accident.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let front = lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.next().is_some_and(|line| line.contains(':') || line.trim().is_empty());
    let heading = |line: &&str| {
        let marks = line.chars().take_while(|c| *c == '#').count();
        (1..=6).contains(&marks) && line.chars().nth(marks) == Some(' ')
    };
    let headings = text.lines().filter(heading).count();
    let strong = text.matches("**").count() / 2;
    let links = text.matches("](").count();
    let escapes = ["\\*", "\\_", "\\.", "\\-"].iter().map(|escape| text.matches(escape).count()).sum::<usize>();
    front || headings >= 2 || headings + strong.min(2) + links.min(2) + escapes.min(1) >= 2
}
