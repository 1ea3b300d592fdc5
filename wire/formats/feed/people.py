"""Who wrote an entry: RSS has an address with a name beside it, Atom a person with parts, Dublin Core a name."""

import re
from typing import Any

from wire.formats.html import plain
from wire.formats.text import names
from wire.formats.trees.elements import Element, find, local, text

_ADDRESS = re.compile(r"\S{1,200}@\S{1,200}")
_BESIDE = re.compile(r"[\s<]{0,5}\S{1,200}@[^\s>()]{1,200}[>\s]{0,5}\((.{1,200})\)\s*")
_BEFORE = re.compile(r"(.{1,200}?)\s*[<(\[]\s*(?:mailto:)?\S{1,200}@[^\s>)\]]{1,200}[>)\]]\s*")
_DESK = re.compile(
    r"desk|staff|\bnews|press|agency|agence|agentur|redak|redac|rédac|\bteam\b|editor|\badmin|media|service|\bweb",
    re.IGNORECASE,
)
_AUTHORS = ("author", "creator")


def of_entry(entry: Any, item: Element | None) -> tuple[str, ...]:
    """The names, as sent; addresses are nobody's byline."""
    if item is not None:
        elements = [element for element in item if local(element) in _AUTHORS]
        said = [text(find(element, "name")) or plain.line(element.text or "") for element in elements]
    else:
        said = [str(author.get("name") or "") for author in dict.get(entry, "authors", ())] if _several(entry) else []
        said = said or [str(dict.get(entry, "author") or "")]
    return tuple(dict.fromkeys(name for name in map(_name, said) if name))


def of_feed(found: Any) -> str:
    """The author that all entries of an Atom feed inherit."""
    if not str(found.version).startswith("atom"):
        return ""
    return _name(str((dict.get(found.feed, "author_detail") or {}).get("name") or ""))


def is_person(name: str) -> bool:
    """Whether it is a person's name, not that of a desk or an agency."""
    return bool(name) and names.is_name(name) and not names.has_role(name) and _DESK.search(name) is None


def _several(entry: Any) -> bool:
    return len(dict.get(entry, "authors", ())) > 1


def _name(said: str) -> str:
    """The name beside an address: "ada@news.example (Ada Quill)", "Ada Quill <ada@news.example>"."""
    said = plain.line(said)
    if found := _BESIDE.fullmatch(said) or _BEFORE.fullmatch(said):
        return found[1].strip()
    return "" if _ADDRESS.fullmatch(said) else said
