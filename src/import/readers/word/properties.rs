//! Properties in Word's XML: values, and switches that are on unless they say otherwise.

use crate::import::readers::xml::Element;

/// The value of a property.
pub(super) fn value<'a>(properties: &'a Element, name: &str) -> Option<&'a str> {
    properties.child(name)?.attribute("w:val")
}

/// Whether a switch is on; nothing, if it is not there.
pub(super) fn is_on(properties: &Element, name: &str) -> Option<bool> {
    let switch = properties.child(name)?;
    let value = switch.attribute("w:val").or(switch.attribute("w14:val"));
    Some(!matches!(value, Some("0" | "false" | "off" | "none")))
}
