"""What keeps a story from readers: an embargo, an end, a hold. To let it go before its time is kept with a name."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import trail
from articles.models import Article, Release, Status
from articles.publication import copy_to_readers
from articles.trail import Act
from articles.workflow.errors import WorkflowError
from articles.workflow.publishing import unpublish
from articles.workflow.recording import move_schedule
from articles.workflow.rows import User, checked_save, locked, was_ever_seen

RELEASE = "articles.release_article"
SENDER = "Its sender says so."


@transaction.atomic
def set_limits(
    article: Article,
    *,
    embargoed_until: datetime | None,
    expires_at: datetime | None,
    by: User = None,
    reason: str = "",
    now: datetime | None = None,
) -> Article:
    """Set the moments before and after which no reader may see the story.

    Everybody may set an embargo or move it back. To bring one forward that still holds takes the right to release
    stories and a reason, and both are kept.
    """
    article, now = locked(article), now or timezone.now()
    was = article.embargoed_until
    if was and was > now and (embargoed_until is None or embargoed_until < was):
        if not _may_release(by):
            raise WorkflowError("You may not end an embargo before its time. Ask somebody who may release stories.")
        _keep_release(article, Release.What.EMBARGO, was.isoformat(), reason=reason, by=by, now=now)
    if embargoed_until != was:
        trail.note(Act.EMBARGO, at=now, by=by, article=article, was=was, became=embargoed_until, reason=reason)
    if expires_at != article.expires_at:
        trail.note(Act.EXPIRY, at=now, by=by, article=article, was=article.expires_at, became=expires_at)
    article.embargoed_until, article.expires_at = embargoed_until, expires_at
    checked_save(article, ["embargoed_until", "expires_at"])
    return article


def lift_embargo(article: Article, *, by: User, reason: str, now: datetime | None = None) -> Article:
    """End an embargo before its time."""
    with transaction.atomic():
        article, now = locked(article), now or timezone.now()
        if article.embargoed_until is None or article.embargoed_until <= now:
            raise WorkflowError("This story is under no embargo.")
        return set_limits(article, embargoed_until=None, expires_at=article.expires_at, by=by, reason=reason, now=now)


@transaction.atomic
def set_senders_embargo(article: Article, until: datetime | None, *, now: datetime | None = None) -> Article:
    """Set the embargo as the sender of the copy says now: the caller knows that it is the sender's to move.

    A story that is on the schedule for an earlier moment is moved to the end of the embargo. What readers already see
    cannot be put under one.
    """
    article, now = locked(article), now or timezone.now()
    was, article.embargoed_until = article.embargoed_until, until
    if until != was:
        trail.note(Act.EMBARGO, at=now, article=article, was=was, became=until, reason=SENDER)
    if was and was > now and (until is None or until < was):
        _keep_release(article, Release.What.EMBARGO, was.isoformat(), reason=SENDER, by=None, now=now)
    if article.status == Status.PUBLISHED and until and article.publish_at < until:
        if article.publish_at <= now:
            raise WorkflowError("Readers already see this story, so it cannot be put under an embargo any more.")
        was_seen = was_ever_seen(article, now)
        article.publish_at = until
        if not was_seen:
            article.first_published_at = article.updated_at = until
            article.url_date = timezone.localdate(until)
        copy_to_readers(article, article.live.content, keep_address=was_seen)
        move_schedule(article, now)
    checked_save(article)
    return article


@transaction.atomic
def hold(article: Article, *, note: str, now: datetime | None = None) -> Article:
    """Keep a story from being published until somebody releases it; `note` tells the desk why.

    One that is on the schedule comes off it. What readers already see stays: to take that away is the desk's to say.
    """
    article, now = locked(article), now or timezone.now()
    note = note.strip()[:300]
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; there is nothing left to hold.")
    if not note:
        raise WorkflowError("Say in a sentence why the story is held; the desk will see it.")
    if article.status == Status.PUBLISHED and article.publish_at > now:
        article = unpublish(article, now=now)
    if note not in article.hold_note:
        article.hold_note = f"{article.hold_note} {note}".strip()[-300:]
    article.is_held = True
    trail.note(Act.HOLD, at=now, article=article, reason=note)
    article.save(update_fields=["is_held", "hold_note"])
    return article


@transaction.atomic
def release(article: Article, *, by: User, reason: str, now: datetime | None = None) -> Article:
    """Let a held story be published again. Nothing is published by it."""
    article = locked(article)
    if not article.is_held:
        raise WorkflowError("This story is not held.")
    if not _may_release(by):
        raise WorkflowError("You may not release a story that is held. Ask somebody who may.")
    return _end_hold(article, reason=reason, by=by, now=now or timezone.now())


@transaction.atomic
def take_back_hold(article: Article, *, note: str, reason: str, now: datetime | None = None) -> Article:
    """Release a story for the one who held it, by the note it was held with; one that others hold too stays held."""
    article = locked(article)
    if not article.is_held or article.hold_note != note.strip()[:300]:
        return article
    return _end_hold(article, reason=reason, by=None, now=now or timezone.now())


def _may_release(by: User) -> bool:
    return by is not None and by.has_perm(RELEASE)


def _keep_release(article: Article, what: Release.What, stood: str, *, reason: str, by: User, now: datetime) -> None:
    if not reason.strip():
        raise WorkflowError("Say in a sentence why the story is let go before its time; it is kept with your name.")
    Release.objects.create(article=article, what=what, stood=stood[:300], reason=reason.strip()[:300], by=by, at=now)


def _end_hold(article: Article, *, reason: str, by: User, now: datetime) -> Article:
    _keep_release(article, Release.What.HOLD, article.hold_note, reason=reason, by=by, now=now)
    trail.note(Act.RELEASE, at=now, by=by, article=article, was=article.hold_note, reason=reason)
    article.is_held, article.hold_note = False, ""
    article.save(update_fields=["is_held", "hold_note"])
    return article
