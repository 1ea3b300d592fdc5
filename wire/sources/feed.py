"""Feeds: addresses that are asked for copy again and again, each by one poller at a time.

A poller claims a feed for a while with one UPDATE that only one poller can win. The claim has an id of its own: a
poller that was slower than its claim finds another id in the row, and lets it be.
"""

import json
import random
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from django.db.models import F, Q
from django.utils import timezone

from wire.intake import Received, Refused, receive
from wire.models import Document, Feed, Provider
from wire.sources.fetching import Fetched, FetchError, fetch

LEASE = timedelta(minutes=3)  # longer than an answer may take and its copy to be filed
MOST_ITEMS = 500
MOST_DOUBLINGS = 12
LONGEST_WAIT = timedelta(hours=1)  # after failures; the feed may be well again
LONGEST_PAUSE = timedelta(days=1)  # when the server asks for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A feed that is ours to ask, until the claim ends."""

    feed: Feed
    claim: uuid.UUID

    def __str__(self) -> str:
        return f"Feed {self.feed.pk}, {self.feed.url}"

    def ask(self) -> Fetched | FetchError:
        """The network's part; it touches no database, so that it can be done beside others."""
        known = {"If-None-Match": self.feed.etag, "If-Modified-Since": self.feed.last_modified}
        try:
            return fetch(self.feed.url, headers={name: value for name, value in known.items() if value})
        except FetchError as exc:
            return exc

    def take(
        self, answer: Fetched | FetchError, *, now: datetime, jitter: Callable[[], float] = random.random
    ) -> "Polled":
        """The database's part: file what came, and write down when the feed is asked again."""
        still_ours = Feed.objects.filter(pk=self.feed.pk, claim=self.claim)
        if not still_ours.update(claimed_until=now + LEASE):
            return Polled(feed=self.feed, trouble="It took so long that another poller asks this feed now.")
        polled, changes = _outcome(self.feed, answer, now)
        if polled.trouble and not polled.received:
            changes["failures"] = F("failures") + 1
            pause = max(_back_off(self.feed, jitter()), min(_asked_pause(answer, now), LONGEST_PAUSE))
        else:
            changes |= {"failures": 0, "succeeded_at": now}
            pause = timedelta(seconds=self.feed.every_seconds) * (0.95 + jitter() / 10)
        ended = {"claim": None, "claimed_until": None, "polled_at": now, "next_poll_at": now + pause}
        still_ours.update(trouble=polled.trouble[:500], **ended, **changes)
        return polled

    def give_back(self) -> None:
        """Nothing was asked: the feed is due as before."""
        Feed.objects.filter(pk=self.feed.pk, claim=self.claim).update(claim=None, claimed_until=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What came of asking. A trouble beside something received is a remark, not a failure."""

    feed: Feed
    received: Received | None = None
    trouble: str = ""


def due(now: datetime) -> list[int]:
    """The feeds whose time has come, those that wait longest first."""
    return list(_due(now).order_by(F("next_poll_at").asc(nulls_first=True), "pk").values_list("pk", flat=True))


def claim(pk: int, now: datetime, *, is_early: bool = False) -> Turn | None:
    """The feed, if it is still due and nobody else has it; `is_early` asks it before its time."""
    turn = uuid.uuid4()
    due_or_not = _free(now) if is_early else _due(now)
    if not due_or_not.filter(pk=pk).update(claim=turn, claimed_until=now + LEASE):
        return None
    return Turn(feed=Feed.objects.select_related("provider").get(pk=pk), claim=turn)


def _free(now: datetime):
    """No join: Django would put a joined UPDATE's conditions into a subquery, and PostgreSQL, having waited for the
    poller that won the row, asks the conditions of the row itself again but not those of a subquery."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Feed.objects.filter(free, is_active=True, provider__in=Provider.objects.filter(is_active=True))


def _due(now: datetime):
    return _free(now).filter(Q(next_poll_at=None) | Q(next_poll_at__lte=now))


def _outcome(feed: Feed, answer: Fetched | FetchError, now: datetime) -> tuple[Polled, dict]:
    """What came, and what the row says of it besides when the feed is asked again."""
    if isinstance(answer, FetchError):
        return Polled(feed=feed, trouble=str(answer)), {}
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Polled(feed=feed), {}
    if answer.status == HTTPStatus.GONE:
        words = "The server says that this feed is gone for good (410), so it was switched off."
        return Polled(feed=feed, trouble=words), {"is_active": False}
    if answer.status != HTTPStatus.OK:
        return Polled(feed=feed, trouble=_refusal(answer.status)), {}
    body, remark = _capped(answer.body)
    name = feed.url.partition("?")[0][-200:]
    try:
        received = receive(body, provider=feed.provider, filename=name, way=Document.Way.FEED, now=now)
    except Refused as exc:
        return Polled(feed=feed, trouble=str(exc)), {}
    if received.is_rejected:
        return Polled(feed=feed, trouble=f"What came could not be read: {received.document.reason}"), {}
    return Polled(feed=feed, received=received, trouble=remark), _validators(answer)


def _validators(answer: Fetched) -> dict[str, str]:
    """What to ask with the next time. One that is too long for the row is left out: half of it would never match."""
    values = {"etag": answer.headers.get("ETag", ""), "last_modified": answer.headers.get("Last-Modified", "")}
    return {
        name: value if len(value) <= Feed._meta.get_field(name).max_length and value.isprintable() else ""
        for name, value in values.items()
    }


def _refusal(status: int) -> str:
    words = {
        HTTPStatus.UNAUTHORIZED: "The server wants to know who asks",
        HTTPStatus.FORBIDDEN: "The server does not let us have it",
        HTTPStatus.NOT_FOUND: "The server knows no such feed",
        HTTPStatus.TOO_MANY_REQUESTS: "The server is asked too often",
        HTTPStatus.SERVICE_UNAVAILABLE: "The server is not available at present",
    }
    return f"{words.get(status, 'The server did not give it')} ({int(status)})."


def _back_off(feed: Feed, jitter: float) -> timedelta:
    """Twice as long after each failure, up to an hour, and never at the same moment as others that failed with it."""
    usual = timedelta(seconds=feed.every_seconds)
    longer = usual * 2 ** min(feed.failures + 1, MOST_DOUBLINGS)
    return max(usual, min(longer, LONGEST_WAIT)) * (0.8 + 0.2 * jitter)


def _asked_pause(answer: Fetched | FetchError, now: datetime) -> timedelta:
    """The pause that a server asks for with Retry-After, in seconds or as a date."""
    asked = "" if isinstance(answer, FetchError) else answer.headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.isdigit():
        return timedelta(seconds=min(int(asked[:9]), 10**6))
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return timedelta()
    return (until if until.tzinfo else timezone.make_aware(until, timezone.get_fixed_timezone(0))) - now


ENTRY = re.compile(rb"<(?:[a-zA-Z]+:)?(item|entry)[\s>]")
ENTRY_END = re.compile(rb"</(?:[a-zA-Z]+:)?(?:item|entry)\s*>")


def _capped(body: bytes) -> tuple[bytes, str]:
    """The feed with its first entries only, when it has so many that they would flood the desk."""
    starts = [found.start() for found in ENTRY.finditer(body)]
    ends = [found.end() for found in ENTRY_END.finditer(body)]
    count = len(starts)
    if count > MOST_ITEMS and ends and ends[-1] > starts[MOST_ITEMS]:
        body = body[: starts[MOST_ITEMS]] + body[ends[-1] :]
    elif (listed := _json_items(body)) and len(listed["items"]) > MOST_ITEMS:
        count = len(listed["items"])
        body = json.dumps(listed | {"items": listed["items"][:MOST_ITEMS]}).encode()
    else:
        return body, ""
    return body, f"The feed held {count} items at once; the first {MOST_ITEMS} were taken."


def _json_items(body: bytes) -> dict | None:
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        listed = json.loads(body)
    except (ValueError, RecursionError):
        return None  # whoever reads it will say what is wrong
    return listed if isinstance(listed.get("items"), list) else None
