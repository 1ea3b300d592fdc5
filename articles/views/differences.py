"""The words in which two versions of a story differ, for readers: nothing that only the desk knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import Content, FieldChange, ItemChange, Label, Segment, diff, segments
from articles.models import Article, Topic

FIELDS = {  # what readers call them; a field that is not here is the desk's own
    "kicker": gettext_lazy("line above the headline"),
    "label": gettext_lazy("label"),
    "headline": gettext_lazy("headline"),
    "standfirst": gettext_lazy("introduction"),
    "bylines": gettext_lazy("names of the authors"),
    "dateline": gettext_lazy("place"),
    "body": gettext_lazy("text"),
    "images": gettext_lazy("pictures"),
    "notes": gettext_lazy("notes"),
    "section": gettext_lazy("section"),
    "topics": gettext_lazy("topics"),
    "language": gettext_lazy("language"),
    "slug": gettext_lazy("address"),
}
PICTURE_WORDS = {
    "Caption": gettext_lazy("Caption"),
    "Credit": gettext_lazy("Credit"),
    "Alt text": gettext_lazy("Description"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a name, a picture: its words, and before them what happened to it where they do not say it."""

    segments: tuple[Segment, ...]
    what: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the story, and what differs in it."""

    label: str
    lines: tuple[Line, ...]


def differences(old: Content, new: Content, at: datetime) -> list[Change]:
    """The parts of a story that differ, in its order. What differs only in ways that nobody reads is left out."""
    found = [change for change in diff(old, new) if change.name in FIELDS]
    topics = _topics(
        {item.key for change in found if change.name in ("section", "topics") for item in change.items}, at
    )
    changes = [Change(capfirst(FIELDS[change.name]), tuple(_lines(change, topics))) for change in found]
    return [change for change in changes if change.lines]


def _lines(change: FieldChange, topics: dict[int, str]) -> Iterator[Line]:
    if change.name == "label":
        yield Line(segments(Label(change.old).text, Label(change.new).text))
    elif not change.items:
        yield Line(change.segments)
    for item in change.items:
        if item.kind != "equal":
            line = _line(change.name, item, topics)
            if any(segment.text.strip() for segment in line.segments):
                yield line


def _line(name: str, item: ItemChange, topics: dict[int, str]) -> Line:
    if item.kind == "format":
        return Line(item.segments, _("Only the formatting, a link or a footnote changed:"))
    if item.label and item.label not in PICTURE_WORDS:  # a mark for the desk, which nobody reads on the story
        return Line(())
    if item.segments:
        return Line(item.segments, f"{PICTURE_WORDS[item.label]}:" if item.label else "")
    if name == "images":
        text = item.new or item.old or _("A picture")
    else:
        text = topics.get(item.key, _("A topic that has no page any more"))
    if item.kind == "move":
        return Line((Segment("equal", text),), _("Moved:"))
    return Line((Segment("insert" if item.kind == "insert" else "delete", text),))


def _topics(numbers: set[int | None], at: datetime) -> dict[int, str]:
    """The names of those that have a page for readers: another may have been renamed for a story that is to come."""
    numbers -= {None}
    if not numbers:
        return {}
    stories = Article.objects.published(at)
    has_page = Exists(stories.filter(section=OuterRef("pk"))) | Exists(
        stories.filter(tagged_topics__tag=OuterRef("pk"))
    )
    is_open = Q(kind=Topic.Kind.SECTION, position__gt=0) | Q(has_page)
    return dict(Topic.objects.filter(is_open, pk__in=numbers).values_list("pk", "name"))
