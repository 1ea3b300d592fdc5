"""One version of one story in IPTC's terms, whatever format it came in: frozen values that can be kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

PubStatus = Literal["usable", "withheld", "canceled"]
BlockKind = Literal["paragraph", "subhead", "list item", "quote"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body, as plain text."""

    kind: BlockKind = "paragraph"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePicture:
    """A picture of the story. The caption often arrives long before the picture does.

    `printed` is the line that held both caption and credit, where they had to be taken apart.
    """

    caption: str = ""
    credit: str = ""
    printed: str = ""
    alt: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bio:
    """What the document says about one of its authors, as printed."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialLink:
    """An author's own page elsewhere; the name is empty when the document does not say whose it is."""

    name: str = ""
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WireStory:
    """One version of one story.

    Moments are aware. Where the document prints only a day, the moment is that day's midnight in the provider's zone
    and `..._is_date` is true. `set_aside` holds every printed line that is in no field and not in the body, so that
    nothing of the source is lost; `flags` name what the reader of the document was not sure of.
    """

    guid: str
    version: str = ""
    pub_status: PubStatus = "usable"
    headline: str
    kicker: str = ""
    standfirst: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    bylines: tuple[str, ...] = ()
    byline: str = ""
    dateline: str = ""
    published: datetime | None = None
    published_is_date: bool = False
    updated: datetime | None = None
    updated_is_date: bool = False
    embargoed_until: datetime | None = None
    pictures: tuple[WirePicture, ...] = ()
    topics: tuple[str, ...] = ()
    bios: tuple[Bio, ...] = ()
    social: tuple[SocialLink, ...] = ()
    notes: tuple[str, ...] = ()
    editor_note: str = ""
    language: str = ""
    set_aside: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def body_text(self) -> str:
        """The body as text, paragraphs parted by an empty line."""
        return "\n\n".join(block.text for block in self.body)

    def to_json(self) -> dict[str, Any]:
        """The story as values that JSON knows, for a JSON column or a file."""
        values = asdict(self)
        for name in _MOMENTS:
            moment = values[name]
            values[name] = moment.isoformat() if moment else None
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "WireStory":
        """The story that `to_json` wrote; keys that a later version of this class dropped are ignored."""
        given = {name: value for name, value in values.items() if name in cls.__dataclass_fields__}
        for name in _MOMENTS:
            if given.get(name):
                given[name] = datetime.fromisoformat(given[name])
        for name, kind in _PARTS.items():
            if name in given:
                given[name] = tuple(kind(**part) for part in given[name])
        for name in _TEXTS:
            if name in given:
                given[name] = tuple(given[name])
        return cls(**given)


_MOMENTS = ("published", "updated", "embargoed_until")
_PARTS: dict[str, type] = {"body": Block, "pictures": WirePicture, "bios": Bio, "social": SocialLink}
_TEXTS = ("standfirst", "bylines", "topics", "notes", "set_aside", "flags")
