"""The stories on the front page tool, with what an editor should know of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.admin.front_draft import Row
from articles.admin.state import State, moment, state_of
from articles.fronts import MOST
from articles.models import Article, FrontPick, Status, Topic

STALE = timedelta(hours=12)  # a lead that was neither published nor updated since
OFFERED = 24
Slot = FrontPick.Slot


@dataclass(frozen=True, slots=True)
class Picked:
    row: Row
    headline: str
    state: State
    warnings: list[str]
    address: int


@dataclass(frozen=True, slots=True)
class Place:
    """A slot with what stands in it."""

    key: str
    name: str
    room: int
    picked: list[Picked]


def slots_of(rows: dict[str, list[Row]], now: datetime) -> list[Place]:
    """Every slot of the page, also the empty ones: the sections of the navigation last."""
    numbers = [row.story for picked in rows.values() for row in picked]
    stories = _stories().in_bulk(numbers)
    places = [(slot.value, slot.label, MOST[slot]) for slot in (Slot.LEAD, Slot.SECOND, Slot.REST)]
    sections = list(Topic.objects.navigation())
    places += [(f"section-{section.pk}", section.name, MOST[Slot.SECTION]) for section in sections]
    known = {key for key, *_ in places}
    places += [(key, "A section that left the navigation", MOST[Slot.SECTION]) for key in rows if key not in known]
    return [
        Place(key, name, room, [_picked(row, stories.get(row.story), key, now) for row in rows.get(key, [])])
        for key, name, room in places
    ]


def _picked(row: Row, article: Article | None, key: str, now: datetime) -> Picked:
    if article is None:
        return Picked(row, f"Story {row.story}", State("killed", "Deleted"), ["It does not exist any more."], row.story)
    state = state_of(article, now)
    return Picked(row, article.working.headline or str(article), state, _warnings(row, article, key, now), article.pk)


def _warnings(row: Row, article: Article, key: str, now: datetime) -> list[str]:
    found = []
    if article.status == Status.PUBLISHED and article.publish_at > now:
        found.append(f"Readers see it from {moment(article.publish_at)} on. Until then another story stands here.")
    elif article.status != Status.PUBLISHED or (article.expires_at and article.expires_at <= now):
        found.append("Readers cannot see it, so another story stands here.")
    elif key == Slot.LEAD and max(article.publish_at, article.updated_at or article.publish_at) < now - STALE:
        hours = int((now - max(article.publish_at, article.updated_at or article.publish_at)).total_seconds() // 3600)
        found.append(f"A stale lead: nothing new in it for {hours} hours.")
    if row.until and row.until <= f"{timezone.localtime(now):%Y-%m-%dT%H:%M}":
        found.append("Its pin has ended.")
    return found


def candidates(taken: list[int], *, words: str, now: datetime) -> list[tuple[Article, State]]:
    """What may be picked, newest first: what readers see, and what is on the schedule."""
    alive = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    stories = _stories().filter(alive, status=Status.PUBLISHED).exclude(pk__in=taken).order_by("-publish_at", "-pk")
    for word in words.split()[:8]:
        stories = stories.filter(working__headline__icontains=word)
    return [(article, state_of(article, now)) for article in stories[:OFFERED]]


def _stories():
    return Article.objects.select_related("working").defer("body", "body_text", "notes", "working__data")
