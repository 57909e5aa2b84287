//! What the work demands of the body, and whether it is said which functions are essential.

use super::sentences::Sentence;
use super::{Remark, RemarkRequest};
use crate::model::document::{Block, Group};
use crate::model::role::Role;

const SOURCE: &str = "42 U.S.C. 12111(8); 29 CFR 1630.2(n) (Americans with Disabilities Act, essential functions)";

pub(super) fn remark(request: &RemarkRequest<'_>, sentences: &[Sentence], remarks: &mut Vec<Remark>) {
    let essential = marks_essential(request.role)
        || sentences.iter().any(|sentence| {
            sentence.words.to_lowercase().contains("essential function")
                || sentence.words.to_lowercase().contains("essential dut")
        });
    let lifting =
        sentences.iter().find(|sentence| super::lists::find(&sentence.words.to_lowercase(), "lift*").is_some());
    let limit = |sentence: &Sentence| {
        let words = sentence.words.to_lowercase();
        words.contains("pound") || words.contains(" lb")
    };
    match lifting {
        Some(sentence) if !limit(sentence) && !sentences.iter().any(limit) => {
            let why = "Applicants and their doctors can't tell what is meant.";
            let remark = Remark::new("lifting-without-limit", "It speaks of lifting and says no weight.", why, SOURCE);
            remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
        }
        Some(sentence) if !essential => {
            let message = "It states a weight to lift, and nothing says which functions are essential.";
            let why = "Only essential functions may be asked of everybody; whoever can't lift may do the rest with an accommodation.";
            let remark = Remark::new("lifting-not-essential", message, why, SOURCE);
            remarks.push(remark.quoting(&sentence.words).at(sentence.part.as_deref()));
        }
        None if essential => {
            let message =
                "It says which functions are essential, and not what they demand of the body, such as weights to lift.";
            let why = "If they demand nothing, one sentence that says so helps applicants with disabilities.";
            remarks.push(Remark::new("essential-without-demands", message, why, SOURCE));
        }
        _ => {}
    }
}

/// Whether a form marks groups or items of duties as essential.
fn marks_essential(role: &Role) -> bool {
    fn in_group(group: &Group) -> bool {
        group.marks.essential == Some(true) || in_blocks(&group.blocks)
    }
    fn in_blocks(blocks: &[Block]) -> bool {
        blocks.iter().any(|block| matches!(block, Block::Group(group) if in_group(group)))
    }
    role.sections.iter().any(|section| in_blocks(&section.blocks))
        || role.duties().iter().any(|duty| duty.note.essential == Some(true))
}
