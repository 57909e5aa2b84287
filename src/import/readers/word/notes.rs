//! Footnotes and endnotes, numbered as they are referred to.

use crate::import::readers::xml::Element;

/// The notes that the text refers to, in the order of their marks.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The kind and the name of each.
    referred: Vec<(&'static str, String)>,
}

impl Notes {
    /// The mark of a reference, as it stands in the text.
    pub(super) fn mark(&mut self, reference: &Element, kind: &'static str) -> String {
        let id = reference.attribute("w:id").unwrap_or_default().to_owned();
        let known = self.referred.iter().position(|note| *note == (kind, id.clone()));
        let index = known.unwrap_or_else(|| {
            self.referred.push((kind, id));
            self.referred.len() - 1
        });
        format!("[{}]", index + 1)
    }

    /// The number of a note, if the text refers to it.
    pub(super) fn number(&self, note: &Element, kind: &'static str) -> Option<usize> {
        let id = note.attribute("w:id")?;
        self.referred.iter().position(|(known, name)| *known == kind && name == id).map(|index| index + 1)
    }
}
