"""Documents that were read become rows: the bytes, what became of them, and the versions of stories in them.

Everything here happens in one transaction of the caller, who holds the provider's row. The database holds what is
promised: a provider's bytes are one Document, and a version of a guid is one Item.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from articles import markup
from wire import filing
from wire.formats import MalformedStory, NotAStory, Parsed, Reading, WireStory
from wire.intake.delivery import Manner, Received, Refused, check_size, printable
from wire.intake.versions import Verdict, Versions
from wire.models import Document, Item, Provider
from wire.reading import KilledItsReader

Outcome = Document.Outcome

# After these nothing is left to be done with the same bytes.
SETTLED = {Outcome.FILED, Outcome.UNPACKED, Outcome.IGNORED}
# These may be read once more when a person asks for it.
WITHOUT_STORY = {Outcome.WAITING, Outcome.REJECTED, Outcome.IGNORED}
ARCHIVE = "archive"


@dataclass(slots=True, kw_only=True)
class Taken:
    """A delivery on its way: its bytes, and what they were read as (nothing where we have them already).

    `pk` is that of a document that nobody delivered now: it is read again. `attempts` is how often its reader did not
    survive it before.
    """

    raw: bytes
    sha256: str
    filename: str
    pk: int | None = None
    is_wanted: bool = False
    attempts: int = 0
    readings: Sequence[Reading] = ()
    parent: Document | None = None
    document: Document | None = None
    is_again: bool = False
    members: list["Taken"] = field(default_factory=list)

    @property
    def stories(self) -> tuple[WireStory, ...]:
        """Those in the document itself."""
        return _stories(self.readings[0]) if self.readings and not self.readings[0].member else ()


class Keeper:
    """Keeps some deliveries of one provider."""

    def __init__(self, provider: Provider, *, way: Document.Way, manner: Manner, now: datetime) -> None:
        self.provider, self.way, self.manner, self.now = provider, way, manner, now

    def keep(self, deliveries: Sequence[Taken]) -> list[Received]:
        """All of them, in their order; the rows of documents are written together."""
        members = [member for taken in deliveries for member in _unpack(taken)]
        known = self.known(taken.sha256 for taken in (*deliveries, *members))
        self._keep_documents(deliveries, known)
        self._keep_members(deliveries, known)
        return self._file_all(deliveries)

    def count(self, deliveries: Sequence[Taken]) -> list[Received]:
        """Documents that are here already, and need nothing but to be counted."""
        for taken in deliveries:
            taken.document.times_received += 1
            taken.document.last_received_at = self.now
        self._count(Counter(taken.document.pk for taken in deliveries))
        return [Received(document=taken.document) for taken in deliveries]

    def keep_again(self, pk: int, readings: Sequence[Reading]) -> Received:
        """A document that is there already was read once more; nobody delivered it."""
        document = self.provider.documents.defer("raw").get(pk=pk)
        if document.outcome not in WITHOUT_STORY or not readings:
            return Received(document=document)
        taken = Taken(raw=b"", sha256=document.sha256, filename=document.filename, readings=readings, document=document)
        members = _unpack(taken)
        _describe(taken)
        document.save()
        self._keep_members([taken], self.known(member.sha256 for member in members))
        return self._file_all([taken])[0]

    def suspect(self, taken: Taken) -> None:
        """Write down that reading a document is begun whose reader did not survive it the last time."""
        document = self.known({taken.sha256}).get(taken.sha256)
        if document is None:
            document = self._new(taken)
            document.times_received = 0  # counted when it is kept
        elif document.outcome in SETTLED:
            return
        document.outcome, document.code, document.reason = Outcome.WAITING, "", ""
        document.attempts = max(document.attempts, 1) + 1
        document.save()

    def _file_all(self, deliveries: Sequence[Taken]) -> list[Received]:
        fresh = [one for taken in deliveries for one in (taken, *taken.members) if not one.is_again]
        found = [(one, self._item(one.document, story)) for one in fresh for story in one.stories]
        versions = Versions(self.provider, (item.guid for _, item in found))
        new: dict[int, list[Item]] = defaultdict(list)
        waiting: list[Item] = []
        for one, item in found:
            verdict = versions.judge(item)
            if verdict is Verdict.KNOWN:
                continue
            versions.number(item, verdict)
            new[id(one)].append(item)
            if verdict is Verdict.DISPUTED:
                self._file(waiting)
                waiting = []
                filing.dispute(item, now=self.now)
            else:
                waiting.append(item)
        self._file(waiting)

        def received(taken: Taken) -> Received:
            members = tuple(map(received, taken.members))
            return Received(document=taken.document, items=tuple(new[id(taken)]), members=members)

        return [received(taken) for taken in deliveries]

    def _file(self, items: Sequence[Item]) -> None:
        filing.file_all(items, publish=self.manner.publish, now=self.now)

    def known(self, hashes: Iterable[str]) -> dict[str, Document]:
        """The documents that are here, by their hash."""
        rows = self.provider.documents.filter(sha256__in=set(hashes)).defer("raw")
        return {document.sha256: document for document in rows}

    def _keep_members(self, deliveries: Sequence[Taken], known: dict[str, Document]) -> None:
        for taken in deliveries:
            for member in taken.members:
                member.parent = taken.document
        self._keep_documents([member for taken in deliveries for member in taken.members], known)

    def _keep_documents(self, deliveries: Sequence[Taken], known: dict[str, Document]) -> None:
        """Find or make the row of each. `known` are the rows that are there, by their hash, and is added to."""
        new: dict[str, Document] = {}
        again: Counter[int] = Counter()
        for taken in deliveries:
            taken.is_again = False
            document = taken.document = known.get(taken.sha256)
            if document is None:
                taken.document = known[taken.sha256] = new[taken.sha256] = self._new(taken)
                _describe(taken)
                continue
            document.times_received, document.last_received_at = document.times_received + 1, self.now
            if taken.sha256 in new:  # twice in one batch, or in one archive
                taken.is_again = True
            elif document.outcome in SETTLED or not taken.readings:
                taken.is_again = True
                again[document.pk] += 1
            else:
                _describe(taken)
                document.save()
        Document.objects.bulk_create(new.values())
        self._count(again)

    def _count(self, again: Counter[int]) -> None:
        """Note deliveries of what we have. In the database, for a row that was read before may be old."""
        by_times = defaultdict(list)
        for pk, times in again.items():
            by_times[times].append(pk)
        for times, pks in by_times.items():
            counted = {"times_received": F("times_received") + times, "last_received_at": self.now}
            Document.objects.filter(pk__in=pks).update(**counted)

    def _new(self, taken: Taken) -> Document:
        return Document(
            provider=self.provider,
            parent=taken.parent,
            sha256=taken.sha256,
            raw=taken.raw,
            size=len(taken.raw),
            filename=printable(taken.filename)[-255:],
            way=self.way,
            received_at=self.now,
            last_received_at=self.now,
        )

    def _item(self, document: Document, story: WireStory) -> Item:
        item = Item(
            document=document,
            provider=self.provider,
            guid=filing.stored_guid(story.guid),
            received_at=self.now,
            **Item.columns(story),
        )
        item.story = story
        return item


def _describe(taken: Taken) -> None:
    """Say on the row what the document turned out to be."""
    document, reading = taken.document, taken.readings[0]
    outcome = reading.outcome
    document.code = document.reason = ""
    document.format = outcome.format or ""
    if reading.member or (taken.members and not _stories(reading) and isinstance(outcome, Parsed | NotAStory)):
        document.outcome = Outcome.UNPACKED
        document.format = ARCHIVE if reading.member else document.format or ARCHIVE
    elif isinstance(outcome, Parsed):
        document.outcome = Outcome.FILED
    else:
        document.outcome = Outcome.IGNORED if isinstance(outcome, NotAStory) else Outcome.REJECTED
        document.code = outcome.code
        document.reason = markup.one_line(str(outcome)) or "It could not be read."
        if isinstance(outcome, KilledItsReader):
            document.attempts = max(document.attempts, 1)


def _unpack(taken: Taken) -> list[Taken]:
    taken.members = [_member(taken, reading) for reading in taken.readings if reading.member]
    return taken.members


def _member(archive: Taken, reading: Reading) -> Taken:
    """A document in another. One of which there are no bytes to know it by is known by its place."""
    one = Reading(raw=reading.raw, outcome=reading.outcome)
    try:
        check_size(len(one.raw))
    except Refused as exc:
        one = Reading(raw=b"", outcome=MalformedStory(str(exc)))
    identity = one.raw or f"{archive.sha256}/{reading.member}".encode()
    sha256 = hashlib.sha256(identity).hexdigest()
    return Taken(raw=one.raw, sha256=sha256, filename=reading.member, readings=[one])


def _stories(reading: Reading) -> tuple[WireStory, ...]:
    return reading.outcome.stories if isinstance(reading.outcome, Parsed) else ()
