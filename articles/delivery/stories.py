"""What effects that are about a story ask of it when their time has come: it may have changed since they were put."""

from datetime import datetime

from django.conf import settings

from articles.models import Article, Event, Status
from articles.outbox import Later, TakenBack


def story_to_tell_of(payload: dict, now: datetime) -> Article:
    """The story, if what was to be told of it is true now: nobody is told of what readers do not see."""
    article = Article.objects.select_related("live", "section").filter(pk=payload["story"]).first()
    if article is None:
        raise TakenBack("The story is not there any more.")
    is_visible = Article.objects.published(now).filter(pk=article.pk).exists()
    if payload["event"] == Event.WITHDRAWN:
        if is_visible:
            raise TakenBack("Readers see the story again.")
        return article
    if not is_visible:
        if article.status == Status.PUBLISHED and article.publish_at > now:
            raise Later("Readers do not see it yet.", until=article.publish_at)
        raise TakenBack("Readers do not see the story any more.")
    return article


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
