"""The lines of agency copy as plain text, whatever ended them on the wire."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from articles import markup
from wire.formats.phrases import sections

_DATA = Path(__file__).with_name("agency_words.txt")
_NTH = r"\d{1,2}\s?(?:st|nd|rd|th|ST|ND|RD|TH|\.)"
LONG = 200  # no line of a head is longer


def split(text: str) -> list[str]:
    """The lines, controls dropped; indents and columns stay."""
    plain = markup.tidy(re.sub(r"\r\n?|\n", "\n", text))
    return [line.rstrip() for line in plain.split("\n")]


def strip(lines: list[str]) -> list[str]:
    """Without the empty lines at both ends."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def groups(lines: list[str]) -> Iterator[list[str]]:
    """What stands between empty lines."""
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


@cache
def words(section: str) -> frozenset[str]:
    """The phrases of a section, without case."""
    return frozenset(phrase.casefold() for cells in sections(_DATA)[section].values() for phrase in cells)


@cache
def labels() -> dict[str, str]:
    """What a label at the top of copy names."""
    return {phrase: name for name, cells in sections(_DATA)["labels"].items() for phrase in cells}


@cache
def matcher(section: str) -> re.Pattern[str]:
    """The phrases of a section as one pattern, as printed."""
    cells = sorted((cell for row in sections(_DATA)[section].values() for cell in row), key=len, reverse=True)
    alternatives = (re.escape(cell).replace(r"\{nth\}", _NTH).replace(r"\{n\}", r"\d{1,2}") for cell in cells)
    return re.compile(f"(?:{'|'.join(alternatives)})")


def is_one_of(section: str, line: str) -> bool:
    """Whether the line is one of the phrases and no more, but for brackets, dashes and colons around it."""
    plain = line.casefold().strip(" \t()[]*#_:;.,<>=–—-/|")
    return plain in words(section) or line.casefold().strip() in words(section)
