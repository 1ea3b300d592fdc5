"""How the API answers: who may ask and how often, what went wrong, and what every answer carries."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from articles.views.caching import kept_until_next_change
from newsroom.api.limit import seconds_to_wait

METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "X-Robots-Tag": "noindex",  # search engines have the pages
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Problem(Exception):
    """An answer that is no story, as RFC 9457 has it: a status, and a sentence for whoever wrote the program."""

    def __init__(self, status: HTTPStatus, detail: str):
        super().__init__(detail)
        self.status, self.detail = status, detail


def answers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of the API. What it answers may be kept like a page; what went wrong may not be kept."""
    kept = kept_until_next_change(view)

    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = _answer(request, kept, *args, **kwargs)
        except Problem as problem:
            response = _told(problem)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return inner


def json_answer(data: object, content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type=content_type)


def _answer(request: HttpRequest, view: Callable[..., HttpResponse], *args, **kwargs) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
    if request.method not in {"GET", "HEAD"}:
        response = _told(Problem(HTTPStatus.METHOD_NOT_ALLOWED, "The API is read: send GET or HEAD."))
        response["Allow"] = METHODS
        return response
    if wait := seconds_to_wait(request, timezone.now()):
        response = _told(Problem(HTTPStatus.TOO_MANY_REQUESTS, f"Too many questions. Ask again in {wait} seconds."))
        response["Retry-After"] = str(wait)
        return response
    return view(request, *args, **kwargs)


def _told(problem: Problem) -> HttpResponse:
    data = {"title": problem.status.phrase, "status": problem.status.value, "detail": problem.detail}
    response = json_answer(data, content_type="application/problem+json")
    response.status_code = problem.status.value
    patch_cache_control(response, no_store=True)
    return response
