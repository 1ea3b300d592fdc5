"""The page for an address where nothing is. Named in newsroom/urls.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.views.caching import kept_until_next_change


@kept_until_next_change
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for every address, so that nobody learns from it what is hidden."""
    return render(request, "404.html", status=404)
