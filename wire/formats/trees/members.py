"""JSON by names. Anything may stand anywhere (a number for a text, null, a list for an object): read what is usable.

Names are matched in any case, because ninjs 3 writes `pubStatus` where ninjs 2 wrote `pubstatus`. What had a value that
nobody can use is noted once, as the flag `value-invalid`.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wire.formats.errors import MalformedStory
from wire.formats.html import plain
from wire.formats.story import WireStory
from wire.formats.trees import several

INVALID = "value-invalid"
_SAYING = ("value", "name", "text", "#text", "literal")
_MAX_WRAPPERS = 5
_WRAPPERS = (
    *("item", "items", "_items", "newsitem", "newsitems", "data", "hits", "_source", "results", "result", "entries"),
    *("stories", "articles", "news", "documents", "docs", "response", "payload"),
)
_ENVELOPES = frozenset(_WRAPPERS)


class Members:
    """The members of an object. `name` is the one it stands under, where that is part of what is said."""

    __slots__ = ("doubts", "name", "values")

    def __init__(self, values: dict[str, Any], doubts: set[str], name: str = "") -> None:
        self.values = {key.lower(): value for key, value in values.items()}
        self.doubts = doubts
        self.name = name

    def text(self, *names: str) -> str:
        """The first of the names that says anything, as one line."""
        for name in names:
            value = self.values.get(name)
            if value is not None and (
                said := plain.line(value) if type(value) is str else self._said(value, plain.line)
            ):
                return said
        return ""

    def lines(self, *names: str) -> str:
        """The same with its line ends; a list is a line an entry."""
        for name in names:
            value = self.values.get(name)
            parts = value if isinstance(value, list) else [value] if value else ()
            if said := "\n".join([said for part in parts if (said := self._said(part, plain.lines))]):
                return said
        return ""

    def raw(self, *names: str) -> str:
        """Text exactly as sent: copy that is to be read as markup."""
        for name in names:
            if said := self._said(self.values.get(name), str):
                return said
        return ""

    def texts(self, *names: str) -> tuple[str, ...]:
        """A list of texts, or of objects with names; each once."""
        found: dict[str, None] = {}
        for name in names:
            sent = self.values.get(name)
            for part in _listed(sent) if sent else ():
                if said := self._said(part, plain.line):
                    found[said] = None
        return tuple(found)

    def number(self, *names: str) -> int | None:
        """A whole number, also where it is sent as text or as 3.0."""
        for name in names:
            value = self.values.get(name)
            if value is None or value == "":
                continue
            if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
                return int(value)
            if isinstance(value, str) and (found := re.fullmatch(r"\s*(-?\d{1,12})(?:\.0+)?\s*(?:px)?\s*", value)):
                return int(found[1])
            self.doubts.add(INVALID)
        return None

    def objects(self, *names: str) -> list["Members"]:
        """The objects of a list, or of an object that gives each its name. What is no object is left out."""
        found = []
        for name in names:
            sent = self.values.get(name)
            for key, value in _named(sent) if sent else ():
                if isinstance(value, dict):
                    found.append(Members(value, self.doubts, key))
                elif value is not None and value != "" and value != []:
                    self.doubts.add(INVALID)
        return found

    def object(self, name: str) -> "Members":
        """One object; an empty one where there is none."""
        for value in _listed(self.values.get(name)):
            if isinstance(value, dict):
                return Members(value, self.doubts)
            if value is not None and value != "":
                self.doubts.add(INVALID)
        return Members({}, self.doubts)

    def has(self, name: str) -> bool:
        """Whether the name has a value, of whatever kind."""
        return self.values.get(name) not in (None, "", [], {})

    def _said(self, value: Any, read: Callable[[str], str], depth: int = 0) -> str:
        if isinstance(value, str):
            return read(value)
        if value is None or value is False or value == [] or value == {}:
            return ""
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return str(int(value)) if value == int(value) else str(value)
        if isinstance(value, dict | list) and depth < _MAX_WRAPPERS:
            inner = (value.get(name) for name in _SAYING) if isinstance(value, dict) else iter(value)
            for part in inner:
                if said := self._said(part, read, depth + 1):
                    return said
        self.doubts.add(INVALID)
        return ""


def unwrapped(value: Any, is_item: Callable[[dict[str, Any]], bool], depth: int = 0) -> Iterator[Any]:
    """The items of a document, out of lists and the envelopes of interfaces; what is none of them as it is."""
    if isinstance(value, list):
        for part in value:
            yield from unwrapped(part, is_item, depth + 1)
    elif isinstance(value, dict) and not is_item(value) and depth < _MAX_WRAPPERS:
        inside = None
        if not _ENVELOPES.isdisjoint(value):
            inside = next((value[name] for name in _WRAPPERS if isinstance(value.get(name), dict | list)), None)
        if inside is None:
            yield value
        else:
            yield from unwrapped(inside, is_item, depth + 1)
    else:
        yield value


def read_each(items: Iterable[Any], read: Callable[[dict[str, Any]], WireStory]) -> tuple[WireStory, ...]:
    """The stories of the items; what is no object is a broken one, and costs none of the others."""

    def read_object(item: Any) -> WireStory:
        if not isinstance(item, dict):
            raise MalformedStory("An item of this JSON is no object. Ask the sender for it again.")
        return read(item)

    return several.read_each(list(items), read_object, nothing="There are no items in this document.")


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _named(value: Any) -> Iterator[tuple[str, Any]]:
    """`{"main": {...}, "more": [{...}, {...}]}` names its objects; an object with a plain value in it is one itself."""
    if isinstance(value, dict):
        parts = value.values()
        if value and all(part is None or isinstance(part, dict | list) for part in parts):
            for key, part in value.items():
                yield from ((key, inner) for inner in _listed(part))
        elif value:
            yield "", value
    else:
        yield from (("", part) for part in _listed(value))
