"""What a mapping finds in one story, by the names of fields."""

import re
from datetime import datetime

from wire.formats.html import plain, prose
from wire.formats.mapping import STATES, XmlMapping, paths
from wire.formats.mapping.paths import Value
from wire.formats.moments import Clock
from wire.formats.nitf import flow as nitf_flow
from wire.formats.story import Block
from wire.formats.text import dates
from wire.formats.trees.elements import Element, local, number, raw_text, text

_TRUE = {"true", "yes", "y", "ja", "oui", "si", "sí", "on", "x"}
_PRINTED = re.compile(r"\d.*\d")


class Fields:
    """Reads the story below `item`; times go through `clock`, which remembers the doubts."""

    def __init__(self, mapping: XmlMapping, item: Element, root: Element, clock: Clock, day_first: bool | None) -> None:
        self.mapping, self.item, self.root = mapping, item, root
        self.clock, self.day_first = clock, day_first

    def values(self, name: str, item: Element | None = None) -> list[Value]:
        """Everything that its path leads to."""
        path = self.mapping.fields.get(name)
        return paths.follow(path, self.item if item is None else item, self.root) if path else []

    def text(self, name: str, item: Element | None = None) -> str:
        """The first thing it says, without markup, in the words of the mapping where it has some for it."""
        said = next((said_by(value) for value in self.values(name, item)), "")
        return self.mapping.values.get(name, {}).get(said, said)

    def texts(self, name: str) -> tuple[str, ...]:
        """Everything it says, each once."""
        return tuple(dict.fromkeys(said for value in self.values(name) if (said := said_by(value))))

    def words(self, name: str) -> tuple[str, ...]:
        """A list; one that is packed into a single value is parted at its commas."""
        found = self.texts(name)
        if len(found) == 1:
            found = tuple(word.strip() for word in re.split("[,;]", found[0]))
        return tuple(dict.fromkeys(word for word in found if word))

    def number(self, name: str, item: Element | None = None) -> int | None:
        """A whole number, or None."""
        return number(self.text(name, item))

    def is_true(self, name: str) -> bool:
        """Whether it says yes; a number does unless it is 0."""
        said = self.text(name).casefold()
        return said in _TRUE or (said.isdigit() and int(said) > 0)

    def states(self) -> tuple[str, ...]:
        """The states that are out of the ordinary, as sent."""
        found = []
        for name in sorted(STATES & self.mapping.fields.keys()):
            sent = next((said_by(value) for value in self.values(name)), "")
            is_usual = sent.casefold() in ("", "usable") if name == "pub_status" else not self.is_true(name)
            if not is_usual:
                found.append(f"{self.mapping.fields[name]}:{sent}")
        return tuple(found)

    def moment(self, name: str) -> datetime | None:
        """A moment, in figures for machines or in those of people."""
        return self.clock.read(self._machine_time(name))

    def embargo(self) -> tuple[datetime | None, bool]:
        """Until when nothing may run, and whether that is said so that nobody can read it."""
        return self.clock.read_embargo(self._machine_time("embargoed_until"))

    def printed(self, name: str) -> str:
        """A moment as sent."""
        return self.text(name)

    def _machine_time(self, name: str) -> str:
        """ "30.01.2018 17:32" as ISO 8601; what is no such date stays as it is, for the clock to judge."""
        said = self.text(name)
        if not _PRINTED.search(said) or re.match(r"\d{4}-?\d\d-?\d\d", said):
            return said
        found = dates.find(said)
        if len(found) != 1 or (found[0].is_open and self.day_first is None):
            return said
        moment = found[0].read(day_first=bool(self.day_first))
        if moment.calendar is None:
            return said
        hour, minute, second = moment.clock or (0, 0, 0)
        return f"{moment.calendar.isoformat()}T{hour:02}:{minute:02}:{second:02}{_offset(moment)}"

    def body(self) -> tuple[Block, ...]:
        """The text: markup in the document, markup as escaped text, or plain text."""
        read: list[Block] = []
        for value in self.values("body_html") or self.values("body_text"):
            read += blocks(value)
        return tuple(read)


def _offset(moment: dates.Moment) -> str:
    if moment.zone is None or moment.calendar is None:
        return ""
    wall = datetime(moment.calendar.year, moment.calendar.month, moment.calendar.day, tzinfo=moment.zone)
    return wall.isoformat()[19:]


def said_by(value: Value) -> str:
    """What it says on one line. Markup that came as text is taken off."""
    if isinstance(value, str):
        return plain.line(value)
    return text(value) if len(value) else plain.line(raw_text(value))


def blocks(value: Value) -> tuple[Block, ...]:
    """Text of readers as blocks."""
    if isinstance(value, str):
        return prose.blocks(value)
    if any(local(child) for child in value):
        return tuple(nitf_flow.read(value).blocks)
    return prose.blocks(raw_text(value))
