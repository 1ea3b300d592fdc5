"""Where a story stands, in words: for the chip in the list and for the sentence above the form."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Status


@dataclass(frozen=True, slots=True)
class State:
    """`kind` is the color of the chip; the words alone say everything."""

    kind: str
    words: str


def state_of(article: Article, now: datetime) -> State:
    """Asks nothing of the database."""
    if article.status == Status.KILLED:
        return State("killed", "Killed")
    if article.status == Status.DRAFT and article.is_held:
        return State("held", "Held")
    if article.status == Status.DRAFT:
        return State("draft", "Draft")
    if article.publish_at > now:
        return State("scheduled", f"Scheduled for {moment(article.publish_at)}")
    if article.expires_at and article.expires_at <= now:
        return State("expired", f"Expired on {moment(article.expires_at)}")
    if article.has_unpublished_changes:
        return State("changed", "Published, with unpublished changes")
    return State("published", "Published")


def moment(value: datetime) -> str:
    """A time as the newsroom's clock shows it."""
    local = timezone.localtime(value)
    return date_format(local, "j M Y, H:i")


def zone() -> str:
    """The newsroom's zone, said wherever a time is asked for."""
    return settings.TIME_ZONE.replace("_", " ")


def address_of(article: Article | None, now: datetime) -> str:
    """The address that readers know, to be read by people; empty while no reader ever saw the story."""
    if article is None or article.first_published_at is None or article.first_published_at > now or not article.slug:
        return ""
    return unquote(article.get_absolute_url())
