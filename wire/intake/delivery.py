"""What is handed to the intake, and what it hands back."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wire.models import Document, Item

MAX_BYTES = 5_000_000


class Refused(Exception):
    """Not taken in: nothing of it is kept. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One document, and what it is called where it comes from."""

    raw: bytes
    filename: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a delivery is read and filed; where it says nothing, the provider's own habits hold."""

    timezone: ZoneInfo | None = None
    day_first: bool | None = None
    publish: bool = False


AS_DRAFTS = Manner()


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of one delivery: the document as it is kept, and what was filed now (nothing, for what we had).

    `members` are the documents that were found in it: those of an archive, those that came with a mail.
    """

    document: Document
    items: tuple[Item, ...] = ()
    members: tuple["Received", ...] = ()

    @property
    def is_rejected(self) -> bool:
        return self.document.outcome == Document.Outcome.REJECTED


def check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Refused(f"The document is too large: the newsroom takes up to {MAX_BYTES // 1_000_000} MB.")


def printable(text: str) -> str:
    """Text from outside, harmless to terminals and logs: one line, no control and no undecodable characters."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
