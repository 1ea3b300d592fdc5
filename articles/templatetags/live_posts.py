"""The posts of a live story, as search engines want them: a subhead begins one, and may begin with its time."""

import re
from datetime import datetime, time
from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles import markup
from articles.models import Article
from articles.templatetags.machines import absolute, iso

MOST, LENGTH = 20, 300
_SUBHEAD = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\b")


def live_posts(article: Article) -> list[dict]:
    parts = _SUBHEAD.split(article.body)[1:]
    return [_post(article, strip_tags(head), text) for head, text in zip(parts[::2], parts[1::2], strict=True)][:MOST]


def _post(article: Article, head: str, html: str) -> dict:
    post = {
        "@type": "BlogPosting",
        "headline": unescape(head),
        "articleBody": Truncator(markup.text(markup.blocks(html))).chars(LENGTH),
        "url": absolute(article.get_absolute_url()),
    }
    if posted := _posted(article, head):
        post["datePublished"] = iso(posted)
    return post


def _posted(article: Article, head: str) -> datetime | None:
    """The time that a subhead begins with, in the newsroom's zone; of a story that ran over midnight it has no day."""
    days = {timezone.localdate(moment) for moment in (article.first_published_at, article.updated_at)}
    match = _TIME.match(head)
    if match is None or len(days) > 1:
        return None
    return timezone.make_aware(datetime.combine(days.pop(), time(int(match[1]), int(match[2]))))
