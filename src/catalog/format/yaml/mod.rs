//! The YAML that our files use: data with plain keys, no anchors, no tags. Parsed by a library into nodes that
//! know their place, decoded into the model's own types with every mistake reported, and written in one canonical way.

mod decode;
mod deserializer;
mod node;
mod write;

pub(super) use decode::decode;
pub(super) use node::{Node, parse};
pub(super) use write::{write_flow, write_mapping};
