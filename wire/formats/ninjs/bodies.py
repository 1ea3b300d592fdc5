"""Which of the bodies of a ninjs item is read. They all say the same, in other markup: one is taken."""

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from articles import markup
from wire.formats import body as body_of
from wire.formats.errors import MalformedStory
from wire.formats.html import figures, plain, prose
from wire.formats.html.figures import Copy
from wire.formats.nitf import read_copy
from wire.formats.opened import Opened
from wire.formats.story import Block
from wire.formats.trees.members import INVALID, Members

# What marks are the fewest to get wrong comes first. XML of a sender's own making ("ttnitf") is never read.
_ORDER = ("html", "xhtml", "html5", "richhtml5", "nitf", "text")
_MARKS = ("richhtml5", "html5", "xhtml", "html", "text", "plain", "markdown")


def read(item: Members, headline: str) -> tuple[tuple[Block, ...], Copy]:
    """The blocks of the best body that says anything, and what came with it: pictures, a kicker."""
    candidates = _candidates(item)
    for kind in _ORDER:
        for source in candidates.get(kind, ()):
            copy = Copy(html=source)
            if kind == "nitf":
                blocks = _nitf(source, item.doubts)
            elif kind == "text" or "<" not in source:
                blocks = prose.blocks(source if kind == "text" else plain.lines(source))
            else:
                copy = figures.taken_out(source, headline)
                blocks = body_of.from_html(copy.html)
            if blocks and blocks[0].kind in ("paragraph", "subhead") and _same(blocks[0].text, headline):
                blocks = blocks[1:]
            if blocks or copy.pictures:
                return blocks, copy
    return (), Copy(html="")


def _candidates(item: Members) -> dict[str, list[str]]:
    """All bodies by what they are marked up in: `body_html` of ninjs 1, `bodies` of ninjs 2 and 3."""
    found: dict[str, list[str]] = {}
    for name, value in item.values.items():
        if name.startswith("body") and isinstance(value, str) and (kind := _kind(name[4:], value)):
            found.setdefault(kind, []).append(value)
    for body in item.objects("bodies"):
        said = body.raw("value", "content")
        kind = _kind(f"{body.text('role') or body.name} {body.text('contenttype', 'mimetype', 'format')}", said)
        if kind and said:
            found.setdefault(kind, []).append(said)
    return found


def _kind(marks: str, value: object) -> str:
    """From the role and the content type, where they tell; else from the text itself. Nothing for what nobody reads."""
    marks = marks.casefold()
    if "nitf" in marks:
        return "" if "ttnitf" in marks else "nitf"
    named = next((mark for mark in _MARKS if mark in marks), "")
    if named:
        return "text" if named in ("plain", "markdown") else named
    if "xml" in marks or "json" in marks:
        return ""
    return "html" if isinstance(value, str) and prose.is_html(value) else "text"


def _nitf(source: str, doubts: set[str]) -> tuple[Block, ...]:
    try:
        root = Opened(source.encode("utf-8", "replace")).xml
    except MalformedStory:
        doubts.add(INVALID)
        return ()
    if not isinstance(root, etree._Element):
        return body_of.from_html(source)
    return read_copy(root).body


def _same(one: str, other: str) -> bool:
    return bool(other) and markup.one_line(one).casefold() == other.casefold()
