"""The times of feeds: whatever program writes them, in whatever zone it stands."""

import re
from datetime import UTC, datetime, timedelta
from datetime import timezone as offset_of
from typing import Any

from wire.formats.habits import Habits
from wire.formats.moments import INVALID, NO_TIMEZONE, Clock
from wire.formats.text import dates
from wire.formats.text.words.zones import ZONES

# A mail date knows the zones of North America; the others are told apart by name here.
_ZONE = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,5})\s*(?:\([^()]{0,40}\))?\s*$")
_FROM_GREENWICH = re.compile(r"(?:GMT|UTC|UT)\s?([+-]\d{1,2})(?::?(\d\d))?\s*$", re.IGNORECASE)
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2200  # others are what feedparser computes from nonsense


def read(entry: Any, name: str, clock: Clock, habits: Habits) -> datetime | None:
    """The moment that an entry names so; a doubt about it goes to the clock."""
    printed = str(dict.get(entry, name) or "").strip()
    return written(printed, clock, habits, dict.get(entry, f"{name}_parsed")) if printed else None


def written(printed: str, clock: Clock, habits: Habits, parsed: Any = None) -> datetime | None:
    """A moment as printed. `parsed` is what feedparser made of it, for what is in nobody else's spelling."""
    if _SECONDS.fullmatch(printed):
        return datetime.fromtimestamp(int(printed[:10]), UTC)
    unsure = Clock(habits.timezone)
    moment = None if _HALF_DAY.search(printed) else unsure.read(printed)
    if moment is None and (INVALID in unsure.flags or not unsure.flags):
        return _in_words(printed, clock, habits) or _computed(parsed) or clock.read(printed)
    if moment is not None and unsure.flags and (zone := _zone(printed)):
        return moment.replace(tzinfo=zone)
    clock.flags.update(unsure.flags)
    return moment


def _zone(printed: str) -> offset_of | None:
    if found := _FROM_GREENWICH.search(printed):
        ahead = int(found[1])
        return offset_of(timedelta(hours=ahead, minutes=int(found[2] or 0) * (1 if ahead >= 0 else -1)))
    if (name := _ZONE.search(printed)) and name[1].lower() in ZONES:
        return offset_of(timedelta(minutes=ZONES[name[1].lower()]))
    return None


def _in_words(printed: str, clock: Clock, habits: Habits) -> datetime | None:
    """As pages print it, in any language. A bare day or time is no moment of a feed that we can be sure of."""
    found = dates.find(printed[:100])
    if not found or found[0].clock is None:
        return None
    moment = found[0].read(day_first=bool(habits.day_first))
    if moment.zone is None and not (zone := _zone(printed)):
        clock.flags.add(NO_TIMEZONE)
        return moment.at(habits.timezone)
    at = moment.at(habits.timezone)
    return at if moment.zone or at is None else at.replace(tzinfo=zone)


def _computed(parsed: Any) -> datetime | None:
    if not parsed or not _FIRST_YEAR <= parsed.tm_year <= _LAST_YEAR:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
