"""The search page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search import COUNTED, MOST, chips, choices, did_you_mean, narrowing_of, search, terms
from articles.views.caching import kept_until_next_change

ON_A_PAGE = 20


@require_safe
@kept_until_next_change
def search_results(request: HttpRequest) -> HttpResponse:
    """The best answers in numbered pages: their order is none that a story's place in it could be named by."""
    query, at = request.GET.get("q", "").strip(), request.edition.at
    narrowing = narrowing_of(request.GET)
    newest_first = request.GET.get("sort") == "newest"
    found = search(query, at, narrowing.marks, newest_first=newest_first)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "terms": found.terms,
        "found": found,
        "page": page,
        "most": MOST,
        "counted": COUNTED,
        "narrowing": narrowing,
        "newest_first": newest_first,
        "chips": chips(narrowing, query, is_anything=bool(found), newest_first=newest_first),
        "choices": choices(found, narrowing, query, newest_first=newest_first),
        "own_query": narrowing.query(query, newest_first=newest_first),
        "query_by_best": narrowing.query(query),
        "query_by_newest": narrowing.query(query, newest_first=True),
        "meant": did_you_mean(terms(query), at) if query and not found and not narrowing.chosen else "",
    }
    return render(request, "articles/search_results.html", context)
