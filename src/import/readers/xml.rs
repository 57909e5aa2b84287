//! XML as a tree, for the parts of documents. Names carry the prefixes that everybody knows (`w:p`, `text:list`),
//! whichever a file uses.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::encoding::decode;
use crate::import::limits;
use crate::import::unreadable::Unreadable;

/// The ends of the names of namespaces, with the prefixes that we give them. Word has two of each kind.
const PREFIXES: [(&str, &str); 18] = [
    ("schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("schemas.microsoft.com/office/word/2010/wordml", "w14"),
    ("schemas.openxmlformats.org/officeDocument/2006/relationships", "r"),
    ("purl.oclc.org/ooxml/officeDocument/relationships", "r"),
    ("schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("schemas.openxmlformats.org/package/2006/relationships", "rel"),
    ("schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("oasis:names:tc:opendocument:xmlns:form:1.0", "form"),
    ("www.w3.org/1999/xlink", "xlink"),
    ("www.w3.org/XML/1998/namespace", "xml"),
    ("urn:schemas-microsoft-com:vml", "v"),
];

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The element at the end of a path of names.
    pub(super) fn descend(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements of a name, wherever they stand within.
    pub(super) fn all<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        for element in self.elements() {
            if element.name == name {
                found.push(element);
            }
            element.all(name, found);
        }
    }

    /// All its text.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().map(|node| match node {
            Node::Element(element) => element.text(),
            Node::Text(text) => text.clone(),
        });
        texts.collect()
    }
}

/// Reads a part as a tree.
pub(super) fn parse(bytes: &[u8]) -> Result<Element, Unreadable> {
    let text = decode(bytes).text;
    let mut reader = NsReader::from_str(&text);
    let mut open = vec![Element::default()];
    let mut nodes = 0_usize;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(damaged)?;
        nodes += 1;
        if nodes > limits::NODES {
            return Err(Unreadable::too_large("more elements than can be read", limits::NODES, "elements"));
        }
        match event {
            Event::Start(start) => {
                let name = named(&namespace, start.local_name().as_ref());
                let attributes = attributes(&start, &reader)?;
                open.push(Element { name, attributes, children: Vec::new() });
                if open.len() > limits::DEPTH {
                    return Err(Unreadable::too_large("elements nested too deeply", limits::DEPTH, "levels"));
                }
            }
            Event::Empty(start) => {
                let name = named(&namespace, start.local_name().as_ref());
                let attributes = attributes(&start, &reader)?;
                add(&mut open, Node::Element(Element { name, attributes, children: Vec::new() }));
            }
            Event::End(_) => {
                if let Some(element) = (open.len() > 1).then(|| open.pop()).flatten() {
                    add(&mut open, Node::Element(element));
                }
            }
            Event::Text(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => add(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(damaged)?.map(String::from);
                let named = || resolve_predefined_entity(&reference).map(str::to_owned);
                // What a document defines for itself is never put in: it may stand for anything, at any length.
                add(&mut open, Node::Text(character.or_else(named).unwrap_or_default()));
            }
            Event::DocType(_) => {
                return Err(Unreadable::damaged("it declares entities of its own, which no word processor does"));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let root = open.into_iter().next().unwrap_or_default();
    root.children
        .into_iter()
        .find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
        .ok_or_else(|| Unreadable::damaged("a part of it is empty"))
}

fn damaged(_: impl std::error::Error) -> Unreadable {
    Unreadable::damaged("a part of it is no well-formed XML")
}

fn add(open: &mut [Element], node: Node) {
    if let Some(element) = open.last_mut() {
        element.children.push(node);
    }
}

fn attributes(start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<Vec<(String, String)>, Unreadable> {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).map(|attribute| {
        let attribute = attribute.map_err(damaged)?;
        let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(damaged)?.into_owned();
        Ok((named(&namespace, local.as_ref()), value))
    });
    attributes.collect()
}

fn named(namespace: &ResolveResult<'_>, local: &str) -> String {
    let prefix = match namespace {
        ResolveResult::Bound(Namespace(name)) => {
            PREFIXES.iter().find(|(end, _)| name.ends_with(end)).map_or("other", |(_, prefix)| prefix)
        }
        _ => return local.to_owned(),
    };
    format!("{prefix}:{local}")
}
