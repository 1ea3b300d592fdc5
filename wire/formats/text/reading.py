"""One dump, read from top to bottom: each line is claimed by one reader, and what nobody claims is set aside."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from wire.formats.errors import NotAStory
from wire.formats.story import Block, WireStory
from wire.formats.text import (
    bylines,
    dateline,
    furniture,
    head,
    headline,
    interior,
    moments,
    names,
    notes,
    opening,
    pictures,
    segment,
    tail,
)
from wire.formats.text.lines import Line
from wire.formats.text.page import Page
from wire.formats.text.words import fold
from wire.formats.writing import wrapping

_LONGEST_FLASH = 15
# Lines with these parts stand word for word in a field.
_IN_A_FIELD = ("headline", "kicker", "standfirst", "body", "note", "bio", "topic")


def read(text: str, *, timezone: ZoneInfo, day_first: bool | None) -> WireStory:
    """The story of a dump."""
    page = Page(wrapping.unwrapped(text))
    if not page.lines:
        raise NotAStory("The document is empty: there is nothing to import.")
    if not any(char.isalnum() for char in text):
        raise NotAStory("The document holds no words: there is nothing to import.")
    flags: list[str] = []
    start, end = segment.find(page)
    title = headline.find(page, start)
    start, end = opening.body(page, title, start, end)
    if title:
        for line in title.lines:
            line.part = "headline"
    top = title.position + 1 if title and title.position < start else 0
    front, inner, rest = page.lines[top:start], page.lines[start:end], page.lines[end:]

    told = tail.Tail()
    _notes_of_head(front, told)
    when = moments.read(page, front, zone=timezone, day_first=day_first)
    if not when.published:
        when = _elsewhere(page, top, rest, timezone, day_first, when)
    for line in when.lines:
        line.part = "date"
    top_of = head.Head()
    head.read_byline(page, front, top_of, headline=title)
    if not top_of.authors and top:
        head.read_byline(page, page.lines[:top], top_of, headline=title, is_sure=True)
    if not top_of.authors:
        _signed(page, inner, rest, top_of)
    if not top_of.authors and inner:
        top_of.authors.extend(bylines.in_lede(inner[0].text))
    pictured = _over(page, title) + page.lines[top : opening.pictured_to(page, end)]
    found = pictures.read(page, pictured, body=range(start, end))
    if title:
        head.read_standfirst(page, front, top_of, title)
        head.read_kicker(page, title, top_of)
        head.read_dateline(page, front, top_of)
    remaining = tail.trim(page, inner, top_of.authors, told)
    blocks = interior.read(page, inner[:remaining])
    tail.read(page, inner[remaining:] + rest, top_of.authors, told)
    blocks = blocks or _flash(page, title)
    heading = title.text if title else _made_up(blocks, page)
    if not title:
        flags.append("headline-made-up")
    if not top_of.authors:
        flags.append("no-byline")
    if page.beyond:
        flags.append("truncated")
    if not blocks:
        flags.append("no-body")
    story = WireStory(
        guid=_guid(heading, when, blocks),
        headline=heading,
        kicker=top_of.kicker,
        standfirst=tuple(top_of.standfirst),
        body=tuple(blocks),
        bylines=tuple(top_of.authors),
        byline=top_of.byline,
        dateline=top_of.dateline,
        published=when.published,
        published_is_date=when.published_is_date,
        updated=when.updated,
        updated_is_date=when.updated_is_date,
        pictures=tuple(found),
        topics=tuple(dict.fromkeys(told.topics)),
        bios=tuple(told.bios),
        social=told.social,
        notes=tuple(told.notes),
        language=page.language,
        flags=tuple(dict.fromkeys([*flags, *when.flags])),
    )
    return replace(story, set_aside=_set_aside(page, story))


def _set_aside(page: Page, story: WireStory) -> tuple[str, ...]:
    """The lines that are in no field: of bylines, dates and credits only those that print a word which no field has."""
    said = {word for text in _texts(story.to_json()) for word in fold(text).split()}
    return tuple(
        line.text
        for line in [*page.lines, *page.beyond]
        if (line.part == "headline" and line.key != fold(story.headline))
        or (
            line.part not in _IN_A_FIELD
            and (
                not line.part or any(word not in said and not any(map(str.isdigit, word)) for word in line.key.split())
            )
        )
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _notes_of_head(lines: list[Line], told: tail.Tail) -> None:
    for line in lines:
        if not line.part and notes.opens(line) and line.count >= 5:
            line.part = "note"
            told.notes.append(line.text)


def _over(page: Page, title: headline.Headline | None) -> list[Line]:
    """What shows itself as a caption between two printings of the headline: a gallery over the story."""
    first = title.lines[0].number if title else 0
    return [line for line in page.lines[first : title.position if title else 0] if page.divided(line)]


def _elsewhere(
    page: Page, top: int, rest: list[Line], zone: ZoneInfo, day_first: bool | None, when: moments.Moments
) -> moments.Moments:
    """The date over the headline, else one among the first lines after the body."""
    printed = next((line.number for line in page.lines[max(0, top - 12) : top] if line.part == "headline"), top)
    places = [page.lines[max(0, min(printed, top - 6)) : top]]
    is_told = any(dateline.label_of(line.text) == "published" for line in rest[:10])
    if when.updated or not when.lines or is_told:
        own = list(takewhile(lambda line: furniture.kind(line.text) not in ("links", "comments"), rest[:12]))
        places += [own[:6], own[6:]]
    for lines in places:
        other = moments.read(page, lines, zone=zone, day_first=day_first)
        if other.published and (not when.updated or other.published <= when.updated):
            updated = when if when.updated else other
            return replace(
                other,
                updated=updated.updated,
                updated_is_date=updated.updated_is_date,
                lines=(*when.lines, *other.lines),
                flags=(*when.flags, *other.flags),
            )
    return when


def _signed(page: Page, inner: list[Line], rest: list[Line], top_of: head.Head) -> None:
    """A byline after the body."""
    closing = inner[-2:] + rest[:6]
    for line in closing:
        if line.part or line.is_prose:
            continue
        found = page.announced(line)
        is_near = line in rest[:2] or line in inner[-1:]
        if not found and is_near and page.is_plain(line) and not names.is_caseless(line.text):
            found = bylines.names_in(line.text)
        if found:
            top_of.authors.extend(found)
            top_of.byline = line.text
            line.part = "byline"
            return


def _flash(page: Page, title: headline.Headline | None) -> list[Block]:
    """A document of a few short lines is a flash, and they are its text; many lines without any text are no story."""
    if len(page.lines) > _LONGEST_FLASH:
        raise NotAStory("The document prints headings and links, but no running text: there is no story to import.")
    left = [
        line for line in page.lines if not line.part and page.is_plain(line) and (not title or line not in title.lines)
    ]
    for line in left:
        line.part = "body"
    return [Block(text=line.text) for line in left]


def _made_up(blocks: list[Block], page: Page) -> str:
    text = blocks[0].text if blocks else page.lines[0].text
    return text if len(text) <= 120 else text[:117].rsplit(" ", 1)[0] + " …"


def _guid(heading: str, when: moments.Moments, blocks: list[Block]) -> str:
    """What stays the same from take to take: the headline and the day; without a day, how the copy begins."""
    said = [
        fold(heading),
        when.published.date().isoformat() if when.published else fold(blocks[0].text if blocks else ""),
    ]
    return "text:" + hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]
