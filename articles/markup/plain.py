"""Plain text as blocks, and blocks as plain text."""

import html
import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby

from articles.markup.blocks import blocks
from articles.markup.characters import printable
from articles.markup.lines import BREAK, print_columns, print_line


class Kind(StrEnum):
    """What a line of plain text is, for `from_text`."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    ITEM = "item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"  # several lines, whose columns stay


def from_text(lines: Iterable[str | tuple[Kind, str]]) -> tuple[str, ...]:
    """Plain text as blocks: a bare string is a paragraph; items, and quotes, that follow each other belong together."""
    kinds = [(Kind.PARAGRAPH, line) if isinstance(line, str) else line for line in lines]
    printed = [
        (kind, print_columns([printable(line)]) if kind == Kind.PREFORMATTED else print_line(_broken(line)))
        for kind, line in kinds
    ]
    body: list[str] = []
    for kind, group in groupby([pair for pair in printed if pair[1]], key=lambda pair: pair[0]):
        inner = [line for _, line in group]
        if kind == Kind.ITEM:
            body.append(f"<ul>{''.join(f'<li>{line}</li>' for line in inner)}</ul>")
        elif kind == Kind.QUOTE:
            body.append(f"<blockquote>{''.join(f'<p>{line}</p>' for line in inner)}</blockquote>")
        else:
            tag = _TAGS[kind]
            body += [f"<{tag}>{line}</{tag}>" for line in inner]
    return tuple(body)


_TAGS = {Kind.PARAGRAPH: "p", Kind.SUBHEAD: "h2", Kind.PREFORMATTED: "pre"}


def _broken(line: str) -> list[str]:
    """The lines of a verse stay lines; an empty one among them does not make two paragraphs of one."""
    pieces: list[str] = []
    for part in printable(line).split("\n"):
        if part.strip():
            pieces += [BREAK, part] if pieces else [part]
    return pieces


def text(body: str | Iterable[str]) -> str:
    """What a reader reads, as plain text: paragraphs separated by blank lines, list items and rows by line ends.

    A string is any HTML; anything else must be blocks, which are known to be canonical and need no parser.
    """
    paragraphs = map(_block_text, blocks(body) if isinstance(body, str) else body)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _block_text(block: str) -> str:
    block = re.sub(r"<sup data-footnote[^>]*>[^<]*</sup>", "", block)
    block = re.sub(r"</(?:p|h2|h3|figcaption|caption|blockquote|pre)>", "\n\n", block)
    block = re.sub(r"<br>|</(?:li|tr)>|<(?:ul|ol)[^>]*>", "\n", block)
    block = re.sub(r"</t[dh]>(?=<t[dh])", "\t", block)
    words = html.unescape(re.sub(r"<[^>]*>", "", block))
    if block.startswith("<pre>"):
        return words.strip("\n")  # the first line has a column to stand in, too
    return re.sub(r"\n{3,}", "\n\n", words).strip()
