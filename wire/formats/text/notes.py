"""Public notes: corrections, editor's notes, who else contributed, whose opinion it is."""

import re

from wire.formats.text.lines import Line
from wire.formats.text.words import Finder, alternatives, phrases

_OPENING = re.compile(
    rf"^[\W_]*(?:{alternatives('notes', 'opening')})(?!\w)(?:,\s[^:：]{{3,25}}(?=[:：]))?\s*(?P<mark>[:：.(\[—–-]|$)?",
    re.IGNORECASE,
)
_LONGEST = 1200
_CLOSING = Finder(phrases("notes", "closing"))


def opens(line: Line) -> bool:
    """A note by its first words: "Correction: ...", "An earlier version of this story ..."."""
    match = _OPENING.match(line.text) if line.weight < _LONGEST else None
    if not match:
        return False
    announced = match["mark"] in {":", "：", "(", "—", "–", "-", "["}
    if announced:
        return line.weight > match.end() + 8
    return line.is_prose and len(match.group().split()) >= 3


def closes(line: Line) -> bool:
    """A note by what it says, among the last lines: "Jane Doe contributed to this report."."""
    return line.weight < 420 and line.count >= 3 and _CLOSING.count(line.key) > 0
