"""Bytes from anywhere become a Document and its Items, exactly once.

Everything a document leads to (the bytes, the versions in it, the stories) is one transaction, and a few documents that
come together share one. Copy of one provider is filed one document at a time, so that the versions of a story come in
one order. Documents are read before that, in a process of their own: nobody has to wait while we read, and a document
that ends its reader ends nothing else.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wire import filing, reading
from wire.intake.delivery import (
    AS_DRAFTS,
    MAX_BYTES,
    Delivery,
    Manner,
    Received,
    Refused,
    check_size,
    printable,
)
from wire.intake.keeping import Taken
from wire.intake.taking import Taking, habits_of, lock
from wire.models import Document, Filed, Item, Provider

__all__ = [
    "AS_DRAFTS",
    "MAX_BYTES",
    "Delivery",
    "Manner",
    "Received",
    "Refused",
    "check_size",
    "habits_of",
    "printable",
    "receive",
    "receive_all",
    "retry",
    "retry_all",
    "settle",
]

_BYTES_AT_ONCE = 1_000_000


def receive(
    raw: bytes,
    *,
    provider: Provider,
    filename: str,
    way: Document.Way = Document.Way.COMMAND,
    manner: Manner = AS_DRAFTS,
    now: datetime | None = None,
) -> Received:
    """Take in one document. Bytes that this provider sent before change nothing, unless they were rejected then.

    Raises Refused for what is not even kept: a document that is too large, or any of a provider that is not active.
    """
    check_size(len(raw))
    delivery = Delivery(raw=raw, filename=filename)
    (received,) = receive_all([delivery], provider=provider, way=way, manner=manner, now=now)
    return received


def receive_all(
    deliveries: Iterable[Delivery],
    *,
    provider: Provider,
    way: Document.Way = Document.Way.COMMAND,
    manner: Manner = AS_DRAFTS,
    now: datetime | None = None,
) -> Iterator[Received]:
    """Take in many documents, none of them too large, in their order. Some are being read while others are filed."""
    taking = Taking(provider, way, manner, now)
    with reading.reader() as reader:
        begun: list[Taken] = []
        for deliveries_at_once in _in_parts(deliveries, taking):
            ahead = taking.begin(deliveries_at_once, reader)
            yield from taking.finish(begun, reader)
            begun = ahead
        yield from taking.finish(begun, reader)


def retry(document: Document, *, now: datetime | None = None) -> Received:
    """Read a rejected document again, for readers of copy get mended and providers described better. Files drafts."""
    return Taking(document.provider, Document.Way(document.way), AS_DRAFTS, now).read_again(document)


def retry_all(documents: QuerySet[Document], *, now: datetime | None = None) -> Iterator[Received]:
    """Read many again, one by one, so that never more than one is in memory."""
    for pk in list(documents.order_by("pk").values_list("pk", flat=True)):
        yield retry(Document.objects.select_related("provider").get(pk=pk), now=now)


def settle(document: Document, *, keep_desk: bool, by: filing.User = None, now: datetime | None = None) -> list[Item]:
    """Merge the versions of a document that wait for the desk, and give back those that are in their stories now."""
    with transaction.atomic():
        lock(document.provider)
        waiting = document.items.filter(outcome=Filed.CONFLICT).select_related("provider", "article", "document")
        moment = now or timezone.now()
        items = list(waiting.defer("document__raw"))
        return [i for i in items if filing.file_waiting(i, keep_desk=keep_desk, by=by, now=moment) == Filed.UPDATED]


def _in_parts(deliveries: Iterable[Delivery], taking: Taking) -> Iterator[list[Delivery]]:
    part: list[Delivery] = []
    size = 0
    for delivery in deliveries:
        part.append(delivery)
        size += len(delivery.raw)
        if len(part) >= taking.at_once or size > _BYTES_AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part
