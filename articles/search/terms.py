"""What somebody typed -> what must stand in a story."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from articles import markup
from articles.models.indexed import pair

LONGEST_QUERY = 200
MOST_TERMS = 12
SHORTEST_BEGINNING = 3  # letters of a word that may go on; fewer begin too many words to be a search
_QUOTATION_MARKS = str.maketrans("“”„‟«»「」『』", '"' * 10)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in a story, next to each other. The last may be the beginning of a longer one."""

    words: tuple[str, ...]
    is_prefix: bool = False
    is_unspaced: bool = False

    @property
    def folded(self) -> list[str]:
        """As the index has them."""
        return markup.words(" ".join(self.words))

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"' if len(self.words) > 1 else self.words[0]


def terms(query: str, *, all_begin: bool = False) -> tuple[Term, ...]:
    """What a query asks for: words, and phrases in quotation marks. Anything else in it is ignored.

    The last word may go on, for somebody who is still typing; with `all_begin` every word may.
    """
    query = markup.one_line(query)[:LONGEST_QUERY].translate(_QUOTATION_MARKS)
    found: list[Term] = []
    for match in re.finditer(r'"([^"]*)"?|([^\s"]+)', query):
        phrase, word = match.groups()
        words = _words(phrase if word is None else word)
        if not words:
            continue
        if markup.UNSPACED.search("".join(words)):
            found += [Term((part,), is_unspaced=True) for part in words]
        else:
            may_go_on = word is not None and (all_begin or match.end() == len(query))
            found.append(Term(words, is_prefix=may_go_on and len(words[-1]) >= SHORTEST_BEGINNING))
    return tuple(term for term in found[:MOST_TERMS] if term.folded)


def asked(found: Iterable[Term], marks: Iterable[str] = (), *, before_each: str = "") -> str:
    """All of the terms and marks in the language of the database's index. `before_each` is a mark that words carry."""
    parts = _parts(found, marks, before_each)
    if connection.vendor == "postgresql":
        return " & ".join(f"({' <-> '.join(_quoted(words, is_prefix=is_prefix))})" for words, is_prefix in parts)
    return " AND ".join(f'"{" ".join(words)}"{" *" if is_prefix else ""}' for words, is_prefix in parts)


def asked_loosely(found: Iterable[Term], marks: Iterable[str] = (), *, before_each: str = "") -> str:
    """For PostgreSQL: what its index can answer by itself. Of a phrase that is its words and the kinds of its pairs."""
    wanted: list[str] = []
    for words, is_prefix in _parts(found, marks, before_each):
        whole = words[:-1] if is_prefix else words
        wanted += [*_quoted(words, is_prefix=is_prefix), *(pair(*two) for two in pairwise(whole))]
    return " & ".join(dict.fromkeys(wanted))


def _parts(found: Iterable[Term], marks: Iterable[str], before_each: str) -> list[tuple[list[str], bool]]:
    parts = [([mark], False) for mark in marks]
    return parts + [([before_each + word for word in term.folded], term.is_prefix) for term in found]


def _quoted(words: list[str], *, is_prefix: bool) -> list[str]:
    quoted = [f"'{word}'" for word in words]
    return [*quoted[:-1], quoted[-1] + (":*" if is_prefix else "")]


def _words(text: str) -> tuple[str, ...]:
    """Letters, digits and the marks that belong to them; a mark alone is no word."""
    kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text)
    return tuple(word for word in kept.split() if any(map(str.isalnum, word)))
