"""The front page."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.views.caching import kept_until_next_change

TOP = 8  # the lead, and what stands beside and below it
IN_A_SECTION = 4


@require_safe
@kept_until_next_change
def front_page(request: HttpRequest) -> HttpResponse:
    at = request.edition.at
    top = list(Article.objects.published(at).for_listing().prefetch_related(None)[:TOP])
    blocks = section_blocks(request.edition.sections, top, at)
    return render(
        request, "articles/front_page.html", {"lead": top[0] if top else None, "others": top[1:], "blocks": blocks}
    )


def section_blocks(
    sections: Sequence[Topic], shown: Iterable[Article], at: datetime
) -> list[tuple[Topic | None, list[Article]]]:
    """For each section that has any, its newest stories that are not on the page yet; one query for all sections.

    Last, under None, the newest without a section: a story that nobody has sorted yet is news all the same.
    """
    others = Article.objects.published(at).exclude(pk__in=[article.pk for article in shown])
    unsorted = others.filter(section=None).order_by("-publish_at", "-pk")
    chosen = Q(pk__in=unsorted.values("pk")[:IN_A_SECTION])
    for section in sections:
        newest = others.filter(section=section).order_by("-publish_at", "-pk")
        chosen |= Q(pk__in=newest.values("pk")[:IN_A_SECTION])
    blocks: dict[int | None, tuple[Topic | None, list[Article]]] = {section.pk: (section, []) for section in sections}
    blocks[None] = (None, [])
    # what is chosen is published; to say so again would make the database look through all that is
    for article in Article.objects.filter(chosen).for_listing().prefetch_related(None):
        blocks[article.section_id][1].append(article)
    return [block for block in blocks.values() if block[1]]
