//! How deep list items are nested, told from how far they are set in and how they are marked.

/// The items that the next one may stand under.
#[derive(Default)]
pub(super) struct Nesting {
    open: Vec<(usize, Style)>,
}

/// How an item is marked.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Bullet(char),
    Figure,
    Letter,
    Capital,
}

impl Nesting {
    /// The list is over.
    pub(super) fn forget(&mut self) {
        self.open.clear();
    }

    /// The depth of an item that is set in by `indent`.
    pub(super) fn depth(&mut self, indent: usize, printed: &str) -> u8 {
        let style = style_of(printed);
        let same = |(at, marked): &(usize, Style)| *marked == style && at.abs_diff(indent) <= 2;
        if let Some(level) = self.open.iter().rposition(same) {
            self.open.truncate(level + 1);
        } else {
            while self.open.last().is_some_and(|(at, _)| *at > indent) {
                self.open.pop();
            }
            // The same mark a little further left or right is still the same list.
            if self.open.last().is_some_and(|(at, marked)| *marked == style && at.abs_diff(indent) <= 3) {
                self.open.pop();
            }
            self.open.push((indent, style));
        }
        u8::try_from(self.open.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}

fn style_of(printed: &str) -> Style {
    let inner = printed.trim_matches(['(', ')', '.']);
    match inner.chars().next() {
        Some(c) if c.is_ascii_digit() => Style::Figure,
        Some(c) if c.is_ascii_uppercase() && inner != printed => Style::Capital,
        Some(c) if c.is_ascii_lowercase() && inner != printed => Style::Letter,
        other => Style::Bullet(other.unwrap_or('-')),
    }
}
