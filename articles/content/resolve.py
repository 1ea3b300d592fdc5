"""What a person decided about each clash, put into the story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from articles import markup
from articles.content.merge import Clash, Conflict
from articles.content.value import Byline, Content, ContentError, Label, Placement


@dataclass(frozen=True, slots=True)
class Edited:
    """Neither side's words but these: HTML for the body, one name or note a line, else the text as typed."""

    text: str


type Choice = Literal["ours", "theirs", "both"] | Edited


def resolve(conflict: Conflict, choices: Mapping[str, Choice]) -> Content:
    """The story with one choice for the key of each clash; a clash that nobody decided is not decided here."""
    keys = {clash.key for clash in conflict.clashes}
    if keys != set(choices):
        raise ContentError(f"Not decided, or not asked: {', '.join(sorted(keys ^ set(choices)))}")
    content = conflict.content
    for clash in reversed(conflict.clashes):  # from the end, so that the places before stay where they are
        content = _put(content, clash, _chosen(clash, choices[clash.key]))
    return content


def _chosen(clash: Clash, choice: Choice) -> Any:
    match choice:
        case "ours":
            return clash.ours
        case "theirs":
            return clash.theirs
        case "both" if clash.can_keep_both:
            return _both(clash.ours, clash.theirs, "\n\n" if clash.field == "editor_note" else " / ")
        case Edited(text):
            return _edited(clash, text)
    raise ContentError(f"{clash.label}: {choice} is no choice here.")


def _both(ours: Any, theirs: Any, separator: str) -> Any:
    if isinstance(ours, tuple):
        return ours + tuple(item for item in theirs if item not in ours)
    if isinstance(ours, str):
        return separator.join(filter(None, (ours, theirs)))
    return ours or theirs  # a picture that one side took out


def _edited(clash: Clash, text: str) -> Any:
    match clash.field:
        case "body":
            return markup.blocks(text)
        case "notes":
            return tuple(text.splitlines())
        case "bylines":
            known = {str(byline): byline for byline in (*clash.base, *clash.theirs, *clash.ours)}
            lines = filter(None, map(markup.one_line, text.splitlines()))
            return tuple(known.get(line) or Byline(name=line) for line in lines)
        case "label":
            return Label(text)
    if isinstance(clash.ours, str):
        return text
    raise ContentError(f"{clash.label}: there is no text to edit.")


def _put(content: Content, clash: Clash, value: Any) -> Content:
    if clash.field == "images":
        return replace(content, images=_images(content.images, clash, value))
    if clash.field in ("bylines", "body", "notes"):
        items = getattr(content, clash.field)
        value = (*items[: clash.at], *value, *items[clash.at + len(clash.ours) :])
    return replace(content, **{clash.field: value})


def _images(images: Sequence[Placement], clash: Clash, value: Any) -> tuple[Placement, ...]:
    if clash.key == "images:order":
        order = {image: place for place, image in enumerate(value)}
        return tuple(sorted(images, key=lambda placement: order.get(placement.image, len(order))))
    if isinstance(value, str):
        changed: dict[str, Any] = {clash.key.rpartition(":")[2]: value}
        return tuple(replace(p, **changed) if p.image == clash.image else p for p in images)
    others = [placement for placement in images if placement.image != clash.image]
    return (*others[: clash.at], *([value] if value else []), *others[clash.at :])
