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


def by_word(phrases: Iterable[str]) -> dict[str, list[frozenset[str]]]:
    """The words of each phrase under the longest of them, for `may_hold`; those without a word under an empty one."""
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in phrases:
        words = _WORD.findall(phrase.lower())
        found.setdefault(max(words, key=len, default=""), []).append(frozenset(words))
    return found


def may_hold(words: frozenset[str], phrases: dict[str, list[frozenset[str]]]) -> bool:
    """Whether all words of one of the phrases are among those of a text. If not, it needs no search for them."""
    return any(needed <= words for word in words & phrases.keys() for needed in phrases[word])


def words_in(text: str) -> frozenset[str]:
    """The words of a text as `by_word` spells them, and the empty one."""
    return frozenset([*_WORD.findall(text.lower()), ""])
