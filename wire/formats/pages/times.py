"""The times of pages: in the spellings of machines, as numbers, or as printed for readers."""

import re
from datetime import UTC, datetime
from typing import Any

from wire.formats.feed.moments import written
from wire.formats.habits import Habits
from wire.formats.moments import Clock, is_day
from wire.formats.pages.linked_data import line
from wire.formats.text import dates

_ZONE_NAME = re.compile(r"\[[A-Za-z_/]+\]$")  # Java's "2026-03-01T10:00:00+01:00[Europe/Vienna]"
_DIGITS = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
_HAS_CLOCK = re.compile(r"\d[:.h]\d\d")


def read(value: Any, clock: Clock, habits: Habits) -> tuple[datetime | None, bool]:
    """The moment, and whether only its day is known."""
    printed = _ZONE_NAME.sub("", line(value)).strip()
    if not printed:
        return None, False
    if _DIGITS.fullmatch(printed):
        return datetime.fromtimestamp(int(printed[:10]), UTC), False
    if not is_day(printed) and not _HAS_CLOCK.search(printed) and (found := dates.find(printed[:100])):
        return found[0].read(day_first=bool(habits.day_first)).at(habits.timezone), True
    return written(printed, clock, habits), is_day(printed)
