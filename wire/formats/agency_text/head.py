"""The lines above the text of agency copy: slug, status, headline, byline, notes, labels, in any order."""

import re
from datetime import datetime, time

from articles import markup
from wire.formats.agency_text import dateline, layout, lines, tail
from wire.formats.agency_text.story import Copy
from wire.formats.habits import Habits
from wire.formats.meaning.embargoes import embargo_in
from wire.formats.moments import NO_TIMEZONE, read_moment
from wire.formats.printed import bylines, datelines
from wire.formats.text import dates
from wire.formats.text.bylines import after_prefix
from wire.formats.writing import languages

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w' -]{0,24}?)\s?[:：]\s{0,9}(?P<value>.*)")
_NOTE = re.compile(
    r"[(\[*]{0,2}\s?(?:E[Dd][Ss]?|(?:Editor|EDITOR)(?:'?[Ss]'?)?|NOTE TO EDITORS|Note to editors|ATTENTION EDITORS"
    r"|ADVISORY|Achtung|ACHTUNG)(?: (?:NOTE|Note|note|NOTES|ADVISORY))?\s?(?:[:_–—.]|--)\s?(?P<note>.*)"
)
_REMARK = re.compile(r"[(\[](?P<note>[^()]{3,400}(?:\([^()]{1,60}\)[^()]{0,200}){0,3})[)\]]")
_SLUG = re.compile(
    r"(?P<slug>(?:BC|AM|PM|AP|US|EU|AS|ML|LT|AF|BBO|FBN|BKN|HKN)-[-A-Za-z0-9][^,<\n]{0,60}"
    r"|[^\W\d_][\w .'&-]{0,40}(?:/[\w .'&-]{0,40}){0,4}/"
    r"|[A-Z][A-Z0-9]{1,20}(?:[-/][A-Z0-9]{1,20}){1,4}/?)"
    r"(?:\s?\((?P<versions>[^()]{1,60})\))?(?:,\s?(?P<take>[^,<\n]{2,40}?))?(?:,\s?(?P<words>\d{1,5}))?"
)
# "Harbor/fire": only as the first line of all.
_PATH = re.compile(r"(?P<slug>[^\W\d_][\w.-]{0,24}(?: [\w.-]{1,20}){0,2}(?:/[\w.-]{1,24}(?: [\w.-]{1,20}){0,2}){1,4})")
# "HFN0042 3 CRO 0 RR1": what a teleprinter put above each message.
_WIRE_HEADER = re.compile(
    r"[A-Z]{2,6}\s?\d{2,6}(?:\s[A-Z0-9]{1,8}){2,8}(?P<day>\s{1,60}(?:[^\W\d_]{2,3}\.?,\s?)?\d{1,2}\.[^\n]{3,20})?"
    r"|[A-Z]{2,5}\d{1,4}"
)
_POINT = re.compile(r"[*•·]\s{1,3}(?=\S)")  # Reuters prints what is new as points below the headline
_STATUS = lines.matcher("status lines")
_AS_AGENCY = re.compile(
    r"(?:By|Von|Par|Por)\s+(?P<agency>(?:The |the )?[A-Z][\w' .-]{1,40}(?:Press|Agency|News|Service|staff|Staff))"
)
_RELEASE = re.compile(
    r"(?:MEDIA|PRESS|NEWS) RELEASE(?:\s+(?P<number>[A-Z]{0,4}\d{2,9}))?|FOR (?:IMMEDIATE )?RELEASE", re.IGNORECASE
)


def is_status(line: str) -> bool:
    """Whether a line says what this version is, and no more: "1ST LEAD", "(Achtung)", "KILL KILL KILL"."""
    plain = line.strip(" ()[]*:=.-")
    return _STATUS.fullmatch(plain) is not None or (_STATUS.fullmatch(plain.upper()) is not None and len(plain) > 3)


def note_in(line: str) -> str:
    """What a line says to editors, or an empty string: "(Eds: ...)", "EDITOR'S NOTE _ ...", "(Adds comments)"."""
    line = line.strip()
    if found := _NOTE.fullmatch(line[:2000]):
        return layout.plain(
            found["note"].rstrip("*").removesuffix(")").removesuffix("]") if line[0] in "([" else found["note"]
        )
    if (found := _REMARK.fullmatch(line[:800])) and " " in found["note"]:
        return layout.plain(found["note"])
    return ""


def read_byline(copy: Copy, line: str) -> bool:
    """Take a line that says who wrote it; "By The Associated Press" is a credit."""
    line = line.strip().rstrip("=").strip()
    if len(line) > 120 or copy.byline:
        return False
    if is_agency_byline(copy, line):
        return True
    if after_prefix(line) is None:
        return False
    read = bylines.read(line)
    if not read.names:
        return False
    copy.byline, copy.byline_title = read.printed, copy.byline_title or read.title
    return True


def is_agency_byline(copy: Copy, line: str) -> bool:
    """Take "By The Associated Press": a credit, and no person."""
    line = line.strip()[: lines.LONG]
    found = _AS_AGENCY.fullmatch(line)
    agency = (found["agency"] if found else line).removeprefix("The ").removeprefix("the ")
    if not found and agency.casefold() not in lines.words("sign-offs"):
        return False
    copy.credit = copy.credit or agency
    return True


def read_slug(copy: Copy, line: str, *, is_first: bool = False) -> bool:
    """Take a slug with what stands behind it: "BC-US--Harbor, 1st Ld-Writethru,466", "HARBOR-FIRE/ (UPDATE 1, PIX)"."""
    line = line.strip().strip("^<").strip()
    found = _SLUG.fullmatch(line[: lines.LONG]) or (_PATH.fullmatch(line[: lines.LONG]) if is_first else None)
    if not found or (copy.slugline and not is_slug(line)):
        return False
    copy.slugline = found["slug"].rstrip("/").strip()  # the second of two is the full one
    said = found.groupdict()
    copy.take_key = copy.take_key or said.get("take") or said.get("versions") or ""
    copy.word_count = copy.word_count or (int(said["words"]) if said.get("words") else None)
    return True


def is_slug(line: str) -> bool:
    """Whether a line is a slug, with or without a version behind it. Capitals alone may be a headline."""
    found = _SLUG.fullmatch(_bare(line)[: lines.LONG])
    return found is not None and (
        "--" in line or line.rstrip("<^ ").endswith("/") or bool(found["versions"] or found["take"])
    )


def is_release_line(line: str) -> bool:
    """Whether a line says that a company sends this."""
    return _RELEASE.fullmatch(line.strip()[: lines.LONG]) is not None


def is_note(line: str) -> bool:
    """Whether a line speaks to editors by name."""
    return _NOTE.fullmatch(line[:2000]) is not None


def read_dateline(copy: Copy, text: str, habits: Habits) -> str:
    """Take the dateline off a paragraph; the day in it is the day of the story where nothing else says one."""
    found = dateline.read(text, is_bare=True)
    if found is None:
        return text
    copy.dateline, copy.city = copy.dateline or found.printed, copy.city or found.city
    copy.credit = copy.credit or found.agency
    copy.is_release = copy.is_release or dateline.is_release(found.agency)
    if found.day and not copy.published:
        copy.published = datetime.combine(found.day, time(), tzinfo=habits.timezone)
        copy.published_is_date = True
    return found.rest


def read(copy: Copy, copy_lines: list[str], habits: Habits) -> list[str]:
    """Take the head off, line by line, until the text begins; give back the text."""
    head = _Head(copy, habits)
    number = 0
    while number < len(copy_lines):
        line = _bare(copy_lines[number])
        rest = copy_lines[number:]
        height = _bracketed(rest)
        if not line:
            head.ends_group()
        elif height > 1:
            note = " ".join(map(_bare, rest[:height]))
            copy.notes.append(note_in(note) or layout.plain(note.strip("()[]")))
            number += height - 1
        elif head.is_text(rest) or not head.takes(line):
            return rest
        number += 1
    return []


def _bracketed(rest: list[str]) -> int:
    """How many lines a note in brackets takes that goes on over several; 0 where none begins or none ends."""
    if _bare(rest[0])[:1] not in ("(", "["):
        return 0
    for number, line in enumerate(rest[:8]):
        if not line.strip() or dateline.read(line) is not None:
            return 0
        if _bare(line).endswith((")", "]")):
            return number + 1
    return 0


def _bare(line: str) -> str:
    """Without the marks of a typesetter: "^BC-US--Harbor<" """
    line = line.strip()
    return line.lstrip("^").rstrip("<").strip() if line.startswith("^") or line.endswith("<") else line


class _Head:
    """Where the reading of a head stands."""

    def __init__(self, copy: Copy, habits: Habits) -> None:
        self.copy, self.habits = copy, habits
        self.pending = ""  # the label whose value is on the next line
        self.last = ""  # what the line before was, in the same group
        self.taken = 0

    def ends_group(self) -> None:
        self.last = ""

    def is_text(self, rest: list[str]) -> bool:
        """Whether the text begins here: with a dateline, or with a paragraph where a headline has been."""
        if self.pending:
            return False
        line = rest[0].strip()
        if dateline.read(line, is_bare=bool(self.copy.headline)) is not None:
            return True
        if not (self.copy.headline or self.copy.slugline) or note_in(line) or label(line):
            return False
        group = next(lines.groups(rest), [])
        if self.last == "headline" or _is_said(line, self.habits):
            return False
        long = len(line) > lines.LONG or (len(group) >= 3 and len(line) >= 45)
        return bool(self.copy.headline) and (long or (line.endswith((".", '."', ".”")) and len(line.split()) >= 12))

    def takes(self, line: str) -> bool:
        """Put a line where it belongs; False where it belongs to the text."""
        copy = self.copy
        self.taken += 1
        if self.pending:
            name, self.pending = self.pending, ""
            _labeled(copy, name, line, self.habits)
            return True
        if found := label(line):
            name, value = found
            if value:
                _labeled(copy, name, value, self.habits)
            else:
                self.pending = name
            self.last = name
        elif embargo_in(line, timezone=self.habits.timezone, near=copy.sent) and len(line) <= lines.LONG:
            copy.embargoes.append(layout.plain(line))
        elif note := note_in(line):
            copy.notes.append(note)
        elif is_status(line):
            copy.status.append(line.strip(" ()[]*=."))
            copy.take_key = copy.take_key or copy.status[-1]
        elif self.taken == 1 and (header := _WIRE_HEADER.fullmatch(line)):
            copy.codes.append(markup.one_line(line))
            if header["day"]:
                _is_clock(copy, header["day"].strip(), self.habits)
            self.taken = 0  # the slug may still be the first line
        elif self.last == "contact" or tail.is_contact(line):
            copy.private.append(layout.plain(line))
            self.last = "contact"
        elif release := _RELEASE.fullmatch(line):
            copy.is_release = True
            if release["number"]:
                copy.sequence = release["number"]
                copy.identity = ("release", copy.sequence)
        elif read_byline(copy, line):
            self.last = "byline"
        elif self.last == "byline" and not copy.byline_title and len(line) <= 60 and not line.endswith("."):
            copy.byline_title = line.rstrip("= ")
            self.last = ""
        elif _is_clock(copy, line, self.habits) or (
            not copy.headline and read_slug(copy, line, is_first=self.taken == 1)
        ):
            pass
        else:
            return self._headline(line)
        return True

    def _headline(self, line: str) -> bool:
        copy = self.copy
        if not copy.headline:
            copy.headline, self.last = line.rstrip("= "), "headline"
            return True
        if bullet := _POINT.match(line):
            copy.standfirst.append(layout.plain(line[bullet.end() :]))
            self.last = ""
            return True
        if self.last == "headline" and not copy.slugline and _is_shorthand(copy.headline) and line != line.upper():
            copy.slugline, copy.headline = copy.headline, line
            return True
        if self.last == "headline" and len(copy.headline.rpartition("\n")[2]) >= 55 and len(line) <= 90:
            copy.headline += "\n" + line.rstrip("= ")
            return True
        self.last = ""
        if not copy.subheadline and len(line) <= 120 and not line.endswith((".", ",", ":")) and self.taken <= 8:
            copy.subheadline = line.rstrip("= ")
            return True
        return False


def _is_shorthand(line: str) -> bool:
    """Capitals right above a headline that is in none: the desk's word for the story."""
    return line == line.upper() and len(line.split()) <= 4 and len(line) <= 40


def label(line: str) -> tuple[str, str] | None:
    """The field that a line names, and its value: "HEADLINE: Harbor opens"."""
    found = _LABEL.fullmatch(line[:1000])
    name = lines.labels().get(found["label"].casefold().strip()) if found else None
    return (name, found["value"].strip()) if found and name else None


def _is_said(line: str, habits: Habits) -> bool:
    return len(line) <= lines.LONG and embargo_in(line, timezone=habits.timezone, near=None) is not None


def _labeled(copy: Copy, name: str, value: str, habits: Habits) -> None:
    value = _bare(value)
    match name:
        case "notes":
            copy.notes.append(layout.plain(value))
        case "standfirst":
            copy.standfirst.append(layout.plain(value))
        case "embargo":
            copy.embargoes.append(f"Embargo: {layout.plain(value)}")
        case "keywords":
            copy.keywords += [word for part in re.split("[,;]", value) if (word := markup.one_line(part))]
        case "byline":
            if read_byline(copy, value) or read_byline(copy, f"By {value}") or not copy.byline:
                copy.byline = value
        case "sent":
            moment, doubts = _moment(value, habits)
            copy.sent = copy.sent or moment
            copy.flags.update(doubts)
        case "dateline":
            copy.dateline = value
            copy.city = datelines.city(value) or value.partition(",")[0]
        case "language":
            copy.language = languages.read(value)
        case "urgency" | "priority":
            if value[:1].isdigit():
                setattr(copy, name, int(value[:1]))
        case "words":
            digits = re.match(r"\d{1,6}", value)
            copy.word_count = int(digits[0]) if digits else None
        case _:
            if not getattr(copy, name):
                setattr(copy, name, value)


def _moment(value: str, habits: Habits) -> tuple[datetime | None, tuple[str, ...]]:
    moment, doubts = read_moment(value, habits.timezone)
    if moment:
        return moment, doubts
    found = dates.find(value[: lines.LONG])
    if not found:
        return None, doubts
    day = found[0].read(day_first=habits.day_first is not False)
    return day.at(habits.timezone), () if day.zone or not day.clock else (NO_TIMEZONE,)


def _is_clock(copy: Copy, line: str, habits: Habits) -> bool:
    """A line that prints when the copy was sent, and nothing else."""
    if len(line) > 60 or not re.search(r"\d", line):
        return False
    found = dates.find(line)
    if found and len(line) - (found[0].end - found[0].start) <= 12:
        moment, doubts = _moment(line, habits)
        copy.sent = copy.sent or moment
        copy.flags.update(doubts)
        return moment is not None
    return re.fullmatch(r"(?:Updated:?\s)?\d{1,2}[:.]?\d{2}\s?(?:[A-Z]{2,5}|hrs|[ap]\.?m\.?)", line) is not None
