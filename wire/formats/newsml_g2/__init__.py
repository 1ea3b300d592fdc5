"""NewsML-G2 2.0 to 2.35: a news item or package, alone or many in a message."""

from wire.formats.habits import Habits
from wire.formats.newsml_g2 import item as item_of
from wire.formats.newsml_g2.header import Header
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.trees.elements import Element, find, find_all, local
from wire.formats.trees.several import read_each

__all__ = ["NAME", "parse", "sniff"]

NAME = "newsml-g2"

_STORIES = ("newsItem", "packageItem")
_OTHERS = {
    "conceptItem": "a concept",
    "knowledgeItem": "a list of concepts",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalog of vocabularies",
}
_ROOTS = {"newsMessage", *_STORIES, *_OTHERS}


def sniff(document: Opened) -> bool:
    """Whether the root is one of the standard's. Agencies get its namespace wrong, so its parts count as well."""
    if document.root_tag not in _ROOTS:
        return False
    start = document.text[:200_000]
    return any(mark in start for mark in ("iptc.org/std/nar", "itemMeta", "itemSet", "NewsML-G2"))


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """Every story in it. An item that cannot be read does not cost the others; they say that it was refused."""
    root = document.xml
    header = Header(find(root, "header"))
    items = [root] if local(root) in _STORIES else find_all(root, "itemSet/*")
    return read_each(
        [element for element in items if local(element) in _STORIES],
        lambda element: item_of.read(element, header, habits),
        nothing=_without_stories(root),
    )


def _without_stories(root: Element) -> str:
    names = [local(root), *map(local, find_all(root, "itemSet/*"))]
    kinds = dict.fromkeys(_OTHERS[name] for name in names if name in _OTHERS)
    held = " and ".join(kinds) or "no item at all"
    return f"This NewsML-G2 document holds {held}, and no news item."
