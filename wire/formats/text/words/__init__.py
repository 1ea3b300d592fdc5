"""What pages print around a story, by kind and language: words of layout, never the name of an outlet or a reporter.

The tables are the text files beside this one: a `[section]`, then a line a language, phrases parted by ` | `. Adding a
language is adding a line.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

# Scripts that part no words, or (Korean) glue endings to them; folded Hangul stands in its letters.
_WIDE = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7ff]")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """The text for comparing: no case, no accents, no punctuation, single spaces."""
    if text.isascii():
        return _NO_LETTER.sub(" ", text.lower()).strip()
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


class Finder:
    """Finds the phrases of a table inside a text by its words, at a cost that does not grow with the table."""

    def __init__(self, phrases: Iterable[str]) -> None:
        table = tuple(phrases)
        self._wide = tuple(phrase.replace(" ", "") for phrase in table if _WIDE.search(phrase))
        self._plain = frozenset(phrase for phrase in table if not _WIDE.search(phrase))
        self._first: dict[str, set[int]] = {}
        for phrase in self._plain:
            words = phrase.split()
            self._first.setdefault(words[0], set()).add(len(words))

    def count(self, key: str) -> int:
        """How many of the phrases stand in a folded text."""
        words = key.split()
        found = {
            phrase
            for position, word in enumerate(words)
            for length in self._first.get(word, ())
            if (phrase := " ".join(words[position : position + length])) in self._plain
        }
        if not _WIDE.search(key):
            return len(found)
        joined = key.replace(" ", "")
        return len(found) + sum(phrase in joined for phrase in self._wide)

    def begins(self, words: list[str]) -> int:
        """How many words at the start are one of the phrases; 0 when none is."""
        lengths = self._first.get(words[0], ()) if words else ()
        return max((length for length in lengths if " ".join(words[:length]) in self._plain), default=0)


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
