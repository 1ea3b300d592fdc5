"""One whole story as a value: everything an editor can change, and nothing else.

A value can be compared, written down as JSON, diffed and merged without a database, so the promises made about it
are tested with properties. Who may see the story and when is not part of it: that belongs to the Article.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from articles import markup

FIELD_LABELS = {  # in the order of a story: the order of a form, of a diff and of a conflict
    "kicker": "Kicker",
    "label": "Label",
    "headline": "Headline",
    "standfirst": "Standfirst",
    "bylines": "Bylines",
    "dateline": "Dateline",
    "body": "Body",
    "images": "Images",
    "notes": "Notes",
    "section": "Section",
    "topics": "Topics",
    "language": "Language",
    "slug": "Slug",
    "editor_note": "Editor’s note",
}
PLACEMENT_LABELS = {"caption": "Caption", "credit": "Credit", "alt_text": "Alt text"}


class ContentError(ValueError):
    """This is not the JSON of a Content that this version of the software can hold completely."""


class Label(StrEnum):
    """What kind of journalism a reader is looking at, where it is not plain news."""

    NONE = ""
    OPINION = "opinion"
    EDITORIAL = "editorial"
    ANALYSIS = "analysis"
    EXPLAINER = "explainer"
    FACT_CHECK = "fact-check"
    INTERVIEW = "interview"
    REVIEW = "review"
    OBITUARY = "obituary"
    SATIRE = "satire"
    LIVE = "live"
    AGENCY = "agency"
    SPONSORED = "sponsored"
    AI_ASSISTED = "ai-assisted"

    @property
    def text(self) -> str:
        """As printed above a headline: "Fact check"."""
        if self is Label.AI_ASSISTED:
            return "AI-assisted"
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """One printed credit. The name stays as printed when the Author is renamed, or was never known to us."""

    name: str
    author: int | None = None
    role: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "name", "role")

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One picture in this story. Its words here may differ from the Image's own: they are the story's."""

    image: int
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    is_decorative: bool = False  # it tells nothing that the text does not, so it needs no alt text

    def __post_init__(self) -> None:
        _tidy(self, "caption", "credit", "alt_text")

    def __str__(self) -> str:
        return " · ".join(part for part in (self.caption, self.credit, self.alt_text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A story. Two values are equal when a reader and an editor could not tell them apart.

    Printed one-line fields are normalized on the way in: the same headline typed on two keyboards must compare equal,
    and a control or bidi-override character may not make a headline read differently from what it says.
    `body` is not touched: composing characters across a tag would break the tag (">" and U+0338 compose), so
    `markup.blocks` normalizes it, node by node. Give `body` only what came from there.
    """

    headline: str = ""
    kicker: str = ""
    label: Label = Label.NONE
    standfirst: str = ""
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    body: tuple[str, ...] = ()
    images: tuple[Placement, ...] = ()
    section: int | None = None
    topics: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    editor_note: str = ""  # desk only: no reader's page, feed or API may show it
    language: str = "en"
    slug: str = ""

    def __post_init__(self) -> None:
        _tidy(self, "headline", "kicker", "standfirst", "dateline", "slug")
        _set(self, "label", Label(self.label))
        _set(self, "bylines", tuple(self.bylines))
        _set(self, "body", tuple(self.body))
        _set(self, "images", _first_of_each(self.images))
        _set(self, "topics", tuple(dict.fromkeys(self.topics)))
        _set(self, "notes", tuple(note for note in map(markup.one_line, self.notes) if note))
        _set(self, "editor_note", markup.tidy(self.editor_note).strip())
        _set(self, "language", _language(self.language))

    @property
    def inline_images(self) -> tuple[Placement, ...]:
        """The pictures that stand in the body, in the order of their figures."""
        placed = {placement.image: placement for placement in self.images}
        return tuple(placed[image] for image in figures(self.body) if image in placed)

    @property
    def lead_image(self) -> Placement | None:
        """The picture at the top: the first that no figure of the body claims."""
        inline = set(figures(self.body))
        return next((placement for placement in self.images if placement.image not in inline), None)

    @property
    def plain_text(self) -> str:
        """The body without its markup, paragraphs separated by blank lines."""
        return markup.text(self.body)

    @property
    def words(self) -> int:
        """The length of the body as an editor counts it."""
        return markup.count_words(self.plain_text)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, strings, numbers and None. Every field is there, so that JSON queries can rely on it."""
        data = asdict(self)
        for name in ("bylines", "body", "images", "topics", "notes"):
            data[name] = list(data[name])
        data["label"] = self.label.value
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`.

        A missing field takes its default, so old Versions stay readable. An unknown field is refused: it was written
        by a newer release, and reading around it would drop it for good at the next save.
        """
        values = _known(cls, data)
        try:
            for name, part in (("bylines", Byline), ("images", Placement)):
                values[name] = tuple(part(**_known(part, item)) for item in values.get(name, ()))
            for name in ("body", "topics", "notes"):
                values[name] = tuple(values.get(name, ()))
            content = cls(**values)
        except ContentError:
            raise
        except (TypeError, ValueError, AttributeError) as exc:
            raise ContentError(f"Not the JSON of a story: {exc}") from exc
        numbers = [*content.topics, *(placement.image for placement in content.images)]
        numbers += [key for key in (content.section, *(byline.author for byline in content.bylines)) if key is not None]
        if not all(isinstance(number, int) for number in numbers) or not all(isinstance(b, str) for b in content.body):
            raise ContentError("Not the JSON of a story: primary keys are numbers and blocks are strings.")
        return content


def _tidy(value: object, *names: str) -> None:
    for name in names:
        _set(value, name, markup.one_line(getattr(value, name)))


def _set(value: object, name: str, new: object) -> None:
    object.__setattr__(value, name, new)  # the one place where a frozen value is still being made


def figures(body: Iterable[str]) -> list[int]:
    """The pictures that a body shows, in order."""
    return [int(image) for block in body for image in re.findall(r'<figure data-image="(\d+)"', block)]


def _first_of_each(images: Iterable[Placement]) -> tuple[Placement, ...]:
    """Merging goes by image, so a picture has one place in a story."""
    placed: dict[int, Placement] = {}
    for placement in images:
        placed.setdefault(placement.image, placement)
    return tuple(placed.values())


def _language(tag: str) -> str:
    """A BCP 47 tag in its conventional case: "EN_us" and "en-US" are the same language."""
    first, *rest = markup.one_line(tag).replace("_", "-").split("-")
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join([first.lower(), *cased])


def _known(part: type, data: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise ContentError(f"Not the JSON of a story: {data!r} is no {part.__name__}.")
    names = {field.name for field in fields(part)}
    if unknown := sorted(set(data) - names):
        raise ContentError(f"{part.__name__} has unknown fields ({', '.join(unknown)}): written by a newer release?")
    return dict(data)
