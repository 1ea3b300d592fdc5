"""The times of one document, read one after the other, with the doubts about them gathered."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from wire.formats.moments import INVALID, read_moment

UNCLEAR_EMBARGO = "embargo-unclear"

# A template that nobody filled in: "YYYYMMDD000000-HHMM".
_TEMPLATE = re.compile(r"YYYY|HHMM")
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


class Clock:
    """Reads what is printed in the provider's zone; `flags` are those of the story."""

    def __init__(self, timezone: ZoneInfo) -> None:
        self.timezone = timezone
        self.flags: set[str] = set()

    def read(self, printed: str | None) -> datetime | None:
        """A moment, or None where nothing is said or it cannot be read (then a flag says so)."""
        moment, doubts = self._read(printed)
        self.flags.update(doubts)
        return moment

    def read_embargo(self, printed: str | None) -> tuple[datetime | None, bool]:
        """A moment before which nothing may run, and whether one was meant that nobody can read: that one holds."""
        moment, doubts = self._read(printed)
        if INVALID in doubts:
            self.flags.add(UNCLEAR_EMBARGO)
            return None, True
        self.flags.update(doubts)
        return moment, False

    def _read(self, printed: str | None) -> tuple[datetime | None, tuple[str, ...]]:
        return (None, ()) if _TEMPLATE.search(printed or "") else read_moment(printed, self.timezone)


def is_day(printed: str | None) -> bool:
    """Whether only a day is printed, without a time of day."""
    return _DAY.fullmatch((printed or "").strip()) is not None
