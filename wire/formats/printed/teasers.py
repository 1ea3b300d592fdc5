"""The lines that sum a story up, where a sender fills them from its text."""

import re
from collections.abc import Sequence

from wire.formats.story import Block

_SHORTEST = 20


def repeats(said: str, body: Sequence[Block]) -> bool:
    """Whether it only says how the text begins, whole or cut off where a field was full."""
    start = _plain(said.rstrip(" .…"))
    text = _plain(" ".join(block.text for block in body[:6]))
    return len(start) > _SHORTEST and start in text[: len(start) + 200]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
