"""How long anyone may keep a page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

from articles.models import Article


def kept_until_next_change(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that anyone may keep for a minute, but not beyond the next moment at which a story appears or expires.

    That moment is asked for before the page is made: a story that appears in between must not be missing for longer.
    The page's ETag is made from the page, so nothing that stands on it can be forgotten. There is no Last-Modified:
    a story that is killed takes the newest date of a list with it, and a client that knows nothing else would be told
    that nothing happened.
    """

    @conditional_page
    @wraps(view)
    def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not hasattr(request, "edition"):  # a page that is not found was looked for by another view
            request.edition = Article.objects.edition(timezone.now())
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=request.edition.seconds)
        return response

    return inner
