"""The stories of a section or a topic."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.views.caching import kept_until_next_change

ON_A_PAGE = 20


@require_safe
@kept_until_next_change
def section_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _topic_page(request, slug, "articles/section_detail.html")


@require_safe
@kept_until_next_change
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    return _topic_page(request, slug, "articles/topic_detail.html")


def page_of(stories: QuerySet[Article], request: HttpRequest, on_a_page: int = ON_A_PAGE) -> Page:
    """The page the reader asked for; one that does not exist is no address."""
    try:
        return Paginator(stories, on_a_page).page(request.GET.get("page", 1))
    except InvalidPage as exc:
        raise Http404 from exc


def _topic_page(request: HttpRequest, slug: str, template: str) -> HttpResponse:
    """A topic exists for readers when a story they may see has it; a section also when it is in the navigation.

    So the name of a topic that was made for a hidden story is hidden with it.
    """
    topic = get_object_or_404(Topic, slug=slug)
    published = Article.objects.published(timezone.now())
    is_section = topic.kind == Topic.Kind.SECTION
    stories = published.filter(section=topic) if is_section else published.filter(tagged_topics__tag=topic)
    page = page_of(stories.for_listing().prefetch_related(None), request)
    if not page.object_list and not (is_section and topic.position):
        raise Http404
    if iri_to_uri(request.path) != topic.get_absolute_url():
        return HttpResponsePermanentRedirect(topic.get_absolute_url())
    stories = list(page)
    lead = stories.pop(0) if is_section and stories and page.number == 1 else None
    return render(request, template, {"topic": topic, "here": topic, "page": page, "lead": lead, "stories": stories})
