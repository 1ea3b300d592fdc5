"""The door of the wire: bytes in, stories out. Plain Python; nothing in here knows Django or a database.

    parsed = parse(document, timezone=ZoneInfo("Europe/London"))
    parsed.format    "plaintext"
    parsed.stories   one WireStory, or several where a format carries several

Each format is one module (or package) with `NAME`, `sniff(document)` and `parse(document, habits)`. The first that
recognizes the document reads it; text comes last, because anything that is not markup or binary can be read as text.
`read` is for documents that may hold others (an archive, a mail): every one of them has its reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from zoneinfo import ZoneInfo

from wire.formats import agency_xml, ap_media, dpa_digitalwires, feed, json_feed, newsml_1, newsml_g2, ninjs, nitf, text
from wire.formats.errors import MalformedStory, MissingField, NotAStory, UnknownFormat, WireError, WrongMapping
from wire.formats.habits import UTC, Habits
from wire.formats.mapping import XmlMapping
from wire.formats.opened import Opened
from wire.formats.story import (
    Attachment,
    Bio,
    Block,
    Place,
    Related,
    Rendition,
    SocialLink,
    Subject,
    WirePicture,
    WireStory,
)

__all__ = [
    "FORMATS",
    "Attachment",
    "Bio",
    "Block",
    "Habits",
    "MalformedStory",
    "MissingField",
    "NotAStory",
    "Parsed",
    "Place",
    "Reading",
    "Related",
    "Rendition",
    "SocialLink",
    "Subject",
    "UnknownFormat",
    "WireError",
    "WirePicture",
    "WireStory",
    "WrongMapping",
    "XmlMapping",
    "parse",
    "read",
]


class Format(Protocol):
    """What a format's module offers. Only WireError leaves either function."""

    NAME: str

    def sniff(self, document: Opened) -> bool:
        """Whether this is the format's, told from what is in the document, never from a file name."""

    def parse(self, document: Opened, habits: Habits) -> tuple[WireStory, ...]:
        """The stories in it, in the document's order. Raises NotAStory where there is nothing to import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a document turned out to be."""

    format: str
    stories: tuple[WireStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document, or one inside it (`member` is its name in there), was read as."""

    member: str = ""
    raw: bytes
    outcome: Parsed | WireError


FORMATS: tuple[Format, ...] = (
    feed,
    nitf,
    newsml_1,
    newsml_g2,
    dpa_digitalwires,
    ap_media,
    json_feed,
    ninjs,
    agency_xml,
    text,
)


def parse(
    document: bytes,
    *,
    timezone: ZoneInfo = UTC,
    day_first: bool | None = None,
    mappings: tuple[XmlMapping, ...] = (),
) -> Parsed:
    """Read one document of any known format. The arguments are those of `Habits`. Raises only WireError."""
    return _parse(Opened(document), Habits(timezone=timezone, day_first=day_first, mappings=mappings))


def read(document: bytes, habits: Habits) -> Iterator[Reading]:
    """Read a document and those it holds, one by one. Raises nothing: what cannot be read is a reading too."""
    try:
        outcome: Parsed | WireError = _parse(Opened(document), habits)
    except WireError as exc:
        outcome = exc
    yield Reading(raw=document, outcome=outcome)


def _parse(document: Opened, habits: Habits) -> Parsed:
    for wire_format in FORMATS:
        if wire_format.sniff(document):
            try:
                stories = wire_format.parse(document, habits)
            except UnknownFormat:
                continue  # it only looked like it
            except WireError as exc:
                exc.format = wire_format.NAME
                raise
            return Parsed(format=wire_format.NAME, stories=tuple(_with_doubts(story, document) for story in stories))
    raise UnknownFormat(_refusal(document))


def _with_doubts(story: WireStory, document: Opened) -> WireStory:
    """The doubts about the document as a whole are doubts about each story in it."""
    return replace(story, flags=tuple(sorted({*story.flags, *document.doubts}))) if document.doubts else story


def _refusal(document: Opened) -> str:
    if document.root_tag:
        return (
            f"This is XML or HTML of a kind the newsroom does not know (<{document.root_tag}>). "
            "An administrator can describe it to the newsroom as an XML mapping of the provider."
        )
    if document.json is not None:
        return "This is JSON of a kind the newsroom does not know. Ask the sender for ninjs, or for plain text."
    return "This is not a text document (a picture, a program?). Send the story as plain text, or in an agency format."
