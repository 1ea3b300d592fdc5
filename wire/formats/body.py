"""Markup from outside as the blocks of a body, and blocks as markup."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import groupby

from articles import markup
from wire.formats.errors import MalformedStory
from wire.formats.story import Block, BlockKind

NO_BODY = "no-body"  # the flag of a story without a text

_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("<h2", "subhead"),
    ("<h3", "subhead"),
    ("<ul", "list"),
    ("<ol", "list"),
    ("<blockquote", "quote"),
    ("<table", "table"),
    ("<pre", "preformatted"),
)


def from_html(source: str) -> tuple[Block, ...]:
    """Any HTML as blocks, cleaned by the allow-list of `articles.markup`. Raises MalformedStory for a bomb."""
    try:
        blocks = markup.blocks(source, figures=False)
    except markup.MarkupError as exc:
        raise MalformedStory(f"{exc} The newsroom does not read it.") from exc
    return tuple(block for html in blocks if (block := _block(html)).text)


def _block(html: str) -> Block:
    if html.startswith("<p>") and (paragraph := _paragraph(html)):
        return paragraph
    kind: BlockKind = next((kind for tag, kind in _KINDS if html.startswith(tag)), "paragraph")
    text = markup.text((html,))
    is_plain = kind == "preformatted" or (kind == "paragraph" and "\n" not in text)
    plain = markup.from_text([(_PLAIN[kind], text)]) if is_plain else ()
    return Block(kind=kind, text=text, html="" if plain == (html,) else html)


def _paragraph(html: str) -> Block | None:
    """The block of an ordinary paragraph; None for one that needs a closer look."""
    words = html[3:-4]
    if "<" not in words:
        return Block(text=unescape(words)) if words == words.strip() else None
    if "<br>" in words or "data-footnote" in words:
        return None
    return Block(text=unescape(_TAG.sub("", words)).strip(), html=html)


_TAG = re.compile("<[^>]*>")


def to_blocks(body: Iterable[Block]) -> tuple[str, ...]:
    """The body as safe, canonical HTML blocks, as `articles.markup.blocks` gives them."""
    html: list[str] = []
    for is_plain, group in groupby(body, key=lambda block: not block.html):
        if is_plain:
            html += markup.from_text((_PLAIN.get(block.kind, markup.Kind.PARAGRAPH), block.text) for block in group)
        else:
            html += [block.html for block in group]
    return tuple(html)


_PLAIN: dict[BlockKind, markup.Kind] = {
    "paragraph": markup.Kind.PARAGRAPH,
    "subhead": markup.Kind.SUBHEAD,
    "list item": markup.Kind.ITEM,
    "quote": markup.Kind.QUOTE,
    "preformatted": markup.Kind.PREFORMATTED,
}


def to_text(body: Iterable[Block]) -> str:
    """The body as text, paragraphs parted by an empty line; each row of a table is a paragraph."""
    paragraphs = []
    for block in body:
        rows = block.text.split("\n") if block.kind == "table" else [block.text]
        paragraphs += [row.replace("\t", " ") if block.kind == "table" else row for row in rows]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
