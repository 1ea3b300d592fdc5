"""RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0 in all dialects: feedparser reads them, given bytes, never an address.

A feed that is well formed is read twice: feedparser makes one thing of the dialects, and the tree has what it drops
(whose caption is whose, blocks of an agency's own). A feed that is broken is read as far as it goes, and flagged.
That a story has left a feed says nothing; only a tombstone (RFC 6721) withdraws one.
"""

import io
import re
from copy import deepcopy
from itertools import islice
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it ships no types
from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from wire.formats.errors import MalformedStory
from wire.formats.feed import entries, tombstones
from wire.formats.habits import Habits
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.trees import several
from wire.formats.trees.elements import Element, local

NAME = "rss-atom"
BROKEN = "broken-markup"

_MEDIA = "search.yahoo.com/mrss"
_ROOTS = {"rss", "feed", "RDF"}
_NAMED = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]")  # after what a server's warnings put in front of it
# Beyond these no feed goes, and feedparser takes minutes.
_MAX_ELEMENTS, _MAX_CHILDREN, _MAX_TAGS, _MAX_CATEGORIES = 200_000, 1_000, 150_000, 6_000
_FEEDS_OWN = re.compile(rb"purl\.org/(?:rss|net/rss)|netscape\.com/rdf|<channel|<item")
_CATEGORY = re.compile(r"<(?:\w+:)?(?:category|subject|keywords|tags)\b", re.IGNORECASE)
_ITEM_ENDS = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ROOT_ENDS = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)


def sniff(document: Opened) -> bool:
    """Whether the root is one of a feed, or of one in a page that begins with a server's warnings."""
    root = document.root_tag
    if not root or root.lower() == "br":
        return _NAMED.search(document.head) is not None and b"<?xml" in document.head
    if root == "RDF":
        return _FEEDS_OWN.search(document.raw[:20_000]) is not None
    return root in _ROOTS


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """A story for each entry, in the feed's order."""
    root = _tree(document)
    is_whole = True
    if root is None:
        items: list[Element] = []
        text, is_whole = _mended(document.text)
        if text.count("<") + text.count("&") > _MAX_TAGS or len(_CATEGORY.findall(text)) > _MAX_CATEGORIES:
            raise MalformedStory("This feed is broken, and holds more tags than any feed does. It is not read.")
        found = _read(text.encode())
    else:
        items = [element for element in root.iter() if local(element) in ("item", "entry")]
        for beyond in items[several.MAX_STORIES :]:
            beyond.getparent().remove(beyond)
            is_whole = False
        items = items[: several.MAX_STORIES]
        if sum(1 for _ in islice(root.iter(), _MAX_ELEMENTS)) == _MAX_ELEMENTS:
            raise MalformedStory("This feed holds more elements than any feed does. It is not read.")
        found = _read(etree.tostring(_without_captions(root), encoding="utf-8", xml_declaration=True))
    if not is_whole:
        document.doubts.add(several.TRUNCATED)
    trees = items if len(items) == len(found.entries) else [None] * len(found.entries)
    withdrawn = tuple(tombstones.read(element, habits) for element in tombstones.find(root))
    if root is None and not found.entries:
        raise MalformedStory("This feed is broken: no entry in it is whole. Ask the sender for it again.")
    if withdrawn and not found.entries:
        return withdrawn
    return (
        *several.read_each(
            list(zip(found.entries, trees, strict=True)),
            lambda pair: entries.read(pair[0], pair[1], found, habits),
            nothing="This feed holds no entries.",
        ),
        *withdrawn,
    )


def _tree(document: Opened) -> Element | None:
    """The feed as a tree; None where it is not well formed. Raises MalformedStory where it is an attack."""
    if re.search(r"<!ENTITY", document.text, re.IGNORECASE):
        raise MalformedStory("This feed declares entities, which the newsroom does not accept from outside.")
    try:
        root: Element | None = document.xml
    except MalformedStory:
        root = None
    if root is None:
        document.doubts.add(BROKEN)
    return root


def _without_captions(root: Element) -> Element:
    """A copy without the words of pictures, where entries have their own: feedparser would take one for the other."""
    root = deepcopy(root)
    for item in [element for element in root.iter() if local(element) in ("item", "entry")]:
        del item[_MAX_CHILDREN:]
        has = {local(child) for child in item if _MEDIA not in str(child.tag)}
        unwanted = {"text", "credit", "copyright"}
        unwanted |= {"title"} if "title" in has else set()
        unwanted |= {"description"} if has & {"description", "summary", "content", "encoded"} else set()
        for element in [element for element in item.iter() if _is_unwanted(element, unwanted)]:
            element.getparent().remove(element)
    return root


def _is_unwanted(element: Element, names: set[str]) -> bool:
    return isinstance(element.tag, str) and _MEDIA in element.tag and local(element) in names


def _mended(text: str) -> tuple[str, bool]:
    """A broken feed up to the last entry that is whole, and whether that is all of it."""
    text = text[start.start() :] if (start := re.search(r"<(?:rss|rdf:RDF|feed)[\s>]", text)) else text
    ends = list(_ITEM_ENDS.finditer(text))
    if len(ends) > several.MAX_STORIES:
        return text[: ends[several.MAX_STORIES - 1].end()], False
    if _ROOT_ENDS.search(text[-2000:]) or not ends:
        return text, True
    return text[: ends[-1].end()], False


def _read(source: bytes) -> Any:
    """What feedparser makes of it. Our own allow-list cleans the HTML: it is the one that also keeps tables."""
    try:
        found = feedparser.parse(
            io.BytesIO(source),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=b"xml:base" in source,
        )
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as exc:
        raise MalformedStory(f"This feed is broken ({type(exc).__name__}). Ask the sender for it again.") from exc
    return found
