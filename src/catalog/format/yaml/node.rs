//! YAML as a tree whose every node knows where it stands in the file.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Span};

/// A piece of YAML.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    /// A number of its own within the tree.
    pub(super) id: u32,
    /// Where it stands, in bytes from the beginning of the file.
    pub(super) span: Range<usize>,
    pub(super) content: Content<'a>,
}

#[derive(Debug, Clone)]
pub(super) enum Content<'a> {
    /// Its words stand in the file's text, unless an escape or a fold makes them others.
    Scalar {
        text: Cow<'a, str>,
        quoted: bool,
    },
    Sequence(Vec<Node<'a>>),
    Mapping(Mapping<'a>),
}

#[derive(Debug, Clone, Default)]
pub(super) struct Mapping<'a> {
    pub(super) entries: Vec<(Node<'a>, Node<'a>)>,
    /// Keys whose values were taken out because they could not be understood.
    pub(super) removed: Vec<String>,
}

/// Something wrong with the YAML itself.
#[derive(Debug, Clone)]
pub(crate) struct SyntaxFault {
    /// Where, in bytes from the beginning of the file.
    pub(crate) at: usize,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) advice: &'static str,
}

/// What came of parsing.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'a> {
    /// The tree, unless the text is not YAML at all.
    pub(crate) root: Option<Node<'a>>,
    /// What was wrong.
    pub(crate) faults: Vec<SyntaxFault>,
    /// Where comments stand, in bytes from the beginning of the file.
    pub(crate) comments: Vec<usize>,
}

/// Nothing that a person writes goes deeper.
const DEEPEST: usize = 32;

/// Nothing that a person writes has more fields, values and list entries; the largest role we know has some 500.
const MOST_NODES: u32 = 20_000;

impl Node<'_> {
    /// The node under `key`, if this is a mapping that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Content::Mapping(mapping) = &self.content else { return None };
        mapping.entries.iter().find(|(name, _)| name.as_str() == Some(key)).map(|(_, value)| value)
    }

    /// The fields of a mapping, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries = match &self.content {
            Content::Mapping(mapping) => mapping.entries.as_slice(),
            _ => &[],
        };
        entries.iter().filter_map(|(key, value)| key.as_str().map(|key| (key, value)))
    }

    /// The entries of a list, in order; `None` if this is no list.
    pub(crate) fn entries(&self) -> Option<&[Self]> {
        match &self.content {
            Content::Sequence(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The node at a dotted path such as `conditions.lifting.0`.
    pub(crate) fn at_path(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, step| match &node.content {
            Content::Sequence(nodes) => nodes.get(step.parse::<usize>().ok()?),
            _ => node.get(step),
        })
    }

    /// Takes the entry `key` out of a mapping.
    pub(crate) fn take(&mut self, key: &str) -> Option<Self> {
        let Content::Mapping(mapping) = &mut self.content else { return None };
        let index = mapping.entries.iter().position(|(name, _)| name.as_str() == Some(key))?;
        Some(mapping.entries.remove(index).1)
    }

    /// The words of a scalar.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it is a mapping.
    pub(crate) fn is_mapping(&self) -> bool {
        matches!(self.content, Content::Mapping(_))
    }

    /// Where it begins, in bytes from the beginning of the file.
    pub(crate) fn start(&self) -> usize {
        self.span.start
    }

    /// Whether nothing is written: `key:` with no value, or `~`.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, quoted: false } if matches!(text.as_ref(), "" | "~" | "null"))
    }
}

/// Parses one YAML document that begins at byte `base` of its file.
pub(crate) fn parse(text: &str, base: usize) -> Parsed<'_> {
    let mut options = Options::default();
    options.disallow_directives = true;
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    let mut builder = Builder { parsed: Parsed::default(), open: Vec::new(), next_id: 0, base, done: false };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((_, span)) if builder.next_id >= MOST_NODES => {
                let at = base + span.byte_range().unwrap_or(0..0).start;
                let message = format!("there are more than {MOST_NODES} fields and values");
                builder.fault(at, "too-many-values", message, "remove what is not needed from here on");
                builder.parsed.root = None;
                return builder.parsed;
            }
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                let at = base + error.marker().byte_offset().unwrap_or(0);
                builder.fault(at, "yaml", format!("this is not well-formed YAML: {}", error.info()), SYNTAX_ADVICE);
                builder.parsed.root = None;
                return builder.parsed;
            }
        }
    }
    builder.parsed
}

const SYNTAX_ADVICE: &str =
    "check the indentation (spaces, no tabs), and put text that contains `: ` or `#` between double quotes";

struct Builder<'a> {
    parsed: Parsed<'a>,
    open: Vec<Open<'a>>,
    next_id: u32,
    base: usize,
    done: bool,
}

/// A collection that is being filled; for a mapping, the key that waits for its value.
struct Open<'a> {
    node: Node<'a>,
    key: Option<Node<'a>>,
    /// The keys that the mapping has so far, once there are many.
    names: HashSet<String>,
}

impl<'a> Builder<'a> {
    fn fault(&mut self, at: usize, code: &'static str, message: String, advice: &'static str) {
        self.parsed.faults.push(SyntaxFault { at, code, message, advice });
    }

    fn node(&mut self, content: Content<'a>, span: &Span) -> Node<'a> {
        let range = span.byte_range().unwrap_or(0..0);
        self.next_id += 1;
        Node { id: self.next_id, span: self.base + range.start..self.base + range.end, content }
    }

    fn event(&mut self, event: Event<'a>, span: &Span) {
        let at = self.base + span.byte_range().unwrap_or(0..0).start;
        if event.anchor_id().is_some() || event.is_alias() || event.tag().is_some() {
            self.fault(
                at,
                "yaml-feature",
                "anchors (&), references (*) and tags (!) are not used in our files".to_owned(),
                "write the value out; put text that begins with & or * or ! between double quotes",
            );
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let quoted = style != ScalarStyle::Plain;
                let node = self.node(Content::Scalar { text, quoted }, span);
                self.add(node);
            }
            Event::Alias(_) => {
                let node = self.node(Content::Scalar { text: Cow::Borrowed(""), quoted: false }, span);
                self.add(node);
            }
            Event::SequenceStart(..) => self.begin(Content::Sequence(Vec::new()), span),
            Event::MappingStart(..) => self.begin(Content::Mapping(Mapping::default()), span),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut open) = self.open.pop() {
                    let end = self.base + span.byte_range().unwrap_or(0..0).end;
                    open.node.span.end = end.max(open.node.span.start);
                    self.add(open.node);
                }
            }
            Event::Comment(..) => self.parsed.comments.push(at),
            Event::DocumentStart(..) if self.done => self.fault(
                at,
                "yaml-feature",
                "a second YAML document begins here".to_owned(),
                "remove the line `---` inside the front matter",
            ),
            _ => {}
        }
    }

    fn begin(&mut self, content: Content<'a>, span: &Span) {
        let node = self.node(content, span);
        self.open.push(Open { node, key: None, names: HashSet::new() });
    }

    fn add(&mut self, node: Node<'a>) {
        let Some(open) = self.open.last_mut() else {
            if !self.done {
                self.parsed.root = Some(node);
                self.done = true;
            }
            return;
        };
        match &mut open.node.content {
            Content::Sequence(nodes) => nodes.push(node),
            Content::Mapping(mapping) => match open.key.take() {
                None => open.key = Some(node),
                Some(key) => {
                    let twice = key.as_str().is_some_and(|name| is_taken(name, mapping, &mut open.names));
                    if twice {
                        let message = format!("`{}` is written twice", key.as_str().unwrap_or_default());
                        let at = key.span.start;
                        self.fault(at, "duplicate-field", message, "keep one of the two");
                    } else {
                        mapping.entries.push((key, node));
                    }
                }
            },
            Content::Scalar { .. } => {}
        }
    }
}

/// Mappings with fewer keys are looked through.
const MANY_KEYS: usize = 32;

/// Whether the mapping has a key of this name.
fn is_taken(name: &str, mapping: &Mapping<'_>, names: &mut HashSet<String>) -> bool {
    if mapping.entries.len() < MANY_KEYS {
        return mapping.entries.iter().any(|(key, _)| key.as_str() == Some(name));
    }
    if names.is_empty() {
        names.extend(mapping.entries.iter().filter_map(|(key, _)| key.as_str()).map(str::to_owned));
    }
    !names.insert(name.to_owned())
}
