"""Text dumps: what is left of a news page when it is copied or crawled to plain text.

Nothing in here knows an outlet, a story or a reporter. Every printed line is given a part (headline, byline, date,
caption, body, ...) by what it looks like and where it stands; what gets no part is set aside, never dropped.
"""

from wire.formats.habits import Habits
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.text import reading

NAME = "plaintext"


def sniff(document: Opened) -> bool:
    """Whether the bytes are running text."""
    return document.is_running_text


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The one story of a dump."""
    return (reading.read(document.text, timezone=habits.timezone, day_first=habits.day_first),)
