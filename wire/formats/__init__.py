"""The door of the wire: bytes in, stories out. Plain Python; nothing in here knows Django or a database.

    parsed = parse(document, timezone=ZoneInfo("Europe/London"))
    parsed.format    "plaintext"
    parsed.stories   one WireStory, or several where a format carries several

Each format is one module (or package) with `NAME`, `sniff(document)` and `parse(document, ...)`. The first that
recognizes the bytes reads them; text comes last, because anything that is not markup or binary can be read as text.
"""

from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from wire.formats import text
from wire.formats.errors import MalformedStory, MissingField, NotAStory, UnknownFormat, WireError
from wire.formats.story import Bio, Block, SocialLink, WirePicture, WireStory

__all__ = [
    "FORMATS",
    "Bio",
    "Block",
    "MalformedStory",
    "MissingField",
    "NotAStory",
    "Parsed",
    "SocialLink",
    "UnknownFormat",
    "WireError",
    "WirePicture",
    "WireStory",
    "parse",
]


class Format(Protocol):
    """What a format's module offers."""

    NAME: str

    def sniff(self, document: bytes) -> bool: ...

    def parse(self, document: bytes, *, timezone: ZoneInfo, day_first: bool | None = None) -> tuple[WireStory, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a document turned out to be."""

    format: str
    stories: tuple[WireStory, ...]


FORMATS: tuple[Format, ...] = (text,)


def parse(document: bytes, *, timezone: ZoneInfo, day_first: bool | None = None) -> Parsed:
    """Read a document of any known format.

    `timezone` is the provider's, for times that are printed without a zone. `day_first` says how the provider writes
    1/5/2020 where the document itself does not tell. Raises WireError, and nothing else.
    """
    for wire_format in FORMATS:
        if wire_format.sniff(document):
            return Parsed(
                format=wire_format.NAME, stories=wire_format.parse(document, timezone=timezone, day_first=day_first)
            )
    raise UnknownFormat(_refusal(document))


def _refusal(document: bytes) -> str:
    start = document[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "This is an XML or HTML document, which the newsroom cannot read yet. Send the story as plain text."
    if start.startswith((b"{", b"[")):
        return "This is a JSON document, which the newsroom cannot read yet. Send the story as plain text."
    return "This is not a text document (a picture, an archive or a program?). Send the story as plain text."
