"""Bytes from anywhere become a Document and its Items, exactly once.

Everything a document leads to (the bytes, the versions in it, the stories) is one transaction. The database holds what
is promised: a provider's bytes are one Document, and a version of a guid is one Item. Copy of one provider is filed
one document at a time, so that the versions of a story come in one order.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from articles import markup
from wire import filing
from wire.formats import Parsed, WireError, WireStory, parse
from wire.models import Document, Filed, Item, Provider

MAX_BYTES = 5_000_000
GUID_LENGTH = 255


class Refused(Exception):
    """Not taken in: nothing of it is kept. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of one delivery: the document as it is kept, and what was filed now (nothing, for bytes we had).

    `members` are the documents that were found in it: those of an archive, those that came with a mail.
    """

    document: Document
    items: tuple[Item, ...] = ()
    members: tuple["Received", ...] = ()

    @property
    def is_rejected(self) -> bool:
        return self.document.outcome == Document.Outcome.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a delivery is read and filed; where it says nothing, the provider's own habits hold."""

    timezone: ZoneInfo | None = None
    day_first: bool | None = None
    publish: bool = False


AS_DRAFTS = Manner()


def receive(
    raw: bytes,
    *,
    provider: Provider,
    filename: str,
    way: Document.Way = Document.Way.COMMAND,
    manner: Manner = AS_DRAFTS,
    now: datetime | None = None,
) -> Received:
    """Take in one document. Bytes that this provider sent before change nothing, unless they were rejected then."""
    check_size(len(raw))
    now = now or timezone.now()
    sha256 = hashlib.sha256(raw).hexdigest()
    if (document := _kept(provider, sha256)) and document.outcome == Document.Outcome.FILED:
        return _again(document, now)

    outcome = _read(raw, provider, manner)  # before the transaction: nobody has to wait while we read
    with transaction.atomic():
        _lock(provider)
        document = _kept(provider, sha256)
        if document and document.outcome == Document.Outcome.FILED:  # another importer was quicker
            return _again(document, now)
        if document:
            document.times_received += 1
            document.last_received_at = now
        else:
            document = Document(
                provider=provider,
                sha256=sha256,
                raw=raw,
                size=len(raw),
                filename=printable(filename)[-255:],
                way=way,
                received_at=now,
                last_received_at=now,
            )
        return _keep(document, outcome, manner, now)


def retry(document: Document, *, now: datetime | None = None) -> Received:
    """Read a rejected document again, for readers of copy get mended and providers described better. Files drafts."""
    outcome = _read(bytes(document.raw), document.provider, AS_DRAFTS)
    with transaction.atomic():
        _lock(document.provider)
        document = Document.objects.defer("raw").get(pk=document.pk)
        if document.outcome == Document.Outcome.FILED:
            return Received(document=document)
        return _keep(document, outcome, AS_DRAFTS, now or timezone.now())


def settle(document: Document, *, keep_desk: bool, by: filing.User = None, now: datetime | None = None) -> list[Item]:
    """Merge the versions of a document that wait for the desk, and give back those that are in their stories now."""
    with transaction.atomic():
        _lock(document.provider)
        waiting = document.items.filter(outcome=Filed.CONFLICT).select_related("provider", "article", "document")
        moment = now or timezone.now()
        items = list(waiting.defer("document__raw"))
        return [i for i in items if filing.file_waiting(i, keep_desk=keep_desk, by=by, now=moment) == Filed.UPDATED]


def check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Refused(f"The document is too large: the newsroom takes up to {MAX_BYTES // 1_000_000} MB.")


def _kept(provider: Provider, sha256: str) -> Document | None:
    return provider.documents.filter(sha256=sha256).defer("raw").first()


def _again(document: Document, now: datetime) -> Received:
    Document.objects.filter(pk=document.pk).update(times_received=F("times_received") + 1, last_received_at=now)
    return Received(document=document)


def _lock(provider: Provider) -> None:
    """Until the transaction ends, nobody else files copy of this provider (SQLite: IMMEDIATE locks the database)."""
    Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)


def _read(raw: bytes, provider: Provider, manner: Manner) -> Parsed | WireError:
    day_first = provider.is_day_first if manner.day_first is None else manner.day_first
    try:
        return parse(raw, timezone=manner.timezone or provider.zone, day_first=day_first)
    except WireError as exc:
        return exc


def _keep(document: Document, outcome: Parsed | WireError, manner: Manner, now: datetime) -> Received:
    if isinstance(outcome, WireError):
        document.outcome, document.code, document.reason = Document.Outcome.REJECTED, outcome.code, str(outcome)
        document.save()
        return Received(document=document)
    document.outcome, document.code, document.reason = Document.Outcome.FILED, "", ""
    document.format = outcome.format
    document.save()
    items = tuple(_file(document, story, manner, now) for story in outcome.stories)
    return Received(document=document, items=items)


def _file(document: Document, story: WireStory, manner: Manner, now: datetime) -> Item:
    """File a story of the document as the next version of its guid."""
    guid = _stored_guid(story.guid)
    last = document.provider.items.filter(guid=guid).aggregate(last=Max("version"))["last"] or 0
    item = Item(
        document=document,
        provider=document.provider,
        guid=guid,
        version=last + 1,
        received_at=now,
        **Item.columns(story),
    )
    filing.file(item, publish=manner.publish, now=now)
    return item


def _stored_guid(guid: str) -> str:
    """An id in one form, however it was typed; one that is too long keeps its beginning and gets a hash."""
    guid = markup.one_line(guid)
    if len(guid) <= GUID_LENGTH:
        return guid
    digest = hashlib.sha256(guid.encode()).hexdigest()
    return f"{guid[: GUID_LENGTH - len(digest) - 1]}#{digest}"


def printable(text: str) -> str:
    """Text from outside, harmless to terminals and logs: one line, no control and no undecodable characters."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
