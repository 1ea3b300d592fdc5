"""What there is to fetch, oldest change first: stories as readers see them, and kills of those they had seen."""

import base64
import binascii
import heapq
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from articles.models import Article, PublicRecord, TaggedArticle

PAGE = 100


class BadCursor(ValueError):
    """Not a place in the list that we gave out."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A story that appeared, was updated or was killed; ordered by when, then by the story's number."""

    at: datetime
    number: int

    @property
    def cursor(self) -> str:
        """Where to go on after this change."""
        return base64.urlsafe_b64encode(f"{self.at.isoformat()} {self.number}".encode()).decode().rstrip("=")


def changes_after(cursor: str, now: datetime, *, size: int = PAGE) -> list[tuple[Change, Article]]:
    """The next changes after `cursor` (an empty one begins at the beginning). Costs the same however many there are.

    Copy that was published with an older date than a cursor handed out is not met on the way: it is no news.
    Raises BadCursor.
    """
    place = _place(cursor)
    seen = _after(Article.objects.published(now), "updated_at", place)[:size]
    killed = _after(Article.objects.withdrawn(), "killed_at", place)[:size]
    edits = PublicRecord.objects.last_minor_edits().filter(
        Exists(Article.objects.published(now).filter(pk=OuterRef("article")))
    )
    edited = list(_after(edits, "at", place, number="article_id")[:size])  # no newer for readers, but other words
    stories = for_output(Article.objects.all()).in_bulk([edit.article_id for edit in edited])
    changes = heapq.merge(
        ((Change(article.updated_at, article.pk), article) for article in for_output(seen)),
        ((Change(article.killed_at, article.pk), article) for article in killed.select_related("working")),
        ((Change(edit.at, edit.article_id), stories[edit.article_id]) for edit in edited),
        key=lambda pair: pair[0],
    )
    return list(islice(changes, size))


def for_output(articles: QuerySet[Article]) -> QuerySet[Article]:
    """With everything that `outgoing` asks for, in one query a kind."""
    tagged = TaggedArticle.objects.select_related("tag").prefetch_related("tag__codes")
    return articles.select_related("live", "section").prefetch_related(
        "bylines", "placements__image", "section__codes", Prefetch("tagged_topics", tagged)
    )


def _after(rows: QuerySet, field: str, place: Change | None, *, number: str = "pk") -> QuerySet:
    if place:
        later = Q(**{f"{field}__gt": place.at}) | Q(**{field: place.at, f"{number}__gt": place.number})
        rows = rows.filter(later, **{f"{field}__gte": place.at})  # the plain bound is what an index can use
    return rows.order_by(field, number)


def _place(cursor: str) -> Change | None:
    if not cursor:
        return None
    try:
        at, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split(" ")
        place = Change(datetime.fromisoformat(at), int(number))
    except (ValueError, binascii.Error) as exc:
        raise BadCursor("This is no place in the list. Begin without `after`.") from exc
    if place.at.tzinfo is None:
        raise BadCursor("This is no place in the list. Begin without `after`.")
    return place
