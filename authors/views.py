"""What readers see of a person."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from authors.models import Author


@require_safe
@conditional_page
def author_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A person exists for readers when they may see a story of theirs; before that, their page would give it away.

    The related manager leads to the stories: this app knows nothing of the one above it.
    """
    stories = Author.articles.rel.related_model.objects
    request.edition = stories.edition(timezone.now())
    author = get_object_or_404(Author.objects.select_related("portrait").prefetch_related("links"), slug=slug)
    page = stories.published(request.edition.at).by(author).page(request.GET)
    if page is None or not (page.stories or page.moved_to is not None):
        raise Http404
    if page.moved_to is not None:
        return HttpResponseRedirect(author.get_absolute_url() + page.moved_to)
    response = render(request, "authors/author_detail.html", {"author": author, "page": page})
    patch_cache_control(response, public=True, max_age=request.edition.seconds)
    return response
