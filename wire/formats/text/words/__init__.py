"""What pages print around a story, by kind and language: words of layout only, never the name of an outlet or a reporter.

The tables are the text files beside this one: a `[section]`, then a line a language, phrases parted by ` | `. Adding a
language is adding a line.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def fold(text: str) -> str:
    """The text for comparing: no case, no accents, no punctuation, single spaces."""
    if text.isascii():
        plain = "".join(c if c.isalnum() else " " for c in text.lower())
        return " ".join(plain.split())
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    plain = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.split())


def rows(file: str, section: str) -> dict[str, list[str]]:
    """The phrases of one section as printed, by language."""
    return _sections(file)[section]


def phrases(file: str, *sections: str) -> frozenset[str]:
    """The phrases of some sections in all languages, folded."""
    cells = (cell for section in sections for row in rows(file, section).values() for cell in row)
    return frozenset(fold(cell) for cell in cells) - {""}


def alternatives(file: str, *sections: str) -> str:
    """The phrases of some sections as the inside of one regular expression, the longest first."""
    cells = {cell.casefold() for section in sections for row in rows(file, section).values() for cell in row}
    ordered = sorted(cells, key=lambda cell: (-len(cell), cell))
    return "|".join(re.escape(cell).replace(r"\ ", r"\s+") for cell in ordered)


@cache
def _sections(file: str) -> dict[str, dict[str, list[str]]]:
    sections: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] = {}
    for row in (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("["):
            current = sections.setdefault(row.strip("[] "), {})
        elif row and not row.startswith("#"):
            language, _, cells = row.partition(": ")
            current.setdefault(language, []).extend(cell.strip() for cell in cells.split(" | ") if cell.strip())
    return sections
