"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.search import search, terms
from articles.views.caching import kept_until_next_change

ON_A_PAGE = 20


@require_safe
@kept_until_next_change
def search_results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    page = Paginator(search(query, timezone.now()), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/search_results.html", {"query": query, "terms": terms(query), "page": page})
