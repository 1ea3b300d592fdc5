"""ninjs 1 to 3, IPTC's news in JSON, in the dialects of Superdesk, TT and dpa, alone or in an interface's envelope."""

from typing import Any

from wire.formats.habits import Habits
from wire.formats.ninjs import story
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.trees.members import read_each, unwrapped

NAME = "ninjs"

_SAYING = {"headline", "headlines", "bodies", "descriptions"}
_MANAGING = {"versioncreated", "pubstatus", "firstcreated", "version", "type", "associations", "renditions", "ednote"}


def sniff(document: Opened) -> bool:
    """Whether there is an item in it: one with an id and anything else of ninjs, or one with words and a status."""
    return any(isinstance(item, dict) and _is_item(item) for item in unwrapped(document.json, _is_item))


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The stories of the items, in their order."""
    return read_each(unwrapped(document.json, _is_item), lambda item: story.read(item, habits))


def _is_item(values: dict[str, Any]) -> bool:
    if "@type" in values or "@context" in values:  # schema.org
        return False
    if "uri" in values and ("versioncreated" in values or "versionCreated" in values):
        return True  # as most are
    names = {name.lower() for name in values}
    says = not names.isdisjoint(_SAYING) or any(name.startswith(("body_", "description_")) for name in names)
    manages = not names.isdisjoint(_MANAGING)
    return (says or manages) if "uri" in names or "guid" in names else (says and manages)
