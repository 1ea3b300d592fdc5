"""Where the parts of a story stand in XML of an agency's own making: said in words an administrator can write."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from wire.formats.errors import WrongMapping
from wire.formats.mapping import paths

_DATA = Path(__file__).with_name("mappings.toml")

# What a mapping can fill, in groups that are read alike.
TEXTS = frozenset(
    {"guid", "version", "headline", "subheadline", "kicker", "abstract", "byline", "byline_title", "credit", "sender"}
    | {"dateline", "dateline_city", "language", "category", "slugline", "take_key", "provider_sequence", "link"}
    | {"usage_terms", "caption", "type"}
)
BODIES = frozenset({"body_html", "body_text", "body_href"})
LISTS = frozenset(
    {"authors", "keywords", "subjects", "subject_names", "topics", "places", "related", "replaces", "kills"}
)
NOTES = frozenset({"editor_note", "private_notes"})
NUMBERS = frozenset({"urgency", "priority", "word_count"})
MOMENTS = frozenset({"first_created", "updated", "published", "embargoed_until", "expires_at"})
STATES = frozenset(
    {"pub_status", "is_canceled", "is_held", "is_update", "is_correction", "is_alert", "is_press_release"}
    | {"is_no_story"}
)
PICTURES = frozenset(
    {"pictures", "picture_href", "picture_guid", "picture_caption", "picture_headline", "picture_credit", "picture_alt"}
    | {"picture_mimetype", "picture_width", "picture_height"}
)
FIELDS = TEXTS | BODIES | LISTS | NOTES | NUMBERS | MOMENTS | STATES | PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlMapping:
    """One kind of document.

    `root` is the local name of its root element; `item` the path from there to each story (empty: the root is one).
    `fields` maps names of FIELDS ("headline", "body_html", "published" ...) to the path of the element or attribute
    that holds it, relative to the story, in the language of `paths`. `picture_...` is relative to each of `pictures`.
    `values` translates what a field says ("1" to "en"); `timezone` is that of a sender who never leaves it.
    """

    name: str
    root: str
    item: str = ""
    fields: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    timezone: str = ""

    def check(self) -> None:
        """Raise WrongMapping, with what to put right, unless every name and every path can be used."""
        if not self.root.strip() or not isinstance(self.fields, Mapping):
            raise WrongMapping(f"The XML mapping {self.name!r} needs a root element and fields with paths.")
        for name, path in self.fields.items():
            if name not in FIELDS:
                raise WrongMapping(f"The XML mapping {self.name!r} fills {name!r}, which no story has.")
            if not isinstance(path, str):
                raise WrongMapping(
                    f"The XML mapping {self.name!r} has no path for {name!r}, but {type(path).__name__}."
                )
        for path in self._paths():
            try:
                paths.compiled(path)
            except WrongMapping as exc:
                raise WrongMapping(f"The XML mapping {self.name!r} is wrong. {exc}") from exc
        if not self.fields.keys() & {"headline", "body_html", "body_text", "caption"}:
            raise WrongMapping(
                f"The XML mapping {self.name!r} tells neither where the headline is nor where the text is."
            )

    def zone(self, provider: ZoneInfo) -> ZoneInfo:
        """Whose clock the times without offset are on."""
        return ZoneInfo(self.timezone) if self.timezone else provider

    def _paths(self) -> Iterator[str]:
        yield from self.fields.values()
        if self.item:
            yield self.item


@cache
def built_in() -> tuple[XmlMapping, ...]:
    """The agencies' kinds of XML that come with the newsroom."""
    with _DATA.open("rb") as file:
        return tuple(XmlMapping(**written) for written in tomllib.load(file)["mapping"])
