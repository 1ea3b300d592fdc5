"""Entries that an Atom feed withdraws in so many words: `at:deleted-entry` of RFC 6721."""

from wire.formats.habits import Habits
from wire.formats.html import plain
from wire.formats.moments import Clock
from wire.formats.printed.headlines import MADE_UP
from wire.formats.story import WireStory
from wire.formats.trees.elements import Element, descendants, text


def find(feed: Element | None) -> list[Element]:
    """Those that say which entry they mean."""
    return [element for element in descendants(feed, "deleted-entry") if plain.line(element.get("ref", ""))]


def read(element: Element, habits: Habits) -> WireStory:
    """The kill of a story."""
    guid, clock = plain.line(element.get("ref")), Clock(habits.timezone)
    reason = text(element, "comment")
    updated = clock.read(element.get("when"))
    return WireStory(
        guid=guid,
        pub_status="canceled",
        signals=("kill",),
        signal_codes=("at:deleted-entry",),
        kills=(guid,),
        headline=reason or guid,
        updated=updated,
        editor_note=reason,
        flags=tuple(sorted({*clock.flags, MADE_UP})),
    )
