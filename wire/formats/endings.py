"""What agencies write under a text for each other: the end of the copy, the initials of the desk."""

import re

from wire.formats import bylines
from wire.formats.story import Block

_END = re.compile(r"\W*(?:ends?|-?\s?30\s?-?|###+|ende|fin|fine|slut|eom)\W*", re.IGNORECASE)


def without_sign_off(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The text for readers, and the last lines that are not for them ("ends", "hh/ph/ts")."""
    kept, taken = list(blocks), list[str]()
    while len(kept) > 1 and len(taken) < 3 and kept[-1].kind == "paragraph" and _is_sign_off(kept[-1].text):
        taken.insert(0, kept.pop().text)
    return tuple(kept), tuple(taken)


def _is_sign_off(text: str) -> bool:
    return _END.fullmatch(text) is not None or ("/" in text.strip("/") and bylines.is_initials(text))
