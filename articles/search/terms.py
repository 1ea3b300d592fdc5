"""What somebody typed -> what must stand in a story."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from articles import markup

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
    alternatives = [[mark] for mark in marks]
    parts = [(words, False) for words in alternatives]
    parts += [([before_each + word for word in term.folded], term.is_prefix) for term in found]
    if connection.vendor == "postgresql":
        phrases = (_as_tsquery(words, is_prefix=is_prefix) for words, is_prefix in parts)
        return " & ".join(f"({phrase})" for phrase in phrases)
    return " AND ".join(f'"{" ".join(words)}"{" *" if is_prefix else ""}' for words, is_prefix in parts)


def _as_tsquery(words: list[str], *, is_prefix: bool) -> str:
    quoted = [f"'{word}'" for word in words]
    return " <-> ".join([*quoted[:-1], quoted[-1] + (":*" if is_prefix else "")])


def _words(text: str) -> tuple[str, ...]:
    """Letters, digits and the marks that belong to them; a mark alone is no word."""
    kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text)
    return tuple(word for word in kept.split() if any(map(str.isalnum, word)))
