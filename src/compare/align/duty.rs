//! A duty as alignment sees it: where it stands, what it says, which kinds of work it is about.

use crate::model::document::{Block, Item};
use crate::model::quantity::Percent;
use crate::model::role::Role;
use crate::model::section::SectionKind;
use crate::model::text::Text;
use crate::vocabulary::ready::ReadyVocabulary;
use crate::vocabulary::synonyms::SynonymRules;
use crate::vocabulary::words::is_little_word;

/// A duty of one of the roles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duty {
    /// Which role, counted from 0.
    pub role: usize,
    /// Its number: in printed order, through all groups, from 1.
    pub number: u32,
    /// Its lasting name within the role.
    pub id: Option<String>,
    /// What it says.
    pub text: String,
    /// The label of the group that it stands in; empty if there is none.
    pub group: String,
    /// The group's share of the working time.
    pub share: Option<Percent>,
    /// Which of the groups that state a share it is, counted from 0: groups within it have a part of the same share.
    pub share_group: usize,
    /// The kinds of work that it is about, primary first.
    pub activities: Vec<String>,
    /// The stems of its words without those that carry little, and what they mean by the catalog's synonyms; with blanks
    /// between them.
    pub(super) stems: String,
}

/// The stems of a line of them, without those that carry little, followed by what they mean.
fn stems_of(line: &str, synonyms: &SynonymRules) -> String {
    let all: Vec<&str> = line.split_ascii_whitespace().collect();
    let mut kept = String::with_capacity(line.len());
    let mut keep = |mark: &str, word: &str| {
        kept.push_str(mark);
        kept.push_str(word);
        kept.push(' ');
    };
    all.iter().filter(|stem| !is_little_word(stem)).for_each(|stem| keep("", stem));
    // A concept is no word: a mark keeps the two apart.
    synonyms.for_each_match(&all, |_, _, concept| {
        if !synonyms.is_occupation(concept) {
            keep("~", synonyms.name(concept));
        }
    });
    kept
}

/// The duties of a role, which is number `index` of those that are compared.
pub fn duties_of(index: usize, role: &Role, words: &ReadyVocabulary) -> Vec<Duty> {
    let mut collector = Collector { index, words, duties: Vec::new(), shares: 0 };
    for section in role.sections_of(SectionKind::Duties) {
        collector.blocks(&section.blocks, "", None);
    }
    collector.duties
}

struct Collector<'a> {
    index: usize,
    words: &'a ReadyVocabulary,
    duties: Vec<Duty>,
    /// How many groups with a share there were so far.
    shares: usize,
}

impl Collector<'_> {
    fn blocks(&mut self, blocks: &[Block], group: &str, share: Option<Percent>) {
        for block in blocks {
            match block {
                Block::List(items) => self.items(items, group, share),
                Block::Group(inner) => {
                    self.shares += usize::from(inner.marks.share_percent.is_some());
                    self.blocks(&inner.blocks, &inner.label.to_plain(), inner.marks.share_percent.or(share));
                }
                Block::Paragraph(_) | Block::Table(_) => {}
            }
        }
    }

    fn items(&mut self, items: &[Item], group: &str, share: Option<Percent>) {
        for item in items {
            if item.is_leaf() {
                self.duty(item, group, share);
            } else {
                let label = if item.label.is_empty() { &item.text } else { &item.label };
                self.items(&item.items, &label.to_plain(), share);
            }
        }
    }

    fn duty(&mut self, item: &Item, group: &str, share: Option<Percent>) {
        let number = u32::try_from(self.duties.len() + 1).unwrap_or(u32::MAX);
        let text = words_of(item);
        let tokens = self.words.activities.tokens(&text);
        let found = self.words.activities.activities_among(&tokens, &text, group, &item.note.activities);
        let activities = found.into_iter().map(|found| found.activity.to_owned()).collect();
        let stems = stems_of(tokens.stem_line(), &self.words.synonyms);
        let id = item.id.as_ref().map(ToString::to_string);
        let group = group.to_owned();
        let share_group = self.shares;
        self.duties.push(Duty { role: self.index, number, id, text, group, share, share_group, activities, stems });
    }
}

fn words_of(item: &Item) -> String {
    let mut words = item.label.to_plain();
    if !words.is_empty() {
        words.push_str(": ");
    }
    words.push_str(&item.text.to_plain());
    for more in item.continued.iter().map(Text::to_plain) {
        words.push(' ');
        words.push_str(&more);
    }
    words.trim_end_matches([' ', ':']).to_owned()
}
