"""NITF 2.x to 3.6, the News Industry Text Format. `read_copy` reads the copy of one that another format carries."""

from wire.formats.habits import Habits
from wire.formats.nitf import story
from wire.formats.nitf.copy import Copy, read_copy
from wire.formats.opened import Opened
from wire.formats.story import WireStory

__all__ = ["NAME", "Copy", "parse", "read_copy", "sniff"]

NAME = "nitf"


def sniff(document: Opened) -> bool:
    """Whether the root is `nitf`, in any namespace or none."""
    return document.root_tag == "nitf"


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The one story of a document."""
    return (story.read(document.xml, habits),)
