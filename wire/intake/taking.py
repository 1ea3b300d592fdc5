"""The way of some deliveries through the newsroom: what we have already is told apart, the rest is read and kept."""

import hashlib
import logging
import time
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from wire import reading
from wire.formats import Habits, Reading, WireError
from wire.intake.delivery import Delivery, Manner, Received, Refused
from wire.intake.keeping import SETTLED, Keeper, Taken
from wire.models import Document, Provider
from wire.reading import KilledItsReader, Reader

log = logging.getLogger(__name__)

# As many documents share a transaction as this machine files before an editor who saves meanwhile notices.
_AT_ONCE = 50
_SECONDS_AT_ONCE = 0.2
_TRIES = 3  # where importers of several providers got in each other's way
# How often reading a document is begun by itself, when its reader does not survive it.
MOST_ATTEMPTS = 3


class NewsroomFailed(WireError):
    """The document was read, but our software could not file it."""

    code = "newsroom-failed"


def lock(provider: Provider) -> Provider:
    """Until the transaction ends, nobody else files copy of this provider (SQLite: IMMEDIATE locks the database)."""
    return Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)


def habits_of(provider: Provider, manner: Manner) -> Habits:
    """How the provider's documents are read, unless the manner of the delivery says otherwise."""
    mappings = tuple(row.as_mapping() for row in provider.mappings.order_by("pk"))
    day_first = provider.is_day_first if manner.day_first is None else manner.day_first
    return Habits(timezone=manner.timezone or provider.zone, day_first=day_first, mappings=mappings)


class Taking:
    """Deliveries of one provider, by one way."""

    def __init__(self, provider: Provider, way: Document.Way, manner: Manner, now: datetime | None) -> None:
        self.provider, self.way, self.manner, self.now = provider, way, manner, now
        self.habits = habits_of(provider, manner)
        self.at_once = _AT_ONCE

    def begin(self, deliveries: Sequence[Delivery], reader: Reader) -> list[Taken]:
        """Hand what we do not have to the reader."""
        taken = [_taken(delivery) for delivery in deliveries]
        known = self._keeper(self.provider).known(one.sha256 for one in taken)
        asked = set()
        for one in taken:
            one.document = known.get(one.sha256)
            if one.sha256 in asked or (one.document and _is_done(one.document)):
                continue
            asked.add(one.sha256)  # the same bytes twice are read once
            one.is_wanted = True
            one.attempts = one.document.attempts if one.document else 0
            if not one.attempts:
                reader.ask(one.raw, self.habits)
        return taken

    def finish(self, taken: Sequence[Taken], reader: Reader) -> list[Received]:
        """Keep them all, in one transaction; where one cannot be, each in its own."""
        wanted = [one for one in taken if one.is_wanted]
        if not wanted:
            return self._keeper(self.provider).count(taken)
        for one in wanted:
            if not one.attempts:
                one.readings = reader.answer()
            if one.attempts or _may_be_read_again(one.readings):
                one.readings = self._read_alone(one)
        if len(taken) > 1:
            try:
                return self._keep(taken)
            except (Refused, InterfaceError):
                raise
            except Exception:
                log.info("Some documents could not be kept together; now one by one.", exc_info=True)
        return [received for one in taken for received in self._keep_alone(one)]

    def read_again(self, document: Document) -> Received:
        """A document that is kept already, whatever it was rejected for."""
        if not document.raw and (document.size or document.parent_id):
            return Received(document=document)  # its bytes were let go, or never there
        one = Taken(raw=bytes(document.raw), sha256=document.sha256, filename=document.filename, pk=document.pk)
        one.readings = reading.read(one.raw, self.habits)
        return self._keep_alone(one)[0]

    def _read_alone(self, one: Taken) -> Sequence[Reading]:
        """Read what a reader did not survive, when it is written down that we do: we may not survive it either."""
        if one.attempts >= MOST_ATTEMPTS:
            words = f"Reading it was begun {one.attempts} times, and each time the process that read it ended."
            return [Reading(raw=one.raw, outcome=KilledItsReader(words))]
        with transaction.atomic():
            self._keeper(lock(self.provider)).suspect(one)
        return reading.read(one.raw, self.habits)

    def _keep(self, taken: Sequence[Taken]) -> list[Received]:
        with transaction.atomic():
            provider = lock(self.provider)
            began = time.monotonic()
            keeper = self._keeper(provider)
            if pk := taken[0].pk:
                return [keeper.keep_again(pk, taken[0].readings)]
            if not provider.is_active:
                raise Refused(f"No copy of {provider} is taken in at present.")
            received = keeper.keep(taken)
        fitting = len(taken) * _SECONDS_AT_ONCE / max(time.monotonic() - began, 0.001)
        self.at_once = min(max(int(fitting), 1), _AT_ONCE)
        return received

    def _keep_alone(self, one: Taken) -> list[Received]:
        """A failure of ours, in one document, must not cost the others, nor the document: it can be read again."""
        for tries_left in reversed(range(_TRIES)):
            try:
                return self._keep([one])
            except (Refused, InterfaceError):
                raise
            except (OperationalError, IntegrityError) as exc:
                if tries_left:
                    continue  # two importers in each other's way, perhaps
                if isinstance(exc, OperationalError):
                    raise  # the database is in trouble, not the document
                failure: Exception = exc
            except Exception as exc:  # noqa: BLE001 -- whatever it is, it is named, logged and kept with the document
                failure = exc
            break
        log.error("A document could not be filed, which is a fault of ours.", exc_info=failure)
        words = f"The newsroom's software failed ({type(failure).__name__}: {failure}). It is kept as it came."
        one.readings = [Reading(raw=one.raw, outcome=NewsroomFailed(words))]
        return self._keep([one])

    def _keeper(self, provider: Provider) -> Keeper:
        return Keeper(provider, way=self.way, manner=self.manner, now=self.now or timezone.now())


def _taken(delivery: Delivery) -> Taken:
    return Taken(raw=delivery.raw, sha256=hashlib.sha256(delivery.raw).hexdigest(), filename=delivery.filename)


def _is_done(document: Document) -> bool:
    """Whether the same bytes again are only counted."""
    is_given_up = document.outcome == Document.Outcome.REJECTED and document.attempts >= MOST_ATTEMPTS
    return document.outcome in SETTLED or is_given_up


def _may_be_read_again(readings: Sequence[Reading]) -> bool:
    """Whether the reader was lost to something that may have been chance."""
    outcome = readings[0].outcome
    return isinstance(outcome, KilledItsReader) and not outcome.is_final
