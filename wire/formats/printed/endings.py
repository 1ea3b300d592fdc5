"""What agencies write around a text for each other: an embargo over it, under it its end and initials of the desk."""

import re

from wire.formats.printed import bylines
from wire.formats.story import Block

_END = re.compile(r"\W*(?:ends?|-?\s?30\s?-?|###+|ende|fin|fine|slut|eom)\W*", re.IGNORECASE)
_EMBARGO = re.compile(
    r"\W*(?:strictly |strict )?(?:embargo|hold for release|not for (?:release|publication|use) (?:before|until)"
    r"|(?:ach?tung.{0,3})?sperrfrist|no usar antes)",
    re.IGNORECASE,
)
_SHORT = 200


def without_embargo(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """The text for readers, and the line over it that says until when nobody may have it."""
    first = blocks[0].text if blocks else ""
    if len(blocks) > 1 and len(first) <= _SHORT and _EMBARGO.match(first):
        return blocks[1:], first
    return blocks, ""


def without_sign_off(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The text for readers, and the last lines that are not for them ("ends", "hh/ph/ts")."""
    kept, taken = list(blocks), list[str]()
    while len(kept) > 1 and len(taken) < 3 and kept[-1].kind == "paragraph" and _is_sign_off(kept[-1].text):
        taken.insert(0, kept.pop().text)
    return tuple(kept), tuple(taken)


def _is_sign_off(text: str) -> bool:
    return _END.fullmatch(text) is not None or ("/" in text.strip("/") and bylines.is_initials(text))
