"""The front page."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.views.caching import kept_until_next_change

TOP = 8  # the lead, and what stands beside and below it
IN_A_SECTION = 4


@require_safe
@kept_until_next_change
def front_page(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    top = list(Article.objects.published(at).for_listing().prefetch_related(None)[:TOP])
    sections = list(Topic.objects.navigation())
    return render(
        request,
        "articles/front_page.html",
        {"lead": top[0] if top else None, "others": top[1:], "blocks": section_blocks(sections, top, at)},
    )


def section_blocks(
    sections: Sequence[Topic], shown: Iterable[Article], at: datetime
) -> list[tuple[Topic, list[Article]]]:
    """For each section that has any, its newest stories that are not on the page yet; one query for all sections."""
    if not sections:
        return []
    others = Article.objects.published(at).exclude(pk__in=[article.pk for article in shown])
    chosen = Q()
    for section in sections:
        newest = others.filter(section=section).order_by("-publish_at", "-pk")
        chosen |= Q(pk__in=newest.values("pk")[:IN_A_SECTION])
    by_section: dict[int, list[Article]] = {section.pk: [] for section in sections}
    for article in Article.objects.published(at).filter(chosen).for_listing().prefetch_related(None):
        by_section[article.section_id].append(article)
    return [(section, by_section[section.pk]) for section in sections if by_section[section.pk]]
