"""Whether a version goes to readers without an editor: if its sender lets it, it reads well and we have said so."""

from contextlib import suppress
from datetime import datetime, time, timedelta

from django.utils import timezone

from articles import workflow
from articles.models import Article, Status
from wire.filing.notices import is_untouched
from wire.filing.order import written
from wire.filing.records import is_stopped
from wire.formats import WireStory
from wire.models import Item, Provider

Publishing = Provider.Publishing

# What keeps copy from being published unseen: the reader of the document did not find what a story is made of.
DOUBTFUL = {"headline-made-up", "no-body", "embargo-unclear"}
# Older copy is an archive being brought in, whatever the policy says: that is for people to publish.
NEWS = timedelta(hours=48)


def publish_new(item: Item, *, is_told: bool, now: datetime) -> None:
    """Publish a new story where the caller or the provider's policy says so."""
    by_policy = item.provider.publishing == Publishing.EVERYTHING and _is_news(item.story, now)
    if (is_told or by_policy) and _is_free_to_run(item, now):
        _publish(item.article, item.story, now)


def publish_update(item: Item, *, is_told: bool, was_as_readers_see: bool, now: datetime) -> None:
    """Publish a newer take of a story that readers see as it stands.

    A draft, a story taken off the site and one that somebody is working on are the desk's to publish.
    """
    by_policy = item.provider.publishing in (Publishing.UPDATES, Publishing.EVERYTHING) and _is_news(item.story, now)
    if not was_as_readers_see or not (is_told or (by_policy and is_untouched(item.article))):
        return
    if _is_free_to_run(item, now):
        _publish(item.article, item.story, now)


def is_as_readers_see(article: Article) -> bool:
    return article.status == Status.PUBLISHED and article.live_id == article.working_id


def would_run(story: WireStory, provider: Provider, now: datetime) -> bool:
    """Whether a new story like this would be published by the policy alone."""
    return provider.publishing == Publishing.EVERYTHING and _is_news(story, now) and _is_fit(story, now)


def _is_news(story: WireStory, now: datetime) -> bool:
    """Made in the last two days, as it says itself. Copy that does not say when is not known to be news."""
    moment, is_day = written(story)
    return moment is not None and moment + (timedelta(days=1) if is_day else timedelta()) > now - NEWS


def _is_free_to_run(item: Item, now: datetime) -> bool:
    return _is_fit(item.story, now) and not is_stopped(item.chain)


def _is_fit(story: WireStory, now: datetime) -> bool:
    """Whether the sender lets it run, and it was read well enough to be run without anybody looking."""
    is_held = story.pub_status != "usable" or (story.embargoed_until and story.embargoed_until > now)
    return not is_held and bool(story.body) and not DOUBTFUL & set(story.flags)


def _publish(article: Article, story: WireStory, now: datetime) -> None:
    """Publish at the copy's own date. What cannot be published (it is held, say) stays a draft for the desk."""
    published = _as_printed(story.published, is_date=story.published_is_date)
    updated = _as_printed(story.updated, is_date=story.updated_is_date)
    if article.status == Status.PUBLISHED:
        published = article.publish_at
        updated = updated if updated and updated > article.updated_at else None
    with suppress(workflow.WorkflowError):
        workflow.publish(article, at=published, updated_at=updated, now=now)


def _as_printed(moment: datetime | None, *, is_date: bool) -> datetime | None:
    """A printed day is that day for our readers too, wherever the provider's midnight falls."""
    if moment is None or not is_date:
        return moment
    return timezone.make_aware(datetime.combine(moment.date(), time.min))
