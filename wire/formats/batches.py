"""Several items in one document: a broken one is reported and does not lose the others."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from wire.formats.errors import MalformedStory, NotAStory, WireError
from wire.formats.story import WireStory

UNREADABLE = "item-unreadable"


def read_each(items: Iterable[Any], read: Callable[[dict[str, Any]], WireStory]) -> tuple[WireStory, ...]:
    """The stories of the items. What was none is set aside with the first story; without a story, it is raised."""
    stories: list[WireStory] = []
    refusals: list[tuple[int, WireError]] = []
    for number, item in enumerate(items, 1):
        try:
            if not isinstance(item, dict):
                raise MalformedStory("It is not an object of JSON.")
            stories.append(read(item))
        except WireError as exc:
            refusals.append((number, exc))
    if not stories:
        broken = [exc for _, exc in refusals if not isinstance(exc, NotAStory)]
        raise broken[0] if broken else refusals[0][1] if refusals else NotAStory("There are no items in it.")
    if refusals:
        said = [f"Item {number} of the document was left out: {exc}" for number, exc in refusals]
        is_broken = any(not isinstance(exc, NotAStory) for _, exc in refusals)
        flags = {*stories[0].flags, UNREADABLE} if is_broken else stories[0].flags
        stories[0] = replace(stories[0], set_aside=(*stories[0].set_aside, *said), flags=tuple(sorted(flags)))
    return tuple(stories)
