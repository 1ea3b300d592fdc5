"""Which version of a story is new. The sender's own word for it decides, and where there is none, the words."""

import enum
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from wire.models import Filed, Item, Provider

_AT_ONCE = 500  # guids in one query


class Verdict(enum.Enum):
    NEW = enum.auto()
    KNOWN = enum.auto()
    DISPUTED = enum.auto()


class _Kept(NamedTuple):
    sent_version: str
    story_sha256: str
    is_disputed: bool


class Versions:
    """What is kept of some guids of a provider. The caller holds the provider's row: nobody adds to it meanwhile."""

    def __init__(self, provider: Provider, guids: Iterable[str]) -> None:
        self._kept: defaultdict[str, list[_Kept]] = defaultdict(list)
        self._last: defaultdict[str, int] = defaultdict(int)
        asked = sorted(set(guids))
        columns = ("guid", "version", "sent_version", "story_sha256", "outcome")
        for start in range(0, len(asked), _AT_ONCE):
            rows = provider.items.filter(guid__in=asked[start : start + _AT_ONCE]).order_by("version")
            for guid, version, sent_version, story_sha256, outcome in rows.values_list(*columns):
                self._kept[guid].append(_Kept(sent_version, story_sha256, outcome == Filed.DISPUTED))
                self._last[guid] = version

    def judge(self, item: Item) -> Verdict:
        """Whether the version is one that we do not have yet."""
        kept = self._kept[item.guid]
        if not item.sent_version:
            is_known = any(version.story_sha256 == item.story_sha256 for version in kept)
            return Verdict.KNOWN if is_known else Verdict.NEW
        same = [version for version in kept if version.sent_version == item.sent_version]
        if any(version.story_sha256 == item.story_sha256 for version in same):
            return Verdict.KNOWN
        return Verdict.DISPUTED if same else Verdict.NEW

    def number(self, item: Item, verdict: Verdict) -> None:
        """Give a new version its number: ours, in the order received."""
        self._last[item.guid] += 1
        item.version = self._last[item.guid]
        self._kept[item.guid].append(_Kept(item.sent_version, item.story_sha256, verdict is Verdict.DISPUTED))
