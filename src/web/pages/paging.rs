//! Lists that go on: which page is shown, and the addresses of those beside it.

use serde::Serialize;

use super::lenient::Ordinal;
use crate::search::request::FARTHEST;

/// A page of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    number: usize,
    to_a_page: usize,
}

/// The page with its neighbours, as templates show it.
#[derive(Debug, Serialize)]
pub(super) struct PagesView {
    number: usize,
    count: usize,
    previous: Option<String>,
    next: Option<String>,
    /// Whether there are more results than one can page to.
    is_cut: bool,
}

impl Paging {
    /// The page that was asked for, or the first, with so many entries; none lies farther than search goes.
    pub(super) fn new(asked: Option<Ordinal>, to_a_page: usize) -> Self {
        let number = asked.map_or(1, |page| usize::try_from(page.0).unwrap_or(usize::MAX));
        Self { number: number.clamp(1, FARTHEST / to_a_page + 1), to_a_page }
    }

    /// How many entries stand before it.
    pub(super) fn offset(self) -> usize {
        ((self.number - 1) * self.to_a_page).min(FARTHEST)
    }

    /// The page among those that `total` entries fill; `address` gives the address of a page.
    pub(super) fn among(self, total: usize, address: impl Fn(usize) -> String) -> PagesView {
        let reachable = FARTHEST + self.to_a_page;
        let (number, count) = (self.number, total.min(reachable).div_ceil(self.to_a_page).max(1));
        PagesView {
            number,
            count,
            previous: (number > 1).then(|| address((number - 1).min(count))),
            next: (number < count).then(|| address(number + 1)),
            is_cut: total > reachable,
        }
    }
}
