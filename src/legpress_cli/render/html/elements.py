"""Makes elements of a web page. Every text goes in as text: markup in it is escaped, control characters are written out."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from legpress_cli.system.sanitize import escape_control_characters


def make(tag: str, attributes: Mapping[str, str] = {}, *content: str | Element) -> Element:
    """Return an element with these attributes and this content, texts and elements in their order."""
    element = Element(tag, {name: escape_control_characters(value) for name, value in attributes.items()})
    for part in content:
        if isinstance(part, Element):
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + escape_control_characters(part)
        else:
            element.text = (element.text or "") + escape_control_characters(part)
    return element
