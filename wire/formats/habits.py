"""What is the same in all documents of a provider, and cannot be seen in any of them."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wire.formats.mapping import XmlMapping

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a provider writes.

    `timezone` is for times without an offset. `day_first` says what 1/5/2020 means where the document itself does not
    tell. `mappings` describe XML of the provider's own making; they are tried before those that come with the newsroom.
    """

    timezone: ZoneInfo = UTC
    day_first: bool | None = None
    mappings: tuple[XmlMapping, ...] = ()
