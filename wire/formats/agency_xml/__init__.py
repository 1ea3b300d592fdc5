"""XML of agencies' own making, by a mapping that says where the parts of a story stand.

A provider's own mappings are tried first, then those that come with the newsroom (mappings.toml). The first that finds
a story reads the document.
"""

from wire.formats import mapping as mapping_of
from wire.formats.agency_xml import story
from wire.formats.errors import NotAStory, UnknownFormat
from wire.formats.habits import Habits
from wire.formats.mapping import XmlMapping, paths
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.trees.elements import Element
from wire.formats.trees.several import read_each

__all__ = ["NAME", "parse", "sniff"]

NAME = "agency-xml"


def sniff(document: Opened) -> bool:
    """Whether it is XML at all: which mappings there are is known only when it is read."""
    return bool(document.root_tag) and not document.is_html


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The stories that a mapping finds. Raises WrongMapping for one that cannot be used, UnknownFormat without any."""
    fitting = [found for found in (*habits.mappings, *mapping_of.built_in()) if found.root == document.root_tag]
    if not fitting:
        raise UnknownFormat("No XML mapping describes such a document.")
    reasons: list[NotAStory] = []
    for mapping in fitting:
        mapping.check()
        try:
            return _read(mapping, document.xml, habits)
        except NotAStory as exc:
            reasons.append(exc)
    raise reasons[0]


def _read(mapping: XmlMapping, root: Element, habits: Habits) -> tuple[WireStory, ...]:
    return read_each(
        paths.elements(mapping.item, root) if mapping.item else [root],
        lambda item: story.read(mapping, item, root, habits),
        nothing=f"Read as {mapping.name}, this document holds no story.",
    )
