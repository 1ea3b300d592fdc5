"""The door of the wire: bytes in, stories out. Plain Python; nothing in here knows Django or a database.

    parsed = parse(document, timezone=ZoneInfo("Europe/London"))
    parsed.format    "plaintext"
    parsed.stories   one WireStory, or several where a format carries several

Each format is one module (or package) with `NAME`, `sniff(document)` and `parse(document, habits)`. The first that
recognizes the document reads it; text comes last, because anything that is not markup or binary can be read as text.
`read` is for documents that may hold others (an archive, a mail): every one of them has its reading.

    story, errors            what a format gives: a frozen WireStory, or an error in words
    opened, habits           what it gets: the document, opened once, and how the provider writes
    writing, trees, html     from bytes to text, from text to elements, from HTML to lines and blocks (body)
    printed, moments         single lines: names, places, headlines, times
    meaning                  what this version means, and what may be done with it
    identity                 an id where the sender gave none
    mapping                  XML of an agency's own, described by an administrator
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol
from zoneinfo import ZoneInfo

from wire.formats import (
    agency_text,
    agency_xml,
    anpa1312,
    ap_media,
    archive,
    dpa_digitalwires,
    feed,
    iptc7901,
    json_feed,
    mail,
    newsml_1,
    newsml_g2,
    ninjs,
    nitf,
    pages,
    text,
    wordpress,
)
from wire.formats.errors import MalformedStory, MissingField, NotAStory, UnknownFormat, WireError, WrongMapping
from wire.formats.habits import UTC, Habits
from wire.formats.mapping import XmlMapping
from wire.formats.meaning import releases
from wire.formats.opened import MAX_BYTES, Opened
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
    dpa_digitalwires,
    ap_media,
    json_feed,
    ninjs,
    mail,
    wordpress,
    iptc7901,
    anpa1312,
    feed,
    nitf,
    newsml_1,
    newsml_g2,
    pages,
    agency_xml,
    agency_text,
    text,
)


# These are read piece by piece, and know what they are without looking at all of it.
_LARGE: tuple[Format, ...] = (mail, wordpress)
_MAX_MAILS = 3
_BLANK = bytes([*range(0x21), 0x7F])  # white space, and the controls that a wire sends where nothing was written


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
    yield from _read(document, habits, member="", inside=())


def _read(document: bytes, habits: Habits, *, member: str, inside: tuple[str, ...]) -> Iterator[Reading]:
    """`inside` are the kinds of containers around the document. An archive in an archive is how bombs are built."""
    try:
        if archive.is_archive(document):
            if "archive" in inside:
                raise MalformedStory("This is an archive inside an archive. It is not opened.")
            parts: Iterable[tuple[str, bytes | WireError]] = archive.members(document)
            yield from _read_parts(parts, habits, member=member, inside=(*inside, "archive"))
            return
        if mail.is_mailbox(document):
            yield from _read_parts(mail.mails(document), habits, member=member, inside=(*inside, "mailbox"))
            return
    except WireError as exc:
        yield Reading(member=member, raw=document, outcome=exc)
        return
    opened = Opened(document)
    outcome = _outcome(opened, habits)
    yield Reading(member=member, raw=document, outcome=outcome)
    if outcome.format == mail.NAME and not isinstance(outcome, MalformedStory) and inside.count("mail") < _MAX_MAILS:
        attached = [(file.filename, file.raw) for file in mail.documents(opened)]
        for reading in _read_parts(attached, habits, member=member, inside=(*inside, "mail")):
            yield replace(reading, outcome=_covered(reading.outcome, opened, habits))


def _read_parts(
    parts: Iterable[tuple[str, bytes | WireError]], habits: Habits, *, member: str, inside: tuple[str, ...]
) -> Iterator[Reading]:
    for name, part in parts:
        path = f"{member}/{name}" if member else name
        if isinstance(part, WireError):
            yield Reading(member=path, raw=b"", outcome=part)
        else:
            yield from _read(part, habits, member=path, inside=inside)


def _covered(outcome: Parsed | WireError, letter: Opened, habits: Habits) -> Parsed | WireError:
    """What came with a mail, and what the mail says about it."""
    if isinstance(outcome, WireError):
        return outcome
    return replace(outcome, stories=tuple(mail.cover(story, letter, habits) for story in outcome.stories))


def _outcome(document: Opened, habits: Habits) -> Parsed | WireError:
    try:
        return _parse(document, habits)
    except WireError as exc:
        return exc


def _parse(document: Opened, habits: Habits) -> Parsed:
    is_large = len(document.raw) > MAX_BYTES
    for wire_format in _LARGE if is_large else FORMATS:
        if wire_format.sniff(document):
            try:
                stories = wire_format.parse(document, habits)
            except UnknownFormat:
                continue  # it only looked like it
            except WireError as exc:
                exc.format = wire_format.NAME
                raise
            return Parsed(format=wire_format.NAME, stories=tuple(_completed(story, document) for story in stories))
    if is_large:
        raise MalformedStory(f"This document is larger than {MAX_BYTES // 1_000_000} MB. No story is; it is not read.")
    if not document.raw.translate(None, _BLANK):
        raise NotAStory("The document is empty: there is nothing to import.")
    raise UnknownFormat(_refusal(document))


def _completed(story: WireStory, document: Opened) -> WireStory:
    """The doubts about the document are doubts about each story in it; a release is one in whatever format it comes."""
    flags = tuple(sorted({*story.flags, *document.doubts}))
    is_release = story.is_press_release or releases.is_sent_for_pay(story)
    return replace(story, flags=flags, is_press_release=is_release)


def _refusal(document: Opened) -> str:
    if document.root_tag:
        return (
            f"This is XML or HTML of a kind the newsroom does not know (<{document.root_tag}>). "
            "An administrator can describe it to the newsroom as an XML mapping of the provider."
        )
    if document.json is not None:
        return "This is JSON of a kind the newsroom does not know. Ask the sender for ninjs, or for plain text."
    return "This is not a text document (a picture, a program?). Send the story as plain text, or in an agency format."
