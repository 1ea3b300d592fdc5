"""WordPress exports (WXR): a whole site in one file, read item by item so that its size does not matter.

Posts are stories; what is attached to them are their pictures; pages, menus, revisions and comments stay out. What the
site kept back (drafts, private, pending and scheduled posts) is withheld here too.
"""

import io
import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from articles import markup
from wire.formats.errors import MalformedStory, NotAStory
from wire.formats.habits import Habits
from wire.formats.opened import MAX_BYTES, Opened
from wire.formats.story import WireStory
from wire.formats.trees.elements import local
from wire.formats.trees.several import TRUNCATED
from wire.formats.wordpress.posts import Site, is_story

NAME = "wordpress-wxr"
_PROLOG = 64_000
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_CHUNK = 1 << 16


def sniff(document: Opened) -> bool:
    """RSS in which WordPress says that it exports. Looks at the beginning only: the rest may be a gigabyte."""
    start = document.raw[:_PROLOG]
    return b"<rss" in start and (b"wordpress.org/export/" in start or b":wxr_version>" in start)


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """A story for each post, in the file's order. An export that was cut off is read up to where it was."""
    if re.search(rb"<!ENTITY", document.raw[:_PROLOG], re.IGNORECASE):
        raise MalformedStory("This export declares entities, which the newsroom does not accept from outside.")
    site = Site(habits)
    try:
        for element in _elements(document):
            _take(element, site)
    except etree.XMLSyntaxError as exc:
        if not site.posts:
            raise MalformedStory(f"This export is broken or incomplete ({exc}). Ask for it again.") from exc
        document.doubts.add(TRUNCATED)
    stories = site.stories()
    if not stories:
        raise NotAStory("This export of a WordPress site holds no posts, only pages, pictures or settings.")
    return stories


def _elements(document: Opened) -> Any:
    """Each item and each fact about the site when it is whole; what was read is forgotten at once."""
    context = etree.iterparse(
        _Source(document),
        events=("end",),
        tag=("{*}item", "{*}author", "{*}language", "{*}title", "{*}base_blog_url"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in context:
        parent = element.getparent()
        if parent is None or local(parent) != "channel":
            continue  # the title of an item
        yield element
        element.clear(keep_tail=False)
        while element.getprevious() is not None:
            del parent[0]


def _take(element: Any, site: Site) -> None:
    match local(element):
        case "item" if is_story(element):
            site.add_post(element)
        case "item":
            site.add_file(element)
        case "author":
            site.add_author(element)
        case name if not site.facts.get(name):
            site.facts[name] = markup.one_line(element.text or "")
        case _:
            pass


class _Source:
    """The bytes of the export without the control characters that old posts are full of, as a file for the parser."""

    def __init__(self, document: Opened) -> None:
        is_small = len(document.raw) <= MAX_BYTES
        text = _without_declaration(document.text).encode("utf-8", "replace") if is_small else document.raw
        self._file = io.BytesIO(text.lstrip(b"\xef\xbb\xbf \t\r\n"))

    def read(self, size: int = _CHUNK) -> bytes:
        """The next piece; an empty one only at the end."""
        while piece := self._file.read(size):
            if kept := piece.translate(None, _CONTROLS):
                return kept
        return b""


def _without_declaration(text: str) -> str:
    """What is text already is not in the encoding it declared."""
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)
