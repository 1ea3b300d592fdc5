"""ANPA 1312 (89-3): how American agencies send copy to newspapers.

    SYN SYN SOH  service letter, number, US, selector
    priority category DC3|DC4 DC1|DC2 keyword version MM-DD words
    STX  ^slug, version,words<  ^headline<  ^Eds: ...<  ^By NAME=  ^Title=
         tab paragraphs
    ETX  AP-WF-MM-DD-YY HHMMGMT<
    FF EOT

A keyword stays the same over the versions of a story within a day; the number is new with each transmission.
"""

import re
from datetime import datetime
from itertools import takewhile

from wire.formats.agency_text import head, text
from wire.formats.agency_text.story import Copy, build
from wire.formats.errors import MalformedStory
from wire.formats.habits import Habits
from wire.formats.meaning.embargoes import embargo_in
from wire.formats.moments import INVALID, NO_TIMEZONE
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.text import dates

NAME = "anpa1312"

_FIRST = r"\x01\s{0,3}([A-Za-z])(\d{3,5})(?:\x1f|[ ]|(?=[\r\n]))([^\r\n\x01-\x1f]{0,40})\s{1,4}"
_SECOND = (
    r"([A-Za-z])[ ]([A-Za-z]{1,3})[ ]?([\x11-\x14]{0,2})[ ]?([\x11-\x14]{0,2})[ ]?"
    r"(\S{1,40})(?:[ ]{1,6}(\S[^\r\n]{0,40}?))??[ ]{1,9}(\d{1,2})-(\d{1,2})(?:[ ]{1,6}(\d{1,5}))?[ ]*[\r\n]"
)
_START = re.compile(_FIRST + _SECOND)
_SENT = re.compile(r"[A-Z]{2,3}-[A-Z]{2,3}-(\d\d)-(\d\d)-(\d\d)[ ](\d\d)(\d\d)[ ]?([A-Z]{1,4})?", re.IGNORECASE)
_PRIORITIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 6, "z": 6, "w": 6}
_TABULAR = "\x14"
_PARTIAL = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)\s?)?(?:Add|Sub)s?\b", re.IGNORECASE)
# These stand in for the version before them; all else ("Add", "Correction", "KILL") stands beside it.
_REPLACES = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)\s?Ld)?-?(?:Writethru)?(?:\W.*)?|Updated?|\d{1,2}(?:ra|da|ta|a)\.?\s?Act\w*",
    re.IGNORECASE,
)
# Behind the keyword, where it is not the rest of a keyword with a space in it.
_VERSION = re.compile(
    r"\d(?:st|nd|rd|th|ra|da|ta|[ºª]|er)|Act|Ld|Lead|Writethru|Add|Sub|Adv|Correct|Kill|Eliminat|Advisory|Update",
    re.IGNORECASE,
)
_SEVERAL_A_DAY = re.compile(r"NewsAlert|Advisory|Digest", re.IGNORECASE)
_SLUG = re.compile(r"(?P<slug>[^,]{2,80})(?:,\s?(?P<version>[^,]{0,40}[A-Za-z][^,]{0,40}))?(?:,\s?(?P<words>\d{1,5}))?")
_PICTURES = (
    r"(?:Photos?|Graphics?|Videos?|Fotos?|Fotografías?|Gráficos?|Infografías?|Vídeos?|Imágenes|Bild(?:er)?|Grafik)"
)
_OF_AN_AGENCY = r"(?:AP|AFP|EPA|EFE|CP|dpa|Reuters)"
_PHOTOS = re.compile(
    rf"(?:{_OF_AN_AGENCY}\s)?{_PICTURES}\s(?:(?:de\s)?{_OF_AN_AGENCY}\s)?[A-Z]{{1,6}}\d.{{0,400}}"
    rf"|(?:With|Con|Com|Avec|Mit)\s(?:{_OF_AN_AGENCY}\s)?{_PICTURES}.{{0,80}}",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"\$\S{1,16}")  # "$adv12": the code for the day of release, which the next line says in words
_BOLD = re.compile("[\x0e\x0f\x0b\x11-\x14\x16\x1f\x7f]")
_FRACTIONS = {"{": "½", "}": "¼", "~": "¾"}


def sniff(document: Opened) -> bool:
    """Whether there is the header of a transmission."""
    return b"\x01" in document.raw[:20_000] and _START.search(document.text[:20_000]) is not None


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The transmissions of it."""
    said = document.text
    starts = list(_START.finditer(said))
    if not starts:
        raise MalformedStory("The header of this ANPA 1312 transmission is broken. Ask the sender for it again.")
    ends = [found.start() for found in starts[1:]] + [len(said)]
    return tuple(
        build(_copy(found, said[found.end() : end], habits), habits) for found, end in zip(starts, ends, strict=True)
    )


def _copy(header: re.Match[str], said: str, habits: Habits) -> Copy:
    service, number, _, priority, category, one, two, keyword, version, month, day, words = header.groups()
    said, _, end = said.partition("\x02")[2].partition("\x03") if "\x02" in said else said.partition("\x03")
    copy = Copy(
        sequence=number,
        priority=_PRIORITIES.get(priority.lower()),
        category=category,
        take_key=version if version and _VERSION.search(version) else "",
        word_count=int(words) or None if words else None,
        codes=[f"anpa-priority:{priority}", f"anpa-service:{service}"],
        credit="AP" if keyword.startswith(("BC-", "AM-", "PM-", "AP-")) else "",
    )
    copy.sent = _sent(end, habits, copy)
    below = _head(copy, _lines(said), habits)
    copy.slugline = copy.slugline or keyword
    copy.is_part = _PARTIAL.match(copy.take_key) is not None
    stays = [NAME, copy.slugline, f"{int(month)}-{int(day)}", str(copy.sent.year) if copy.sent else ""]
    if not _REPLACES.fullmatch(copy.take_key) or _SEVERAL_A_DAY.search(copy.slugline):
        stays += [service, number]  # several a day under one keyword, and none replaces another
    copy.identity = tuple(stays)
    text.take(copy, below, habits)
    copy.is_tabular = _TABULAR in one + two
    return copy


def _sent(end: str, habits: Habits, copy: Copy) -> datetime | None:
    """The trailer: "AP-WF-11-13-13 1509GMT"."""
    found = _SENT.search(end[:200])
    if not found:
        copy.flags.add("no-date")
        return None
    month, day, year, hour, minute, zone = found.groups()
    moments = dates.find(f"20{year}-{month}-{day} {hour}:{minute} {zone or ''}".strip())
    if not moments or not moments[0].clock or (moment := moments[0].at(habits.timezone)) is None:
        copy.flags.add(INVALID)
        return None
    if moments[0].zone is None:
        copy.flags.add(NO_TIMEZONE)
    return moment


def _lines(said: str) -> list[str]:
    """Lines with the typesetter's marks translated: "^" begins one, "<" ends it, "=" ends one that was centered."""
    said = said.partition("\x0c")[0].replace("\x08", "").replace("\x10", "")
    said = _BOLD.sub("", re.sub(r"\r\n?", "\n", said))
    said = re.sub(r"<[ ]*\^", "<\n^", said)
    return [line.rstrip() for line in said.split("\n")]


def _head(copy: Copy, copy_lines: list[str], habits: Habits) -> list[str]:
    """Take the lines above the text, and give back those of the text."""
    last = ""
    for number, printed in enumerate(copy_lines):
        line = _plain(printed).strip()
        if not line or re.fullmatch(r"\*\d{1,6}", line):
            continue
        is_head = printed.startswith("^") and not _is_row(line)
        last = _takes(copy, line, last, habits) if is_head else ""
        if is_head and not last and _has_byline_below(copy_lines[number + 1 :]):
            copy.set_aside.append(line)
            last = "unknown"
        if not last:
            return _text_lines(copy, copy_lines[number:])
    return []


def _has_byline_below(copy_lines: list[str]) -> bool:
    """Whether the head still has to say who wrote the text: then a line that nobody knows is no text either."""
    below = Copy()
    for line in takewhile(lambda line: line.startswith("^"), copy_lines):
        head.read_byline(below, _plain(line))
    return bool(below.byline)


def _takes(copy: Copy, line: str, last: str, habits: Habits) -> str:
    """Put a line of the head where it belongs, and name it; an empty string where the text begins."""
    if not copy.slugline and (found := _SLUG.fullmatch(line)):
        copy.slugline = found["slug"].strip()
        copy.take_key = copy.take_key or (found["version"] or "").strip()
        copy.word_count = copy.word_count or (int(found["words"]) if found["words"] else None)
        return "slug"
    if note := head.note_in(line):
        copy.notes.append(note)
    elif _PHOTOS.fullmatch(line):
        copy.notes.append(line)
    elif _RELEASE.fullmatch(line):
        copy.codes.append(line)
    elif embargo_in(line, timezone=habits.timezone, near=copy.sent):
        copy.embargoes.append(line)
    elif head.read_byline(copy, line):
        return "byline"
    elif last == "byline" and copy.byline:
        copy.byline_title = line
    elif not copy.headline:
        copy.headline = line
        return "headline"
    else:
        return ""
    return "taken"


def _text_lines(copy: Copy, printed: list[str]) -> list[str]:
    """The lines of the text. A mark or a tab begins a paragraph; rows of cells stay together."""
    read: list[str] = []
    before = ""
    for raw in printed:
        line = _plain(raw)
        if head.is_agency_byline(copy, line):
            continue
        starts = raw.startswith(("^", "\t")) or before.startswith("^")
        if starts and not (_is_row(raw) and _is_row(before)):
            read.append("")
        read.append(line)
        before = raw
    return read


def _is_row(line: str) -> bool:
    return line.count(";") >= 2


def _plain(line: str) -> str:
    """Without the marks around it; fractions as they are printed."""
    line = line.strip().lstrip("^").strip()
    line = re.sub(r"[<=]\s*$", "", line).rstrip()
    return re.sub(r"(?<=[\d;])[{}~](?=;|\s|$)", lambda mark: _FRACTIONS[mark[0]], line)
