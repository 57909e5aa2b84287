//! What a person makes of the pieces of a file before it is read once more: other borders, another order, another kind.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use crate::import::block::{Block, Shape};
use crate::import::understand::kind::Kind;

/// So many pieces can be arranged by hand. A longer file is brought in as it is read.
pub const MOST_PIECES: usize = 1_200;

/// The pieces of a file, as a person has arranged them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    pieces: Vec<Piece>,
}

/// A piece: a block of the file, a part of one, or several joined.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    parts: Vec<Part>,
    /// The kind that somebody chose for it.
    chosen: Option<Kind>,
}

/// A block, or its characters from here to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    block: usize,
    within: Option<(usize, usize)>,
}

/// One change of an arrangement. Pieces are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one above.
    Up(usize),
    /// Behind the one below.
    Down(usize),
    /// Joined to the one above.
    Join(usize),
    /// In two, behind the first sentence.
    Split(usize),
}

impl FromStr for Step {
    type Err = ();

    fn from_str(given: &str) -> Result<Self, ()> {
        let (what, at) = given.split_once('-').ok_or(())?;
        let at = at.parse().map_err(|_| ())?;
        match what {
            "up" => Ok(Self::Up(at)),
            "down" => Ok(Self::Down(at)),
            "join" => Ok(Self::Join(at)),
            "split" => Ok(Self::Split(at)),
            _ => Err(()),
        }
    }
}

impl Arrangement {
    /// The blocks as the file has them.
    pub fn of(blocks: &[Block]) -> Self {
        let piece = |block| Piece { parts: vec![Part { block, within: None }], chosen: None };
        Self { pieces: (0..blocks.len()).map(piece).collect() }
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The kind that somebody chose for a piece.
    pub fn chosen(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).and_then(|piece| piece.chosen)
    }

    /// Says what a piece is.
    pub fn choose(&mut self, at: usize, kind: Option<Kind>) {
        if let Some(piece) = self.pieces.get_mut(at) {
            piece.chosen = kind;
        }
    }

    /// The blocks in this arrangement.
    pub fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        self.pieces.iter().filter_map(|piece| piece.block(blocks)).collect()
    }

    /// Takes a step; one that can't be taken changes nothing.
    pub fn take(&mut self, step: Step, blocks: &[Block]) {
        let all = self.pieces.len();
        match step {
            Step::Up(at) if at > 0 && at < all => self.pieces.swap(at - 1, at),
            Step::Down(at) if at + 1 < all => self.pieces.swap(at, at + 1),
            Step::Join(at) if at > 0 && at < all => {
                let below = self.pieces.remove(at);
                if let Some(above) = self.pieces.get_mut(at - 1) {
                    below.parts.into_iter().for_each(|part| above.add(part));
                }
            }
            Step::Split(at) => {
                if let Some((first, second)) = self.pieces.get(at).and_then(|piece| piece.halves(blocks)) {
                    self.pieces.splice(at..=at, [first, second]);
                }
            }
            _ => {}
        }
    }

    /// Whether a piece has more than a sentence, and can be split.
    pub fn can_split(&self, at: usize, blocks: &[Block]) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.halves(blocks).is_some())
    }

    /// Reads an arrangement of these blocks as [`fmt::Display`] writes it; none when it is one of other blocks.
    pub fn read(written: &str, blocks: &[Block]) -> Option<Self> {
        let mut pieces = Vec::new();
        for piece in written.split(',').filter(|piece| !piece.is_empty()) {
            if pieces.len() == MOST_PIECES {
                return None;
            }
            let (parts, chosen) = match piece.split_once('=') {
                Some((parts, kind)) => (parts, Some(Kind::named(kind)?)),
                None => (piece, None),
            };
            let parts: Option<Vec<Part>> = parts.split('+').map(|part| Part::read(part, blocks)).collect();
            pieces.push(Piece { parts: parts?, chosen });
        }
        // Nothing may be lost, and nothing may stand there twice.
        let mut parts: Vec<Part> = pieces.iter().flat_map(|piece| piece.parts.iter().copied()).collect();
        parts.sort_by_key(|part| (part.block, part.within));
        let mut next = (0, 0);
        for part in parts {
            let length = blocks.get(part.block)?.text.chars().count();
            let (from, to) = part.within.unwrap_or((0, length));
            if (part.block, from) != next || to > length || (from >= to && length > 0) {
                return None;
            }
            next = if to == length { (part.block + 1, 0) } else { (part.block, to) };
        }
        (next == (blocks.len(), 0)).then_some(Self { pieces })
    }
}

impl fmt::Display for Arrangement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, piece) in self.pieces.iter().enumerate() {
            if at > 0 {
                f.write_char(',')?;
            }
            for (number, part) in piece.parts.iter().enumerate() {
                if number > 0 {
                    f.write_char('+')?;
                }
                write!(f, "{}", part.block)?;
                if let Some((from, to)) = part.within {
                    write!(f, ":{from}-{to}")?;
                }
            }
            if let Some(kind) = piece.chosen {
                write!(f, "={}", kind.name())?;
            }
        }
        Ok(())
    }
}

impl Piece {
    /// Adds a part; what follows its own last part in the file becomes one with it.
    fn add(&mut self, part: Part) {
        match (self.parts.last_mut(), part.within) {
            (Some(Part { block, within: Some((_, end)) }), Some((from, to)))
                if *block == part.block && *end == from =>
            {
                *end = to;
            }
            _ => self.parts.push(part),
        }
    }

    fn block(&self, blocks: &[Block]) -> Option<Block> {
        let (first, more) = self.parts.split_first()?;
        let mut block = first.block(blocks)?;
        for part in more {
            let next = part.block(blocks)?;
            block.text = format!("{} {}", block.text, next.text.replace('\t', " ")).trim().to_owned();
            block.place.first_line = block.place.first_line.min(next.place.first_line);
            block.place.last_line = block.place.last_line.max(next.place.last_line);
            if matches!(block.shape, Shape::Row { .. }) {
                block.shape = Shape::Paragraph;
            }
        }
        block.text = if matches!(block.shape, Shape::Row { .. }) { block.text } else { block.text.replace('\t', " ") };
        Some(block)
    }

    /// The piece in two, behind its first sentence.
    fn halves(&self, blocks: &[Block]) -> Option<(Self, Self)> {
        // What was joined comes apart where it was joined.
        if let [above @ .., below] = self.parts.as_slice()
            && !above.is_empty()
        {
            let first = Self { parts: above.to_vec(), chosen: self.chosen };
            return Some((first, Self { parts: vec![*below], chosen: self.chosen }));
        }
        let [part] = self.parts.as_slice() else { return None };
        let block = blocks.get(part.block).filter(|block| !matches!(block.shape, Shape::Row { .. }))?;
        let letters: Vec<char> = block.text.chars().collect();
        let (from, to) = part.within.unwrap_or((0, letters.len()));
        let border = (from + 1..to.saturating_sub(1)).find(|at| {
            let end = letters.get(at - 1).is_some_and(|c| matches!(c, '.' | ';' | '?' | '!' | ':'));
            end && letters.get(*at).is_some_and(|c| c.is_whitespace())
        })?;
        let part =
            |from, to| Self { parts: vec![Part { block: part.block, within: Some((from, to)) }], chosen: self.chosen };
        Some((part(from, border), part(border, to)))
    }
}

impl Part {
    fn read(written: &str, blocks: &[Block]) -> Option<Self> {
        let (block, within) = match written.split_once(':') {
            Some((block, within)) => {
                let (from, to) = within.split_once('-')?;
                (block, Some((from.parse().ok()?, to.parse().ok()?)))
            }
            None => (written, None),
        };
        let block = block.parse().ok().filter(|block| *block < blocks.len())?;
        Some(Self { block, within })
    }

    fn block(self, blocks: &[Block]) -> Option<Block> {
        let block = blocks.get(self.block)?;
        let Some((from, to)) = self.within else { return Some(block.clone()) };
        let words: String = block.text.chars().skip(from).take(to.saturating_sub(from)).collect();
        let mut part = Block { text: words.trim().to_owned(), ..block.clone() };
        // The number that is printed before an item is that of its first part.
        if let (true, Shape::Item { printed, .. }) = (from > 0, &mut part.shape) {
            *printed = None;
        }
        Some(part)
    }
}
