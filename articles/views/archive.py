"""Every story, by the day in its address."""

from itertools import groupby

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import BY_DAY, Article
from articles.views.caching import kept_until_next_change
from articles.views.calendar import day_or_404, next_month

ON_A_PAGE = 100


@require_safe
@kept_until_next_change
def archive_index(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"months": _months(Article.objects.published(request.edition.at))})


@require_safe
@kept_until_next_change
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    months = _months(Article.objects.published(request.edition.at).filter(url_date__year=day_or_404(year).year))
    if not months:
        raise Http404
    if (address := reverse("articles:archive-year", args=[f"{year:04}"])) != request.path:
        return HttpResponsePermanentRedirect(address)
    return render(request, "articles/archive_year.html", {"year": year, "months": months})


@require_safe
@kept_until_next_change
def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    first = day_or_404(year, month)
    stories = Article.objects.published(request.edition.at).filter(url_date__gte=first, url_date__lt=next_month(first))
    page = stories.page(request.GET, ON_A_PAGE, BY_DAY)
    if page is None:
        raise Http404
    if page.moved_to is not None:
        return HttpResponseRedirect(request.path + page.moved_to)
    if not page.stories:
        raise Http404
    if (address := reverse("articles:archive-month", args=[f"{year:04}", f"{month:02}"])) != request.path:
        return HttpResponsePermanentRedirect(address)
    return render(request, "articles/archive_month.html", {"month": first, "page": page})


def _months(stories: QuerySet[Article]) -> list[dict]:
    """Each month that has stories, newest first, and how many.

    The database counts days, which an index gives it (article_by_day); counting months would make it look at every
    story's date.
    """
    days = stories.values_list("url_date").annotate(Count("pk")).order_by("-url_date")
    months = groupby(days, key=lambda day: day[0].replace(day=1))
    return [{"month": month, "stories": sum(stories for _, stories in days)} for month, days in months]
