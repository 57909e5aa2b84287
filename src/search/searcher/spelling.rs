//! "Did you mean": the words that were searched in the place of what nobody wrote.

use super::Search;
use super::expand::letters_between;
use crate::search::page::SearchPage;
use crate::search::query::Remark;
use crate::vocabulary::words::{Words, stem};

impl Search<'_> {
    /// Says which words were searched instead, as they are written in what was found.
    pub(super) fn spelling(&self, page: &mut SearchPage) {
        let mut better = self.request.query.clone();
        for (typed, term) in &self.plan.corrected {
            let Some(written) = written(typed, term, page) else { continue };
            better = better.replacen(typed.as_str(), &written, 1);
            let message = format!("nothing says “{typed}”; “{written}” was searched");
            page.remarks.push(Remark::new(typed, message));
        }
        if better != self.request.query {
            page.did_you_mean = Some(better);
        }
    }
}

/// A word with this stem as it is written in what was found: the one that is most like what was typed.
fn written(typed: &str, term: &str, page: &SearchPage) -> Option<String> {
    let shown = page.hits.iter().flat_map(|hit| {
        let texts = hit.passages.iter().flat_map(|passage| passage.text.iter().filter(|piece| piece.found));
        std::iter::once(hit.role.title.as_str()).chain(texts.map(|piece| piece.text.as_str()))
    });
    let mut forms: Vec<String> = Vec::new();
    for text in shown {
        let mut words = Words::of(text);
        while words.advance().is_some() {
            if stem(words.word()) == term && !forms.iter().any(|form| form == words.word()) {
                forms.push(words.word().to_owned());
            }
        }
    }
    let typed = typed.to_lowercase();
    forms.into_iter().min_by_key(|form| letters_between(&typed, form))
}
