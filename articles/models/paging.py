"""A long list in pages that cost the same at any depth, and that do not move while it grows at its head.

A page is named by the story it begins after, not by a number: `?before=` leads to older stories, `?after=` to newer
ones. The addresses of old, `?page=2`, are translated.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

_CURSOR = re.compile(r"(?:([0-9]{8})-)?([0-9]{20})-([0-9]{1,18})")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
BY_TIME, BY_DAY = ("publish_at", "pk"), ("url_date", "publish_at", "pk")
BY_LINK = ("listed_at", "listed_pk")  # the same as BY_TIME, as it stands on a link to the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some stories, newest first, and the queries that lead on."""

    stories: Sequence[Any] = ()
    is_first: bool = True
    newer: str | None = None  # an empty query leads to the first page
    older: str | None = None
    own: str = ""
    moved_to: str | None = None  # the query under which these stories are found; the list is then empty

    def __iter__(self):
        return iter(self.stories)


def page_of(stories, asked: Mapping[str, str], *, size: int, order: tuple[str, ...] = BY_TIME) -> Page | None:
    """The page that a query asks for. None where it names none: another list's, or one beyond the end."""
    newest_first = stories.order_by(*(f"-{field}" for field in order))
    if "before" in asked:
        place = _place(asked["before"], order)
        found = list(_after_place(newest_first, place, order)[: size + 1]) if place else []
        own = f"?before={asked['before']}"
        return _page(found[:size], order, own=own, has_newer=True, has_older=len(found) > size) if found else None
    if "after" in asked:
        place = _place(asked["after"], order)
        if place is None:
            return None
        found = list(stories.filter(_beyond(place, order, "gt")).order_by(*order)[: size + 1])
        if len(found) <= size:  # the head of the list has one address
            return Page(moved_to="") if newest_first.exists() else None
        own = f"?after={asked['after']}"
        return _page(found[size - 1 :: -1], order, own=own, has_newer=True, has_older=True)
    if asked.get("page", "1") != "1":
        return _numbered(newest_first, asked["page"], size, order)
    found = list(newest_first[: size + 1])
    return _page(found[:size], order, own="", has_newer=False, has_older=len(found) > size)


def _page(found: list, order: tuple[str, ...], *, own: str, has_newer: bool, has_older: bool) -> Page:
    return Page(
        stories=found,
        is_first=not has_newer,
        newer=f"?after={_cursor(found[0], order)}" if has_newer else None,
        older=f"?before={_cursor(found[-1], order)}" if has_older else None,
        own=own,
    )


def _numbered(newest_first, number: str, size: int, order: tuple[str, ...]) -> Page | None:
    if not _NUMBER.fullmatch(number):
        return None
    before = (int(number) - 1) * size
    around = list(newest_first[before - 1 : before + 1])
    return Page(moved_to=f"?before={_cursor(around[0], order)}") if len(around) == 2 else None


def _cursor(story, order: tuple[str, ...]) -> str:
    *days, moment, number = (getattr(story, field) for field in order)
    return "-".join([*(f"{day:%Y%m%d}" for day in days), f"{moment.astimezone(UTC):%Y%m%d%H%M%S%f}", str(number)])


def _place(cursor: str, order: tuple[str, ...]) -> tuple[date | int, ...] | None:
    """The values of the story that a cursor names."""
    match = _CURSOR.fullmatch(cursor)
    if match is None or (match[1] is None) == (order == BY_DAY):
        return None
    try:
        moment = datetime.strptime(match[2], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
        day = (datetime.strptime(match[1], "%Y%m%d").replace(tzinfo=UTC).date(),) if match[1] else ()
    except ValueError:
        return None
    return (*day, moment, int(match[3]))


def _after_place(newest_first, place: tuple[date | int, ...], order: tuple[str, ...]):
    """What follows the place. Of two bounds on a column SQLite looks up the one it is told first: it must be ours, not
    that of `published`, or it would walk to the place from the head of the list."""
    older = newest_first.filter(_beyond(place, order, "lt"))
    older.query.where.children.reverse()
    return older


def _beyond(place: tuple[date | int, ...], order: tuple[str, ...], side: str) -> Q:
    """Behind the place (`lt`) or before it (`gt`). The plain bound on the first column is what an index can use."""
    condition = Q()
    for depth, (field, value) in enumerate(zip(order, place, strict=True)):
        same = dict(zip(order[:depth], place, strict=False))
        condition |= Q(**same, **{f"{field}__{side}": value})
    return Q(**{f"{order[0]}__{side}e": place[0]}) & condition
