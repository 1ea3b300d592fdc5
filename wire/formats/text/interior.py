"""The body: paragraphs, subheads, lists and quotes, parted from what pages put among them."""

import re

from wire.formats.story import Block
from wire.formats.text import furniture
from wire.formats.text.lines import Line, unbulleted
from wire.formats.text.page import Page

_TWEET = re.compile(r"(?:[—–-]\s*[^—–]{2,60}\s*)?\(@\w{1,30}\)\s+\S.{4,30}$|pic\.twitter\.com/\w+", re.IGNORECASE)
_LENGTH = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LONGEST_SUBHEAD = 150


def read(page: Page, lines: list[Line]) -> list[Block]:
    """The blocks of the body. Lines that are no part of it keep an empty part."""
    blocks: list[Block] = []
    island: list[Line] = []
    hung = False
    is_linked = False
    for line in lines:
        if furniture.kind(line.text) in ("links", "topics"):
            is_linked = True
        if _is_text(page, line) and (line.resumes or not is_linked) and not _is_card(page, line, is_linked=is_linked):
            is_linked = False
            _settle(page, island, blocks, after=hung, before=line)
            island = []
            kind = "quote" if _TWEET.search(line.text) or line.text.startswith(">") else "paragraph"
            if line.is_bullet and line.weight < 400 and (line.text[0] not in "–—-" or _is_dashed_list(page, line)):
                kind = "list item"
            _add(line, blocks, kind)
            hung = line.text.endswith((":", "："))
        else:
            island.append(line)
    _settle(page, island, blocks, after=hung, before=None)
    return blocks


def _is_dashed_list(page: Page, line: Line) -> bool:
    """Two or more lines with dashes under a colon; one alone, or under a full stop, is somebody speaking."""
    run = 1
    for step in (-1, 1):
        other = page.at(line.number + step)
        while other is not None and other.is_bullet and other.text[0] in "–—-":
            run, other = run + 1, page.at(other.number + step)
        if step < 0 and (other is None or not other.text.endswith((":", "："))):
            return False
    return run >= 2


def _is_card(page: Page, line: Line, *, is_linked: bool) -> bool:
    """What a box says of itself: a link's summary over its byline, a sentence between two that sell."""
    above, below = page.at(line.number - 1), page.at(line.number + 1)
    if above is None or below is None or below.is_prose or line.weight > 200:
        return False
    if is_linked and not above.is_prose and page.announced(below):
        return True
    over = [above, page.at(line.number - 2)]
    sells = any(other and not other.is_prose and _sells(other) for other in over)
    return sells and line.weight < 160 and _sells(below) and not above.is_prose


def _sells(line: Line) -> bool:
    return line.weight < 80 and furniture.promotes(line.text)


def _add(line: Line, blocks: list[Block], kind: str) -> None:
    line.part = "body"
    text = line.text
    if kind == "list item":
        text = unbulleted(text)
    elif kind == "quote":
        text = text.lstrip("> ")
    blocks.append(Block(kind=kind, text=text or line.text))  # type: ignore[arg-type]


def _is_text(page: Page, line: Line) -> bool:
    if line.part or page.is_refrain(line) or page.is_pulled(line):
        return False
    if _TWEET.search(line.text):
        return True
    if line.is_prose:
        if line.weight < 60 and furniture.promotes(line.text):
            return False
        return (
            not (page.dated(line) and line.weight < 120)
            and not furniture.kind(line.text)
            and not furniture.addresses_reader(line.text)
        )
    if furniture.is_furniture(line) or page.is_moment(line) or page.announced(line):
        return False
    if line.text.endswith((":", "：")) and line.count >= 4:
        return True
    if line.asks:
        return False
    return line.is_sentence or (line.text[0].islower() and line.ends)


def _settle(page: Page, island: list[Line], blocks: list[Block], *, after: bool, before: Line | None) -> None:
    """What the short lines between two paragraphs are: a subhead, a list, or links to other stories."""
    short = [line for line in island if not line.part and not page.is_refrain(line)]
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
    since = short[_box_end(short) :]
    foreign = any(line.part in ("byline", "date") for line in island) or any(
        furniture.kind(line.text) in ("links", "topics") or page.is_moment(line) or page.announced(line)
        for line in since
    )
    if len(plain) > 1 and plain[0] is island[0] and furniture.kind(island[1].text) == "links" and plain[0].count <= 12:
        _add(plain[0], blocks, "subhead")
        return
    last = plain[-1] if plain else None
    if last is None or last is not short[-1] or last.is_prose:
        return
    if last.text[0].islower() or _is_media(last, island):
        return
    if foreign and not _belongs(page, last, before, short):
        return
    if (last.weight <= _LONGEST_SUBHEAD and not last.hangs) or last.count <= 8:
        _add(last, blocks, "subhead")


def _box_end(short: list[Line]) -> int:
    """How many of the lines a box of links takes, when one that sells or "End of list" closes it."""
    return max(
        (
            index
            for index, line in enumerate(short[:-1], 1)
            if furniture.ends_list(line.text)
            or (
                not furniture.kind(line.text)
                and (furniture.promotes(line.text) or furniture.addresses_reader(line.text))
            )
        ),
        default=0,
    )


def _is_listed(page: Page, line: Line) -> bool:
    """In the contents over the story, not among links to other stories."""
    above = page.lines[max(0, line.number - 3) : line.number]
    return not any(furniture.kind(other.text) in ("links", "link") for other in above)


def _is_media(last: Line, island: list[Line]) -> bool:
    """The title of a video or a gallery: it stands under the word."""
    index = island.index(last)
    above = island[index - 1].text if index else ""
    return bool(above) and (furniture.is_media(above) or bool(_LENGTH.fullmatch(above)))


def _belongs(page: Page, last: Line, before: Line, short: list[Line]) -> bool:
    """Under links, a heading of the text that follows: the contents list it, or the text takes its words up."""
    if page.printed[last.key] > 1 and any(
        _is_listed(page, other) for other in page.lines[: last.number] if other.key == last.key
    ):
        return True
    if last.count >= 2 and len(last.key) >= 10 and not last.asks and page.mentions(last.key):
        return True  # words that the text quotes again
    words = {word[:5] for word in last.key.split() if len(word) >= 4}
    return (
        not last.asks
        and last.gap
        and before.gap
        and len(short) >= 2
        and bool(words & {word[:5] for word in before.key.split()})
    )
