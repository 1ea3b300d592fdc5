"""Word lists that stand as text files beside the code: a `[section]`, then lines of `name: phrase | phrase`.

A name may come back on several lines of its section. Adding a phrase is adding it there.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_WORD = re.compile(r"\w+")


@cache
def sections(path: Path) -> dict[str, dict[str, list[str]]]:
    """The phrases of a file by section and name, as printed."""
    found: dict[str, dict[str, list[str]]] = {}
    section: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), {})
        elif line.strip() and not line.startswith("#"):
            name, _, cells = line.partition(":")
            section.setdefault(name, []).extend(cell.strip() for cell in cells.split(" | "))
    return found


def telling_words(phrases: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase. A text without any of them holds none of the phrases, and needs no search."""
    return frozenset(max(_WORD.findall(phrase.lower()), key=len, default="") for phrase in phrases)


def words_in(text: str) -> frozenset[str]:
    """The words of a text as `telling_words` spells them; the empty one stands for phrases that have none."""
    return frozenset([*_WORD.findall(text.lower()), ""])
