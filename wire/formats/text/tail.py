"""What stands after the body: biographies and links of the authors, public notes, topics."""

import re
from dataclasses import dataclass, field

from wire.formats.story import Bio, SocialLink
from wire.formats.text import bylines, furniture, names, notes
from wire.formats.text.head import is_role
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold, phrases

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]+[^\s<>\"'().,;:!?]", re.IGNORECASE)
_TOPIC_PARTS = re.compile(r"\s*[,;|•·،、]\s*|\s+/\s+|\s+(?=#)")
_SELF = re.compile(
    r"^(?:\w+\s+)?(?:is|are|was|covers|writes|reports|has|joined|works|studied|leads|edits|ist|arbeitet|schreibt|est|es|é|è|is|är|er|jest|on)\b",
    re.IGNORECASE,
)
_TOPICS = phrases("furniture", "topics")
_MOST_TOPICS = 25


@dataclass(slots=True)
class Tail:
    """What the end of a story says."""

    bios: list[Bio] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def social(self) -> tuple[SocialLink, ...]:
        """The addresses that the biographies give, in their order."""
        return tuple(SocialLink(name=bio.name, url=url) for bio in self.bios for url in _URL.findall(bio.text))


def trim(page: Page, lines: list[Line], authors: list[str], tail: Tail) -> int:
    """How many of the body's lines remain when the biographies and notes at its end are taken off."""
    end = _without_teasers(page, lines, _closed(lines, authors))
    earlier = len(tail.notes)
    while end > 1:
        line = lines[end - 1]
        if line.part or furniture.kind(line.text) or (furniture.is_furniture(line) and not line.resumes):
            end -= 1
        elif (name := _told_of(line, authors)) or ((name := _named_above(page, line, authors)) and line.weight < 700):
            _add_bio(line, name, tail)
            end -= 1
        elif line.weight < 600 and (notes.closes(line) or notes.opens(line)):
            line.part = "note"
            tail.notes.insert(earlier, line.text)
            end -= 1
        elif (
            (line.is_prose and furniture.addresses_reader(line.text))
            or (not line.is_prose and (_is_name(line, authors) or page.is_moment(line) or page.announced(line)))
            or _is_signpost(lines[:end])
        ):
            end -= 1
        else:
            break
    tail.bios.reverse()
    return end


def _without_teasers(page: Page, lines: list[Line], end: int) -> int:
    """Headlines with a sentence each, two or more at the very end, are other stories."""
    start = end
    while start > 3 and _is_summary(lines[start - 1]) and _is_title(page, lines[start - 2]):
        start -= 2
    return start if end - start >= 4 and lines[start - 1].is_prose else end


def _is_summary(line: Line) -> bool:
    return not line.part and line.is_prose and line.weight <= 220 and line.text[0] not in '-–—"“„«'


def _is_title(page: Page, line: Line) -> bool:
    return not (line.part or line.is_prose or line.ends or line.hangs) and line.count >= 4 and page.is_plain(line)


def _is_signpost(lines: list[Line]) -> bool:
    """A short line under a note, as "How we handle corrections": it belongs to the note."""
    line, above = lines[-1], lines[-2]
    return line.count <= 6 and not line.ends and not line.is_bullet and (notes.opens(above) or notes.closes(above))


def _closed(lines: list[Line], authors: list[str]) -> int:
    """The body is over at the first biography or closing note among its last lines, unless text goes on after it."""
    for index in range(max(1, len(lines) - 14), len(lines)):
        if not (notes.closes(lines[index]) or _told_of(lines[index], authors)):
            continue
        after = [line for line in lines[index + 1 :] if not (notes.closes(line) or _told_of(line, authors))]
        prose = sum(line.is_prose for line in after)
        if prose <= 1 or (prose <= 3 and any(furniture.kind(line.text) == "links" for line in after)):
            last = max(i for i in range(index, len(lines)) if notes.closes(lines[i]) or _told_of(lines[i], authors))
            return last + 1
    return len(lines)


def read(page: Page, lines: list[Line], authors: list[str], tail: Tail) -> None:
    """Everything the lines after the body say of the story."""
    stopped = False
    for index, line in enumerate(lines):
        if line.part:
            continue
        kind = furniture.kind(line.text)
        if kind in ("comments",) and index + 8 < len(lines):
            stopped = True
        if name := _told_of(line, authors) or (
            _named_above(page, line, authors) if _says_something(page, line) else ""
        ):
            if not any(names.same(bio.name, name) for bio in tail.bios):
                _add_bio(line, name, tail)
        elif (
            not stopped
            and line.weight < 600
            and index < 25
            and (notes.closes(line) or (notes.opens(line) and index < 8))
            and not kind
        ):
            line.part = "note"
            tail.notes.append(line.text)
        elif not tail.topics and (kind == "topics" or _inline_topics(line)):
            _topics(page, lines, index, tail)
    if not tail.topics:
        _bare_topics(page, lines, tail)


def _add_bio(line: Line, name: str, tail: Tail) -> None:
    line.part = "bio"
    tail.bios.append(Bio(name=name, text=line.text))


def _told_of(line: Line, authors: list[str]) -> str:
    """The author a line tells about: it begins with the name and goes on with a sentence."""
    if notes.closes(line) or not (line.is_prose or (line.ends and line.count >= 5)):
        return ""
    for author in authors:
        name = fold(author)
        if line.key.startswith(f"{name} "):
            return author
        first = name.split()[0]
        rest = line.text[len(author.split()[0]) :].strip()
        if len(name.split()) > 1 and line.key.startswith(f"{first} ") and line.weight < 400 and _SELF.match(rest):
            return author
    return ""


def _is_name(line: Line, authors: list[str]) -> str:
    return next((author for author in authors if fold(author) == line.key), "")


def _named_above(page: Page, line: Line, authors: list[str]) -> str:
    """The author whose name stands alone above the line, with nothing but a job or a button between."""
    for number in range(line.number - 1, max(-1, line.number - 5), -1):
        above = page.lines[number]
        if name := _is_name(above, authors):
            return name
        if above.part in ("bio", "body") or not (
            furniture.is_furniture(above) or is_role(above) or (not above.is_prose and above.count <= 3)
        ):
            return ""
    return ""


def _says_something(page: Page, line: Line) -> bool:
    return page.is_plain(line) and (line.is_prose or line.ends or line.count >= 8) and line.weight < 900


def _inline_topics(line: Line) -> bool:
    """ "Tags: a, b, c" on one line."""
    label, mark, rest = line.text.partition(":")
    return bool(mark and rest.strip()) and fold(label) in _TOPICS and not line.is_prose and len(label) < 40


def _topics(page: Page, lines: list[Line], index: int, tail: Tail) -> None:
    line = lines[index]
    line.part = "label"
    if _inline_topics(line):
        tail.topics.extend(_parted(line.text.partition(":")[2]))
        line.part = "topic"
        return
    following = lines[index + 1 :]
    gapped = len(following) > 1 and following[0].gap and following[1].gap
    if following and following[0].is_prose and not following[0].part:
        following = following[1:]  # what the box says of itself
    for number, topic in enumerate(following[:_MOST_TOPICS]):
        if topic.part or (number and topic.gap and not gapped) or not _can_be_topic(page, topic):
            break
        parts = _parted(topic.text)
        if any(len(part.split()) > 6 for part in parts):
            break
        topic.part = "topic"
        tail.topics.extend(parts)


def _can_be_topic(page: Page, line: Line) -> bool:
    if line.is_prose or line.weight > 240 or (line.ends and line.count > 3) or page.is_moment(line):
        return False
    if line.text[0] in "„“«»\"'‘”「":
        return False
    if line.count > 1 and any(furniture.is_media(word) for word in line.words):
        return False
    kind = furniture.kind(line.text)
    if kind == "address" and line.text.startswith("#"):
        return True
    return (
        kind in ("",)
        and not furniture.promotes(line.text)
        and (line.count <= 6 or bool(_TOPIC_PARTS.search(line.text)))
    )


def _parted(text: str) -> list[str]:
    return [part for piece in _TOPIC_PARTS.split(text) if (part := piece.strip(" .#"))]


def _bare_topics(page: Page, lines: list[Line], tail: Tail) -> None:
    """Tags without a heading: lines with a "#", or three short lines in one block right after the body."""
    marked = [line for line in lines[:20] if not line.part and re.fullmatch(r"#\w[\w ]{1,40}", line.text)]
    if len(marked) >= 2:
        for line in marked:
            line.part = "topic"
            tail.topics.append(line.text.lstrip("#"))
        return
    block: list[Line] = []
    for line in lines[:14]:
        if block and line.gap:
            break
        if (
            line.part
            or not _can_be_topic(page, line)
            or line.count > 4
            or line.weight > 36
            or (not line.text[0].isalnum() and line.text[0] != "#")
        ):
            if block:
                break
            if line.is_prose or furniture.kind(line.text) in ("links", "comments"):
                return
            continue
        block.append(line)
    if len(block) >= 3 and all(bylines.after_prefix(line.text) is None for line in block):
        for line in block:
            line.part = "topic"
            tail.topics.append(line.text.lstrip("#"))
