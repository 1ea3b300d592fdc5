"""Readers' pages speak SITE_LANGUAGE; the desk speaks English, which is all it knows.

Django brings its own part of the admin in a hundred languages. A desk that is half English and half something else,
and laid out from right to left around English sentences, would serve nobody.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

DESK = "/admin/"
DESK_LANGUAGE = "en"


def speak_english_at_the_desk(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DESK):
            return get_response(request)
        with translation.override(DESK_LANGUAGE):
            return get_response(request)

    return middleware
