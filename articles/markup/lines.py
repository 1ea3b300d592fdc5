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
_WHITE_SPACE = re.compile(r"[ \t\n]+")


def is_blank(piece: str) -> bool:
    return not isinstance(piece, Tag) and not piece.strip()


def print_line(pieces: Iterable[str]) -> str:
    """A line as HTML: white space as a browser would show it, none at its ends, and nothing if it says nothing."""
    printed = [piece if isinstance(piece, Tag) else _spaced(piece) for piece in _joined(pieces)]
    if BREAK not in printed:
        return _unbroken(printed)
    while printed and (printed[0] is BREAK or is_blank(printed[0])):
        del printed[0]
    _drop_blank_end(printed)
    if not _says(printed):
        return ""
    line = ""
    before: str = BREAK
    for piece, after in zip(printed, [*printed[1:], BREAK], strict=True):
        shown = piece.lstrip(" ") if before is BREAK and not isinstance(piece, Tag) else piece
        line += _written(shown, after)
        before = piece
    return line


def _unbroken(printed: list[str]) -> str:
    """A line that stays one, as nearly all do: only its ends lose their spaces."""
    while printed and is_blank(printed[0]):
        del printed[0]
    while printed and is_blank(printed[-1]):
        del printed[-1]
    if not _says(printed):
        return ""
    if not isinstance(printed[0], Tag):
        printed[0] = printed[0].lstrip(" ")
    if not isinstance(printed[-1], Tag):
        printed[-1] = printed[-1].rstrip(" ")
    return "".join([piece if isinstance(piece, Tag) else _escaped(piece) for piece in printed])


def print_text(text: str) -> str:
    """`print_line` of a line without tags."""
    line = _spaced(normalize("NFC", text)).strip(" ")
    return _escaped(line) if line.strip() else ""


def print_columns(pieces: Iterable[str]) -> str:
    """Lines as HTML with their columns: spaces and tabs as they stand.

    A line ends with <br>: a block has no line ends of its own, so that blocks can stand one a line.
    """
    printed: list[str] = []
    for piece in _joined(pieces):
        if isinstance(piece, Tag):
            printed.append(piece)
        else:
            first, *rest = piece.split("\n")
            printed += [first, *(part for line in rest for part in (BREAK, line))]
    printed = [piece for piece in printed if piece]
    while printed and (printed[0] is BREAK or (is_blank(printed[0]) and printed[1:2] == [BREAK])):
        del printed[0]
    _drop_blank_end(printed)
    if not _says(printed):
        return ""
    return "".join(_written(piece, after) for piece, after in zip(printed, [*printed[1:], BREAK], strict=True))


def _spaced(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text) if "  " in text or "\n" in text or "\t" in text else text


def _drop_blank_end(printed: list[str]) -> None:
    while printed and (printed[-1] is BREAK or is_blank(printed[-1])):
        del printed[-1]


def _says(printed: list[str]) -> bool:
    return not all(isinstance(piece, Tag) for piece in printed)


def _written(piece: str, after: str) -> str:
    if isinstance(piece, Tag):
        return piece
    shown = piece.rstrip(" \t") if after is BREAK else piece
    return _escaped(shown)


def _escaped(text: str) -> str:
    escaped = escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
    # the one character that composes with ">": whoever normalizes a page as a whole must not break the tag
    return f"&#x338;{escaped[1:]}" if escaped.startswith("\u0338") else escaped


def _joined(pieces: Iterable[str]) -> list[str]:
    joined: list[str] = []
    for piece in pieces:
        if joined and not isinstance(piece, Tag) and not isinstance(joined[-1], Tag):
            joined[-1] += piece
        else:
            joined.append(piece)
    return [piece if isinstance(piece, Tag) else normalize("NFC", piece) for piece in joined]
