"""Embargoes that stand in words: whether there is one, and when it ends, read the later way where two are possible.

The words are data (embargo_words.txt). A moment that cannot be read is None, and the copy is held for an editor.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from wire.formats.phrases import by_word, may_hold, sections, words_in
from wire.formats.text import dates

_DATA = Path(__file__).with_name("embargo_words.txt")
_MAX_TEXT, _MAX_FOUND, _BEHIND = 8000, 12, 160


@dataclass(frozen=True, slots=True)
class Embargo:
    """Not before `until`; None where the words do not say when, and then `embargo-unclear` is the flag."""

    until: datetime | None
    words: str


def embargo_in(text: str, *, timezone: ZoneInfo, near: datetime | None) -> Embargo | None:
    """The embargo that a note, a head or a slugline speaks of; None where it speaks of none. Never hand it the body.

    `near` is when the copy was sent: copy says "0001 Friday". Of several embargoes the last to end holds.
    """
    text = text[:_MAX_TEXT]
    found: list[Embargo] = []
    is_spoken_of = may_hold(words_in(text), _phrases())
    for match in list(_wordings().finditer(text))[:_MAX_FOUND] if is_spoken_of else ():
        behind = re.split(r"\n\s*\n", text[match.end() : match.end() + _BEHIND], maxsplit=1)[0]
        if _lifted().match(behind):
            continue
        kind = match.lastgroup or ""
        until = _moment(behind, timezone, near, is_until=kind.endswith("until"))
        if until or kind != "weak":
            found.append(Embargo(until, " ".join((match[0] + behind).split())))
    found += _advances(text, timezone, near) if "Adv" in text else []
    return max(found, key=lambda one: one.until or datetime.min.replace(tzinfo=UTC), default=None)


def _advances(text: str, timezone: ZoneInfo, near: datetime | None) -> list[Embargo]:
    """AP's "Adv12" in a slugline: for the papers of the twelfth."""
    match = re.search(r"(?<![^\W_])Adv\.?\s?(\d{1,2})(?:-\d{1,2})?(?!\w)", text)
    if not match:
        return []
    sent = near.astimezone(timezone).date() if near else None
    days = (sent + timedelta(days=ahead) for ahead in range(62)) if sent else ()
    day = next((day for day in days if day.day == int(match[1])), None)
    return [Embargo(datetime(day.year, day.month, day.day, tzinfo=timezone) if day else None, match[0])]


def _moment(text: str, timezone: ZoneInfo, near: datetime | None, *, is_until: bool) -> datetime | None:
    text, is_midnight = _plain_clock(dates.western_digits(text))
    sent = near.astimezone(timezone) if near else None
    day, clock, zone = _dated(text)
    if day is None:
        clock, zone = _clock(_SHORT.sub(" ", text))
        day = _yearless(text, sent) or _weekday(text, sent) or _relative(text, sent)
    if is_midnight:
        clock = (0, 0, 0)
    if day is None:
        if clock is None or sent is None:
            return None
        moment = datetime(sent.year, sent.month, sent.day, *clock, tzinfo=zone or timezone)
        return moment if moment >= sent and not is_midnight else moment + timedelta(days=1)
    wall = datetime(day.year, day.month, day.day, *(clock or (0, 0, 0)), tzinfo=zone or timezone)
    # "Until March 6" and "midnight on Friday" may mean either end of the day: the later one holds.
    return wall + timedelta(days=1) if is_midnight or (clock is None and is_until) else wall


type _Clock = tuple[int, int, int] | None


def _dated(text: str) -> tuple[date | None, _Clock, tzinfo | None]:
    """The first date with a year, in the later of its readings, and the time that belongs to it."""
    found = dates.find(text)
    if not found:
        return None, None, None
    first = found[0]
    days = [day for order in (True, False) if (day := first.read(day_first=order).calendar)]
    clock, zone = first.clock, first.zone
    if clock is None:
        clock, zone = _clock(f"{text[: first.start]} | {text[first.end :]}")
    return max(days, default=None), clock, zone


def _clock(text: str) -> tuple[_Clock, tzinfo | None]:
    lone = dates.lone_clock(text)
    return (lone[1], lone[2]) if lone else (None, None)


def _plain_clock(text: str) -> tuple[str, bool]:
    """The times of day as `dates` spells them, and whether one is midnight. "At 6" is the evening: it is later."""
    text, midnights = _words("midnight").subn(" ", text)
    text = _words("noon").sub(" 12:00 ", text)
    text = re.sub(r"(?<![\d:.])(\d{1,2})\s?(?=uhr\b)", r"\1:00 ", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<![\d:.])(\d{1,2})\s?h(?:eures?|rs?)?\b(?!\s?\d)", r"\1:00", text, flags=re.IGNORECASE)
    text = _MILITARY.sub(lambda found: found[0] if _is_year(text, found) else f"{found[1]}:{found[2]}", text)
    text = re.sub(r"\bat\s(\d{1,2})(?=$|[\s,.;)])(?![,.]?\s?[ap]\.?m)", r"at \1:00", text, flags=re.IGNORECASE)
    return _OPEN_HALF.sub(lambda found: f"{int(found[1]) + 12}:{found[2]}", text), bool(midnights)


_MILITARY = re.compile(r"(?<![\d/.:+-])([01]\d|2[0-3])([0-5]\d)(?![\d/.:-])")
_OPEN_HALF = re.compile(
    r"(?<![\d:.])([1-9])[:.]([0-5]\d)(?![\d.:])(?!\s?(?:[ap]\.?\s?m|uhr|h\b|hrs|hours|uur|gmt|utc|z\b|cet|cest))",
    re.IGNORECASE,
)


def _is_year(text: str, found: re.Match[str]) -> bool:
    """Whether four digits that could be a time are the year of a date before or behind them."""
    if not 1990 <= int(found[0]) <= 2100:
        return False
    before = text[max(0, found.start() - 14) : found.start()]
    return bool(re.search(r"(?:\d(?:st|nd|rd|th)?|[^\W\d_]{3,})[.,]?\s$", before)) and not _ZONE_BEHIND.match(
        text[found.end() :]
    )


_ZONE_BEHIND = re.compile(r"\s?(?:hrs|hours|gmt|utc|bst|[a-z]{1,4}[sd]?t)\b", re.IGNORECASE)
# "23.01." or "3/5", but no "19.00".
_SHORT = re.compile(r"(?<![\d:./])(0?[1-9]|[12]\d|3[01])(?:\.(0?[1-9]|1[0-2])\.|/(\d{1,2}))(?![\d:])")


def _yearless(text: str, sent: datetime | None) -> date | None:
    """ "Friday September 9", "23. Januar", "(23.01.)": the year that lies nearest to the sending."""
    if sent is None:
        return None
    found = _named_day().search(text)
    if found:
        spelled = [f"{found['d1'] or found['d2']} {found['m1'] or found['m2']}"]
    elif found := _SHORT.search(text):
        spelled = [f"{found[1]}.{found[2]}."] if found[2] else [f"{found[1]}.{found[3]}.", f"{found[3]}.{found[1]}."]
    else:
        return None
    weekday = _weekday_in(text)
    days = [
        moment.calendar
        for day in spelled
        for year in (sent.year - 1, sent.year, sent.year + 1)
        for moment in dates.find(f"{day} {year}" if "." not in day else f"{day}{year}")
    ]
    named = [day for day in days if day]
    fitting = [day for day in named if weekday is None or day.weekday() == weekday] or named
    near = [day for day in fitting if abs((day - sent.date()).days) < 183]
    return max(near, default=None)


@cache
def _named_day() -> re.Pattern[str]:
    months = "|".join(re.escape(name) for name in sorted(dates.MONTH_NAMES, key=len, reverse=True))
    return re.compile(
        rf"(?<![\d:])(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?(?P<m1>{months})(?!\w)"
        rf"|(?<!\w)(?P<m2>{months})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])",
        re.IGNORECASE,
    )


def _weekday(text: str, sent: datetime | None) -> date | None:
    weekday = _weekday_in(text)
    if sent is None or weekday is None:
        return None
    return sent.date() + timedelta(days=(weekday - sent.weekday()) % 7)


def _weekday_in(text: str) -> int | None:
    found = re.search(rf"(?<!\w)(?:{'|'.join(_weekdays())})(?!\w)", text.casefold())
    return _weekdays()[found[0]] if found else None


@cache
def _weekdays() -> dict[str, int]:
    return {
        name: number
        for cells in sections(_DATA)["weekdays"].values()
        for number, cell in enumerate(cells)
        for name in cell.split()
    }


def _relative(text: str, sent: datetime | None) -> date | None:
    if sent is None:
        return None
    for section, ahead in (("today", 0), ("tomorrow", 1)):
        if _words(section).search(text):
            return sent.date() + timedelta(days=ahead)
    return None


@cache
def _words(section: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(section)})(?!\w)", re.IGNORECASE)


@cache
def _lifted() -> re.Pattern[str]:
    return re.compile(rf"[\s:\-–—]{{0,4}}(?:{_any('none')})(?!\w)", re.IGNORECASE)


def _any(section: str) -> str:
    cells = {cell for row in sections(_DATA)[section].values() for cell in row}
    return "|".join(
        re.escape(cell).replace(r"\ ", r"[ \n]") for cell in sorted(cells, key=lambda cell: (-len(cell), cell))
    )


@cache
def _phrases() -> dict[str, list[frozenset[str]]]:
    named = ("anywhere, until", "anywhere, from", "opening, until", "opening with a moment")
    return by_word(cell for name in named for row in sections(_DATA)[name].values() for cell in row)


@cache
def _wordings() -> re.Pattern[str]:
    """All the ways to say it; the name of the group tells how to take it."""
    opening = r"(?:^[^\w\n]{0,6}|[.:(\[*\"“/–—-][ ]?)"
    return re.compile(
        rf"(?<!\w)(?P<until>{_any('anywhere, until')})(?!\w)|(?<!\w)(?P<from>{_any('anywhere, from')})(?!\w)"
        rf"|{opening}(?:(?P<opening_until>{_any('opening, until')})|(?P<weak>{_any('opening with a moment')}))(?!\w)",
        re.IGNORECASE | re.MULTILINE,
    )
