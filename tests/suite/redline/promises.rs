//! What holds of every redline, whatever it is between.

use rolebook::compare::redline::{Fate, Redline, WordChange, WordRun};
use rolebook::model::document::{Block, Item};
use rolebook::model::role::Role;

/// Fails unless the redline accounts for both roles.
pub(crate) fn hold(before: &Role, after: &Role, redline: &Redline) {
    let entries = &redline.entries;
    let on_side = |gone: fn(Fate) -> bool| entries.iter().filter(move |entry| !gone(entry.fate));
    let is_new = |fate| matches!(fate, Fate::New | Fate::SplitOff);
    let is_gone = |fate| matches!(fate, Fate::Dropped | Fate::Merged);
    assert_eq!(on_side(is_new).count(), pieces(before), "every piece before occurs once");
    assert_eq!(on_side(is_gone).count(), pieces(after), "every piece after occurs once");
    let was: Vec<String> = on_side(is_new).map(|entry| side(&entry.words, WordChange::Removed)).collect();
    assert_eq!(sorted(was), sorted(texts(before)), "kept and removed words are the words before");
    let is: Vec<String> = on_side(is_gone).map(|entry| side(&entry.words, WordChange::Added)).collect();
    assert_eq!(is, texts(after), "kept and added words are the words after, in their order");
    for entry in entries {
        let says_so = entry.words.iter().any(|run| run.change != WordChange::Kept);
        assert_eq!(says_so, entry.fate != Fate::Kept || entry.reworded, "words show what the fate says: {entry:?}");
    }
}

/// One side of a change: the words that stayed with those of `change`, blanks folded.
pub(crate) fn side(runs: &[WordRun], change: WordChange) -> String {
    let runs = runs.iter().filter(|run| run.change == WordChange::Kept || run.change == change);
    folded(&runs.map(|run| run.text.as_str()).collect::<String>())
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

fn pieces(role: &Role) -> usize {
    texts(role).len()
}

/// The text of every piece, in order, as a redline words it.
fn texts(role: &Role) -> Vec<String> {
    // Gathered here anew: the redline of a role to itself would prove nothing.
    let mut texts = Vec::new();
    for section in &role.sections {
        texts.push(section.heading.to_plain());
        of_blocks(&section.blocks, &mut texts);
    }
    texts.extend(role.footnotes.iter().map(|footnote| footnote.text.to_plain()));
    texts.iter().map(|text| folded(text)).collect()
}

fn of_blocks(blocks: &[Block], texts: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => texts.push(text.to_plain()),
            Block::List(items) => of_items(items, texts),
            Block::Table(table) => {
                let headings = table.columns.iter().map(|column| column.heading.to_plain()).collect::<Vec<_>>();
                texts.push(headings.join(" | "));
                let rows = table.rows.iter();
                texts.extend(rows.map(|row| row.iter().map(|cell| cell.to_plain()).collect::<Vec<_>>().join(" | ")));
            }
            Block::Group(group) => {
                let mut label = group.label.to_plain();
                if let Some(share) = group.marks.share_percent {
                    label.push_str(&format!(", {share}"));
                }
                match group.marks.essential {
                    Some(true) => label.push_str(", essential"),
                    Some(false) => label.push_str(", not essential"),
                    None => {}
                }
                texts.push(label);
                of_blocks(&group.blocks, texts);
            }
        }
    }
}

fn of_items(items: &[Item], texts: &mut Vec<String>) {
    use rolebook::model::document::Tick;
    for item in items {
        let tick = match item.tick {
            Some(Tick::Ticked) => "☒ ",
            Some(Tick::Unticked) => "☐ ",
            Some(Tick::Unclear) => "[?] ",
            None => "",
        };
        let label = if item.label.is_empty() { String::new() } else { format!("{}: ", item.label.to_plain()) };
        let continued = item.continued.iter().map(|text| format!(" {}", text.to_plain())).collect::<String>();
        texts.push(format!("{tick}{label}{}{continued}", item.text.to_plain()));
        of_items(&item.items, texts);
    }
}
