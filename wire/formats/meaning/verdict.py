"""What may be done with a version of a story: what the format's fields say, joined with what the words beside it say.

Where both speak, the more careful one counts: a hold beats a release, a kill beats both, the later embargo holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from wire.formats.meaning import signals as words_of
from wire.formats.moments import UNCLEAR_EMBARGO
from wire.formats.story import PubStatus, Signal

DIFFERS = "embargo-differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`headline` is for readers, without the marks that became signals."""

    headline: str
    pub_status: PubStatus
    signals: tuple[Signal, ...]
    embargoed_until: datetime | None
    flags: frozenset[str]


def reach(
    headline: str,
    beside: Iterable[str],
    *,
    status: PubStatus,
    embargo: datetime | None = None,
    is_unclear: bool = False,
    sent: datetime | None = None,
    timezone: ZoneInfo,
    signals: Iterable[Signal] = (),
) -> Verdict:
    """`beside` are slugline, take key and notes, never the text. `is_unclear` is an embargo field nobody can read."""
    texts = [text for text in beside if text]
    words = words_of.from_words(headline, *texts)
    until, flags = _embargo(headline, texts, embargo, sent, timezone)
    if is_unclear:
        flags.add(UNCLEAR_EMBARGO)
    found: set[Signal] = set(words.signals) | set(signals)
    if status == "canceled":
        found.add("kill")
        found.discard("advisory")
    elif words.is_held or UNCLEAR_EMBARGO in flags:
        status = "withheld"
    return Verdict(
        headline=words.headline,
        pub_status=status,
        signals=words_of.merged(found),
        embargoed_until=until,
        flags=frozenset(flags),
    )


def _embargo(
    headline: str, texts: list[str], embargo: datetime | None, sent: datetime | None, timezone: ZoneInfo
) -> tuple[datetime | None, set[str]]:
    spoken = words_of.embargo_in("\n\n".join([headline, *texts]), timezone=timezone, near=sent)
    if spoken is None:
        return embargo, set()
    if spoken.until is None:
        return embargo, set() if embargo else {UNCLEAR_EMBARGO}
    until = _placed(spoken.until, embargo or sent, timezone)
    if embargo is None or until == embargo:
        return until, set()
    return max(until, embargo), {DIFFERS}


def _placed(until: datetime, stamped: datetime | None, timezone: ZoneInfo) -> datetime:
    """Words name no offset. Where nobody told the provider's zone, the offsets in the document are its clock."""
    is_unset = timezone.key == "UTC" and until.tzinfo is timezone  # not where the words say GMT
    return until.replace(tzinfo=stamped.tzinfo) if is_unset and stamped and stamped.tzinfo else until
