"""Pages: schema.org metadata (JSON-LD) alone, or a whole HTML page with them and its text."""

import re
from typing import Any

from wire.formats.errors import NotAStory
from wire.formats.habits import Habits
from wire.formats.html import tree as html_tree
from wire.formats.html.tree import Html
from wire.formats.opened import Opened
from wire.formats.pages import linked_data, meta, story
from wire.formats.story import WireStory

__all__ = ["NAME", "parse", "sniff"]

NAME = "json-ld"

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_NO_ARTICLE = "There is no article in it: no headline, or no text under one."


def sniff(document: Opened) -> bool:
    """Whether it is HTML, or JSON in the words of schema.org."""
    return document.is_html or linked_data.is_linked_data(document.json)


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The one article of a page, or each article of a document that is nothing but metadata."""
    if not document.is_html:
        return _metadata_alone(document.json, habits)
    page = html_tree.parse(_decoded(document))
    if page is None:
        raise NotAStory(f"This page is empty. {_NO_ARTICLE}")
    facts = meta.read(page)
    articles = linked_data.articles(_blocks(page))
    main = linked_data.main(articles, link=facts.link, headline=facts.headline)
    found = story.of_page(page, main, facts, habits)
    if found is None:
        raise NotAStory(f"This is a page, but no story. {_NO_ARTICLE}")
    return (found,)


def _metadata_alone(values: Any, habits: Habits) -> tuple[WireStory, ...]:
    articles = linked_data.each_once(linked_data.articles([values]))
    if not articles:
        raise NotAStory("These are metadata of schema.org, but of no article.")
    return tuple(story.of_metadata(article, habits) for article in articles)


def _blocks(page: Html) -> list[Any]:
    """All metadata of the page that can be read; what is broken in one block does not spoil the others."""
    scripts = (script for script in page.iter("script") if "ld+json" in script.get("type", "").casefold())
    loaded = (linked_data.load(script.text or "") for script in scripts)
    return [values for values in loaded if values is not None]


def _decoded(document: Opened) -> str:
    """The page as text. What it says of its own encoding is believed where it is not UTF-8."""
    try:
        return document.raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared := _CHARSET.search(document.raw[:4096]):
        try:
            text = document.raw.decode(declared[1].decode())
            document.doubts.discard("encoding-guessed")  # by who asked before what it is
            return text
        except (LookupError, UnicodeDecodeError):
            pass
    return document.text
