"""Sitemaps: an index, a file for each month, one of the last two days for news robots, one of the standing pages.

A month is the unit because it never changes once it is over, so that a million stories are as cheap as ten: a robot
that has last year's months asks only for what is new (sitemaps.org, and its limit of 50,000 addresses a file).
"""

from datetime import timedelta

from django.db.models import Count, Max
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.views.caching import kept_until_next_change
from articles.views.calendar import day_or_404, next_month
from authors.models import Author

IN_A_FILE = 20_000
NEWS_FOR = timedelta(hours=48)
MOST_NEWS = 1_000  # the limit of the news sitemap protocol
XML = "application/xml; charset=utf-8"


@require_safe
@kept_until_next_change
def index(request: HttpRequest) -> HttpResponse:
    months = (
        Article.objects.published()
        .annotate(month=TruncMonth("url_date"))
        .values("month")
        .annotate(stories=Count("pk"), changed=Max("updated_at"))
        .order_by("-month")
    )
    files = [
        {"month": month["month"], "part": part, "changed": month["changed"]}
        for month in months
        for part in range(1, (month["stories"] - 1) // IN_A_FILE + 2)
    ]
    return render(request, "articles/sitemap_index.xml", {"files": files}, content_type=XML)


@require_safe
@kept_until_next_change
def month(request: HttpRequest, year: int, month: int, part: int) -> HttpResponse:
    if part < 1:
        raise Http404
    first = day_or_404(year, month)
    stories = Article.objects.published().filter(url_date__gte=first, url_date__lt=next_month(first))
    begin = (part - 1) * IN_A_FILE
    stories = stories.order_by("pk").only("url_date", "slug", "updated_at")[begin : begin + IN_A_FILE]
    if not stories:
        raise Http404
    return render(request, "articles/sitemap.xml", {"stories": stories}, content_type=XML)


@require_safe
@kept_until_next_change
def news(request: HttpRequest) -> HttpResponse:
    """What was first published in the last two days."""
    now = timezone.now()
    stories = Article.objects.published(now).filter(publish_at__gt=now - NEWS_FOR)
    stories = stories.order_by("-publish_at", "-pk").only("url_date", "slug", "headline", "language", "publish_at")
    return render(request, "articles/sitemap_news.xml", {"stories": stories[:MOST_NEWS]}, content_type=XML)


@require_safe
@kept_until_next_change
def pages(request: HttpRequest) -> HttpResponse:
    """The sections in the navigation; the topics and people whose stories readers may see."""
    published = Article.objects.published(timezone.now())
    sections = Topic.objects.navigation()
    topics = Topic.objects.exclude(kind=Topic.Kind.SECTION).filter(tagged_articles__content_object__in=published)
    authors = Author.objects.filter(bylines__article__in=published)
    context = {
        "sections": sections,
        "topics": topics.distinct().order_by("pk")[:IN_A_FILE],
        "authors": authors.distinct().order_by("pk")[:IN_A_FILE],
    }
    return render(request, "articles/sitemap_pages.xml", context, content_type=XML)
