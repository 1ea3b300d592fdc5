"""Where the words of a search stand in a text."""

import re
from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles import markup
from articles.search import Term

register = template.Library()

EXCERPT = 240
BEFORE = 80


@register.filter
def marked(text: str, terms: Iterable[Term]) -> SafeString:
    """The text, escaped, with the words of the search in <mark>."""
    html, end = "", 0
    for start, stop in _places(text, terms):
        html += conditional_escape(text[end:start]) + format_html("<mark>{}</mark>", text[start:stop])
        end = stop
    return mark_safe(html + conditional_escape(text[end:]))  # noqa: S308 -- every piece is escaped


@register.filter
def excerpt(text: str, terms: Iterable[Term]) -> SafeString:
    """The part of a long text where a word of the search stands first, marked."""
    first = next(iter(_places(text, terms)), (0, 0))[0]
    start = max(0, first - BEFORE)
    if start:
        start = max(text.find(" ", start, first) + 1, start)
    part = " ".join(text[start : start + EXCERPT].split())
    if start + EXCERPT < len(text):
        part = (part.rpartition(" ")[0] or part) + "…"
    return marked("…" + part if start else part, terms)


@register.filter
def holds(text: str, terms: Iterable[Term]) -> bool:
    return bool(_places(text, terms))


def _places(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where terms begin and end, without overlap. Accents and case do not count, as in the database's index."""
    pattern = "|".join(map(_pattern, terms))
    if not pattern:
        return []
    folded, positions = _folded(text)
    return [(positions[match.start()], positions[match.end() - 1] + 1) for match in re.finditer(pattern, folded)]


def _pattern(term: Term) -> str:
    words = [re.escape(_folded(word)[0]) for word in term.words]
    if term.is_unspaced:
        return words[0]
    return rf"(?<!\w){r'[\W_]+'.join(words)}{r'\w*' if term.is_prefix else r'(?!\w)'}"


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without accents and case, and for each of its characters the place it came from."""
    signs: list[str] = []
    positions: list[int] = []
    for position, sign in enumerate(text):
        for part in markup.fold(sign):
            signs.append(part)
            positions.append(position)
    return "".join(signs), positions
