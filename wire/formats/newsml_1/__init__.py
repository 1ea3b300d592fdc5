"""NewsML 1.0 to 1.2: an envelope with one or many NewsItems, each a tree of components."""

from wire.formats.habits import Habits
from wire.formats.newsml_1 import item as item_of
from wire.formats.newsml_1.management import Envelope
from wire.formats.opened import Opened
from wire.formats.story import WireStory
from wire.formats.trees.elements import descendants, find
from wire.formats.trees.several import read_each

__all__ = ["NAME", "parse", "sniff"]

NAME = "newsml-1.2"


def sniff(document: Opened) -> bool:
    """Whether the root is `NewsML`, in any namespace or none."""
    return document.root_tag == "NewsML"


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """Every story in it."""
    root = document.xml
    envelope = Envelope(find(root, "NewsEnvelope"))
    return read_each(
        descendants(root, "NewsItem"),  # a package may hold its members whole
        lambda item: item_of.read(item, envelope, habits),
        nothing="This NewsML document holds no news item.",
    )
