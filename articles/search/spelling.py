"""What may have been meant by words that stand in no story.

Words are compared by their groups of three letters, which an index gives, and then letter by letter. Whatever is
suggested is searched for first: a word that only hidden stories have is never suggested.
"""

from dataclasses import replace
from datetime import datetime

from django.db import connection

from articles.indexing import SHORTEST_SPELLED, trigrams
from articles.search.hits import is_found
from articles.search.terms import Term

MOST_MENDED = 3  # words of one query
COMPARED = 3000
TRIED = 4

_SQLITE = """
    SELECT word FROM articles_searchword
    WHERE id IN (SELECT rowid FROM articles_trigrams WHERE articles_trigrams MATCH %s LIMIT {most})
    AND length(word) BETWEEN %s AND %s
"""
_POSTGRES = """
    SELECT word FROM articles_searchword
    WHERE trigrams @@ %s::tsquery AND length(word) BETWEEN %s AND %s LIMIT {most}
"""


def did_you_mean(found: tuple[Term, ...], at: datetime) -> str:
    """The query with its unknown words replaced by words like them, if readers may see a story that has them all."""
    mended, count = list(found), 0
    for place, term in enumerate(found):
        if term.is_unspaced or len(term.folded) != 1 or is_found((replace(term, is_prefix=False),), at):
            continue
        count += 1
        word = next((like for like in _like(term.folded[0]) if is_found((Term((like,)),), at)), None)
        if word is None or count > MOST_MENDED:
            return ""
        mended[place] = Term((word,))
    if not count or not is_found(tuple(mended), at):
        return ""
    return " ".join(map(str, mended))


def _like(word: str) -> list[str]:
    """Words that were perhaps meant, the likeliest first."""
    if len(word) < SHORTEST_SPELLED or not word.isalpha():
        return []
    furthest = 1 if len(word) < 6 else 2
    groups = trigrams(word)
    quote, sql = ("'", _POSTGRES) if connection.vendor == "postgresql" else ('"', _SQLITE)
    anything = (" | " if quote == "'" else " OR ").join(f"{quote}{group}{quote}" for group in groups)
    with connection.cursor() as cursor:
        shortest, longest = len(word) - furthest, len(word) + furthest
        cursor.execute(sql.format(most=COMPARED), [anything, shortest, longest])
        candidates = [known for (known,) in cursor.fetchall()]
    near = sorted(candidates, key=lambda known: (-_alike(set(groups), known), known))[:40]
    measured = [(distance(word, known), known) for known in near]
    return [known for far, known in sorted(measured) if 0 < far <= furthest][:TRIED]


def _alike(groups: set[str], known: str) -> float:
    others = set(trigrams(known))
    return len(groups & others) / len(groups | others)


def distance(one: str, other: str) -> int:
    """How many letters were typed wrong, left out, added or swapped with their neighbor."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            step = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                step = min(step, before[column - 2] + 1)
            now.append(step)
        before, last = last, now
    return last[-1]
