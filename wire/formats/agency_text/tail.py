"""What agencies print below a text: that more is coming or nothing is, for whom the notes are, whom a desk may call."""

import re
from dataclasses import dataclass, field

from wire.formats.agency_text import layout, lines

_CONTINUED = re.compile(r"[\s(\[*-]{0,4}(?P<words>[^()\[\]*]{1,30}?)[\s)\]*.-]{0,4}")
_INITIALS = re.compile(
    r"\(?(?:[^\W\d_]{1,5}(?:\s?[/-]\s?[^\W\d_]{1,5}){1,6}|[a-zß-ÿ]{2,7}(?: [a-zß-ÿ]{2,4}){1,6}"
    r"|[A-Z]{2,8}(?: [a-z]{2,4}){1,3}(?:/[a-z]{2,4})?|[a-zß-ÿ]{1,4}/(?: [a-zß-ÿ]{1,4}/){0,3})\)?"
)
_SIGNED = re.compile(
    r"[/(\[©\s-]{1,4}(?P<words>[^/()\[\]\s]{2,12})[/)\]\s-]{1,4}|(?P<bare>[^\W\d_]{2,12}(?: [A-Z]{2,4})?)"
)
_CREDITS = re.compile(
    r"[(\[-]?\s?(?:Additional )?(?:Report(?:ing|ed)|Writ(?:ing|ten)|Edit(?:ing|ed)|Compiled|Redaktion|Bearbeitung)"
    r"\s?(?:by|:|von)\s",
)
_PHONE = re.compile(
    r"(?<![\w/=.])(?:\+\d{1,3}[\s().-]{1,3}\d[\d\s()./-]{5,18}\d|\(\d{2,5}\)[\s-]?\d{3,4}[\s.-]?\d{2,6}"
    r"|\d{3}[-.]\d{3}[-.]\d{4}|0\d{1,4}[\s/-]{1,3}\d{3,8}(?:[\s-]\d{2,5}){0,3})(?!\d)"
)
_FOOTER = re.compile(
    r"[A-Z]{2,6}\d{3,6}\s{1,12}\d{4}-\d\d-\d\d/\d\d:\d\d"
    r"|\((?:Schluss|Forts)\.?\)(?: [^\W\d_]{1,5}(?:/[^\W\d_]{1,5}){0,5})?"
)
# "... the master said. PTI AQ": the agency at the end of the last sentence.
_AFTER_SENTENCE = re.compile(
    r"(?<=[.!?\"”]) {1,3}(?P<agency>[A-Z]{2,8}|Enditem)(?P<initials>(?: [A-Z]{1,4}(?:/[A-Z]{1,4})?){0,2})"
)
# The same in brackets.
_IN_BRACKETS = re.compile(r"(?<=[.!?\"”»)]) {1,3}\((?P<agency>[^()\n]{2,20})\)\.?")
_RIGHTS = re.compile(
    r"(?:(?:Copyright|\([Cc]\)) (?:\([Cc]\) |© ?)?\d{4} [^.\n]{2,60}|© ?(?:\d{4} )?[^.\n]{2,60})"
    r"(?:\. All rights reserved)?\.?"
)
_SOURCE = re.compile(r"SOURCES?:?\s{1,3}(?P<name>[^\n]{2,80})")
_MAIL = re.compile(r"[^\s@<>]{1,60}@[^\s@<>]{1,60}\.[a-z]{2,10}\b", re.IGNORECASE)
_FOOT = 40  # lines at the end in which people to call are looked for


@dataclass(slots=True)
class Tail:
    """The copy without its end, and what stood there, by whom it is for."""

    body: list[str]
    notes: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    is_continued: bool = False
    is_release: bool = False
    sender: str = ""


def read(copy: list[str]) -> Tail:
    """Take the end off. Contacts and what is marked as private leave the text wherever they stand in its foot."""
    tail = Tail(lines.strip(copy))
    _sign_off(tail)
    _release_mark(tail)
    _notes(tail)
    _sign_off(tail)
    _contacts(tail)
    _sign_off(tail)
    _signed_sentence(tail)
    return tail


def _release_mark(tail: Tail) -> None:
    """ "*** ORIGINAL TEXT OF A PRESS RELEASE ***", over as many lines as it takes."""
    group = list(lines.groups(tail.body[-8:]))[-1:]
    said = " ".join(line.strip() for line in group[0]) if group else ""
    if said.startswith(("***", "###")) and any(mark in said.casefold() for mark in lines.words("release marks")):
        tail.is_release = True
        tail.set_aside.insert(0, said)
        del tail.body[-len(group[0]) :]


def _sign_off(tail: Tail) -> None:
    for _ in range(8):
        tail.body = lines.strip(tail.body)
        if len(tail.body) < 2:
            return
        line = tail.body[-1].strip()
        height = _bracketed_credits(tail.body)
        if height:
            line = " ".join(part.strip() for part in tail.body[-height:])
            tail.credits.insert(0, layout.plain(line.strip("()[]")))
            del tail.body[1 - height or len(tail.body) :]
        elif _continues(line):
            tail.is_continued = True
        elif source := _SOURCE.fullmatch(line):
            tail.sender = tail.sender or source["name"].strip()
        elif not (_is_end(line, tail) or _RIGHTS.fullmatch(line)):  # pages print their rights last, too
            return
        tail.set_aside.insert(0, line)
        tail.body.pop()


def _bracketed_credits(body: list[str]) -> int:
    """How many of the last lines are "(Reporting by A in B; Editing by C)"."""
    if not body[-1].rstrip().endswith((")", "]")):
        return 0
    for height, line in enumerate(reversed(body[-4:]), 1):
        if not line.strip():
            return 0
        if line.lstrip().startswith(("(", "[")):
            return height if _CREDITS.match(line.lstrip()) else 0
    return 0


def is_continued(line: str) -> bool:
    """Whether a line says that more is coming."""
    return _continues(line)


def is_last_line(line: str) -> bool:
    """Whether a line ends copy."""
    return len(line) > 1 and _is_end(line, Tail([]))


def _continues(line: str) -> bool:
    found = _CONTINUED.fullmatch(line)
    return found is not None and found["words"].strip().casefold() in lines.words("continued")


def _is_end(line: str, tail: Tail) -> bool:
    if len(line) > 40 or _is_sentence(line):
        return False
    if (
        line.casefold() in lines.words("end marks")
        or lines.is_one_of("end marks", line)
        or not any(map(str.isalnum, line))
    ):
        return True
    if _FOOTER.fullmatch(line):
        return True
    signed = _SIGNED.fullmatch(line)
    name = (signed["words"] or signed["bare"]) if signed else ""
    if name and (
        name.casefold() in lines.words("sign-offs") and (line != line.title() or (signed and signed["words"]))
    ):
        tail.sender = tail.sender or name
        return True
    before = tail.body[-2].strip() if len(tail.body) > 1 else ""
    is_apart = len(before) < 45 or not before[-1].isalnum()  # else it is the end of a wrapped sentence
    return is_apart and _INITIALS.fullmatch(line) is not None and not line.istitle()


def _is_sentence(line: str) -> bool:
    """Whether a line is something said, however short: that is text."""
    return line.endswith((".", "!", "?", ".”", '."', "。")) and len(line.split()) > 1


def _signed_sentence(tail: Tail) -> None:
    """The second of two writers may have a line of his own: "PTI AQ", "BO"."""
    if (
        len(tail.body) > 1
        and re.fullmatch(r"[A-Z]{2,3}", tail.body[-1].strip())
        and _AFTER_SENTENCE.search(tail.body[-2])
    ):
        tail.set_aside.insert(0, tail.body.pop().strip())
    if not tail.body:
        return
    last = tail.body[-1].rstrip()
    bracketed = _IN_BRACKETS.search(last, max(0, len(last) - 26))
    if bracketed and bracketed.end() == len(last) and bracketed["agency"].casefold() in lines.words("sign-offs"):
        tail.set_aside.insert(0, bracketed[0].strip())
        tail.body[-1] = last[: bracketed.start()]
        return
    found = _AFTER_SENTENCE.search(last, max(0, len(last) - 24))
    if (
        found
        and found.end() == len(last)
        and (found["agency"] == "Enditem" or found["agency"].casefold() in lines.words("sign-offs"))
    ):
        tail.set_aside.insert(0, found[0].strip())
        tail.body[-1] = last[: found.start()]


def _notes(tail: Tail) -> None:
    """From a heading for desks on, the rest is theirs; from the words that say so on, it is private."""
    for number, line in enumerate(tail.body):
        if number and (_is_heading("notes heading", line) or _is_heading("private heading", line)):
            break
    else:
        return
    rest, is_private = tail.body[number:], False
    tail.body = tail.body[:number]
    for line in rest:
        if _is_heading("private heading", line):
            is_private = True
            tail.set_aside.append(line.strip())
        elif not any(map(str.isalnum, line)) or _is_heading("notes heading", line):
            tail.set_aside += [line.strip()] if line.strip() else []
        elif is_private or _names_a_person_to_call(line):
            is_private = is_private or _is_label(line)
            tail.private.append(layout.plain(line.lstrip(" -#*")))
        elif _is_end(line.strip(), tail):
            tail.set_aside.append(line.strip())
        else:
            tail.notes.append(layout.plain(line.lstrip(" -#*")))


def _is_heading(section: str, line: str) -> bool:
    """A heading may carry the name of its agency: "# hfn-Notizblock"."""
    if len(line) > 90:
        return False
    named = re.fullmatch(r"#{1,3}\s?[\w.]{2,12}[ -](.{3,40})", line.strip())
    return lines.is_one_of(section, line) or (named is not None and lines.is_one_of(section, named[1]))


def _contacts(tail: Tail) -> None:
    """The last groups of lines that say whom to call: they stay in the newsroom."""
    groups = list(lines.groups(tail.body))
    first, seen = len(groups), 0
    for number in range(len(groups) - 1, 0, -1):
        group = groups[number]
        seen += len(group)
        if seen > _FOOT or max(map(len, group)) > 240:
            break
        is_contact = any(_names_a_person_to_call(line) for line in group) and len(group) <= 10
        if _is_said_to_readers(group):
            break
        is_heading = first == number + 1 and len(group) == 1 and _is_label(group[0])
        if is_heading or (is_contact and not (len(group) > 2 and _is_prose(group))):
            first = number
        elif first < len(groups):
            break
    if first == len(groups):
        return
    kept = groups[:first]
    for group in groups[first:]:
        tail.private += [layout.plain(line) for line in group]
    tail.body = [line for group in kept for line in [*group, ""]]


def _is_said_to_readers(group: list[str]) -> bool:
    """A sentence with a number to call in it: "Witnesses are asked to call ..., police said." """
    return _is_sentence(group[-1].strip()) and not any(map(_is_label, group)) and len(" ".join(group).split()) >= 8


def is_contact(line: str) -> bool:
    """Whether a line names whom to call, behind a label that says so."""
    return ":" in line and len(line) <= lines.LONG and _is_label(line)


def _names_a_person_to_call(line: str) -> bool:
    return _PHONE.search(line[:240]) is not None or _MAIL.search(line[:240]) is not None or _is_label(line)


def _is_label(line: str) -> bool:
    label = line.strip(" -#*").partition(":")
    plain = label[0].strip().casefold()
    return len(plain) <= 60 and plain in lines.words("contact labels")


def _is_prose(group: list[str]) -> bool:
    return sum(len(line) >= 50 for line in group) * 2 > len(group)
