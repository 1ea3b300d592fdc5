"""The stories that hold all of the words, the best first: those with all of them in the headline, then the newest.

The database gives the newest first straight from its index and is stopped after MOST, so a word that is in every story
costs no more than a rare one; what a search was narrowed to is in the same index. That a reader may see a story is
asked of `published`, in the same query.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from django.db import connection

from articles.indexing import IN_HEADLINE, LAST_ID, place_of, year_mark
from articles.models import Article
from articles.search.terms import Term, asked, asked_loosely, terms

MOST = 1000  # of a search's answers; nobody reads on, and counting more would cost more the more there are
_COLUMNS = ("id", "section_id", "label", "url_date")

_SQLITE = """
    SELECT articles_words.rowid, seen.* FROM articles_words CROSS JOIN ({seen}) AS seen
    WHERE seen.id = articles_words.rowid & {last_id}
    AND articles_words MATCH %s AND articles_words.rowid <= %s
    ORDER BY articles_words.rowid DESC LIMIT {most}
"""
# PostgreSQL's function (migration 0019) gives places, a few more than are needed: some stories may have expired.
_POSTGRES = """
    SELECT places.place, seen.*
    FROM articles_newest(%s::tsquery, %s::tsquery, %s::tsquery, %s, {given}) AS places (place)
    JOIN ({seen}) AS seen ON seen.id = places.place & {last_id}
    ORDER BY places.place DESC LIMIT {most}
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found, by its number, with what searches are narrowed by."""

    pk: int
    section: int | None
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Found:
    """The answers to a search, in their order."""

    hits: Sequence[Hit] = ()
    is_cut: bool = False  # there are more
    terms: tuple[Term, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.stories(0, len(self.hits)))

    def __getitem__(self, part: slice) -> list[Article]:
        """For a paginator."""
        return self.stories(part.start or 0, len(self.hits) if part.stop is None else part.stop)

    def stories(self, start: int, stop: int) -> list[Article]:
        """Some of the stories, ready for a list that prints parts of their texts."""
        pks = [hit.pk for hit in self.hits[start:stop]]
        if not pks:
            return []
        listed = Article.objects.filter(pk__in=pks).for_listing().prefetch_related(None).defer(None)
        place = {pk: number for number, pk in enumerate(pks)}
        return sorted(listed.defer("body", "notes"), key=lambda story: place[story.pk])


def search(query: str, at: datetime, marks: Sequence[str] = (), *, newest_first: bool = False) -> Found:
    """What readers may see at a moment and holds every term, narrowed to stories that have every mark."""
    found = terms(query)
    if not found and not marks:
        return Found()
    hits: list[Hit] = []
    if found and found[-1].is_prefix:
        # a whole word that is in so many stories is meant as it stands; what goes on from it is not looked for
        whole = (*found[:-1], replace(found[-1], is_prefix=False))
        hits = _in_order(whole, marks, at, newest_first=newest_first)
    if len(hits) <= MOST:
        hits = _in_order(found, marks, at, newest_first=newest_first)
    return Found(hits=hits[:MOST], is_cut=len(hits) > MOST, terms=found)


def _in_order(found: Sequence[Term], marks: Sequence[str], at: datetime, *, newest_first: bool) -> list[Hit]:
    best = _hits(found, marks, at, before_each=IN_HEADLINE) if found and not newest_first else []
    others = _hits(found, marks, at) if len(best) <= MOST else []
    return list(dict.fromkeys([*best, *others]))


def is_found(found: Sequence[Term], at: datetime, marks: Sequence[str] = ()) -> bool:
    """Whether readers may see any story that holds all of the terms."""
    return bool(_hits(found, marks, at, most=1))


def _hits(
    found: Sequence[Term], marks: Sequence[str], at: datetime, *, before_each: str = "", most: int = 0
) -> list[Hit]:
    seen, values = Article.objects.published(at).order_by().values_list(*_COLUMNS).query.sql_with_params()
    newest, most = place_of(at, LAST_ID), most or MOST + 1
    parts = {"seen": seen, "last_id": LAST_ID, "most": most, "given": most + 100}
    words = asked(found, marks, before_each=before_each)
    if connection.vendor == "postgresql":
        at = at.astimezone(UTC)
        recent = " | ".join(f"'{year_mark(at.replace(year=year, day=1))}'" for year in (at.year, at.year - 1))
        loose = asked_loosely(found, marks, before_each=before_each)
        is_phrase = any(len(term.folded) > 1 for term in found)
        sql, params = _POSTGRES.format(**parts), [loose, words if is_phrase else None, recent, newest, *values]
    else:
        sql, params = _SQLITE.format(**parts), [*values, words, newest]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Hit(pk, section, label or "news", _day(day)) for _, pk, section, label, day in cursor.fetchall()]


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
