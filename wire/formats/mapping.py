"""Where the parts of a story stand in XML of an agency's own making: said in words an administrator can write."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlMapping:
    """One kind of document.

    `root` is the local name of its root element; `item` the path from there to each story (empty: the root is one).
    `fields` maps a name that `wire.formats.agency_xml` knows ("headline", "body_html", "published" ...) to the path of
    the element or attribute that holds it, relative to the story.
    """

    name: str
    root: str
    item: str = ""
    fields: Mapping[str, str]
