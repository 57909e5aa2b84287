//! Where the pen is while a page is drawn, and how its letters are set.

use std::rc::Rc;

use super::font::Font;
use super::matrix::Matrix;

/// How letters are set.
#[derive(Clone)]
pub(super) struct LetterState {
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) letter_spacing: f64,
    pub(super) word_spacing: f64,
    /// They are drawn with an outline of their own, which makes them heavy.
    pub(super) outlined: bool,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// The pen.
#[derive(Clone)]
pub(super) struct State {
    /// From the space of the drawing to that of the page.
    pub(super) space: Matrix,
    pub(super) letters: LetterState,
    line: Matrix,
    letter: Matrix,
}

impl State {
    pub(super) fn new(space: Matrix) -> Self {
        let letters = LetterState {
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            outlined: false,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self { space, letters, line: Matrix::IDENTITY, letter: Matrix::IDENTITY }
    }

    /// The steps that need nothing but numbers.
    pub(super) fn step(&mut self, operator: &str, numbers: &[f64]) {
        match (operator, numbers) {
            ("BT", _) => self.set_line(Matrix::IDENTITY),
            ("cm", &[a, b, c, d, e, f]) => self.space = Matrix([a, b, c, d, e, f]).then(self.space),
            ("Tm", &[a, b, c, d, e, f]) => self.set_line(Matrix([a, b, c, d, e, f])),
            ("Td", &[x, y]) => self.move_line(x, y),
            ("TD", &[x, y]) => {
                self.letters.leading = -y;
                self.move_line(x, y);
            }
            ("T*", _) => self.next_line(),
            ("Tc", &[spacing]) => self.letters.letter_spacing = spacing,
            ("Tw", &[spacing]) => self.letters.word_spacing = spacing,
            ("Tz", &[percent]) => self.letters.stretch = percent / 100.0,
            ("TL", &[leading]) => self.letters.leading = leading,
            ("Ts", &[rise]) => self.letters.rise = rise,
            ("Tr", &[mode]) => self.letters.outlined = mode == 2.0 || mode == 6.0,
            _ => {}
        }
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.letters.leading);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.set_line(Matrix::shift(x, y).then(self.line));
    }

    fn set_line(&mut self, line: Matrix) {
        self.line = line;
        self.letter = line;
    }

    /// Moves the pen back by thousandths of the letters' size.
    pub(super) fn move_back(&mut self, thousandths: f64) {
        let shift = -thousandths / 1000.0 * self.letters.size * self.letters.stretch;
        self.letter = Matrix::shift(shift, 0.0).then(self.letter);
    }

    /// Moves the pen on behind a letter.
    pub(super) fn advance(&mut self, width: f64, blank: bool) {
        let letters = &self.letters;
        let spacing = letters.letter_spacing + if blank { letters.word_spacing } else { 0.0 };
        let shift = (width * letters.size + spacing) * letters.stretch;
        self.letter = Matrix::shift(shift, 0.0).then(self.letter);
    }

    /// Where a letter stands: its place, its width and its size; nowhere, if it does not stand upright.
    pub(super) fn place(&self, width: f64) -> Option<(f64, f64, f64, f64)> {
        let Matrix([a, b, c, d, ..]) = self.letter.then(self.space);
        let upright = a > 0.0 && b.abs() <= 0.1 * a && d.abs() > 0.0;
        let (x, y) = self.letter.then(self.space).apply(0.0, self.letters.rise);
        let size = c.hypot(d) * self.letters.size.abs();
        let width = width * self.letters.size * self.letters.stretch * a;
        let finite = [x, y, size, width].into_iter().all(|number| number.is_finite() && number.abs() < 1e6);
        (upright && finite && size > 0.1).then_some((x, y, width.abs(), size))
    }
}
