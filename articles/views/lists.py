"""The stories of a section or a topic."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles.content import Label
from articles.models import Article, TaggedArticle, Topic
from articles.views.caching import kept_until_next_change

SECONDS = 3  # stories between a section's lead and its list
NEAR, AMONG = 20, 200  # topics; stories


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
    stories, context = list(page), {"topic": topic, "here": topic, "page": page}
    if is_section and page.is_first:
        above = 1 + SECONDS if len(stories) > SECONDS else 1
        context |= {"lead": stories[0] if stories else None, "seconds": stories[1:above], "stories": stories[above:]}
    else:
        context |= {"stories": stories} | (_about(topic, request.edition.at) if page.is_first else {})
    return render(request, template, context)


def _about(topic: Topic, at: datetime) -> dict[str, Any]:
    """What leads on from a topic: the wider one, the narrower ones that have a page, and the newest story that explains
    it, which stays at the top. That is looked for among the topic's newest, or a long list would be read to its end."""
    published = Article.objects.published(at)
    has_page = Exists(published.filter(tagged_topics__tag=OuterRef("pk"))) | Q(kind=Topic.Kind.SECTION, position__gt=0)
    near = Topic.objects.filter(has_page, Q(parent=topic) | Q(pk=topic.parent_id)).order_by("name", "pk")[:NEAR]
    newest = TaggedArticle.objects.filter(tag=topic, listed_at__isnull=False).order_by("-listed_at", "-content_object")
    explaining = published.filter(pk__in=newest.values("content_object")[:AMONG], label=Label.EXPLAINER)
    return {
        "parent": next((one for one in near if one.pk == topic.parent_id), None),
        "subtopics": [one for one in near if one.pk != topic.parent_id],
        "explainer": explaining.for_listing().prefetch_related(None).first(),
    }
