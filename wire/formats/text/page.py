"""A dump as a whole: its lines, and what each looks like among the others. Looks are found once and kept."""

import re
from collections import Counter
from functools import cached_property

from wire.formats.text import attribution, bylines, captions, dateline, dates, furniture, notes
from wire.formats.text.lines import Line, split
from wire.formats.text.words import fold
from wire.formats.writing import language

# Beyond this a line is running text whatever else it may be, and is not looked at closely.
_LONG = 600
# A story page prints some hundred lines. What stands beyond this many is kept, but nobody looks for a story in it.
_MOST_LINES = 10_000


class Page:
    """The lines of one dump and the questions that every reader of them asks."""

    def __init__(self, text: str) -> None:
        printed = split(text)
        self.lines: list[Line] = printed[:_MOST_LINES]
        self.beyond: list[Line] = printed[_MOST_LINES:]
        self.language: str = language.guess(text)
        self._dates: dict[str, dateline.DateLine | None] = {}
        self._moments: dict[str, bool] = {}
        self._divided: dict[str, tuple[str, str] | None] = {}
        self._bylines: dict[str, tuple[str, ...]] = {}

    @cached_property
    def printed(self) -> Counter[str]:
        """How often each line is printed."""
        return Counter(line.key for line in self.lines)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every line, folded, and every comma-parted piece of the short ones: where names are printed apart."""
        pieces = {piece for line in self.lines if line.weight < 200 for piece in _pieces(line)}
        return frozenset(self.printed) | pieces

    @cached_property
    def prose(self) -> list[Line]:
        """The running text, body or not."""
        return [line for line in self.lines if line.is_prose]

    @cached_property
    def _told(self) -> str:
        return " | ".join(line.key for line in self.prose)[:200_000]

    def mentions(self, key: str) -> int:
        """How often the running text has these folded words."""
        return len(re.findall(rf"(?<!\w){re.escape(key)}(?!\w)", self._told))

    def is_pulled(self, line: Line) -> bool:
        """A sentence that stands within a longer paragraph as well: set large between the others, it is no new text."""
        if not line.ends or not 50 <= line.weight <= 260:
            return False
        return self._told.count(line.key) > f"| {self._told} |".count(f"| {line.key} |")

    def at(self, number: int) -> Line | None:
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def dated(self, line: Line) -> dateline.DateLine | None:
        """The moments of a line that is there to print them."""
        if line.text not in self._dates:
            is_text = line.weight > 240 or (line.is_prose and line.weight > 140) or self.divided(line)
            looked = None if is_text else dateline.read(line.text)
            self._dates[line.text] = looked
        return self._dates[line.text]

    def is_moment(self, line: Line) -> bool:
        """A date, a label of one, a relative or yearless time, or a bare time of day."""
        if line.weight > 240:
            return False
        if line.text not in self._moments:
            self._moments[line.text] = bool(
                self.dated(line)
                or dateline.label_of(line.text)
                or (
                    not line.is_prose
                    and (dateline.is_relative(line.text) or dateline.updated_clock(line.text))
                    and not self.divided(line)
                )
            )
        return self._moments[line.text]

    def announced(self, line: Line) -> tuple[str, ...]:
        """The names of a line that says so: "By A and B"."""
        if line.text not in self._bylines:
            dated = self.dated(line)
            printed = dated.rest.partition("|")[0] if dated else line.text
            rest = bylines.after_prefix(printed) if line.weight <= 200 and not line.is_prose else None
            found = bylines.names_in(rest, is_announced=True) or bylines.desk(rest) if rest else ()
            self._bylines[line.text] = found or (bylines.titled(line.text) if line.weight <= 60 else ())
        return self._bylines[line.text]

    def divided(self, line: Line) -> tuple[str, str] | None:
        """The caption and the credit of a line that prints both."""
        if line.text not in self._divided:
            self._divided[line.text] = self._divide(line) if line.weight <= _LONG else None
        return self._divided[line.text]

    def _divide(self, line: Line) -> tuple[str, str] | None:
        if line.weight < 110 and any(
            moment.start <= 2 or dateline.announces(line.text[: moment.start]) for moment in dates.find(line.text[:60])
        ):
            return None
        return captions.divide(line.text)

    def is_refrain(self, line: Line) -> bool:
        """Printed here and there again and again, as what a page says around each of its boxes."""
        if line.weight >= 160 or self.printed[line.key] < 3 or furniture.kind(line.text):
            return False
        return all(
            other is None or other.key != line.key for other in (self.at(line.number - 1), self.at(line.number + 1))
        )

    @cached_property
    def _masthead(self) -> str:
        """What the page signs with: its copyright lines, and what its first lines hang on to a title."""
        rights = [line.key for line in self.lines if line.weight < 200 and furniture.kind(line.text) == "rights"]
        titles = [re.split(r"\s[|–—-]\s", line.text)[1:] for line in self.lines[:6] if line.weight < 200]
        return " | ".join([*rights, *(fold(piece) for pieces in titles for piece in pieces)])

    def is_outlet(self, name: str) -> bool:
        """Whether the page signs with the name."""
        return bool(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", self._masthead))

    def is_note(self, line: Line) -> bool:
        return line.weight <= 2 * _LONG and (notes.opens(line) or notes.closes(line))

    def is_plain(self, line: Line) -> bool:
        """No furniture, no moment, no byline, no credit: a line that could be a heading, a link or text."""
        return not (
            furniture.is_furniture(line)
            or furniture.addresses_reader(line.text)
            or self.is_moment(line)
            or self.announced(line)
            or attribution.alone(line.text) is not None
        )


def _pieces(line: Line) -> list[str]:
    return [fold(piece) for piece in line.text.split(",")] if "," in line.text else []
