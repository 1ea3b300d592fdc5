"""The dateline that opens copy: "BERLIN (dpa) - ", "SYDNEY, Dec 7 AAP - ", "WEND, Feb. 1, 2017 /PRNewswire/ --".

A form says where the agency and the dash stand; what stands before them has to read as a place, and a day where the
form needs one. Most lines have no form, so the long lists of months and weekdays are seldom looked at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wire.formats.agency_text import lines
from wire.formats.printed import datelines
from wire.formats.story import Block
from wire.formats.text import dates
from wire.formats.text.words import alternatives

_LONGEST = 140
_PART = r"[^\W\d_][^\s,()/:;!?=]{0,24}"
_WORD = rf"{_PART}(?:/{_PART})?"  # "Hamburg/Berlin"
_REGION = rf", {_WORD}(?: {_WORD}){{0,2}}"
_PLACE = rf"{_WORD}(?: {_WORD}){{0,4}}(?:{_REGION}){{0,3}}"
_MONTH = "|".join(
    re.escape(name) for name in sorted(dates.MONTH_NAMES, key=len, reverse=True) if name.isalpha() and len(name) >= 3
)
_WEEKDAY = f"(?:{alternatives('dates', 'weekdays')})"
_NTH = r"(?:\.|st|nd|rd|th|er|º|ª|°|-?го|-?е)?"
_DAY = (
    rf"(?:(?:(?:{_MONTH})\.? \d{{1,2}}{_NTH}|\d{{1,2}}{_NTH} ?(?:de |di |d[’'])?(?:{_MONTH})\.?"
    r"|\d{1,2}[./]\d{1,2}\.?)"
    rf"(?:[,/.]? ?(?:de |del )?\d{{4}}\.?)?|\d{{4}}\.? (?:{_MONTH}) \d{{1,2}}\.?)"
)
_ON = "(?:في|le|den|am|on|il|el)"
_DATE = rf"[,.]? (?:{_ON} )?(?:{_WEEKDAY}\.?,? )?{_DAY}(?:,? {_WEEKDAY})?[,.]?"
# A country has brackets where the day follows: "Wend (Ruritania), 5 mar (EFE)".
_HEAD = re.compile(
    rf"(?P<place>{_PLACE})(?P<date>(?i:{_DATE}))?|(?P<place2>{_PLACE}) \([^()\d]{{2,40}}\)(?P<date2>(?i:{_DATE}))"
    rf"|(?P<date3>(?i:{_DAY}))"
)
_MARKS = re.compile(r"[(/—–_:=：＝】\]电電]|\s-|--|\.-")  # without one of these no form can stand
_BEFORE_DAY = re.compile(rf",? {_ON}$")
_NO_PLACE = re.compile(rf"(?:{_WEEKDAY}|{_MONTH})\.?(?:,|$)", re.IGNORECASE)
_BEFORE = r"(?P<head>(?:[^()/\n]|(?<=\w)/(?=\w)){1,80}?)"
_WITH_COUNTRY = r"(?P<head>(?:[^()/\n]|(?<=\w)/(?=\w)){1,80}?(?: \([^()\d\n]{2,40}\)[^()\n]{2,40}?)?)"
_SEPARATOR = r"(?:\s?(?:--|[-–—_:=：]|\.[-–—]{1,2})(?:\s|$)|\s?--(?=\S)|\s[-–—](?=[^\W\d_]))"
_AGENCY = r"(?P<agency>\([^()\n]{2,50}\)|/[^/\n]{2,40}/)"
_CAPITALS = r"[^\W\d_a-zß-öø-ÿа-я]"
# The form; whether it needs a day; whether the agency has to be one of those that are known.
_FORMS = tuple(
    (re.compile(form), is_dated, is_known)
    for form, is_dated, is_known in (
        (rf"{_WITH_COUNTRY} ?{_AGENCY}{_SEPARATOR}", False, False),
        (rf"{_BEFORE} (?:- )?(?P<agency>{_CAPITALS}{{2,12}}(?:[ -]{_CAPITALS}{{2,12}})?){_SEPARATOR}", True, False),
        (rf"{_BEFORE} (?P<agency>[A-Z]{{3,8}}) - ", False, False),
        # Behind a day, some agencies put nothing after their name, or a full stop.
        (rf"{_WITH_COUNTRY} (?P<agency>\([A-Z]{{2,8}}\))\s(?=[^\W\d_])", True, False),
        (rf"{_BEFORE} (?P<agency>/ ?[^\W\d_a-z][\w -]{{1,20}}/)\.?\s", True, False),
        (rf"\((?P<agency>[A-Z]{{2,8}})\)\s?[-–—]\s?{_BEFORE}{_SEPARATOR}", False, False),
        (rf"{_BEFORE} (?:- )?(?P<agency>{_CAPITALS}[\w ]{{1,20}})(?:{_SEPARATOR}|\.\s)", True, True),
        (rf"{_BEFORE}(?P<agency>){_SEPARATOR}", True, False),
        (rf"{_WITH_COUNTRY} (?P<agency>\([^()\n]{{2,20}}\))\.\s", False, True),
        (rf"{_WITH_COUNTRY} (?P<agency>\([^()\n]{{2,20}}\)|/[^/\n]{{2,20}}/)$", False, True),
        (rf"{_BEFORE}(?:, {_WEEKDAY})? (?P<agency>/[^\W\d_]{{2,12}}/)$", False, False),
    )
)
# "新华社某地5月3日电", "【某地共同】", "(어느곳=통신사)".
_EAST_ASIAN = (
    re.compile(
        r"[(（]?(?P<agency>新华社|中新社|中新网|中央社|新華社)(?:記者\w{2,4}?)?(?P<place>[\u4e00-\u9fff]{2,6}?)"
        r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[电電](?:\s?（[^（）]{2,30}）)?[)）]?\s?"
    ),
    re.compile(r"[【\[［](?P<place>[^\W\d_]{1,12}?)(?P<agency>共同|時事|[A-Z]{2,8}時事|ロイター)[】\]］]\s?"),
    re.compile(r"[(（【\[［](?P<place>[^\W\d_]{1,12})[=＝](?P<agency>[^\W\d_]{2,12})[)）】\]］]\s?"),
)
# Newspapers' own: a city in capitals, and no agency.
_BARE = re.compile(
    rf"(?P<place>{_CAPITALS}{{2}}(?:[.'’ -]{{0,2}}{_CAPITALS}){{1,24}}(?:{_REGION}){{0,2}})\s?(?:—|–|--)\s?(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`printed` without the dash; `rest` is the copy behind it."""

    printed: str
    city: str
    agency: str
    day: date | None
    rest: str


@lru_cache(
    maxsize=512
)  # a line is asked about several times: is this agency copy, where does the text begin, what is cut
def read(text: str, *, is_bare: bool = False) -> Dateline | None:
    """The dateline at the beginning of a paragraph, if it has one. `is_bare` also takes one without an agency."""
    text = text.lstrip()
    start = text[:_LONGEST]
    if not _MARKS.search(start):
        return None
    for form, is_dated, is_known in _FORMS:
        found = form.match(start)
        head = _HEAD.fullmatch(found["head"].rstrip()) if found else None
        if found is None or head is None:
            continue
        place = _BEFORE_DAY.sub("", head["place"] or head["place2"] or "")
        day = head["date"] or head["date2"] or head["date3"] or ""
        agency = found["agency"].strip("()/ ")
        is_place = _is_place(place) if place else bool(agency)
        if is_place and (day or not is_dated) and (not agency or (_is_known if is_known else _is_agency)(agency)):
            return _dateline(text, found, place, day, agency)
    for form in _EAST_ASIAN:
        if found := form.match(start):
            return _dateline(text, found, found["place"], "", found["agency"])
    if is_bare and (found := _BARE.match(start)) and found["place"].casefold() not in lines.words("no places"):
        return _dateline(text, found, found["place"], "", "")
    return None


def city_of(body: Iterable[Block]) -> str:
    """The city of the dateline that opens a body, and stays there; an empty string where there is none."""
    first = next((block.text for block in body if block.kind == "paragraph"), "")
    found = read(first, is_bare=True)
    return found.city if found else ""


def _dateline(text: str, found: re.Match[str], place: str, day: str, agency: str) -> Dateline:
    moments = dates.find(day) if day else []
    printed = found[0].strip().rstrip("-–—_:=： ").rstrip(". ")
    return Dateline(
        printed=printed + ")" * (printed.count("(") - printed.count(")")),
        city=(datelines.city(place) or place.partition(",")[0]).rstrip("-."),
        agency=agency,
        day=moments[0].calendar if moments else None,
        rest=text[found.end() :].strip(),
    )


def is_release(agency: str) -> bool:
    """Whether the agency passes on what companies pay for."""
    plain = agency.casefold()
    return any(name in plain for name in lines.words("releases"))


def _is_place(place: str) -> bool:
    """Every word of a place begins with a capital, but for the small ones inside; some scripts have none."""
    if _NO_PLACE.match(place):
        return False
    words = [word for word in place.replace(",", " ").split() if word[0].upper() != word[0].lower()]
    if not words:
        return True
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def _is_known(name: str) -> bool:
    return name.casefold() in lines.words("sign-offs")


def _is_agency(name: str) -> bool:
    """Agencies are a name or letters, not a remark in brackets."""
    words = name.replace("/", " ").split()
    if not 1 <= len(words) <= 5 or any(char in name for char in ';:!?"'):
        return False
    is_short = len(words) == 1 and 2 <= len(name) <= 5 and name.isalpha()
    return is_short or _is_known(name) or any(map(str.isupper, name)) or "-" in name
