"""What readers see of a person."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from authors.models import Author

ON_A_PAGE = 20


@require_safe
@conditional_page
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A person exists for readers when they may see a story of theirs; before that, their page would give it away.

    The related manager leads to the stories: this app knows nothing of the one above it.
    """
    at = timezone.now()
    author = get_object_or_404(Author.objects.select_related("portrait").prefetch_related("links"), slug=slug)
    stories = author.articles.model.objects
    seconds = stories.fresh_for(at)
    # not author.articles: a name printed twice over a story would list the story twice
    theirs = stories.published(at).filter(pk__in=author.bylines.values("article"))
    try:
        page = Paginator(theirs.for_listing().prefetch_related(None), ON_A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage as exc:
        raise Http404 from exc
    if not page.object_list:
        raise Http404
    response = render(request, "authors/author_detail.html", {"author": author, "page": page})
    patch_cache_control(response, public=True, max_age=seconds)
    return response
