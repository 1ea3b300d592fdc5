"""Plain and tagged text of agencies: slug lines, datelines, envelopes, notes for the desk, what more is to come.

It takes a document only where it shows itself as agency copy. A page that somebody dumped is `wire.formats.text`'s.
"""

from wire.formats.agency_text import dateline, fields, head, lines, tail, text
from wire.formats.agency_text.story import Copy, build
from wire.formats.errors import NotAStory
from wire.formats.habits import UTC, Habits
from wire.formats.meaning.embargoes import embargo_in
from wire.formats.meaning.signals import from_words
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.writing import wrapping

NAME = "plaintext"

_TOP = 24  # lines in which a head shows itself
_NEAR_TOP = 4  # pages print more than this above the text
_FLASH = 6  # lines of copy that is nothing but news
_ENOUGH = 2


def sniff(document: Opened) -> bool:
    """Whether it is text with two marks of agency copy, with one that nothing else has, or with no mark of a page."""
    if not document.is_running_text:
        return False
    copy_lines = lines.split(document.text)
    if fields.envelope(Copy(), copy_lines) is not None or fields.is_tagged(copy_lines):
        return True
    return _weight(copy_lines) >= _ENOUGH or wrapping.is_bare_copy(document.text)


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The story of it."""
    copy_lines = lines.split(document.text)
    if not any(char.isalnum() for line in copy_lines for char in line):
        raise NotAStory("The document holds no words: there is nothing to import.")
    copy = Copy()
    inside = fields.envelope(copy, copy_lines)
    copy_lines = copy_lines if inside is None else fields.below_service_lines(copy, inside)
    if fields.is_tagged(copy_lines):
        fields.read_tags(copy, copy_lines, habits)
    elif fields.is_marked(copy_lines):
        fields.read_markers(copy, copy_lines, habits)
    else:
        text.take(copy, head.read(copy, copy_lines, habits), habits)
    return (build(copy, habits),)


def _weight(copy_lines: list[str]) -> int:
    """How much speaks for an agency. A page copied from the web prints at most one of these."""
    filled = [line.strip() for line in copy_lines if line.strip()]
    top = filled[:_TOP]
    labels = {label[0] for line in top[:10] if (label := head.label(line))}
    found = 2 * bool(
        labels & {"slugline"} or len(labels & {"headline", "byline", "dateline", "embargo", "urgency"}) >= 2
    )
    found += 2 * any(map(head.is_slug, top[:3]))
    found += 2 * any(head.is_release_line(line) for line in top[:6])
    found += 2 * any(len(line) <= lines.LONG and embargo_in(line, timezone=UTC, near=None) for line in top[:10])
    found += 2 * any("kill" in from_words("", line[: lines.LONG]).signals for line in top[:4])
    found += any(dateline.read(line) is not None for line in top) + any(map(dateline.read, top[:_NEAR_TOP]))
    found += any(head.is_note(line) or head.is_status(line) for line in top[:8])
    found += bool(filled) and tail.is_last_line(filled[-1])
    found += 2 * (bool(filled) and tail.is_continued(filled[-1]))
    found += 2 * (0 < len(filled) <= _FLASH and head.is_status(filled[0]))
    found += any(line.startswith("^") or line.endswith("<") for line in top[:6])
    return found + _is_typewritten(copy_lines)


def _is_typewritten(copy_lines: list[str]) -> bool:
    """Lines broken by a machine."""
    inner = [len(line.strip()) for line in copy_lines[:200] if line.strip()]
    return len(inner) >= 8 and sum(50 <= length <= 85 for length in inner) * 5 > len(inner) * 3
