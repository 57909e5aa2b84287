//! What the page of a reading was asked: how the pieces are arranged, what was typed beside each role, which button.

use serde::Deserialize;

use crate::app::import::{Arrangement, ReadFile, Step, understand_arranged};
use crate::import::understand::kind::Kind;

/// Everything that the form of a reading holds. Fields that stand there once for each role are lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Asked {
    /// The hash of the file.
    pub(super) file: String,
    /// How the pieces were arranged when the page was made.
    pub(super) pieces: String,
    /// What each piece is.
    pub(super) kind: Vec<String>,
    /// A button that changes the arrangement.
    pub(super) step: String,
    /// The role that is to be kept as a draft, from 0.
    pub(super) keep: Option<usize>,
    /// The role whose file is to be handed over.
    pub(super) download: Option<usize>,
    pub(super) title: Vec<String>,
    pub(super) organisation: Vec<String>,
    pub(super) site: Vec<String>,
    pub(super) document: Vec<String>,
    pub(super) reports_to: Vec<String>,
    pub(super) class_code: Vec<String>,
    pub(super) least: Vec<String>,
    pub(super) most: Vec<String>,
    pub(super) served: Vec<String>,
    /// The role of the catalog of which each is a newer version; blank for one of its own.
    pub(super) revises: Vec<String>,
    /// The facts that are taken over: the number of the role, a dot, the fact.
    pub(super) take: Vec<String>,
    /// Whether the form was sent, so that a box that is not ticked was unticked by somebody.
    pub(super) sent: bool,
}

impl Asked {
    /// How the pieces are to be arranged now; none if what was sent fits another file.
    pub(super) fn arrangement(&self, file: &ReadFile) -> Option<Arrangement> {
        if self.pieces.is_empty() {
            return Some(Arrangement::of(&file.blocks));
        }
        let mut arrangement = Arrangement::read(&self.pieces, &file.blocks)?;
        let unchosen = {
            let mut plain = arrangement.clone();
            (0..plain.len()).for_each(|at| plain.choose(at, None));
            understand_arranged(file, &plain)
        };
        for (at, (given, read)) in self.kind.iter().zip(&unchosen.blocks).enumerate() {
            // What somebody chose is what differs from what is read.
            let chosen = Kind::named(given).filter(|kind| *kind != read.kind);
            arrangement.choose(at, chosen);
        }
        if let Ok(step) = self.step.parse::<Step>() {
            arrangement.take(step, &file.blocks);
        }
        Some(arrangement)
    }

    /// What was typed in a field of a role; none before the form was sent.
    pub(super) fn typed<'a>(&self, fields: &'a [String], role: usize) -> Option<&'a str> {
        fields.get(role).map(|value| value.trim()).filter(|_| self.sent)
    }

    /// Whether a fact of a role is taken over.
    pub(super) fn takes(&self, role: usize, fact: &str) -> bool {
        !self.sent || self.take.iter().any(|taken| taken.split_once('.') == Some((role.to_string().as_str(), fact)))
    }
}
