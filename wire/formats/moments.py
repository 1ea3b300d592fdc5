"""The times of agency formats: ISO 8601 in all its spellings, and mail dates. What dumps print is `text`'s affair.

A Clock reads those of one document, one after the other, and gathers the doubts about them.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from datetime import timezone as offset_of
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

NO_TIMEZONE = "no-timezone"
INVALID = "date-invalid"
UNCLEAR_EMBARGO = "embargo-unclear"

_ISO = re.compile(
    r"""(\d{4}) -? (\d\d) -? (\d\d)
    (?: [T\s]\s? (\d\d) :? (\d\d) (?: :? (\d\d) (?: [.,]\d{1,12} )? )? )?
    \s? (Z|UTC|GMT|[+\-\u2212]\d\d(?::?\d\d)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
# What most formats prescribe; Python reads it at once.
_COMMON = re.compile(
    r"(?:1[89]|20|21)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII
)
_PLACEHOLDER = re.compile(r"0{2,4}[01]-?[01][01]-?[01][01](?!\d)|9999")
# A template that nobody filled in: "YYYYMMDD000000-HHMM".
_TEMPLATE = re.compile(r"YYYY|HHMM")
_DAY = re.compile(r"\d{4}-?\d\d-?\d\d")
# Years that are placeholders for "none" (0001-01-01, 9999-12-31), or typing errors.
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


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


def read_moment(text: str | None, timezone: ZoneInfo) -> tuple[datetime | None, tuple[str, ...]]:
    """A printed time as an aware moment, with the doubts about it (flags of a WireStory).

    Without an offset the provider's zone holds, and `no-timezone` says so. An empty value and a placeholder such as
    0001-01-01 are no moment and no doubt; what cannot be read is no moment, and `date-invalid`.
    """
    text = (text or "").strip()
    if _COMMON.fullmatch(text):
        try:
            return datetime.fromisoformat(text), ()
        except ValueError:
            return None, (INVALID,)
    if not text or _PLACEHOLDER.match(text):
        return None, ()
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        try:
            clock = time(int(hour or 0), int(minute or 0), min(int(second or 0), 59))  # a leap second is the last one
            wall = datetime.combine(date(int(year), int(month), int(day)), clock)
            offset = _offset(zone)  # "+99:00" is none either
        except ValueError:
            return None, (INVALID,)
        return _placed(wall, offset, timezone)
    try:
        mail = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None, (INVALID,)
    return _placed(mail.replace(tzinfo=None), mail.tzinfo, timezone)


def _placed(wall: datetime, zone: object, timezone: ZoneInfo) -> tuple[datetime | None, tuple[str, ...]]:
    if not _FIRST_YEAR <= wall.year <= _LAST_YEAR:
        return None, (INVALID,)
    if isinstance(zone, offset_of):
        return wall.replace(tzinfo=zone), ()
    return wall.replace(tzinfo=timezone), (NO_TIMEZONE,)


def _offset(zone: str | None) -> offset_of | None:
    if not zone:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = re.sub(r"\D", "", zone).ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return offset_of(ahead if zone[0] == "+" else -ahead)
