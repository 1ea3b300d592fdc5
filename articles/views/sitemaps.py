"""Sitemaps: an index, a file for each month, one of the last two days for news robots, one of the standing pages.

A month is the unit because it never changes once it is over, so that a million stories are as cheap as ten: a robot
that has last year's months asks only for what is new (sitemaps.org, and its limit of 50,000 addresses a file).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.content import Label
from articles.models import Article, Byline, TaggedArticle, Topic
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
    files = [
        {"month": month, "part": part, "changed": changed}
        for month, stories, changed in _months(Article.objects.published(request.edition.at))
        for part in range(1, (stories - 1) // IN_A_FILE + 2)
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
    """What was first published in the last two days; what somebody paid for is no news."""
    now = timezone.now()
    stories = Article.objects.published(now).filter(publish_at__gt=now - NEWS_FOR).exclude(label=Label.SPONSORED)
    stories = stories.order_by("-publish_at", "-pk").only(
        "url_date", "slug", "headline", "language", "publish_at", "updated_at"
    )
    return render(request, "articles/sitemap_news.xml", {"stories": stories[:MOST_NEWS]}, content_type=XML)


@require_safe
@kept_until_next_change
def pages(request: HttpRequest) -> HttpResponse:
    """The sections in the navigation; the topics and people whose stories readers may see."""
    published = Article.objects.published(request.edition.at)
    on = TaggedArticle.objects.filter(tag=OuterRef("pk"), listed_at__lte=request.edition.at)
    by = Byline.objects.filter(author=OuterRef("pk"), listed_at__lte=request.edition.at)
    seen = published.order_by()
    topics = Topic.objects.exclude(kind=Topic.Kind.SECTION)
    topics = topics.filter(Exists(on.filter(Exists(seen.filter(pk=OuterRef("content_object"))))))
    authors = Author.objects.filter(Exists(by.filter(Exists(seen.filter(pk=OuterRef("article"))))))
    context = {
        "sections": Topic.objects.navigation(),
        "topics": topics.order_by("pk")[:IN_A_FILE],
        "authors": authors.order_by("pk")[:IN_A_FILE],
    }
    return render(request, "articles/sitemap_pages.xml", context, content_type=XML)


def _months(stories: QuerySet[Article]) -> Iterator[tuple[date, int, datetime]]:
    """Each month, newest first, with how many stories and when one of them last changed.

    By day, as the index has them (article_by_day): the database reads no story.
    """
    days = stories.values("url_date").annotate(stories=Count("pk"), changed=Max("updated_at")).order_by("-url_date")
    for month, group in groupby(days, key=lambda day: day["url_date"].replace(day=1)):
        of_month = list(group)
        yield month, sum(day["stories"] for day in of_month), max(day["changed"] for day in of_month)
