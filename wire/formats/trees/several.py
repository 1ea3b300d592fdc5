"""Several stories in one document: one that cannot be read costs none of the others, and is named in each of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from wire.formats.errors import NotAStory, WireError
from wire.formats.story import WireStory
from wire.formats.trees.elements import Element

MAX_STORIES = 500
ITEM_REFUSED = "item-unreadable"
TRUNCATED = "truncated"


def read_each(items: Sequence[Element], read: Callable[[Element], WireStory], *, nothing: str) -> tuple[WireStory, ...]:
    """The stories of the items. What was refused is said in each of them; without any story it is the error raised."""
    stories: list[WireStory] = []
    broken: list[WireError] = []
    passed_over: list[NotAStory] = []
    for item in items[:MAX_STORIES]:
        try:
            stories.append(read(item))
        except NotAStory as exc:
            passed_over.append(exc)
        except WireError as exc:
            broken.append(exc)
    if not stories:
        raise next(iter([*broken, *passed_over]), NotAStory(nothing))
    doubts = {ITEM_REFUSED} if broken else set[str]()
    doubts |= {TRUNCATED} if len(items) > MAX_STORIES else set()
    return tuple(_doubted(story, doubts, broken) for story in stories) if doubts else tuple(stories)


def _doubted(story: WireStory, doubts: set[str], broken: list[WireError]) -> WireStory:
    return replace(story, flags=tuple(sorted({*story.flags, *doubts})), set_aside=(*story.set_aside, *map(str, broken)))
