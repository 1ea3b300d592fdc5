"""Copy whose head is fields: AAP's one-character markers between ZCZC and NNNN, and News Bites' two-letter tags."""

import re
from itertools import dropwhile, islice

from articles import markup
from wire.formats.agency_text import head, lines, text
from wire.formats.agency_text.story import Copy
from wire.formats.habits import Habits
from wire.formats.moments import NO_TIMEZONE
from wire.formats.story import Place, Subject
from wire.formats.text import dates

_ENVELOPE = re.compile(
    r"\s{0,12}zczc(?![^\W_])\s?(?P<sender>[^\W\d_]{2,8})?[ ]?(?P<number>\d{0,8})\s{0,4}$", re.IGNORECASE
)
_MARKER = re.compile(r"(?P<mark>[#$:&*@%=^+!~])\s?(?P<value>.{0,200})")
_TAG = re.compile(r"(?P<tag>[A-Z]{2})#(?P<value>.*)")
_SERVICE_LINE = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,12}(?:[ /-][^\W_a-zß-öø-ÿ]{1,20}){0,5}")
_SUBJECT = re.compile(r"\d{8}")
_CODE = re.compile(r"[A-Za-z0-9]{0,2}")


def envelope(copy: Copy, copy_lines: list[str]) -> list[str] | None:
    """The lines between ZCZC and NNNN; None where there is no such envelope."""
    first = next((number for number, line in enumerate(copy_lines) if line.strip()), None)
    found = _ENVELOPE.fullmatch(copy_lines[first]) if first is not None else None
    if first is None or found is None:
        return None
    copy.sender = found["sender"] or ""
    copy.sequence = found["number"] or ""
    inside = copy_lines[first + 1 :]
    end = next((number for number, line in enumerate(inside) if line.strip().casefold() == "nnnn"), len(inside))
    copy.set_aside += [line for line in inside[end + 1 :] if line.strip()]
    return inside[:end]


def below_service_lines(copy: Copy, inside: list[str]) -> list[str]:
    """Under ZCZC a teleprinter's codes may stand apart, in capitals: the desk's, then the slug. A headline follows."""
    inside = lines.strip(inside)
    groups = list(islice(lines.groups(inside), 3))
    if len(groups) < 3 or len(groups[0]) > 3 or not all(map(_SERVICE_LINE.fullmatch, map(str.strip, groups[0]))):
        return inside
    if len(groups[1]) > 3 or groups[1][-1].rstrip().endswith(".") or _MARKER.fullmatch(groups[1][0].strip()):
        return inside
    desk, *slug = (markup.one_line(line) for line in groups[0])
    copy.codes.append(f"service:{desk}")
    copy.category = copy.category or desk.split()[0]
    copy.slugline = copy.slugline or " ".join(slug)
    return inside[len(groups[0]) :]


def is_marked(copy_lines: list[str]) -> bool:
    """Whether the head is markers: several kinds in a row, before anything else."""
    return len({mark for mark, _ in _marked(copy_lines)}) >= 2


def is_tagged(copy_lines: list[str]) -> bool:
    """Whether the head is tags."""
    return sum(_TAG.match(line) is not None for line in copy_lines[:24]) >= 3


def read_markers(copy: Copy, copy_lines: list[str], habits: Habits) -> None:
    """Products of AAP give the same marker to different fields: what the value looks like decides with it."""
    given = _marked(copy_lines)
    said = {mark: value for mark, value in given if not _CODE.fullmatch(value)}
    for mark, value in given:
        if _SUBJECT.fullmatch(value):
            copy.subjects.append(Subject(code=value, scheme="iptc"))
            said.pop(mark, None)
        elif _CODE.fullmatch(value) and value:
            copy.codes.append(f"{mark}{value}")
            if mark in "%$":
                copy.category = value
    copy.is_tabular = ("*", "T") in given
    spare = said.get(":", "")
    copy.headline = said.get("^") or said.get("$") or (spare if "#" in said else "")
    copy.slugline = said.get("#") or (spare if spare != copy.headline else "")
    if spare not in (copy.headline, copy.slugline):
        copy.take_key = spare
    if "^" in said:  # the product that also has a mark for the take
        copy.take_key = copy.take_key or said.pop("=", "")
    if place := said.get("@"):
        copy.places.append(Place(name=place))
    copy.keywords += [said[mark] for mark in "=!~" if mark in said]
    copy.set_aside += [said[mark] for mark in "&*+" if mark in said]
    _below_markers(copy, copy_lines, habits)


def _marked(copy_lines: list[str]) -> list[tuple[str, str]]:
    """The markers of the head, up to the first line that is none."""
    given: list[tuple[str, str]] = []
    for line in copy_lines[:40]:
        found = _MARKER.fullmatch(line.strip())
        if found:
            given.append((found["mark"], found["value"].strip()))
        elif line.strip():
            break
    return given


def _below_markers(copy: Copy, copy_lines: list[str], habits: Habits) -> None:
    rest = list(dropwhile(lambda line: not line.strip() or _MARKER.fullmatch(line.strip()), copy_lines))
    while rest and (note := head.note_in(rest[0])):
        copy.notes.append(note)
        rest = lines.strip(rest[1:])
    if rest and head.read_byline(copy, rest[0]):
        rest = rest[1:]
    text.take(copy, _without_source(copy, rest), habits)


def _without_source(copy: Copy, rest: list[str]) -> list[str]:
    """ "Source: Reuters" below a table."""
    kept = []
    for line in rest:
        found = re.fullmatch(r"\s{0,9}source:\s?([^.]{2,40})", line, re.IGNORECASE)
        if found:
            copy.credit = copy.credit or found[1].strip()
        else:
            kept.append(line)
    return kept


def read_tags(copy: Copy, copy_lines: list[str], habits: Habits) -> None:
    """AN number, KN sender, PD date, CO company, SO market, KY keywords, TI headline, AB abstract, TX text."""
    tags: dict[str, list[str]] = {}
    current: list[str] = []
    for line in copy_lines:
        found = _TAG.match(line)
        if found:
            current = tags.setdefault(found["tag"], [])
            current.append(found["value"])
        else:
            current.append(line)
    said = {tag: markup.one_line(" ".join(values)) for tag, values in tags.items() if tag != "TX"}
    copy.guid = said.pop("AN", "")
    copy.credit = said.pop("KN", "")
    copy.headline = said.pop("TI", "")
    copy.standfirst = [abstract] if (abstract := said.pop("AB", "")) else []
    copy.keywords = [word for tag in ("KY", "CO", "SO") if (word := said.pop(tag, ""))]
    if byline := said.pop("BY", ""):
        head.read_byline(copy, byline) or head.read_byline(copy, f"By {byline}")
    if found_dates := dates.find(said.get("PD", "")):
        copy.published = found_dates[0].read(day_first=habits.day_first is not False).at(habits.timezone)
        copy.published_is_date = found_dates[0].clock is None
        copy.flags |= {NO_TIMEZONE} if found_dates[0].clock and not found_dates[0].zone else set()
        said.pop("PD")
    copy.set_aside += [f"{tag}#{value}" for tag, value in said.items() if value]
    text.take(copy, tags.get("TX", []), habits)
