"""What stands in a text before its first sentence: a byline, a second headline, a line to the desks."""

import re
from dataclasses import dataclass

from wire.formats.printed import bylines
from wire.formats.printed.bylines import Byline
from wire.formats.story import Block
from wire.formats.text import bylines as printed
from wire.formats.text import names
from wire.formats.text.words import fold

_LONGEST_BYLINE = 120
_LOOKED_AT = 8  # Reuters puts a summary of points before it
# "(Adds comments, detail)": what is new, for the desks; readers of the wire print it or not.
_TRASH = re.compile(r"\([^()]{4,300}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The text without it, and what it says. `trash` stays in the text too."""

    blocks: tuple[Block, ...]
    byline: Byline
    subheadline: str = ""
    trash: tuple[str, ...] = ()


def read(blocks: tuple[Block, ...], byline: Byline, headline: str) -> Opening:
    """`byline` is what the metadata says; a line of the text that says the same, or says it alone, is taken out."""
    rest = list(blocks)
    if len(rest) > 1 and headline and rest[0].text.casefold() == headline.casefold():
        del rest[0]
    subheadline = ""
    if len(rest) > 1 and rest[0].kind == "subhead":
        subheadline = rest.pop(0).text.replace("\n", " ")
    for index, block in enumerate(rest[:_LOOKED_AT]):
        if len(rest) < 2 or block.kind != "paragraph" or len(block.text) > _LONGEST_BYLINE:
            continue
        found = _byline(block.text, byline)
        if found and (not byline.printed or _same(found, byline)):
            del rest[index]
            byline = byline if byline.printed else found
            break
    trash = tuple(block.text for block in rest[:1] if _TRASH.fullmatch(block.text))
    return Opening(blocks=tuple(rest), byline=byline, subheadline=subheadline, trash=trash)


def _same(one: Byline, other: Byline) -> bool:
    """Whether both name somebody in common: a line of the text about quite other people stays in it."""
    return one == other or bool({fold(name) for name in one.names} & {fold(name) for name in other.names})


def _byline(text: str, known: Byline) -> Byline | None:
    plain = text.strip(" .,")
    if known.printed and plain.casefold() in (known.printed.casefold(), f"by {known.printed}".casefold()):
        return known
    rest = printed.after_prefix(plain)
    if rest is None or re.search(r"[.!?]\s", rest):
        return None
    found = printed.names_in(rest, is_announced=True)
    if not found or not all(names.is_name(name) for name in found):
        return None
    covered = sum(len(name) for name in found)
    return bylines.read(plain) if covered * 2 >= len(rest) else None
