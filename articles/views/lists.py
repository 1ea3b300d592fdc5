"""The stories of a section or a topic."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.views.caching import kept_until_next_change


@require_safe
@kept_until_next_change
def section_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _topic_page(request, slug, "articles/section_detail.html")


@require_safe
@kept_until_next_change
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _topic_page(request, slug, "articles/topic_detail.html")


def _topic_page(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    """A topic exists for readers when a story they may see has it; a section also when it is in the navigation.

    So the name of a topic that was made for a hidden story is hidden with it.
    """
    topic = get_object_or_404(Topic, slug=slug)
    is_section = topic.kind == Topic.Kind.SECTION
    page = Article.objects.published(request.edition.at).about(topic).page(request.GET)
    if page is None:
        raise Http404
    if page.moved_to is not None:
        return HttpResponseRedirect(topic.get_absolute_url() + page.moved_to)
    if not page.stories and not (is_section and topic.position):
        raise Http404
    if iri_to_uri(request.path) != topic.get_absolute_url():
        return HttpResponsePermanentRedirect(topic.get_absolute_url())
    stories = list(page)
    lead = stories.pop(0) if is_section and stories and page.is_first else None
    return render(request, template, {"topic": topic, "here": topic, "page": page, "lead": lead, "stories": stories})
