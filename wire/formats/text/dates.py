"""Moments as pages print them: in words or numbers, in any of the scripts, with and without a time and a zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from wire.formats.text.jalali import to_gregorian
from wire.formats.text.words import alternatives, rows
from wire.formats.text.words.zones import CLOCK_ZONES, ZONES


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date found in a line. `a/b` numbers keep both readings open until the document has decided (`is_open`);
    one that can be read in one way only tells the `order` ("day" or "month" first) of the others."""

    start: int
    end: int
    year: int
    month: int
    day: int
    is_open: bool = False
    order: str = ""
    clock: tuple[int, int, int] | None = None
    zone: tzinfo | None = None

    def read(self, *, day_first: bool) -> "Moment":
        """The moment with its two numbers taken in the given order."""
        if not self.is_open:
            return self
        month, day = (self.month, self.day) if not day_first else (self.day, self.month)
        return replace(self, month=month, day=day, is_open=False)

    @property
    def calendar(self) -> date | None:
        """The day, unless no calendar has it."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def at(self, zone: ZoneInfo) -> datetime | None:
        """The aware moment; a bare day is its first minute in the given zone."""
        day = self.calendar
        if day is None:
            return None
        hour, minute, second = self.clock or (0, 0, 0)
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=self.zone or zone)


_DIGITS = {
    ord(char): str(value) for zero in "٠۰०০๐０" for value, char in enumerate(chr(ord(zero) + i) for i in range(10))
}


def _months(section: str) -> dict[str, int]:
    return {
        spelling.replace("_", " ").casefold(): number
        for row in rows("dates", section).values()
        for number, cell in enumerate(row, 1)
        for spelling in cell.split()
    }


_MONTHS, _JALALI = _months("months"), _months("jalali months")
MONTH_NAMES = tuple(_MONTHS)


def _any(words: dict[str, int]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=lambda word: (-len(word), word))
    )


_NAME = rf"(?P<name>{_any(_MONTHS)})(?!\w)"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|º|°|ª|\.|-го|:a|:e)?"
_OF = r"(?:\s*(?:de|del|of|di|d[’']|do|da|tháng|,)?\s*)"
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d{2})"
# A time may be glued to the year: "February 11, 202512:31 PM".
_APART = r"(?:(?!\d)|(?=(?:[01]?\d|2[0-3]):[0-5]\d))"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号]?",
        r"(?P<era>令和|平成)(?P<year>\d{1,2}|元)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?<![\d./])(?P<year>(?:19|20)\d{2})[./]\s?(?P<month>\d{1,2})[./]\s?(?P<day>\d{1,2})\.?(?!\d)",
        r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[./-])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>(?:19|20)\d{2})(?![\d/])",
        r"(?<![\d./:-])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<short>\d{2})(?![\d./])",
        rf"(?<!\d){_DAY}{_ORDINAL}{_OF}(?<![^\W\d_]){_NAME}\.?{_OF}{_YEAR}{_APART}",
        rf"(?<!\w){_NAME}\.?\s*{_DAY}{_ORDINAL},?\s*(?:de\s+)?{_YEAR}{_APART}",
        rf"(?<!\d){_YEAR}\.?,?\s+{_NAME}\.?\s+{_DAY}(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2}),?\s+(?:năm\s+)?(?P<year>(?:19|20)\d{2})",
        rf"(?<!\d){_DAY}\s*(?P<jalali>{_any(_JALALI)})(?!\w)\s*(?P<year>1[34]\d{{2}})(?!\d)",
        rf"(?<!\d){_DAY}\s*(?P<thai>{_any(_months('months'))})\.?\s*(?P<year>25\d{{2}})(?!\d)",
        r"(?<!\d)(?P<year>1[34]\d{2})/(?P<jalalimonth>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
    )
)
# Without one of these there is no date with a year, and no need to look for one in thirteen ways.
_PROMISING = re.compile(r"(?:19|20|25)\d\d|1[34]\d\d|\d[./]\d{1,2}[./]\d\d|令和|平成")
_ERAS = {"令和": 2018, "平成": 1988}
_NOON = r"(?P<noon>午前|午後|上午|下午|晚上|凌晨|早上|中午|오전|오후|π\.μ\.|μ\.μ\.|πμ|μμ)"
_HALF = r"(?P<half>[ap]\.?\s?m\b\.?|π\.?μ\.?|μ\.?μ\.?|صباحا|صباحاً|مساء|مساءً|ص|م|öö|ös)"
_CLOCK = (
    rf"(?:{_NOON}\s*)?(?:(?<!\d)|(?<=20\d\d))(?P<hour>[01]?\d|2[0-4])(?:\s?(?:[:：h時시点點]|uur|ч)\s?|\.)"
    r"(?P<minute>[0-5]\d)(?!\d)(?:[:.：](?P<second>[0-5]\d))?[分분]?(?:\.\d+)?"
)
_ZONE_NAMES = "|".join(sorted([*ZONES, *CLOCK_ZONES], key=len, reverse=True))
_ZONE = rf"(?P<zone>(?:utc|gmt|мск)?\s?[+\-−]\s?\d{{1,2}}(?::?\d{{2}})?(?![\d./:-])|(?:{_ZONE_NAMES})(?!\w))"
_TIME = re.compile(
    rf"(?:{_CLOCK}(?:\s?{_HALF})?|(?<![\d.:])(?P<bare>1[0-2]|[1-9])\s?(?P<barehalf>[ap]\.?m\b\.?))(?:\s?(?:uhr|hrs|hs|h|น|น\.)\b)?(?:\s*\(?\s*{_ZONE}\)?)?",
    re.IGNORECASE,
)
_FILLERS = alternatives("dates", "fillers")
_WEEKDAYS = alternatives("dates", "weekdays")
_BETWEEN = re.compile(rf"^(?:[\s,|·•–—\-−:;.()/（）@T]|(?:{_FILLERS}|{_WEEKDAYS})(?!\w))*$", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\d./])(?P<first>\d{1,2})(?:[/.]|月)(?P<second>\d{1,2})日?(?![\d./])")


def western_digits(text: str) -> str:
    """The text with the digits of every script written 0-9, each in its place."""
    return text.translate(_DIGITS)


def find(text: str) -> list[Moment]:
    """The dates with a year in a line, in order, each with the time that stands beside it."""
    text = western_digits(text)
    if not _PROMISING.search(text):
        return []
    found: list[Moment] = []
    for moment in sorted(_days(text), key=lambda moment: (moment.start, -moment.end)):
        if not found or moment.start >= found[-1].end:
            found.append(moment)
    return _with_times(text, found)


def _days(text: str) -> Iterator[Moment]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            moment = _moment(match)
            if moment:
                yield moment


def _moment(match: re.Match[str]) -> Moment | None:
    part = match.groupdict()
    start, end = match.span()
    if "first" in part:
        first, second = int(part["first"]), int(part["second"])
        year = int(part["year"]) if "year" in part else 2000 + int(part["short"])
        if first > 12 or (part["mark"] in ".-" and second <= 12):
            order = "day" if first > 12 and part["mark"] == "/" else ""
            return _checked(Moment(start=start, end=end, year=year, month=second, day=first, order=order))
        if second > 12:
            return _checked(Moment(start=start, end=end, year=year, month=first, day=second, order="month"))
        is_open = first != second
        return Moment(start=start, end=end, year=year, month=first, day=second, is_open=is_open)
    day = int(part["day"])
    if part.get("era"):
        year = _ERAS[part["era"]] + (1 if part["year"] == "元" else int(part["year"]))
        return _checked(Moment(start=start, end=end, year=year, month=int(part["month"]), day=day))
    year = int(part["year"])
    if part.get("jalali") or part.get("jalalimonth"):
        month = _JALALI[part["jalali"].casefold()] if part.get("jalali") else int(part["jalalimonth"])
        western = to_gregorian(year, month, day)
        return (
            None
            if western is None
            else Moment(start=start, end=end, year=western.year, month=western.month, day=western.day)
        )
    if part.get("thai"):
        return _checked(Moment(start=start, end=end, year=year - 543, month=_MONTHS[part["thai"].casefold()], day=day))
    name = part.get("name")
    month = _MONTHS[name.casefold()] if name else int(part["month"])
    return _checked(Moment(start=start, end=end, year=year, month=month, day=day))


def _checked(moment: Moment) -> Moment | None:
    return moment if 1 <= moment.month <= 12 and 1 <= moment.day <= 31 else None


def _with_times(text: str, days: list[Moment]) -> list[Moment]:
    clocks = list(_TIME.finditer(text))
    dated: list[Moment] = []
    taken: set[int] = set()
    for index, day in enumerate(days):
        following = days[index + 1].start if index + 1 < len(days) else len(text)
        before = dated[-1].end if dated else 0
        chosen = None
        for clock in clocks:
            if clock.start() in taken or _overlaps(clock, days):
                continue
            if day.end <= clock.start() < following and _BETWEEN.match(text[day.end : clock.start()]):
                chosen = clock
                break
        if chosen is None:
            for clock in reversed(clocks):
                if before <= clock.start() and clock.end() <= day.start and clock.start() not in taken:
                    if _BETWEEN.match(text[clock.end() : day.start]) and not _overlaps(clock, days):
                        chosen = clock
                    break
        if chosen is None:
            dated.append(day)
            continue
        taken.add(chosen.start())
        value = clock_of(chosen)
        dated.append(
            replace(
                day, start=min(day.start, chosen.start()), end=max(day.end, chosen.end()), clock=value[0], zone=value[1]
            )
            if value
            else day
        )
    return dated


def _overlaps(clock: re.Match[str], days: list[Moment]) -> bool:
    return any(clock.start() < day.end and day.start < clock.end() for day in days)


def lone_clock(text: str) -> tuple[int, tuple[int, int, int], tzinfo | None] | None:
    """The first time of day in a text that prints no date: (where, clock, zone)."""
    text = western_digits(text)
    match = _TIME.search(text)
    value = match and clock_of(match)
    return (match.start(), value[0], value[1]) if match and value else None


def short_day(text: str) -> tuple[int, int] | None:
    """A day printed without a year ("1/14"), as its two numbers in the printed order."""
    match = _SHORT.search(western_digits(text))
    return (int(match["first"]), int(match["second"])) if match else None


def clock_of(match: re.Match[str]) -> tuple[tuple[int, int, int], tzinfo | None] | None:
    """Hours, minutes, seconds and the zone of a found time."""
    hour = int(match["bare"] or match["hour"])
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    half = (match["half"] or match["barehalf"] or "").casefold().replace(" ", "")
    noon = (match["noon"] or "").casefold()
    is_late = (
        half[:1] in {"p", "μ"}
        or half.startswith(("مساء", "م", "ös"))
        or noon in {"午後", "下午", "晚上", "오후", "μ.μ.", "μμ"}
    )
    is_early = (
        half[:1] in {"a", "π"}
        or half.startswith(("صباح", "ص", "öö"))
        or noon in {"午前", "上午", "凌晨", "早上", "오전", "π.μ.", "πμ"}
    )
    if is_late and hour < 12:
        hour += 12
    elif is_early and hour == 12:
        hour = 0
    if hour > 23:
        return None
    return (hour, minute, second), _zone(match["zone"])


def _zone(printed: str | None) -> tzinfo | None:
    if not printed:
        return None
    name = printed.casefold().strip()
    if name in ZONES:
        return timezone(timedelta(minutes=ZONES[name]))
    if name in CLOCK_ZONES:
        return ZoneInfo(CLOCK_ZONES[name])
    match = re.search(r"([+\-−])\s?(\d{1,2})(?::?(\d{2}))?$", name)
    if not match:
        return None
    base = ZONES["мск"] if name.startswith("мск") else 0
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    minutes = base + (minutes if match[1] == "+" else -minutes)
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None
