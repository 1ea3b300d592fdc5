"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.fronts import compose
from articles.views.caching import kept_until_next_change


@require_safe
@kept_until_next_change
def front_page(request: HttpRequest) -> HttpResponse:
    page = compose(request.edition.at, request.edition.sections)
    return render(
        request, "articles/front_page.html", {"lead": page.lead, "others": page.others, "blocks": page.blocks}
    )
