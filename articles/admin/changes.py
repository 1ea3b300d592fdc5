"""What changed between two versions, with names where a Content has numbers."""

from dataclasses import replace

from articles.content import Content, FieldChange, diff
from articles.models import Topic
from images.models import Image


def changes(old: Content, new: Content) -> list[FieldChange]:
    """The diff in the order of a story; topics, sections and pictures by name."""
    names = names_of(old, new)
    return [_named(change, names) for change in diff(old, new)]


def names_of(*contents: Content) -> dict[tuple[str, int], str]:
    """What the numbers in these Contents are called: ("topic", 4) and ("image", 7)."""
    topics = {pk for content in contents for pk in (*content.topics, content.section or 0)}
    images = {placement.image for content in contents for placement in content.images}
    names = {("topic", pk): name for pk, name in Topic.objects.filter(pk__in=topics).values_list("pk", "name")}
    return names | {("image", pk): f"Picture {pk}: {image}" for pk, image in Image.objects.in_bulk(images).items()}


def _named(change: FieldChange, names: dict) -> FieldChange:
    if change.name in ("section", "topics"):
        kind = "topic"
    elif change.name == "images":
        kind = "image"
    else:
        return change
    return replace(change, items=tuple(_item(item, kind, names) for item in change.items))


def _item(item, kind: str, names: dict):
    """Items that say which thing they are about; the words of a picture keep their own text."""
    if item.key is None or item.segments:
        return replace(item, label=f"{names.get((kind, item.key), item.key)} – {item.label}") if item.segments else item
    name = names.get((kind, item.key), f"(gone: {item.key})")
    return replace(item, old=name if item.old else "", new=name if item.new else "")
