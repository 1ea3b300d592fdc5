"""When a story was published and updated, from the lines around its headline."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wire.formats.text import dateline, dates
from wire.formats.text.lines import Line
from wire.formats.text.page import Page

# How English spells tells which way it writes 1/5/2020.
_BRITISH = re.compile(
    r"\b(?:\w*(?:colour|honour|labour|favour|neighbour|behaviour)\w*|centres?|theatres?|programmes?|metres?"
    r"|kilomet\w+res|defence|licence|cheque|travell\w+|towards|whilst|£\d\S*|\w{3,}is(?:ed|ing|ation))\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(
    r"\b(?:\w*(?:color|honor|labor|favor|neighbor|behavior)\w*|centers?|theaters?|programs?|meters?|defense|license"
    r"|traveled|toward|percent|\w{3,}iz(?:ed|ing|ation))\b",
    re.IGNORECASE,
)


_CLOCK = re.compile(
    r"\W*\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|uhr|h|[a-z]{3,4})?|\s?[ap]\.?m\.?)(?:\s[a-z]{2,4})?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """The two moments of a story, the lines they stand on, and the doubts about them."""

    published: datetime | None = None
    published_is_date: bool = False
    updated: datetime | None = None
    updated_is_date: bool = False
    lines: tuple[Line, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    published: dates.Moment | None = None
    updated: dates.Moment | None = None
    is_labeled: bool = False


def read(page: Page, lines: list[Line], *, zone: ZoneInfo, day_first: bool | None) -> Moments:
    """Published and updated from lines that stand together: those of the head, or those after the body."""
    used = [line for line in lines if page.is_moment(line) or is_clock(line)]
    found = _collect(page, used)
    if not found.published and not found.updated:
        return Moments(lines=tuple(line for line in used if not is_clock(line)))
    flags: list[str] = []
    if any(moment and moment.is_open for moment in (found.published, found.updated)):
        order, is_guess = _order(page, found, day_first)
        found.published = found.published and found.published.read(day_first=order)
        found.updated = found.updated and found.updated.read(day_first=order)
        if is_guess:
            flags.append("date-order-guessed")
    for moment in (found.published, found.updated):
        if moment and moment.calendar is None:
            flags.append("date-invalid")
        elif moment and moment.clock and moment.zone is None:
            flags.append("no-timezone")
    return Moments(
        published=found.published.at(zone) if found.published else None,
        published_is_date=bool(found.published and not found.published.clock),
        updated=found.updated.at(zone) if found.updated else None,
        updated_is_date=bool(found.updated and not found.updated.clock),
        lines=tuple(used),
        flags=tuple(dict.fromkeys(flags)),
    )


def is_clock(line: Line) -> bool:
    """A time of day alone on its line."""
    return line.weight <= 14 and bool(_CLOCK.fullmatch(dates.western_digits(line.text)))


def _collect(page: Page, lines: list[Line]) -> _Found:
    found = _Found()
    pending, last = "", ""
    for line in lines:
        read_line = page.dated(line)
        if read_line is None:
            label = dateline.label_of(line.text)
            if dateline.updated_clock(line.text) or (is_clock(line) and pending == "updated"):
                _set_clock(found, line, "updated")
            elif is_clock(line) and last and (moment := getattr(found, last)) and not moment.clock:
                _set_clock(found, line, last)
            if label:
                pending = label
            elif not dateline.is_relative(line.text) or is_clock(line):
                pending = ""
            continue
        for index, moment in enumerate(read_line.moments):
            label = read_line.labels[index] or (pending if index == 0 else "")
            last = _place(found, moment, label) or last
        pending = ""
        _short_update(found, read_line.rest, line.text)
    return found


def _place(found: _Found, moment: dates.Moment, label: str) -> str:
    if label == "updated":
        if not found.updated:
            found.updated = moment
            return "updated"
    elif label == "published":
        if not found.is_labeled:
            earlier = found.published
            if earlier and not found.updated and _sortable(earlier) > _sortable(moment):
                found.updated = earlier  # "March 5, 2025. First published on March 1, 2025"
            found.published, found.is_labeled = moment, True
            return "published"
    elif not found.published:
        found.published = moment
        return "published"
    elif not found.updated and _sortable(moment) >= _sortable(found.published):
        found.updated = moment
        return "updated"
    return ""


def _sortable(moment: dates.Moment) -> tuple[int, int, int, tuple[int, int, int]]:
    return (moment.year, moment.month, moment.day, moment.clock or (0, 0, 0))


def _set_clock(found: _Found, line: Line, which: str) -> None:
    lone = dates.lone_clock(line.text)
    base = getattr(found, which) or found.published
    if lone and base:
        setattr(found, which, replace(base, clock=lone[1], zone=lone[2] or base.zone))


def _short_update(found: _Found, rest: str, text: str) -> None:
    """ "(updated 1/14 21:17)" after a full date: the year is the published one's."""
    if found.updated or not found.published or not rest:
        return
    position = next((i for i in range(len(text)) if dateline.starts_with_update(text[i:])), None)
    if position is None:
        return
    day, lone = dates.short_day(text[position:]), dates.lone_clock(text[position:])
    if day is not None:
        found.updated = replace(
            found.published, month=day[0], day=day[1], is_open=found.published.is_open, clock=lone[1] if lone else None
        )
    elif lone is not None and not dates.find(text[position:]):
        found.updated = replace(found.published, clock=lone[1], zone=lone[2] or found.published.zone)


def _order(page: Page, found: _Found, option: bool | None) -> tuple[bool, bool]:
    """Whether 1/5/2020 is the first of May, and whether that is only a guess."""
    votes = 0
    opened = [moment for moment in (found.published, found.updated) if moment and moment.is_open]
    for line in page.lines[:1500]:
        if line.weight > 600:
            continue
        for moment in dates.find(line.text):
            if moment.order:
                votes += 1 if moment.order == "day" else -1
            elif not moment.is_open:
                votes += sum(_nearer(one, moment.calendar) for one in opened)
    if found.published and found.updated and opened:
        as_day, as_month = (_gap(found.published, found.updated, day_first=order) for order in (True, False))
        if (as_day < 0) != (as_month < 0):
            votes += 2 if as_month < 0 else -2
    if votes:
        return votes > 0, False
    if option is not None:
        return option, False
    if page.language == "en" or not page.language:
        text = " ".join(line.text for line in page.lines[:200])[:40_000]
        return len(_BRITISH.findall(text)) > len(_AMERICAN.findall(text)), True
    return True, False


def _nearer(moment: dates.Moment, other: date | None) -> int:
    """+1 when a date spelled out elsewhere stands by the day-first reading, -1 by the month-first one, 0 by neither."""
    if other is None:
        return 0
    readings = [moment.read(day_first=order).calendar for order in (True, False)]
    if None in readings:
        return 0
    as_day, as_month = (abs((reading - other).days) for reading in readings if reading)
    if min(as_day, as_month) > 15 or abs(as_day - as_month) < 20:
        return 0
    return 1 if as_day < as_month else -1


def _gap(first_moment: dates.Moment, second_moment: dates.Moment, *, day_first: bool) -> int:
    """The days from one to the other in a given reading; -1 when a reading has no such day."""
    first, second = (moment.read(day_first=day_first).calendar for moment in (first_moment, second_moment))
    return (second - first).days if first and second else -1
