"""Where corrections stand on a story, and how machines read them."""

from collections.abc import Iterable

from django import template

from articles.models import Article, Correction
from articles.templatetags.machines import iso

register = template.Library()


@register.filter
def at_the_top(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that a reader has to know before the first paragraph, the newest first."""
    return [correction for correction in corrections if correction.changes_meaning][::-1]


@register.filter
def at_the_foot(corrections: Iterable[Correction]) -> list[Correction]:
    """The others, in the order in which they were made."""
    return [correction for correction in corrections if not correction.changes_meaning]


def correction_comments(article: Article) -> list[dict]:
    """In the terms of schema.org."""
    return [
        {
            "@type": "CorrectionComment",
            "name": str(correction.get_kind_display()),
            "text": correction.text,
            "datePublished": iso(correction.at),
        }
        for correction in article.corrections.all()
    ]
