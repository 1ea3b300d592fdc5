"""The addresses under /api/."""

from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_safe

from articles.content import Label
from articles.models import Article, Topic
from articles.models.paging import BY_LINK, BY_TIME, page_of
from articles.templatetags.machines import absolute
from articles.views.caching import kept_until_next_change
from authors.models import Author
from newsroom.api.answers import Problem, answers, json_answer
from newsroom.api.openapi import MOST, PARAMETERS, USUAL, document
from wire.output import outgoing
from wire.output.index import for_output
from wire.output.ninjs import item


@answers
def root(request: HttpRequest) -> HttpResponse:
    """Where everything is."""
    return json_answer(
        {
            "name": settings.SITE_NAME,
            "stories": absolute(reverse("api:stories")),
            "openapi": absolute(reverse("api:openapi")),
            "documentation": absolute(reverse("api:documentation")),
        }
    )


@answers
def stories(request: HttpRequest) -> HttpResponse:
    """The newest first. A page is named by the story it begins after: stories that appear meanwhile move nothing."""
    asked = request.GET
    if unknown := sorted(set(asked) - set(PARAMETERS)):
        raise Problem(HTTPStatus.BAD_REQUEST, f"There is no “{unknown[0]}”. There are: {', '.join(PARAMETERS)}.")
    found = _found(request)
    order = BY_LINK if "listed_at" in found.query.annotations else BY_TIME
    place = {"before": asked["before"]} if asked.get("before") else {}
    page = page_of(for_output(found).defer("live__data"), place, size=_size(asked.get("size", "")), order=order)
    if page is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "“before” is no place in this list. Begin without it.")
    answer: dict[str, object] = {"items": [_item(story) for story in page]}
    following = ""
    if page.older:
        query = {name: asked[name] for name in PARAMETERS if name in asked} | {
            "before": page.older.removeprefix("?before=")
        }
        following = absolute(f"{reverse('api:stories')}?{urlencode(query)}")
        answer["next"] = following
    response = json_answer(answer)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


@answers
def story(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One story that readers see. Of one that was withdrawn they are told why; of any other, nothing."""
    found = for_output(Article.objects.published(request.edition.at).filter(uid=uid)).defer("live__data").first()
    if found:
        return json_answer(_item(found))
    withdrawn = Article.objects.withdrawn().filter(uid=uid).first()
    if withdrawn:
        raise Problem(HTTPStatus.GONE, withdrawn.kill_note or "This story was withdrawn.")
    raise Problem(HTTPStatus.NOT_FOUND, "There is no such story.")


@answers
def openapi(request: HttpRequest) -> HttpResponse:
    return json_answer(document())


@require_safe
@kept_until_next_change
def documentation(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document as a page for people."""
    return render(request, "api/documentation.html", {"document": document(), "limit": settings.API_LIMIT})


def _found(request: HttpRequest) -> QuerySet[Article]:
    """The stories that the filters leave. A section, topic or person that readers do not know of has none."""
    asked, found = request.GET, Article.objects.published(request.edition.at)
    author = topic = None
    if slug := asked.get("author"):
        author = Author.objects.filter(slug=slug).first()
        found = found if author else found.none()
    if slug := asked.get("topic"):
        topic = Topic.objects.exclude(kind=Topic.Kind.SECTION).filter(slug=slug).first()
        found = found.about(topic) if topic else found.none()
    if author:
        found = found.filter(pk__in=author.bylines.values("article")) if topic else found.by(author)
    if slug := asked.get("section"):
        found = found.filter(section__slug=slug, section__kind=Topic.Kind.SECTION)
    if language := asked.get("language"):
        found = found.filter(Q(language__iexact=language) | Q(language__istartswith=f"{language}-"))
    if since := asked.get("since"):
        found = found.filter(updated_at__gte=_moment(since))
    return found


def _moment(text: str) -> datetime:
    try:
        moment = parse_datetime(text)
        is_day = parse_date(text) is not None
    except ValueError:
        moment, is_day = None, False
    if moment is None or moment.tzinfo is None or is_day:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "“since” is a moment with its zone, such as 2026-03-14T12:00:00Z (a + as %2B)."
        )
    return moment


def _size(text: str) -> int:
    if not text:
        return USUAL
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MOST and len(text) < 4):
        raise Problem(HTTPStatus.BAD_REQUEST, f"“size” is a number from 1 to {MOST}.")
    return int(text)


def _item(story: Article) -> dict[str, object]:
    """As ninjs, with what kind of journalism it is and where this API has it."""
    told = item(outgoing(story))
    if story.label:
        told["genres"] = [{"name": Label(story.label).text, "literal": story.label}]
    own = {"role": "api", "value": absolute(reverse("api:story", args=[story.uid]))}
    return told | {"altIds": [*told.get("altIds", []), own]}
