"""What a version of an item is: its kind, its status, and what its codes say it means."""

from wire.formats.meaning import statuses
from wire.formats.moments import Clock
from wire.formats.newsml_g2 import codes
from wire.formats.newsml_g2.content import Content
from wire.formats.newsml_g2.header import Header
from wire.formats.story import PubStatus, Signal, StoryKind
from wire.formats.trees.elements import Element, attribute, find, find_all, local, text

_KINDS: dict[str, StoryKind] = {
    "text": "text",
    "picture": "picture",
    "photo": "picture",
    "image": "picture",
    "graphic": "graphic",
    "animated": "graphic",
    "video": "video",
    "audio": "audio",
    "composite": "composite",
}
_MEDIA: dict[str, StoryKind] = {"image": "picture", "video": "video", "audio": "audio"}
_SIGNALS: dict[str, Signal] = {
    "update": "update",
    "updated": "update",
    "replace": "update",
    "writethru": "update",
    "correction": "correction",
    "corrected": "correction",
    "corrective": "correction",
    "refile": "refile",
    "repeat": "refile",
    "resend": "refile",
    "alert": "alert",
    "flash": "alert",
    "newsalert": "alert",
    "newsflash": "alert",
    "bulletin": "alert",
    "urgent": "alert",
    "advisory": "advisory",
}
# Reuters' status of the edit; D deletes.
_EDITS: dict[str, Signal] = {"u": "update", "c": "correction"}
_KILLS = {"kill", "killed", "cancel", "canceled", "cancelled", "delete", "withdraw", "withdrawn", "retract"}
# Genres that say how urgent or how wrong a story is. dpa's "Extra" is one more story, not an alert.
_GENRES: dict[str, Signal] = {
    "eil": "alert",
    "eilmeldung": "alert",
    "blitz": "alert",
    "flash": "alert",
    "alert": "alert",
    "news alert": "alert",
    "korrektur": "correction",
    "berichtigung": "correction",
    "correction": "correction",
    "wiederholung": "refile",
}


def kind(item: Element, content: Content) -> StoryKind:
    """By the class of the item; else a package by its name, and other items by what they hold."""
    if local(item) == "packageItem":
        return "composite"
    sent = codes.bare(codes.sent(find(item, "itemMeta/itemClass")))
    if sent in _KINDS:
        return _KINDS[sent]
    if content.copy.body:
        return "text"
    return next((_MEDIA[medium] for medium in _MEDIA if content.of_type(medium)), "text")


def signal_codes(item: Element) -> tuple[str, ...]:
    """As sent."""
    return tuple(dict.fromkeys(code for element in find_all(item, "itemMeta/signal") if (code := codes.sent(element))))


def signals(sent: tuple[str, ...], genres: tuple[str, ...]) -> set[Signal]:
    """What the codes and the genre mean."""
    found: set[Signal] = set()
    for code in sent:
        known = _EDITS if codes.parted(code)[0].casefold() == "edstat" else _SIGNALS
        if meant := known.get(codes.bare(code)):
            found.add(meant)
    return found | {_GENRES[genre.casefold()] for genre in genres if genre.casefold() in _GENRES}


def status(item: Element, sent: tuple[str, ...], clock: Clock) -> PubStatus:
    """Usable, where nothing is said. A code that deletes counts, whatever the status says."""
    printed = codes.sent(find(item, "itemMeta/pubStatus"))
    found, doubts = statuses.read(codes.bare(printed))
    clock.flags.update(doubts)
    edits = {codes.bare(code) for code in sent if codes.parted(code)[0].casefold() == "edstat"}
    is_killed = "d" in edits or any(codes.bare(code) in _KILLS for code in sent)
    return "canceled" if is_killed else found


def sender(item: Element, header: Header) -> str:
    """Who provides it."""
    provider = find(item, "itemMeta/provider")
    return codes.named(provider) or header.sender


def versioned_guid(item: Element) -> str:
    """The id with the version in it, in the element that Reuters adds for it."""
    found = find(item, "itemMeta/versionedId")
    return "" if found is None else attribute(item, "itemMeta/versionedId", "guid") or text(found)
