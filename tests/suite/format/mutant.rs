//! Files altered at random, and the same way again for the same seed.

/// Numbers that look random and are the same for the same seed (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is more than 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// The ways in which a file is altered, in turn.
pub(super) const WAYS: [&str; 18] = [
    "one bit flipped",
    "one byte replaced",
    "bytes deleted",
    "cut short",
    "a line written twice",
    "two lines swapped",
    "a line deleted",
    "a rule inserted",
    "a tab inserted",
    "merge marks inserted",
    "a byte-order mark before it",
    "CRLF line ends",
    "a field written twice",
    "a very long line inserted",
    "a letter changed",
    "blanks after the hash",
    "a byte-order mark within it",
    "a line of another place pasted",
];

/// `original`, altered in the way of this number.
pub(super) fn mutant(original: &[u8], way: usize, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = original.to_vec();
    let lines: Vec<&[u8]> = original.split_inclusive(|byte| *byte == b'\n').collect();
    let line = dice.below(lines.len());
    let start: usize = lines[..line].iter().map(|line| line.len()).sum();
    let at = dice.below(bytes.len());
    let join = |lines: &[&[u8]]| lines.concat();
    let insert = |text: &[u8]| [&original[..start], text, &original[start..]].concat();
    match WAYS[way % WAYS.len()] {
        "one bit flipped" => bytes[at] ^= 1 << dice.below(8),
        "one byte replaced" => bytes[at] = dice.next() as u8,
        "bytes deleted" => drop(bytes.drain(at..(at + 1 + dice.below(40)).min(original.len()))),
        "cut short" => bytes.truncate(at),
        "a line written twice" => bytes = insert(lines[line]),
        "two lines swapped" => {
            let mut swapped = lines.clone();
            swapped.swap(line, dice.below(lines.len()));
            bytes = join(&swapped);
        }
        "a line deleted" => drop(bytes.drain(start..start + lines[line].len())),
        "a rule inserted" => bytes = insert(b"---\n"),
        "a tab inserted" => bytes.insert(at, b'\t'),
        "merge marks inserted" => {
            let marks = [b"<<<<<<< ours\n", lines[line], b"=======\n", lines[line], b">>>>>>> theirs\n"].concat();
            bytes = insert(&marks);
        }
        "a byte-order mark before it" => bytes = [b"\xef\xbb\xbf", original].concat(),
        "CRLF line ends" => bytes = String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes(),
        "a field written twice" => bytes = [b"---\nkind: job-description\n", &original[4..]].concat(),
        "a very long line inserted" => bytes = insert(&[&b"word ".repeat(20_000)[..], b"\n"].concat()),
        "a letter changed" => {
            let letters = (at..original.len()).chain(0..at).find(|at| original[*at].is_ascii_alphabetic()).unwrap();
            bytes[letters] ^= 0x20;
        }
        "blanks after the hash" => {
            let text = String::from_utf8(bytes).unwrap();
            let blanks = [" ", "\t", " # yes", "  "][dice.below(4)];
            bytes = text.replacen("\n---\n\n#", &format!("{blanks}\n---\n\n#"), 1).into_bytes();
        }
        "a byte-order mark within it" => bytes = insert("\u{feff}".as_bytes()),
        _ => bytes = insert(lines[dice.below(lines.len())]),
    }
    bytes
}

/// A file's bytes as far as they count: without a byte-order mark before them, line ends all the same.
pub(super) fn plain(bytes: &[u8]) -> Vec<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut plain = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            b'\r' => plain.push(b'\n'),
            _ => plain.push(*byte),
        }
    }
    plain
}
