"""Text dumps: what is left of a news page when it is copied or crawled to plain text.

Nothing in here knows an outlet, a story or a reporter. Every printed line is given a part (headline, byline, date,
caption, body, ...) by what it looks like and where it stands; what gets no part is set aside, never dropped.
"""

from zoneinfo import ZoneInfo

from wire.formats.story import WireStory
from wire.formats.text import decode, reading

NAME = "plaintext"


def sniff(document: bytes) -> bool:
    """Whether the bytes are running text."""
    return decode.is_text(document)


def parse(document: bytes, *, timezone: ZoneInfo, day_first: bool | None = None) -> tuple[WireStory, ...]:
    """The one story of a dump."""
    text, doubt = decode.decode(document)
    return (reading.read(text, timezone=timezone, day_first=day_first, doubts=[doubt] if doubt else []),)
