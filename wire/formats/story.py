"""One version of one story in IPTC's terms, whatever format it came in: frozen values that can be kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal, cast

StoryKind = Literal["text", "picture", "graphic", "video", "audio", "composite"]
PubStatus = Literal["usable", "withheld", "canceled"]
Signal = Literal["update", "correction", "kill", "refile", "advisory", "alert"]
BlockKind = Literal["paragraph", "subhead", "list item", "list", "quote", "table", "preformatted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the body: as plain text, and as safe HTML where it has more to it than that (links, a table)."""

    kind: BlockKind = "paragraph"
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file of a picture, video or page; `href` as sent. Sizes are pixels."""

    name: str = ""
    href: str = ""
    mimetype: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePicture:
    """A picture of the story. The caption often arrives long before the picture does.

    `printed` is the line that held both caption and credit, where they had to be taken apart. `href` is the best file
    of it; all of them stand in `renditions`. Nothing is fetched to read a document.
    """

    caption: str = ""
    credit: str = ""
    printed: str = ""
    alt: str = ""
    href: str = ""
    guid: str = ""
    name: str = ""
    filename: str = ""
    mimetype: str = ""
    headline: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    width: int | None = None
    height: int | None = None
    renditions: tuple[Rendition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with the story and is no picture of it; `size` in bytes."""

    filename: str
    mimetype: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the story is about, in the sender's code: `scheme` as sent (subj, medtop, iptc ...)."""

    code: str = ""
    name: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the story is about, as sent."""

    name: str = ""
    city: str = ""
    state: str = ""
    country_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A member of a package, or another item that this one names: by `guid` or by `href`."""

    guid: str = ""
    href: str = ""
    rel: str = ""


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

    # Identity and what this version means
    guid: str  # stays the same over all versions
    guid_versioned: str = ""
    version: str = ""  # as sent
    kind: StoryKind = "text"
    pub_status: PubStatus = "usable"
    signals: tuple[Signal, ...] = ()
    signal_codes: tuple[str, ...] = ()  # as sent
    kills: tuple[str, ...] = ()  # guids, its own included when it is canceled
    replaces: tuple[str, ...] = ()  # guids of other stories that this one stands in for
    # What it says
    headline: str
    subheadline: str = ""
    kicker: str = ""
    standfirst: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    body_href: str = ""  # where the text has to be fetched when the document only points to it
    caption: str = ""  # of a picture, graphic, video or sound
    bylines: tuple[str, ...] = ()  # names one by one
    byline: str = ""  # as printed
    byline_title: str = ""
    bios: tuple[Bio, ...] = ()
    social: tuple[SocialLink, ...] = ()
    credit: str = ""
    sender: str = ""
    dateline: str = ""
    dateline_city: str = ""
    notes: tuple[str, ...] = ()  # for readers: what was corrected
    language: str = ""  # BCP 47
    is_preformatted: bool = False  # line breaks and columns matter
    is_press_release: bool = False
    # When
    first_created: datetime | None = None
    published: datetime | None = None
    published_is_date: bool = False
    updated: datetime | None = None  # when this version was made
    updated_is_date: bool = False
    embargoed_until: datetime | None = None
    expires_at: datetime | None = None
    # How it is sorted
    slugline: str = ""
    take_key: str = ""
    category: str = ""
    urgency: int | None = None  # 1 is highest
    priority: int | None = None  # of the transmission
    provider_sequence: str = ""
    word_count: int | None = None  # as sent
    topics: tuple[str, ...] = ()  # as printed for readers
    subjects: tuple[Subject, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    # What belongs to it
    pictures: tuple[WirePicture, ...] = ()
    renditions: tuple[Rendition, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    related: tuple[Related, ...] = ()
    link: str = ""  # the story's page at the provider
    # For the desk, never for readers
    editor_note: str = ""
    private_notes: tuple[str, ...] = ()
    usage_terms: str = ""
    set_aside: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The story as values that JSON knows, for a JSON column or a file. Empty fields are left out."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: _plain(value) for name, value in values.items() if name in _ALWAYS or not _is_empty(value)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "WireStory":
        """The story that `to_json` wrote; keys that a later version of this class dropped are ignored."""
        given = {name: value for name, value in values.items() if name in cls.__dataclass_fields__}
        for name in _MOMENTS & given.keys():
            if given[name]:
                given[name] = datetime.fromisoformat(given[name])
        for name, value in given.items():
            if isinstance(value, list):
                kind = _PARTS.get(name)
                given[name] = tuple(_part(kind, part) if kind else part for part in value)
        return cls(**given)


_ALWAYS = {"guid", "headline"}
_MOMENTS = {"first_created", "published", "updated", "embargoed_until", "expires_at"}
_PARTS: dict[str, type] = {
    "body": Block,
    "pictures": WirePicture,
    "renditions": Rendition,
    "attachments": Attachment,
    "subjects": Subject,
    "places": Place,
    "related": Related,
    "bios": Bio,
    "social": SocialLink,
}


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", ())


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [part if isinstance(part, str) else asdict(cast("Any", part)) for part in value]
    return value


def _part(kind: type, values: Mapping[str, Any]) -> Any:
    given = {name: value for name, value in values.items() if name in kind.__dataclass_fields__}  # type: ignore[attr-defined]
    if "renditions" in given:
        given["renditions"] = tuple(Rendition(**rendition) for rendition in given["renditions"])
    return kind(**given)
