"""Words -> published stories.

What a reader types is never query syntax: it is cut into words here, and only words reach the database. Both databases
get the same words, and both have indexed the same text (migration 0003), so they find the same stories.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from articles import markup
from articles.models import Article

LONGEST_QUERY = 200
MOST_TERMS = 12
# Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer. The databases cannot
# cut them into words, so what is typed in them is looked for as it is.
_UNSPACED = re.compile(f"[{markup.CJK}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_QUOTATION_MARKS = str.maketrans("“”„‟«»「」『』", '"' * 10)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in a story, next to each other. The last may be the beginning of a longer one."""

    words: tuple[str, ...]
    is_prefix: bool = False
    is_unspaced: bool = False


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for: words, and phrases in quotation marks. Anything else in it is ignored."""
    query = markup.one_line(query)[:LONGEST_QUERY].translate(_QUOTATION_MARKS)
    found: list[Term] = []
    for match in re.finditer(r'"([^"]*)"?|([^\s"]+)', query):
        phrase, word = match.groups()
        words = _words(phrase if word is None else word)
        if not words:
            continue
        if _UNSPACED.search("".join(words)):
            found += [Term((part,), is_unspaced=True) for part in words]
        else:
            found.append(Term(words, is_prefix=word is not None and match.end() == len(query)))
    return tuple(found[:MOST_TERMS])


def search(query: str, at: datetime) -> QuerySet[Article]:
    """The stories readers may see that hold every term; first those with all in the headline, then the newest."""
    asked = terms(query)
    if not asked:
        return Article.objects.none()
    in_headline = _holding(asked, ("headline",))
    return (
        Article.objects.published(at)
        .for_listing()
        .prefetch_related(None)
        .defer(None)
        .defer("body", "notes")
        .filter(_holding(asked, ("headline", "standfirst", "byline_text", "body_text")))
        .order_by(Case(When(in_headline, then=Value(0)), default=Value(1)), "-publish_at", "-pk")
    )


def _words(text: str) -> tuple[str, ...]:
    """Letters, digits and the marks that belong to them; a mark alone is no word."""
    kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text)
    return tuple(word for word in kept.split() if any(map(str.isalnum, word)))


def _holding(asked: tuple[Term, ...], columns: tuple[str, ...]) -> Q:
    """All of the terms, each in one of the columns."""
    condition = Q()
    if indexed := [term for term in asked if not term.is_unspaced]:
        condition &= Q(pk__in=_indexed(indexed, only_headline=columns == ("headline",)))
    for term in asked:
        if term.is_unspaced:
            anywhere = Q()
            for column in columns:
                anywhere |= Q(**{f"{column}__contains": term.words[0]})
            condition &= anywhere
    return condition


def _indexed(asked: list[Term], *, only_headline: bool) -> RawSQL:
    """The primary keys that the database's index gives for the terms. They may be hidden stories'."""
    if connection.vendor == "sqlite":
        match = " AND ".join(f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}' for term in asked)
        match = f"headline : ({match})" if only_headline else match
        return RawSQL("SELECT rowid FROM articles_search WHERE articles_search MATCH %s", [match])
    query = " & ".join(_tsquery(term, weight="A" if only_headline else "") for term in asked)
    return RawSQL("SELECT id FROM articles_article WHERE search @@ to_tsquery('articles_search', %s)", [query])


def _tsquery(term: Term, weight: str) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    marked = [f"{word}:{weight}" if weight else word for word in first]
    if weight or term.is_prefix:
        last = f"{last}:{'*' if term.is_prefix else ''}{weight}"
    return f"({' <-> '.join([*marked, last])})"
