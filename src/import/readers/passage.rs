//! A paragraph while it is read: words with what they look like, and the block that becomes of them.

use crate::import::block::{Block, Place, Shape};

/// A running text with its looks.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    text: String,
    letters: usize,
    bold_letters: usize,
    /// The size of its letters times their number, where it is known.
    sizes: f32,
    sized_letters: usize,
}

/// What a run of letters looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) size: Option<f32>,
}

impl Passage {
    /// Adds text; a line feed is a break of the line.
    pub(super) fn push(&mut self, text: &str, look: Look) {
        self.text.push_str(text);
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        self.letters += letters;
        if look.bold {
            self.bold_letters += letters;
        }
        if let Some(size) = look.size {
            self.sizes += size * letters as f32;
            self.sized_letters += letters;
        }
    }

    /// Adds another passage behind.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.letters += other.letters;
        self.bold_letters += other.bold_letters;
        self.sizes += other.sizes;
        self.sized_letters += other.sized_letters;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.letters == 0
    }

    /// Its words, one blank between them.
    pub(super) fn words(&self) -> String {
        words(&self.text)
    }

    /// Its lines, where it is broken on purpose.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n').filter(|line| !line.trim().is_empty())
    }

    pub(super) fn is_bold(&self) -> bool {
        self.letters > 0 && self.bold_letters * 20 >= self.letters * 19
    }

    /// The size of its letters, as the file states it.
    pub(super) fn size(&self) -> Option<f32> {
        (self.sized_letters > 0).then(|| self.sizes / self.sized_letters as f32)
    }

    /// A block of its words.
    pub(super) fn block(&self, shape: Shape) -> Block {
        Block { shape, text: self.words(), place: Place::default(), bold: self.is_bold(), size: self.size() }
    }
}

/// The words of a text, one blank between them.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts the finishing touches to the blocks of a file: their numbers, and sizes beside the usual one.
pub(super) fn finish(blocks: &mut [Block]) {
    let mut counted: Vec<(f32, usize)> = Vec::new();
    for block in blocks.iter() {
        let Some(size) = block.size else { continue };
        match counted.iter_mut().find(|(known, _)| (known - size).abs() < 0.25) {
            Some((_, letters)) => *letters += block.text.len(),
            None => counted.push((size, block.text.len())),
        }
    }
    let usual = counted.into_iter().max_by_key(|(_, letters)| *letters).map(|(size, _)| size);
    for (number, block) in (1..).zip(blocks) {
        block.place = Place { page: None, first_line: number, last_line: number };
        block.size = block.size.zip(usual).filter(|(_, usual)| *usual > 0.0).map(|(size, usual)| size / usual);
    }
}
