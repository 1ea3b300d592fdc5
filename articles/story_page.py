"""What the page of a story is made from: for readers, and for those who look at it before readers may."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Model, prefetch_related_objects
from django.utils import timezone

from articles.content import Content
from articles.models import Article, Status
from articles.publication import fill, slug_from_headline
from articles.related import related

MORE = 4


def story_page(article: Article, at: datetime) -> dict:
    """What its template is given."""
    return {"article": article, "more": related(article, at, MORE), "at": at}


def rehearsed(article: Article, content: Content, at: datetime) -> Article:
    """The story as readers would get it if this content were published at that moment. Nothing is written."""
    shown = Article.objects.filter(pk=article.pk).with_translations(at).whole()[0]
    links = fill(shown, content)
    if shown.lead_image_id:
        prefetch_related_objects([shown], "lead_image")
    prefetch_related_objects(links.bylines, "author__portrait")
    prefetch_related_objects(links.placements, "image")
    prefetch_related_objects(links.tagged_topics, "tag")
    for relation in ("bylines", "placements", "tagged_topics"):
        _hang(shown, relation, getattr(links, relation))
    if shown.first_published_at is None or shown.first_published_at > at:
        shown.first_published_at = shown.publish_at = at
    elif shown.status == Status.PUBLISHED:
        shown.updated_at = at
    shown.slug = shown.slug or content.slug or slug_from_headline(content.headline)
    shown.url_date = shown.url_date or timezone.localdate(at)
    return shown


def _hang(article: Article, relation: str, rows: Sequence[Model]) -> None:
    """Make `article.<relation>.all()` these rows, as if they had been read."""
    read = getattr(article, relation).all()
    read._result_cache, read._prefetch_done = list(rows), True
    article._prefetched_objects_cache[relation] = read
