"""A line of a story while it is being written: pieces that are text or tags."""

import re
from collections.abc import Iterable
from html import escape
from unicodedata import normalize


class Tag(str):
    """A tag among the pieces of a line. The others are text, which is normalized only when the line is printed, because
    pieces that come to stand side by side may compose, and an accent must not compose with the end of a tag."""

    __slots__ = ()


BREAK = Tag("<br>")


def is_blank(piece: str) -> bool:
    return not isinstance(piece, Tag) and not piece.strip()


def print_line(pieces: Iterable[str]) -> str:
    """A line as HTML: white space as a browser would show it, none at its ends, and nothing if it says nothing."""
    printed = _joined(pieces)
    while printed and (printed[0] is BREAK or is_blank(printed[0])):
        del printed[0]
    while printed and (printed[-1] is BREAK or is_blank(printed[-1])):
        del printed[-1]
    if all(isinstance(piece, Tag) for piece in printed):
        return ""
    line = ""
    before: str = BREAK
    for piece, after in zip(printed, [*printed[1:], BREAK], strict=True):
        if isinstance(piece, Tag):
            line += piece
        else:
            shown = piece.lstrip(" ") if before is BREAK else piece
            shown = shown.rstrip(" ") if after is BREAK else shown
            # the one character that composes with ">": whoever normalizes a page as a whole must not break the tag
            line += re.sub("^\u0338", "&#x338;", escape(shown, quote=False))
        before = piece
    return line


def _joined(pieces: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and not isinstance(piece, Tag) and not isinstance(joined[-1], Tag):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [piece if isinstance(piece, Tag) else re.sub(r"[ \t\n]+", " ", normalize("NFC", piece)) for piece in joined]
