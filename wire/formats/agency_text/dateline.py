"""The dateline that opens copy: "BERLIN (dpa) - ", "SYDNEY, Dec 7 AAP - ", "WEND, Feb. 1, 2017 /PRNewswire/ --"."""

import re
from dataclasses import dataclass
from datetime import date

from wire.formats import datelines
from wire.formats.agency_text import lines
from wire.formats.text import dates

_LONGEST = 140
_SEPARATOR = r"(?:\s?(?:--|[-–—_:]|\.[-–—]{1,2})(?:\s|$)|\s?--(?=\S)|\s[-–—](?=[^\W\d_]))"
_WORD = r"[^\W\d_][^\s,()/:;!?]{0,24}"
_PLACE = rf"{_WORD}(?: (?:{_WORD})){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,3}}"
_LATIN = (name for name in dates.MONTH_NAMES if all(char < "\u0250" for char in name))
_MONTH = "|".join(re.escape(name) for name in sorted(_LATIN, key=len, reverse=True))
_DAY = rf"(?:(?:{_MONTH})\.? \d{{1,2}}|\d{{1,2}}\.? (?:de )?(?:{_MONTH})\.?)(?:,? \d{{4}})?"
_DATE = rf"(?P<date>(?i:[,.]? {_DAY}[,.]?))"
_AGENCY = r"(?P<agency>\((?:[^()\n]{2,50})\)|/[^/\n]{2,40}/)"
_FORMS = (
    re.compile(rf"(?P<place>{_PLACE}){_DATE}? ?{_AGENCY}{_SEPARATOR}"),
    re.compile(rf"(?P<place>{_PLACE}){_DATE} (?P<agency>[A-Z]{{2,8}}){_SEPARATOR}"),
    re.compile(rf"(?P<place>{_PLACE})(?P<date>) (?P<agency>[A-Z]{{3,8}}) - "),
    # Behind a day, some agencies put nothing after their name, or a full stop.
    re.compile(rf"(?P<place>{_PLACE}){_DATE} (?P<agency>\([A-Z]{{2,8}}\))\s(?=[^\W\d_])"),
    re.compile(rf"(?P<place>{_PLACE}){_DATE} (?P<agency>/[A-Z][\w ]{{1,20}}/)\.\s"),
    re.compile(
        rf"(?P<place>{_WORD}(?: {_WORD}){{0,3}})(?P<date>)(?:, [^\W\d_]{{4,12}})? (?P<agency>/[^\W\d_]{{2,12}}/)$"
    ),
    re.compile(rf"\((?P<agency>[A-Z]{{2,8}})\)\s?[-–—]\s?(?P<place>{_PLACE}){_DATE}?{_SEPARATOR}"),
    re.compile(rf"(?P<place>{_PLACE}){_DATE}(?P<agency>){_SEPARATOR}"),
    re.compile(rf"(?P<place>)(?P<date>(?i:{_DAY})) (?P<agency>\([^()\n]{{2,50}}\)){_SEPARATOR}"),
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`printed` without the dash; `rest` is the copy behind it."""

    printed: str
    city: str
    agency: str
    day: date | None
    rest: str


def read(text: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, if it has one."""
    start = text.lstrip()[:_LONGEST]
    for form in _FORMS:
        found = form.match(start)
        if not found or not _is_place(found["place"]):
            continue
        agency = found["agency"].strip("()/ ")
        if agency and not _is_agency(agency):
            continue
        moments = dates.find(found["date"]) if found["date"] else []
        printed = found[0].strip().rstrip("-–—_:. ")
        return Dateline(
            printed=printed + ")" * (printed.count("(") - printed.count(")")),
            city=(datelines.city(found["place"]) or found["place"].partition(",")[0]).rstrip("-."),
            agency=agency,
            day=moments[0].calendar if moments else None,
            rest=text.lstrip()[found.end() :].strip(),
        )
    return None


def is_release(agency: str) -> bool:
    """Whether the agency passes on what companies pay for."""
    plain = agency.casefold()
    return any(name in plain for name in lines.words("releases"))


def _is_place(place: str) -> bool:
    """Every word of a place begins with a capital, but for the small ones inside."""
    if not place:
        return True
    words = place.replace(",", " ").split()
    return words[0][0].isupper() and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def _is_agency(name: str) -> bool:
    """Agencies are a name or letters, not a remark in brackets."""
    words = name.replace("/", " ").split()
    if not 1 <= len(words) <= 5 or any(char in name for char in ';:!?"'):
        return False
    is_short = len(words) == 1 and 2 <= len(name) <= 5 and name.isalpha()
    return is_short or name.casefold() in lines.words("sign-offs") or any(map(str.isupper, name)) or "-" in name
