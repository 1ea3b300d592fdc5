"""Lines that print a moment and little else, and the labels that say which moment it is."""

import re
from dataclasses import dataclass

from wire.formats.text import dates
from wire.formats.text.words import Finder, alternatives, fold, phrases

_UPDATED = phrases("dates", "updated")
_WEEKDAYS = phrases("dates", "weekdays")
_PUBLISHED = phrases("dates", "published")
_LABELS = re.compile(
    rf"(?<![^\W\d_])(?P<label>{alternatives('dates', 'updated', 'published')})(?![^\W\d_])\s*[:：·|-]?", re.IGNORECASE
)
_FILLER = re.compile(
    rf"(?:(?<![^\W\d_])(?:{alternatives('dates', 'fillers', 'weekdays')})[\s,.:]*)+(?=\u0001)"
    rf"|(?<=\u0001)[\s,.]*(?:(?:{alternatives('dates', 'fillers')})(?![^\W\d_])[\s,.:]*)+",
    re.IGNORECASE,
)
_RELATIVE = Finder(phrases("dates", "relative"))
_AGO = re.compile(
    r"\d+\s?(?:mins?|hrs?|hours?|h|m|d|std\.?|tim|t)\s+(?:ago|sedan|siden)|\d(?:分|時間|日|小时|小時|天|분|시간|일)\s*(?:前|전)",
    re.IGNORECASE,
)
_MONTH = "|".join(sorted((re.escape(month) for month in dates.MONTH_NAMES), key=len, reverse=True))
_YEARLESS = re.compile(
    rf"(?<!\d)\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTH})(?!\w)|(?<!\w)(?:{_MONTH})\.?\s+\d{{1,2}}(?!\d)|\d{{1,2}}월\s*\d{{1,2}}일|\d{{1,2}}月\d{{1,2}}日",
    re.IGNORECASE,
)
_UPDATE_TIME = re.compile(r"\d{1,2}[:.h：]\d{2}|\d{1,2}\s?[ap]\.?m", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """What a line of moments says. `rest` is what else stands on it: an outlet, a name, a counter."""

    moments: tuple[dates.Moment, ...]
    labels: tuple[str, ...]
    rest: str


def label_of(text: str) -> str:
    """ "updated" or "published" when the text is such a label and no more, else an empty string."""
    key = fold(re.sub(r"[\d:.()/]+", " ", text))
    return "updated" if key in _UPDATED else "published" if key in _PUBLISHED else ""


def announces(text: str) -> bool:
    """Whether a text before a date is a label of it or its weekday."""
    return bool(label_of(text)) or fold(text) in _WEEKDAYS


def read(text: str) -> DateLine | None:
    """The moments of a line that prints one and little else; None for running text that happens to name a date."""
    if len(text) > 220 or not re.search(r"\d", text):
        return None
    moments = dates.find(text)
    if not moments:
        return None
    marked = dates.western_digits(text)
    for moment in reversed(moments):
        marked = f"{marked[: moment.start]} \u0001 {marked[moment.end :]}"
    labels: list[str] = []
    for piece in marked.split("\u0001")[:-1]:
        found = [match["label"] for match in _LABELS.finditer(piece)]
        labels.append(label_of(found[-1]) if found else "")
    rest = _LABELS.sub(" ", _FILLER.sub(" ", marked)).replace("\u0001", " | ")
    rest = re.sub(r"\(\s*\)|（\s*）", " ", rest)
    rest = re.sub(r"\s*\|(?:\s*[|,·•–—-])*\s*", " | ", rest).strip(" |,.;:·•–—-()（）")
    words = rest.replace("|", " ").split()
    if len(words) > 11 or len(rest) > 90 or (len(words) > 4 and re.search(r"[.!?]$", text.strip())):
        return None
    return DateLine(moments=tuple(moments), labels=tuple(labels), rest=rest)


def is_relative(text: str) -> bool:
    """ "3 hours ago", "gestern", or a day without a year: a moment that cannot be dated."""
    if len(text) > 60 or len(text.split()) > 9:
        return False
    plain = dates.western_digits(text)
    if not re.search(r"\d", plain):
        return False
    if _RELATIVE.count(fold(plain)) or _AGO.search(plain):
        return True
    return bool(_YEARLESS.search(plain)) and not re.search(r"[.!?]$", text)


def without_moment(text: str) -> str:
    """The line without its yearless day and time: what is left may be names."""
    plain = dates.western_digits(text)
    match = _YEARLESS.search(plain)
    return text[: match.start()].strip(" ,|·•–—-") if match else text


def updated_clock(text: str) -> bool:
    """ "(Updated 11:54 am)": the label and a time of day, and no day."""
    if len(text) >= 60 or not _UPDATE_TIME.search(dates.western_digits(text)):
        return False
    match = _LABELS.search(text)
    return match is not None and label_of(match["label"]) == "updated"


def starts_with_update(text: str) -> bool:
    """Whether the text begins with a label of updating."""
    match = _LABELS.match(text)
    return match is not None and label_of(match["label"]) == "updated"
