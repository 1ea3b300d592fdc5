"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from articles.search import search, terms
from articles.views.caching import kept_until_next_change

ON_A_PAGE = 20
MOST = 1000  # of a search's answers; nobody reads on, and counting or skipping more would cost more the more there are


class _Found(Paginator):
    """Pages of the best answers. They have an order that no story's place in it is known of, so pages have numbers."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[: MOST + 1].count()


@require_safe
@kept_until_next_change
def search_results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    page = _Found(search(query, request.edition.at), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"query": query, "terms": terms(query), "page": page, "most": MOST}
    return render(request, "articles/search_results.html", context)
