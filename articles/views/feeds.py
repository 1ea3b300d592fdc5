"""Feeds: the newest stories of the paper, a section, a topic, a person or a search, whole, in Atom, RSS and JSON."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article, Topic
from articles.search import narrowing_of, search
from articles.templatetags.machines import absolute
from articles.templatetags.stories import description, labeled
from articles.views.caching import kept_until_next_change
from authors.models import Author

NEWEST = 30
BEFORE_ANY = datetime(1970, 1, 1, tzinfo=UTC)
CONTENT_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_OURS = re.compile(r'(\b(?:href|src)=")(/)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What all three formats say."""

    title: str
    about: str
    page: str  # the page for people, in full
    address: str  # the feed's own
    stories: list[Article]

    @property
    def updated(self) -> datetime:
        return max(story.updated_at for story in self.stories)


@require_safe
@kept_until_next_change
def site_feed(request: HttpRequest, kind: str) -> HttpResponse:
    return _answer(request, kind, settings.SITE_NAME, "/", Article.objects.published(request.edition.at))


@require_safe
@kept_until_next_change
def topic_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A section's or a topic's: as its page, it exists while readers may see a story of it."""
    topic = get_object_or_404(Topic, slug=slug)
    is_section = topic.kind == Topic.Kind.SECTION
    stories = Article.objects.published(request.edition.at).about(topic)
    is_empty_section = is_section and topic.position
    return _answer(request, kind, topic.name, topic.get_absolute_url(), stories, may_be_empty=bool(is_empty_section))


@require_safe
@kept_until_next_change
def author_feed(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    stories = Article.objects.published(request.edition.at).by(author)
    return _answer(request, kind, author.name, author.get_absolute_url(), stories, may_be_empty=False)


@require_safe
@kept_until_next_change
def search_feed(request: HttpRequest, kind: str) -> HttpResponse:
    """What a search finds, the newest first; a search without words is no feed."""
    words = request.GET.get("q", "").strip()
    if not words:
        raise Http404
    found = search(words, request.edition.at, narrowing_of(request.GET).marks, newest_first=True)
    stories = Article.objects.filter(pk__in=[hit.pk for hit in found.hits[:NEWEST]])
    page = f"{reverse('articles:search')}?{request.GET.urlencode()}"
    return _answer(request, kind, _("Search for “%(words)s”") % {"words": words}, page, stories, may_be_empty=True)


def _answer(
    request: HttpRequest, kind: str, name: str, page: str, stories: QuerySet[Article], *, may_be_empty: bool = True
) -> HttpResponse:
    # first which, from an index, then those whole: what hangs on a story is gathered for no other
    order = ("-listed_at", "-listed_pk") if "listed_at" in stories.query.annotations else ("-publish_at", "-pk")
    pks = list(stories.order_by(*order).values_list("pk", flat=True)[:NEWEST])
    newest = Article.objects.filter(pk__in=pks).order_by("-publish_at", "-pk").whole() if pks else []
    if not newest and not may_be_empty:
        raise Http404
    title = name if page == "/" else f"{name} – {settings.SITE_NAME}"
    feed = Feed(
        title=title,
        about=_("The latest stories: %(name)s.") % {"name": name},
        page=absolute(page),
        address=absolute(request.get_full_path()),
        stories=newest,
    )
    write = {"atom": _atom, "rss": _rss, "json": _json_feed}[kind]
    response = HttpResponse(write(feed), content_type=CONTENT_TYPES[kind])
    response["X-Robots-Tag"] = "noindex"
    hub = f'<{settings.WEBSUB_HUB}>; rel="hub", ' if settings.WEBSUB_HUB else ""
    response["Link"] = f'{hub}<{feed.address}>; rel="self"'
    return response


def _atom(feed: Feed) -> str:
    return _written(feed, Atom1Feed)


def _rss(feed: Feed) -> str:
    return _written(feed, _FullTextRss)


class _Still:
    """A feed without stories is the same at every request; Django would date it now, and it would be sent each time."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else BEFORE_ANY


class _FullTextRss(_Still, Rss201rev2Feed):
    """RSS has no element for a whole text; content:encoded of the RSS content module is what everybody reads."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        for name in item["names"]:
            handler.addQuickElement("dc:creator", name, {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})


class _FullTextAtom(_Still, Atom1Feed):
    """The standfirst as the summary, the text as the content, a person for each name (RFC 4287)."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if settings.WEBSUB_HUB:
            handler.addQuickElement("link", None, {"rel": "hub", "href": settings.WEBSUB_HUB})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
        for name in item["names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def _written(feed: Feed, kind: type[Atom1Feed] | type[Rss201rev2Feed]) -> str:
    kind = _FullTextAtom if kind is Atom1Feed else kind
    written = kind(
        title=feed.title,
        link=feed.page,
        description=feed.about,
        feed_url=feed.address,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        feed_guid=feed.address,
    )
    for story in feed.stories:
        written.add_item(
            title=labeled(story),
            link=absolute(story.get_absolute_url()),
            description=description(story),
            unique_id=f"urn:uuid:{story.uid}",
            unique_id_is_permalink=False,
            pubdate=story.publish_at,
            updateddate=story.updated_at,
            categories=_topics(story),
            content=_content(story),
            names=_names(story),
        )
    return written.writeString("utf-8")


def _json_feed(feed: Feed) -> str:
    """JSON Feed 1.1."""
    items = [
        {
            "id": f"urn:uuid:{story.uid}",
            "url": absolute(story.get_absolute_url()),
            "title": labeled(story),
            "summary": description(story),
            "content_html": _content(story),
            "date_published": story.publish_at.isoformat(),
            "date_modified": story.updated_at.isoformat(),
            "authors": [{"name": name} for name in _names(story)],
            "tags": _topics(story),
            "language": story.language,
        }
        for story in feed.stories
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": settings.LANGUAGE_CODE,
        "items": items,
    }
    if settings.WEBSUB_HUB:
        told["hubs"] = [{"type": "WebSub", "url": settings.WEBSUB_HUB}]
    return json.dumps(told, ensure_ascii=False)


def _content(story: Article) -> str:
    """The text with its pictures, at addresses that lead somewhere from every reader's program."""
    html = render_to_string("articles/_feed_content.html", {"article": story})
    return _OURS.sub(rf"\1{settings.SITE_URL}\2", html).strip()


def _names(story: Article) -> list[str]:
    return [byline.name for byline in story.bylines.all()]


def _topics(story: Article) -> list[str]:
    section: Iterable[Topic] = [story.section] if story.section else []
    return [topic.name for topic in (*section, *(tagged.tag for tagged in story.tagged_topics.all()))]
