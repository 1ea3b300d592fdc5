"""NewsML 1.0 to 1.2: an envelope with one or many NewsItems, each a tree of components."""

from dataclasses import replace

from wire.formats.elements import find, find_all
from wire.formats.errors import MalformedStory, NotAStory, WireError
from wire.formats.habits import Habits
from wire.formats.newsml_1 import item as item_of
from wire.formats.opened import Opened
from wire.formats.story import WireStory

__all__ = ["NAME", "parse", "sniff"]

NAME = "newsml-1.2"
ITEM_REFUSED = "item-refused"


def sniff(document: Opened) -> bool:
    """Whether the root is `NewsML`, in any namespace or none."""
    return document.root_tag == "NewsML"


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """Every story in it. An item that cannot be read does not cost the others; they say that it was refused."""
    root = document.xml
    envelope = item_of.Envelope(find(root, "NewsEnvelope"))
    stories: list[WireStory] = []
    refusals: list[WireError] = []
    for element in find_all(root, "NewsItem"):
        try:
            stories.append(item_of.read(element, envelope, habits))
        except WireError as exc:
            refusals.append(exc)
    broken = [exc for exc in refusals if isinstance(exc, MalformedStory)]
    if not stories:
        raise next(iter([*broken, *refusals]), NotAStory("This NewsML document holds no news item."))
    return tuple(_with_refusals(story, broken) for story in stories)


def _with_refusals(story: WireStory, broken: list[MalformedStory]) -> WireStory:
    if not broken:
        return story
    reasons = tuple(map(str, broken))
    return replace(story, flags=tuple(sorted({*story.flags, ITEM_REFUSED})), set_aside=(*story.set_aside, *reasons))
