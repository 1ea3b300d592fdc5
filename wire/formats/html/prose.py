"""Text in a field of its own, of which nobody says whether it is HTML: as blocks."""

import re

from articles import markup
from wire.formats import body
from wire.formats.html import plain
from wire.formats.story import Block

_TAG = re.compile(
    r"</?(?:p|br|div|b|i|u|strong|em|a|ul|ol|li|table|tr|td|h[1-6]|span|blockquote|pre|font|sub|sup)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"<(?:p|br|div|ul|ol|table|h[1-6]|blockquote|pre)\b", re.IGNORECASE)
_WRAPPED = range(45, 91)


def is_html(text: str) -> bool:
    """Whether there are tags in it that a story's text has."""
    return _TAG.search(text) is not None


def blocks(text: str) -> tuple[Block, ...]:
    """HTML as it is marked; other text by its empty lines, or else by its line ends.

    Entities in a text without tags were escaped once too often on their way.
    """
    if not is_html(text):
        text = plain.unescaped(text)
    if _BLOCK_TAG.search(text):
        return body.from_html(text)
    is_marked = is_html(text)
    read: list[Block] = []
    for paragraph in paragraphs(text):
        read += body.from_html(paragraph) if is_marked else [Block(text=paragraph)]
    return tuple(block for block in read if block.text)


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text as paragraphs. Lines that all end near the edge of a screen were broken by a machine."""
    groups = [group.strip("\n") for group in re.split(r"\n[^\S\n]*\n", markup.tidy(text))]
    is_parted = sum(bool(group.strip()) for group in groups) > 1
    found: list[str] = []
    for group in groups:
        lines = [line for line in map(markup.one_line, group.split("\n")) if line]
        is_wrapped = len(lines) > 1 and all(len(line) in _WRAPPED for line in lines[:-1])
        found += [" ".join(lines)] if is_wrapped or is_parted else lines
    return tuple(paragraph for paragraph in found if paragraph)
