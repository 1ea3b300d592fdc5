"""The words by which agencies say whether a story may be used."""

from wire.formats.story import PubStatus

INVALID = "value-invalid"

_USABLE = {
    "",
    "usable",
    "use",
    "live",
    "open",
    "release",
    "released",
    "published",
    "publish",
    "ok",
    "approved",
    "update",
}
_WITHHELD = {"withheld", "withhold", "embargoed", "embargo", "hold", "held", "onhold", "pending", "draft"}
_CANCELED = {
    "canceled",
    "cancelled",
    "cancel",
    "killed",
    "kill",
    "deleted",
    "delete",
    "withdrawn",
    "recalled",
    "spiked",
}


def read(word: str) -> tuple[PubStatus, tuple[str, ...]]:
    """The status, and the flags about it. A word that nobody knows holds the story: its sender meant something."""
    plain = word.rpartition(":")[2].strip().casefold().replace("-", "").replace(" ", "")
    if plain in _USABLE:
        return "usable", ()
    if plain in _CANCELED:
        return "canceled", ()
    return "withheld", () if plain in _WITHHELD else (INVALID,)
