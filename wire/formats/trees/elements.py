"""XML by local names: agencies use a format's namespace, another one or none, and mean the same."""

import html
import re
from functools import cache
from typing import Any

from wire.formats.html import plain

type Element = Any  # lxml's _Element

# Elements that are part of a line. All others end one, so that no two words become one; these must not tear one apart.
_INLINE = re.compile(
    "a|abbr|acronym|b|big|cite|code|del|em|font|i|ins|q|s|small|span|strike|strong|su[bp]|tt|u"
    "|alt-code|chron|classifier|copyrite|event|frac(-num|-sep|-den)?|function|lang|location|money|num|object[.]title|org"
    "|person|pronounce|virtloc|city|state|region|country|sublocation"
)


def local(element: Element) -> str:
    """The name without its namespace; empty for what is no element (a reference to an entity nobody declared)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def find(element: Element | None, path: str) -> Element | None:
    """The first element on a path of local names ("head/docdata"), or None."""
    return None if element is None else element.find(_anywhere(path))


def find_all(element: Element | None, path: str) -> list[Element]:
    """All elements on a path of local names, in the document's order."""
    return [] if element is None else list(element.iterfind(_anywhere(path)))


def descendants(element: Element | None, name: str) -> list[Element]:
    """All elements of a local name below, however deep."""
    return [] if element is None else list(element.iter(f"{{*}}{name}"))


def attribute(element: Element | None, path: str, name: str) -> str:
    """The first value of an attribute that says anything, of all elements on a path."""
    values = (plain.line(found.get(name, "")) for found in find_all(element, path))
    return next((value for value in values if value), "")


def text(element: Element | None, path: str = "") -> str:
    """What an element says, on one line: words stay whole over inline tags, escaped or not, and apart over blocks."""
    if path:
        element = find(element, path)
    return "" if element is None else plain.line("".join(_pieces(element)))


def texts(element: Element | None, path: str) -> tuple[str, ...]:
    """What each of the elements on a path says; those that say nothing are left out."""
    return tuple(said for found in find_all(element, path) if (said := text(found)))


def raw_text(element: Element | None) -> str:
    """All the text of an element with its line ends, tags dropped."""
    return "" if element is None else "".join(_pieces(element, gap="\n"))


def characters(node: Element) -> str:
    """What stands at the start of a node: text, or an entity of a DTD that the document names and nobody loads."""
    if not isinstance(node.tag, str):
        said = html.unescape(node.text or "")
        return "" if said == node.text else said
    return node.text or ""


def number(value: str | None) -> int | None:
    """A whole number as sent ("0349", "800px"); None where there is none, and for 0."""
    found = re.match(r"\s*(\d{1,9})(?:\.0+)?\s*(?:px)?\s*$", value or "")
    return int(found[1]) or None if found else None


def _pieces(element: Element, gap: str = " ") -> list[str]:
    pieces = [characters(element)]
    for child in element:
        name = local(child)
        edge = gap if name and not _INLINE.fullmatch(name) else ""
        pieces += [edge, *_pieces(child, gap), edge, child.tail or ""]
    return pieces


@cache
def _anywhere(path: str) -> str:
    steps = path.split("/")
    return "/".join(step if step in ("", ".", "..", "*") else f"{{*}}{step}" for step in steps)
