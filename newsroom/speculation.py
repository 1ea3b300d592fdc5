"""Browsers that can may fetch the story a reader is about to open: it is there at once when they do.

The rules lie in a file of their own (newsroom/static/site/stories.speculationrules), because the CSP allows nothing
inline. They name addresses of public pages and none that does something, costs a search, or belongs to the desk; a
browser asks for nothing early while its reader saves data.
"""

import mimetypes
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

RULES = "site/stories.speculationrules"
# Browsers insist on it. WhiteNoise has types of its own (settings.py); these are for Django's server of developers.
mimetypes.add_type("application/speculationrules+json", ".speculationrules")


def name_what_may_be_fetched_early(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _is_page(response) and "public" in response.get("Cache-Control", ""):
            response["Speculation-Rules"] = f'"{static(RULES)}"'
        return response

    return middleware


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
