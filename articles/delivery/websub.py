"""WebSub: a hub is told that feeds have changed, and fetches them for everybody who follows them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from articles.delivery.posting import post
from articles.delivery.stories import absolute, story_to_tell_of
from articles.models import Article, Effect
from articles.outbox import TakenBack
from authors.models import Author

KINDS = ("atom", "rss", "json")


def prepare(effect: Effect, now: datetime) -> Callable[[], None]:
    if not settings.WEBSUB_HUB:
        raise TakenBack("There is no hub any more: WEBSUB_HUB is not set.")
    article = story_to_tell_of(effect.payload, now)
    # One call for all of them: every hub since PubSubHubbub 0.3 takes the address of the feed more than once.
    told = [("hub.mode", "publish"), *(("hub.url", address) for address in feeds_with(article))]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return partial(post, settings.WEBSUB_HUB, urlencode(told).encode(), headers, key=effect.key)


def feeds_with(article: Article) -> list[str]:
    """The feeds in which the story stands, or stood: the paper's, its section's, its topics' and its authors'."""
    pages = [reverse("articles:front-page")]
    if article.section:
        pages.append(article.section.get_absolute_url())
    pages += [tagged.tag.get_absolute_url() for tagged in article.tagged_topics.select_related("tag")]
    authors = Author.objects.filter(bylines__article=article).distinct().order_by("pk")
    pages += [author.get_absolute_url() for author in authors]
    return [absolute(f"{page}feed.{kind}") for page in pages for kind in KINDS]
