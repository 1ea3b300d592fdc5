"""What the management of a NewsItem says: what sort of version it is, and what may be done with it."""

from dataclasses import dataclass
from datetime import datetime

from wire.formats.errors import MalformedStory, NotAStory
from wire.formats.meaning import statuses
from wire.formats.moments import Clock
from wire.formats.newsml_1.identity import Identity
from wire.formats.newsml_1.metadata import Around
from wire.formats.story import PubStatus, Signal
from wire.formats.trees.elements import Element, attribute, find, find_all, number, text

_NO_STORIES = {"topicset", "topic set", "dictionary", "catalog", "servicemessage", "service message", "schedule"}
_ALERTS = {"alert", "newsalert", "news alert", "flash", "bulletin"}
_KILLING = {"kill", "delete", "cancel", "withdraw"}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is said once about everything in a document."""

    element: Element | None

    @property
    def sent(self) -> str:
        return text(self.element, "DateAndTime")

    @property
    def priority(self) -> int | None:
        return number(attribute(self.element, "Priority", "FormalName"))

    @property
    def sequence(self) -> str:
        return text(self.element, "TransmissionId")

    @property
    def sender(self) -> str:
        return attribute(self.element, "SentFrom/Party", "FormalName")


def refuse_what_is_no_version(item: Element, management: Element | None, known: Identity) -> None:
    """Raise MalformedStory for a patch of an earlier version, NotAStory for what carries no news."""
    if known.update == "U" or find(item, "Update") is not None:
        raise MalformedStory(
            f"This NewsItem ({known.guid or 'without an id'}) patches parts of an earlier version instead of sending "
            "the story whole. Ask the sender for the whole story."
        )
    if attribute(management, "NewsItemType", "FormalName").casefold() in _NO_STORIES:
        raise NotAStory("This NewsItem is of a kind that carries no news for readers.")


def standing(
    management: Element | None, around: Around, clock: Clock, updated: datetime | None
) -> tuple[PubStatus, datetime | None, datetime | None, bool]:
    """The status, until when it is embargoed, when it ends, and whether an embargo is written so nobody can read it."""
    status, doubts = statuses.read(attribute(management, "Status", "FormalName"))
    clock.flags.update(doubts)
    orders = {element.get("FormalName", "").casefold() for element in find_all(management, "Instruction")}
    if orders & _KILLING:
        status = "canceled"
    change = find(management, "StatusWillChange")
    future = statuses.read(attribute(change, "FutureStatus", "FormalName"))[0]
    printed = text(change, "DateAndTime")
    if change is not None and future == "usable":
        embargo, is_unclear = clock.read_embargo(printed)
        return status, embargo, None, is_unclear or (embargo is None and status == "usable")
    expires = clock.read(printed) if change is not None else None
    return status, _usage_starts(around, clock, updated), expires, False


def _usage_starts(around: Around, clock: Clock, updated: datetime | None) -> datetime | None:
    """The right to use it may begin later than it arrives."""
    unsure = Clock(clock.timezone)
    printed = (text(component, "RightsMetadata/UsageRights/StartDate") for component in around)
    moments = [moment for said in printed if (moment := unsure.read(said))]
    return max((moment for moment in moments if updated is None or moment > updated), default=None)


def signals(management: Element | None, known: Identity) -> list[Signal]:
    """What the fields say of this version; the words are read elsewhere."""
    found: list[Signal] = ["update"] if known.previous.strip("0") else []
    if attribute(management, "NewsItemType", "FormalName").casefold() in _ALERTS:
        found.append("alert")
    return found


def codes(management: Element | None, known: Identity) -> tuple[str, ...]:
    """Everything but the usual: a whole new copy that may be used."""
    status = attribute(management, "Status", "FormalName")
    codes = [f"Status:{status}"] if status and status.casefold() != "usable" else []
    codes += [f"Update:{known.update}"] if known.update not in ("", "N") else []
    codes += [f"Instruction:{element.get('FormalName', '')}" for element in find_all(management, "Instruction")]
    return tuple(codes)
