"""Versions of stories, handed to filing one after the other as the intake hands them over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from django.db import transaction

from articles import workflow
from tests.wire.dumps import make_story
from wire import filing
from wire.formats import WireStory
from wire.models import Document, Item, Provider

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)  # what the fixture `noon` gives
_n = count(1)


def take(number: int = 1, **fields) -> WireStory:
    """A version that its sender numbers, made so many minutes before noon that it is news."""
    made = NOON - HOUR + timedelta(minutes=number)
    return make_story(**{"version": str(number), "published": NOON - HOUR, "updated": made} | fields)


def kill(number: int = 2, *, guid="osk:1", **fields) -> WireStory:
    said = {"guid": guid, "pub_status": "canceled", "signals": ("kill",), "kills": (guid,), "body": ()}
    return take(number, **said | fields)


def deliver(story: WireStory, *, provider: Provider, publish=False, now=NOON, file=filing.file) -> Item:
    """File one version; with `file=dispute`, as other words under a version we have."""
    with transaction.atomic():
        item = _received(story, provider, now)
        file(item, publish=publish, now=now)
    item.refresh_from_db()
    return item


def deliver_together(*stories: WireStory, provider: Provider, publish=False, now=NOON) -> list[Item]:
    """File versions of different guids in one batch."""
    with transaction.atomic():
        items = [_received(story, provider, now) for story in stories]
        filing.file_all(items, publish=publish, now=now)
    return items


def _received(story: WireStory, provider: Provider, now: datetime) -> Item:
    n = next(_n)
    document = Document.objects.create(
        provider=provider,
        sha256=f"{n:x}".rjust(64, "d"),
        raw=b"As sent.",
        size=8,
        filename=f"take-{n}.txt",
        received_at=now,
        last_received_at=now,
        outcome=Document.Outcome.FILED,
        format="ninjs",
    )
    return Item(
        document=document,
        provider=provider,
        guid=filing.stored_guid(story.guid),
        version=provider.items.filter(guid=story.guid).count() + 1,
        received_at=now,
        **Item.columns(story),
    )


def dispute(item: Item, *, publish: bool, now: datetime) -> None:
    filing.dispute(item, now=now)


def edit(article, *, by=None, **changes):
    """What an editor types."""
    article.refresh_from_db()
    return workflow.save(article, replace(article.working.content, **changes), base=article.working, by=by)


def said(item_or_article) -> list[tuple[str, object]]:
    """The open notices about a story, or that an item raised: (kind, article)."""
    notices = getattr(item_or_article, "notices", None) or item_or_article.wire_notices
    return [(notice.kind, notice.article) for notice in notices.filter(acknowledged_at=None).order_by("pk")]
