"""What writing XML takes: elements with text that XML can hold, and HTML as well-formed elements."""

from collections.abc import Mapping
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it ships no types
from lxml import etree

type Element = Any  # lxml's


def add(parent: Element, tag: str, text: str = "", attributes: Mapping[str, str] | None = None) -> Element:
    """A new last child. Attributes without a value are left out."""
    given = {name: value for name, value in (attributes or {}).items() if value}
    element = etree.SubElement(parent, tag, given)
    if text:
        element.text = text
    return element


def elements(html: str) -> list[Element]:
    """Canonical HTML (`articles.markup`) as elements without a namespace."""
    return list(lxml.html.fragment_fromstring(html, create_parent="div"))


def written(root: Element) -> bytes:
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False)
    return document
