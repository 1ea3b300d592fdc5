"""One story."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles import markup
from articles.models import Article, OldAddress
from articles.story_page import story_page
from articles.views.caching import kept_until_next_change
from articles.views.calendar import day_or_404


@require_safe
@kept_until_next_change
def article_detail(request: HttpRequest, year: int, month: int, day: int, slug: str) -> HttpResponse:
    at = request.edition.at
    address = {"url_date": day_or_404(year, month, day), "slug": markup.tidy(slug)}
    found = Article.objects.published(at).filter(**address).with_translations(at).whole()
    if not found:
        return moved_or_withdrawn(request, address)
    article = found[0]
    if iri_to_uri(request.path) != article.get_absolute_url():
        return HttpResponsePermanentRedirect(article.get_absolute_url())
    return render(request, "articles/article_detail.html", story_page(article, at))


def moved_or_withdrawn(request: HttpRequest, address: dict, page: str = "") -> HttpResponse:
    """No story is here now. Say so, unless readers know the story from here or find it elsewhere.

    Whatever is hidden asks the same queries as what never was, and gets the same answer. `page` is what the address
    has after the story's own.
    """
    moved = OldAddress.objects.filter(**address).values("article")
    withdrawn = Article.objects.withdrawn().filter(Q(**address) | Q(pk__in=moved)).first()
    if withdrawn:
        return render(request, "articles/article_withdrawn.html", {"article": withdrawn}, status=410)
    article = Article.objects.published().filter(pk__in=moved).first()
    if article is None:
        raise Http404
    return HttpResponsePermanentRedirect(article.get_absolute_url() + page)
