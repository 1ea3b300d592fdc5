"""HTML as a tree, for formats that have to find the story in it, and the way from there to blocks."""

import re
from html import escape
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it ships no types
from lxml import etree

from articles import markup
from articles.markup.characters import printable
from wire.formats import body
from wire.formats.errors import MalformedStory
from wire.formats.nitf.flow import paragraph_lines
from wire.formats.story import Block

type Html = Any  # lxml's HtmlElement

MAX_LENGTH = 5_000_000
# libxml2 is quadratic in the attributes of a tag. Quoted values do not count: whole pictures stand in them.
_LONGEST_TAG = 4_000
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Elements. The markup of stories refuses more in one piece; a list of prices loses its grid, but no price.
_PIECE, _LARGEST_TABLE = 2_000, 4_000
_HOLDS = {"html", "body", "div", "section", "article", "main", "center", "form", "details", "blockquote", "span"}
_ENDS = {"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "section"}


def parse(source: str) -> Html | None:
    """The root of a page or of a piece of one; None where there is nothing in it. Raises MalformedStory for a bomb."""
    if len(source) > MAX_LENGTH:
        raise MalformedStory("This page is larger than any story is.")
    if any(len(tag[0]) > _LONGEST_TAG and len(_QUOTED.sub("", tag[0])) > _LONGEST_TAG for tag in _TAG.finditer(source)):
        raise MalformedStory("A tag of this page has too many attributes. The newsroom does not read it.")
    try:
        return lxml.html.document_fromstring(_DECLARATION.sub("", printable(source)))
    except (etree.LxmlError, ValueError):
        return None


def is_element(node: Html, *tags: str) -> bool:
    """Whether it is an element (a comment is none), of one of the names where there are any."""
    return isinstance(node.tag, str) and (not tags or node.tag in tags)


def text(element: Html) -> str:
    """What it says, on one line; words of blocks and of lines stay apart."""
    pieces = []
    for found in element.iter():
        if found is not element and is_element(found) and (found.tag in _ENDS or found.tag in ("br", "li", "td")):
            pieces.append(" ")
        if is_element(found) and found.tag not in ("script", "style"):
            pieces.append(found.text or "")
        if found is not element:
            pieces.append(found.tail or "")
    return markup.one_line("".join(pieces))


def drop(element: Html) -> None:
    """Take it out with all that is in it; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def blocks(root: Html) -> tuple[Block, ...]:
    """What it holds as blocks, piece by piece: in one, long copy would be more than the markup of a story allows."""
    flow = _Flow()
    flow.add(root)
    flow.end()
    return tuple(flow.blocks)


class _Flow:
    """Finished blocks, and the HTML since the last of them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._html: list[str] = []
        self._size = 0

    def add(self, parent: Html) -> None:
        self._html.append(escape(parent.text or "", quote=False))
        for child in parent:
            self._child(child)
            self._html.append(escape(child.tail or "", quote=False))

    def _child(self, child: Html) -> None:
        if not is_element(child):
            return
        size = sum(1 for _ in child.iter())
        if child.tag == "table" and size > _LARGEST_TABLE:
            self.end()
            self.blocks.append(_columns(child))
        elif child.tag == "pre":
            self.end()
            self.blocks += paragraph_lines(child.text_content())
        elif child.tag in _HOLDS and (size > _PIECE or next(child.iter("pre"), None) is not None):
            self._html.append("<p></p>")  # what comes next is not in the same paragraph
            self.add(child)
            self._html.append("<p></p>")
        else:
            self._html.append(lxml.html.tostring(child, encoding="unicode", with_tail=False))
            self._size += size
            if self._size > _PIECE and child.tag in _ENDS:
                self.end()

    def end(self) -> None:
        self.blocks += body.from_html("".join(self._html))
        self._html.clear()
        self._size = 0


def _columns(table: Html) -> Block:
    """A table that is too large for one, row by row."""
    rows = [[text(cell) for cell in row if is_element(cell, "td", "th")] for row in table.iter("tr")]
    return Block(kind="preformatted", text="\n".join("  ".join(row).rstrip() for row in rows if any(row)))
