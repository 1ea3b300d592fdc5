"""Every story, by the day in its address."""

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.views.caching import kept_until_next_change
from articles.views.calendar import day_or_404, next_month
from articles.views.lists import page_of

ON_A_PAGE = 100


@require_safe
@kept_until_next_change
def archive_index(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"months": _months(Article.objects.published())})


@require_safe
@kept_until_next_change
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    months = _months(Article.objects.published().filter(url_date__year=day_or_404(year).year))
    if not months:
        raise Http404
    if (address := reverse("articles:archive-year", args=[f"{year:04}"])) != request.path:
        return HttpResponsePermanentRedirect(address)
    return render(request, "articles/archive_year.html", {"year": year, "months": months})


@require_safe
@kept_until_next_change
def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    first = day_or_404(year, month)
    stories = (
        Article.objects.published()
        .filter(url_date__gte=first, url_date__lt=next_month(first))
        .for_listing()
        .prefetch_related(None)
        .order_by("-url_date", "-publish_at", "-pk")
    )
    page = page_of(stories, request, ON_A_PAGE)
    if not page.object_list:
        raise Http404
    if (address := reverse("articles:archive-month", args=[f"{year:04}", f"{month:02}"])) != request.path:
        return HttpResponsePermanentRedirect(address)
    return render(request, "articles/archive_month.html", {"month": first, "page": page})


def _months(stories: QuerySet[Article]) -> list[dict]:
    """Each month that has stories, newest first, and how many."""
    return list(
        stories.annotate(month=TruncMonth("url_date")).values("month").annotate(stories=Count("pk")).order_by("-month")
    )
