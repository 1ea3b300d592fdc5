"""Dropped files go into the intake, several in one transaction, and each to where it is kept when it is there."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from wire.intake import Delivery, Received, Refused, check_size, receive_all
from wire.models import Document, Provider
from wire.sources import mailbox
from wire.sources.watched import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one document: it is kept, or it was refused with a reason."""

    name: str
    received: Received | None = None
    refusal: str = ""

    @property
    def trouble(self) -> str:
        if self.received is None:
            return self.refusal
        return self.received.document.reason if self.received.is_rejected else ""


@dataclass(slots=True, eq=False)
class _Hand:
    """A file whose documents are on their way; a mailbox has many."""

    claim: Claim
    under_way: int = 0
    is_whole: bool = False
    troubles: list[str] = field(default_factory=list)

    def note(self, taken: Taken) -> None:
        if taken.trouble:
            self.troubles.append(f"{taken.name}: {taken.trouble}")

    @property
    def is_finished(self) -> bool:
        return self.is_whole and not self.under_way

    def finish(self) -> None:
        today = timezone.localdate()
        if self.troubles:
            self.claim.fail(today, "\n".join(self.troubles))
        else:
            self.claim.finish(today)


class Dropped:
    """Files of one provider on their way into the newsroom."""

    def __init__(self, claims: Iterable[Claim], provider: Provider) -> None:
        self.claims, self.provider = claims, provider
        self.hands: list[_Hand] = []
        self.waiting: deque[tuple[_Hand, str]] = deque()
        self.refused: list[Taken] = []

    def take_in(self) -> Iterator[Taken]:
        """Each document as it is kept. Whatever stops this, the files that were not finished are put back.

        A failure of ours that one file alone meets is that file's: it would be met again and again.
        """
        try:
            for received in receive_all(self._deliveries(), provider=self.provider, way=Document.Way.FOLDER):
                hand, name = self.waiting.popleft()
                hand.under_way -= 1
                yield self._noted(hand, Taken(name=name, received=received))
                self._finish(hand)
                yield from self._refused()
            yield from self._refused()
        except (OperationalError, InterfaceError, OSError, Refused):  # not the file's fault
            raise
        except Exception as exc:
            if len(self.hands) != 1:
                raise
            [hand] = self.hands
            words = f"The newsroom's software failed ({type(exc).__name__}: {exc})."
            yield self._noted(hand, Taken(name=hand.claim.name, refusal=words))
            hand.finish()
            self.hands.clear()
        finally:
            for hand in self.hands:
                hand.claim.put_back()

    def _deliveries(self) -> Iterator[Delivery]:
        for claim in self.claims:
            hand = _Hand(claim)
            self.hands.append(hand)
            try:
                for name, raw in mailbox.documents(claim.path, claim.name):
                    try:
                        check_size(len(raw))
                    except Refused as exc:
                        self.refused.append(self._noted(hand, Taken(name=name, refusal=str(exc))))
                        continue
                    hand.under_way += 1
                    self.waiting.append((hand, name))
                    yield Delivery(raw=raw, filename=name)
            except Refused as exc:  # not even opened
                self.refused.append(self._noted(hand, Taken(name=claim.name, refusal=str(exc))))
            hand.is_whole = True
            self._finish(hand)

    def _noted(self, hand: _Hand, taken: Taken) -> Taken:
        hand.note(taken)
        return taken

    def _finish(self, hand: _Hand) -> None:
        if hand.is_finished:
            hand.finish()
            self.hands.remove(hand)

    def _refused(self) -> Iterator[Taken]:
        while self.refused:
            yield self.refused.pop(0)
