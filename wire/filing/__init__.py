"""One version of a story from the wire, filed as a story of the paper through the verbs of articles.workflow.

What the desk has written is never overwritten: a newer take is merged against the take before it, and waits where the
two clash. What readers see changes only when the caller says so, and never for copy that its sender holds back.
"""

from contextlib import suppress
from datetime import datetime, time

from django.utils import timezone

from articles import workflow
from articles.models import Article, Reason, Status
from articles.workflow import User
from wire.filing.content import content_from
from wire.filing.identity import stored_guid
from wire.filing.notices import notify
from wire.filing.people import introduce
from wire.formats import WireStory
from wire.models import Filed, Item, Notice

__all__ = ["dispute", "file", "file_waiting", "stored_guid"]

# What keeps copy from being published unseen: the reader of the document did not find what a story is made of.
DOUBTFUL = {"headline-made-up", "no-body"}


def file(item: Item, *, publish: bool, now: datetime) -> Filed:
    """File a new version, which the caller has read and numbered, and save it with what became of it.

    The caller holds a transaction and the provider's row, so that the versions of a story are filed one by one.
    """
    earlier = item.provider.items.filter(guid=item.guid, article__isnull=False).order_by("-version")
    if last := earlier.first():
        item.article = Article.objects.select_for_update().get(pk=last.article_id)
    base = earlier.filter(outcome__in=Filed.in_story()).first()
    item.outcome = _update(item, base, publish, now) if base else _create(item, publish, now)
    item.save()
    return item.outcome


def dispute(item: Item, *, now: datetime) -> Filed:
    """Keep other words under a version that we have. Neither text is lost, the story stays, and the desk is told.

    The caller holds what it holds for `file`.
    """
    last = item.provider.items.filter(guid=item.guid, article__isnull=False).order_by("-version").first()
    item.article = last.article if last else None
    item.outcome = Filed.DISPUTED
    item.save()
    notify(Notice.Kind.DISPUTE, item, item.article, now=now)
    return item.outcome


def _create(item: Item, publish: bool, now: datetime) -> Filed:
    story = item.story
    content = content_from(story, item.provider)
    item.content_data = content.to_json()
    item.article = workflow.create(content, reason=Reason.WIRE, note=_note(item), now=now)
    _set_embargo(item.article, story, now)
    if publish and _is_free_to_run(story, now):
        _publish(item.article, story, now)
    introduce(story, content.bylines, item.article, now)
    return Filed.CREATED


def _update(item: Item, base: Item, publish: bool, now: datetime) -> Filed:
    story, article = item.story, item.article
    if article.status == Status.KILLED:
        return Filed.KILLED
    if _is_older(story, base):
        return Filed.OLDER

    content = content_from(story, item.provider)
    item.content_data = content.to_json()
    is_as_readers_see = article.status == Status.PUBLISHED and article.live_id == article.working_id
    try:
        version = workflow.merge_in(article, content, base=base.content, note=_note(item), now=now)
    except workflow.EditConflict:
        return Filed.CONFLICT
    _set_embargo(article, story, now)
    is_new = version.pk != article.working_id
    # A draft, a story taken off the site and one that somebody is working on are the desk's to publish.
    if publish and is_new and is_as_readers_see and _is_free_to_run(story, now):
        _publish(article, story, now)
    introduce(story, content.bylines, article, now)
    return Filed.UPDATED if is_new else Filed.UNCHANGED


def file_waiting(item: Item, *, keep_desk: bool, by: User = None, now: datetime) -> Filed:
    """Merge a version that waits once more; with `keep_desk`, the desk's words stand where both changed the same.

    The caller holds what it holds for `file`. Readers see nothing of it: the desk publishes.
    """
    merged = item.provider.items.filter(guid=item.guid, outcome__in=Filed.in_story()).order_by("-version").first()
    if item.outcome != Filed.CONFLICT or item.article is None or merged is None or merged.version > item.version:
        return Filed(item.outcome)
    article = Article.objects.select_for_update().get(pk=item.article_id)
    if article.status == Status.KILLED:
        item.outcome = Filed.KILLED
    else:
        said = {"by": by, "note": _note(item), "now": now}
        try:
            workflow.merge_in(article, item.content, base=merged.content, **said)
        except workflow.EditConflict as exc:
            if not keep_desk:
                return Filed.CONFLICT
            # What could be merged, with the desk's words where the two clash.
            workflow.save(article, exc.conflict.content, base=exc.current, reason=Reason.MERGE, **said)
        item.outcome = Filed.UPDATED
    item.save(update_fields=["outcome"])
    return item.outcome


def _note(item: Item) -> str:
    return f"{item.provider}: {item.document}"


def _is_older(story: WireStory, base: Item) -> bool:
    """Whether the copy says itself that it was written before what we have; by days, where one prints only days."""
    (ours, ours_is_day), (theirs, theirs_is_day) = _written(story), _written(base.story)
    if ours is None or theirs is None:
        return False
    if ours_is_day or theirs_is_day:
        return ours.date() < theirs.date()
    return ours < theirs


def _written(story: WireStory) -> tuple[datetime | None, bool]:
    """When this version was written, and whether only the day is known."""
    return (story.updated, story.updated_is_date) if story.updated else (story.published, story.published_is_date)


def _is_free_to_run(story: WireStory, now: datetime) -> bool:
    """Whether the sender lets it run, and it was read well enough to be run without anybody looking."""
    is_held = story.pub_status != "usable" or (story.embargoed_until and story.embargoed_until > now)
    return not is_held and not DOUBTFUL & set(story.flags)


def _set_embargo(article: Article, story: WireStory, now: datetime) -> None:
    """Keep a draft from readers until the sender's moment, or the desk's where that is later."""
    if story.embargoed_until and story.embargoed_until > now and article.status == Status.DRAFT:
        until = max(filter(None, (story.embargoed_until, article.embargoed_until)))
        workflow.set_limits(article, embargoed_until=until, expires_at=article.expires_at)


def _publish(article: Article, story: WireStory, now: datetime) -> None:
    """Publish at the copy's own date. What cannot be published (no headline, say) stays a draft for the desk."""
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
