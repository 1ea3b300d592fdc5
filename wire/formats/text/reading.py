"""One dump, read from top to bottom."""

from zoneinfo import ZoneInfo

from wire.formats.errors import NotAStory
from wire.formats.story import Block, WireStory


def read(text: str, *, timezone: ZoneInfo, day_first: bool | None, doubts: list[str]) -> WireStory:
    """The story of a dump."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise NotAStory("The document is empty.")
    return WireStory(
        guid="text:" + lines[0],
        headline=lines[0],
        body=tuple(Block(text=line) for line in lines[1:]),
        flags=tuple(doubts),
    )
