"""Who gets to which story."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from articles.models import Article


def story_for(admin, request: HttpRequest, object_id: str, *, may: Callable) -> Article:
    """The story, for somebody who may do what the page is for; asked first, so that nobody else learns what exists.

    `may` is one of the admin's own questions, such as `admin.has_change_permission`.
    """
    article = admin.get_object(request, object_id)
    if not may(request, article):
        raise PermissionDenied
    if article is None:
        raise Http404
    return article
