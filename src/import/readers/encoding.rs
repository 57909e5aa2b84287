//! Bytes to text: whichever encoding they are in, with one kind of line end.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// So many bytes are looked at to tell the encoding.
const LOOKED_AT: usize = 64 * 1024;
/// So many bytes are looked at for what a page says of its own encoding.
const DECLARED_WITHIN: usize = 2048;

/// Text with what it took to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, its lines ended by a line feed.
    pub text: String,
    /// What could not be read.
    pub remark: Option<String>,
}

/// Decodes bytes: by their mark, as UTF-8, by what they say of themselves, or as they look.
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = encoding_of(bytes);
    let (text, _, spoilt) = encoding.decode(bytes);
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let unread = text.matches(char::REPLACEMENT_CHARACTER).count();
    let remark = spoilt.then(|| format!("{unread} characters can't be read as {}", encoding.name()));
    Decoded { text, remark }
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    declared(bytes).unwrap_or_else(|| {
        let looked_at = bytes.get(..LOOKED_AT).unwrap_or(bytes);
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(looked_at, true);
        // A stray byte in a text of UTF-8 should not turn all of it into something else.
        let (_, mostly_spoilt) = UTF_8.decode_without_bom_handling(looked_at);
        let spoilt = String::from_utf8_lossy(looked_at).matches(char::REPLACEMENT_CHARACTER).count();
        let wide = looked_at.iter().filter(|byte| **byte >= 0x80).count();
        if mostly_spoilt && spoilt * 8 < wide { UTF_8 } else { detector.guess(None, Utf8Detection::Allow) }
    })
}

/// UTF-16 without its mark: every other byte of Western text is zero.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.get(..LOOKED_AT).unwrap_or(bytes).as_chunks::<2>().0;
    let zeros = |of: fn(&[u8; 2]) -> u8| pairs.iter().filter(|pair| of(pair) == 0).count();
    let (first, second) = (zeros(|pair| pair[0]), zeros(|pair| pair[1]));
    if pairs.len() < 4 {
        None
    } else if second * 2 > pairs.len() && first * 10 < pairs.len() {
        Some(UTF_16LE)
    } else if first * 2 > pairs.len() && second * 10 < pairs.len() {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a page or a piece of XML says of its own encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes)).to_ascii_lowercase();
    let behind = ["charset=", "encoding="].into_iter().find_map(|key| head.split_once(key))?.1;
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes())
}
