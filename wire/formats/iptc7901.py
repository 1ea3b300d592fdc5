"""IPTC 7901: one message from SOH to EOT, as the European agencies have sent it since the telex.

    SOH source+number priority category words keyword
    slug/
    STX status lines, headline, byline =
        the text
    ETX DDHHMM zone month year
    EOT

What stands before SOH, a missing STX and what follows EOT do not matter. Several messages are several stories.
"""

import re
from datetime import datetime

from wire.formats.agency_text import head, lines, text
from wire.formats.agency_text.story import Copy, build
from wire.formats.errors import MalformedStory, NotAStory
from wire.formats.habits import Habits
from wire.formats.meaning.embargoes import embargo_in
from wire.formats.moments import INVALID, NO_TIMEZONE
from wire.formats.opened import Opened
from wire.formats.story import Related, WireStory
from wire.formats.text import dates

NAME = "iptc7901"

_HEADER = (
    r"([A-Za-z]{1,8}?)[ ]?(\d{1,6})[ ]([1-9A-Za-z])[ ]([A-Za-z]{1,4})[ ]+(\d{1,6})(?:[ ]+([^\r\n\x00-\x1f]{0,80}))?"
)
_START = re.compile(rb"\x01\s{0,4}" + _HEADER.encode())
# A line that lost its controls on the way is still told by its parts, and by the slug below it.
_BARE = re.compile(rf"\s{{0,200}}{_HEADER}[ ]*(?:\r\n?|\n)\s{{0,20}}[^\r\n]{{1,100}}/[ ]*(?:\r|\n)")
_SENT = re.compile(r"\s{0,9}(\d\d)(\d\d)(\d\d)[ ]?(?:([A-Z]{1,5})[ ])?[ ]{0,2}([^\W\d_]{3,10})\.?[ ]{1,3}(\d{4}|\d\d)")
_SERVICE = {"rs"}
_FULL_LINE = 50  # a headline as long as this goes on below
_KILLS = re.compile(
    r"(?:kill|withdraw|cancel|streichen|annul\w{0,6})[^.\n]{0,40}?\b"
    r"(?P<source>[A-Za-z]{2,6})[ -]?(?P<number>\d{2,6})\b",
    re.IGNORECASE,
)


def sniff(document: Opened) -> bool:
    """Whether there is the header of a message, with its control character or, at the very top, without."""
    return _START.search(document.raw[:20_000]) is not None or _BARE.match(_plain(document)[:400]) is not None


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The messages of it."""
    said = _plain(document)
    starts = [found.start() for found in re.finditer(r"\x01(?=\s{0,4}[A-Za-z]{1,8}[ ]?\d)", said)] or [0]
    messages = [said[start:end] for start, end in zip(starts, [*starts[1:], len(said)], strict=True)]
    return tuple(build(_copy(message, habits), habits) for message in messages)


def _plain(document: Opened) -> str:
    return document.text.replace("\x00", "")


def _copy(message: str, habits: Habits) -> Copy:
    header = re.search(_HEADER, message[:600])
    if header is None:
        raise MalformedStory("The header line of this IPTC 7901 message is broken. Ask the sender for it again.")
    source, number, priority, category, words, rest = header.groups()
    said, _, end = message[header.end() :].partition("\x03")
    slugs, stx, below = said.partition("\x02")
    if not stx:
        slugs, below = _without_stx(said.partition("\x04")[0])
    copy = Copy(
        slugline=" ".join(slugs.split()).rstrip("/ "),
        priority=int(priority) if priority.isdigit() else None,
        category=category,
        sequence=number,
        word_count=int(words) or None,
        codes=[f"priority:{priority}"],
    )
    _agency(copy, rest or "")
    copy.sent = _sent(copy, end, habits)
    copy.identity = (NAME, source, number, copy.sent.date().isoformat() if copy.sent else copy.slugline)
    _head_and_text(copy, lines.split(below.partition("\x04")[0]), habits)
    if category in _SERVICE and not any("KILL" in line or "KORR" in line for line in copy.status):
        raise NotAStory("This is a message of the agency to its customers, not a story.")
    if any("KILL" in line for line in copy.status):
        copy.related += _named_in_a_kill(copy)
    return copy


def _without_stx(text: str) -> tuple[str, str]:
    """The lines of the slug end with a slash."""
    first = lines.strip(lines.split(text))
    end = next((number for number, line in enumerate(first) if line.strip() and not line.endswith("/")), 0)
    return "\n".join(first[:end]), "\n".join(first[end:])


def _agency(copy: Copy, rest: str) -> None:
    """The end of the header: "ccccb   dpa 061", the agency and its own number of the item."""
    found = re.search(r"(?:^|\s)(?P<agency>[^\W\d_]{2,8})\s(?P<number>\d{1,6})\s*$", rest)
    if found:
        copy.credit = copy.sender = found["agency"]
        copy.codes.append(f"item:{found['agency']} {found['number']}")


def _sent(copy: Copy, end: str, habits: Habits) -> datetime | None:
    """The time in the line of ETX: "131137 GMT Nov 13" is 11:37 on the thirteenth of November 2013."""
    found = _SENT.match(end[:80])
    if not found:
        copy.flags.add(INVALID if re.search(r"\d", end) else "no-date")
        return None
    day, hour, minute, zone, month, year = found.groups()
    full = f"{'' if len(year) == 4 else '20'}{year}"
    moments = dates.find(f"{day} {month} {full} {hour}:{minute} {zone or ''}".strip())
    moment = moments[0].at(habits.timezone) if moments and moments[0].clock else None
    if moment is None:
        copy.flags.add(INVALID)
    elif moments[0].zone is None:
        copy.flags.add(NO_TIMEZONE)
    return moment


def _head_and_text(copy: Copy, below: list[str], habits: Habits) -> None:
    """The last line of the head ends with an equals sign; where none does, an empty line ends it."""
    below = lines.strip(below)
    empty = next((number for number, line in enumerate(below) if not line.strip()), len(below))
    end = next(
        (number for number in range(min(12, len(below)), 0, -1) if below[number - 1].rstrip().endswith("=")), empty
    )
    last = ""
    for printed in below[:end]:
        line = printed.strip().removesuffix("=").strip()
        if not line:
            continue
        if head.is_status(line):
            copy.status.append(line.strip("()"))
            copy.take_key = copy.take_key or line
        elif note := head.note_in(line):
            copy.notes.append(note)
        elif embargo_in(line, timezone=habits.timezone, near=copy.sent) is not None:
            copy.embargoes.append(line)
        elif head.read_byline(copy, line):
            pass
        elif not copy.headline:
            copy.headline = last = line
        elif len(last) >= _FULL_LINE:
            copy.headline, last = f"{copy.headline} {line}", line
        else:
            copy.subheadline = copy.subheadline or line
    text.take(copy, below[end:], habits)


def _named_in_a_kill(copy: Copy) -> list[Related]:
    """The number of the item that a kill names, for the desk: no software kills by such words."""
    said = " ".join([*copy.notes, *(block.text for block in copy.blocks)])[:2000]
    return [Related(guid=f"{found['source']} {found['number']}", rel="kill") for found in _KILLS.finditer(said)]
