"""The body: paragraphs, subheads, lists and quotes, parted from what pages put among them."""

import re

from wire.formats.story import Block
from wire.formats.text import furniture
from wire.formats.text.lines import Line, unbulleted
from wire.formats.text.page import Page

_TWEET = re.compile(r"(?:[—–-]\s*[^—–]{2,60}\s*)?\(@\w{1,30}\)\s+\S.{4,30}$|pic\.twitter\.com/\w+", re.IGNORECASE)
_LONGEST_SUBHEAD = 150


def read(page: Page, lines: list[Line]) -> list[Block]:
    """The blocks of the body. Lines that are no part of it keep an empty part."""
    blocks: list[Block] = []
    island: list[Line] = []
    hung = False
    for line in lines:
        if _is_text(page, line):
            _settle(page, island, blocks, after=hung, before=line)
            island = []
            kind = "quote" if _TWEET.search(line.text) or line.text.startswith(">") else "paragraph"
            if line.is_bullet and line.weight < 400 and line.text[0] not in "–—-":
                kind = "list item"
            _add(line, blocks, kind)
            hung = line.text.endswith((":", "："))
        else:
            island.append(line)
    _settle(page, island, blocks, after=hung, before=None)
    return blocks


def _add(line: Line, blocks: list[Block], kind: str) -> None:
    line.part = "body"
    text = line.text
    if kind == "list item":
        text = unbulleted(text)
    elif kind == "quote":
        text = text.lstrip("> ")
    blocks.append(Block(kind=kind, text=text or line.text))  # type: ignore[arg-type]


def _is_text(page: Page, line: Line) -> bool:
    if line.part:
        return False
    if line.is_prose:
        return (
            not (page.dated(line) and line.weight < 120)
            and not furniture.kind(line.text)
            and not furniture.addresses_reader(line.text)
        )
    if furniture.is_furniture(line) or page.is_moment(line) or page.announced(line):
        return False
    if line.text.endswith((":", "：")) and line.count >= 6:
        return True
    return line.is_sentence or (line.text[0].islower() and line.ends)


def _settle(page: Page, island: list[Line], blocks: list[Block], *, after: bool, before: Line | None) -> None:
    """What the short lines between two paragraphs are: a subhead, a list, or links to other stories."""
    short = [line for line in island if not line.part]
    if not short:
        return
    plain = [line for line in short if page.is_plain(line)]
    bullets = [line for line in plain if line.is_bullet]
    if len(bullets) >= 2 or (bullets and after):
        for line in bullets:
            _add(line, blocks, "list item")
        return
    if after and len(plain) >= 2 and len(plain) == len(short):
        for line in plain:
            _add(line, blocks, "list item")
        return
    if before is None:
        return
    foreign = any(
        furniture.kind(line.text) in ("links", "topics") or page.is_moment(line) or page.announced(line)
        for line in short
    )
    last = plain[-1] if plain else None
    if last is None or last is not short[-1]:
        return
    if foreign:
        return
    if (last.weight <= _LONGEST_SUBHEAD and not last.hangs) or last.count <= 8:
        _add(last, blocks, "subhead")
