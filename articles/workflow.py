"""The verbs: the only code that changes the state of a story.

Each verb takes the story, locks its row, does one thing in one transaction and returns the story as it now is.
What cannot be done raises `WorkflowError` with a sentence for the editor; the story is then as it was.

WorkflowError
  EditConflict    two people changed the same words; both texts are in it
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.content import Conflict, Content, merge
from articles.models import Article, Reason, Release, Stage, Status, Version
from articles.publication import copy_to_readers

type User = AbstractBaseUser | None

RELEASE = "articles.release_article"


class WorkflowError(Exception):
    """What was asked for cannot be done; the message tells the editor why and what to do."""


class EditConflict(WorkflowError):
    """The working version moved on, and it clashes with what was to be saved.

    `conflict` holds what could be merged and both texts of what could not; `current` is the version to resolve against.
    """

    def __init__(self, conflict: Conflict, current: Version):
        super().__init__("Somebody else changed the same words since you opened this story. Nothing was overwritten.")
        self.conflict = conflict
        self.current = current


@transaction.atomic
def create(
    content: Content,
    *,
    by: User = None,
    reason: Reason = Reason.EDIT,
    note: str = "",
    uid: UUID | None = None,
    now: datetime | None = None,
) -> Article:
    """Start a story as a draft with this content as its first version.

    A form that brings its own `uid` can be sent twice and makes one story: the second time is an IntegrityError.
    """
    now = now or timezone.now()
    article = Article.objects.create(uid=uid or uuid4(), created_at=now, saved_at=now)
    _add_version(article, content, base=None, by=by, reason=reason, note=note, now=now)
    return article


@transaction.atomic
def create_many(contents: Sequence[Content], *, reason: Reason, notes: Sequence[str], now: datetime) -> list[Article]:
    """Start several stories, each as `create` does, in as many queries as for one."""
    articles = Article.objects.bulk_create([Article(created_at=now, saved_at=now) for _ in contents])
    said = zip(articles, contents, notes, strict=True)
    versions = Version.objects.bulk_create(
        [
            _version(article, content, base=None, by=None, reason=reason, note=note, now=now)
            for article, content, note in said
        ]
    )
    for article, version in zip(articles, versions, strict=True):
        article.working = version
    first = Version.objects.filter(article=OuterRef("pk"), number=1).values("pk")
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(working=Subquery(first))
    return articles


@transaction.atomic
def save(
    article: Article,
    content: Content,
    *,
    base: Version,
    by: User = None,
    reason: Reason = Reason.EDIT,
    note: str = "",
    now: datetime | None = None,
) -> Version:
    """Make `content` the working version; `base` is the version it was written from.

    When the working version has moved on since, what does not overlap is merged and what does raises `EditConflict`.
    Saving what is already there adds no version, so a double click is harmless. Readers see nothing of a save.
    """
    if base.article_id != article.pk:
        raise WorkflowError("The version you edited belongs to another story.")
    return merge_in(article, content, base=base.content, by=by, reason=reason, note=note, now=now)


@transaction.atomic
def merge_in(
    article: Article,
    content: Content,
    *,
    base: Content,
    by: User = None,
    reason: Reason = Reason.WIRE,
    note: str = "",
    now: datetime | None = None,
) -> Version:
    """Save `content`, which was made from `base`: not a version of ours, but what the sender said last time.

    A newer take from the wire changes what the sender changed, and leaves alone what the desk did since. The rules are
    those of `save`: what clashes raises `EditConflict`, and what brings nothing new adds no version.
    """
    article = _locked(article)
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; it cannot be changed any more.")
    current = article.working
    if current.content != base:
        merged = merge(base, current.content, content)
        if isinstance(merged, Conflict):
            raise EditConflict(merged, current)
        if merged.content != content:
            content, reason = merged.content, Reason.MERGE
            note = note or f"Merged with version {current.number}"
    if content == current.content:
        return current
    return _add_version(article, content, base=current, by=by, reason=reason, note=note, now=now or timezone.now())


def restore(
    article: Article, version: Version, *, base: Version, by: User = None, now: datetime | None = None
) -> Version:
    """Save an old version's content as a new version; `base` is the working version that the editor saw.

    Restoring replaces the whole story on purpose, so a working version that has moved on is refused, not merged.
    """
    with transaction.atomic():
        current = _locked(article).working
        if current.pk != base.pk:
            raise WorkflowError(
                "Somebody saved this story since you opened its history. Look again before you restore."
            )
        note = f"Restored version {version.number}"
        return save(article, version.content, base=base, by=by, reason=Reason.RESTORE, note=note, now=now)


@transaction.atomic
def set_stage(article: Article, stage: Stage, *, version: Version | None = None) -> Article:
    """Say how far the working version has come. `version` is the one the editor looked at."""
    article = _locked(article)
    _same_version(article, version)
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; there is nothing left to review.")
    article.stage = stage
    article.save(update_fields=["stage"])
    return article


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
    article, now = _locked(article), now or timezone.now()
    was = article.embargoed_until
    if was and was > now and (embargoed_until is None or embargoed_until < was):
        if not _may_release(by):
            raise WorkflowError("You may not end an embargo before its time. Ask somebody who may release stories.")
        _keep_release(article, Release.What.EMBARGO, was.isoformat(), reason=reason, by=by, now=now)
    article.embargoed_until, article.expires_at = embargoed_until, expires_at
    _checked_save(article, ["embargoed_until", "expires_at"])
    return article


def lift_embargo(article: Article, *, by: User, reason: str, now: datetime | None = None) -> Article:
    """End an embargo before its time."""
    with transaction.atomic():
        article, now = _locked(article), now or timezone.now()
        if article.embargoed_until is None or article.embargoed_until <= now:
            raise WorkflowError("This story is under no embargo.")
        return set_limits(article, embargoed_until=None, expires_at=article.expires_at, by=by, reason=reason, now=now)


@transaction.atomic
def set_senders_embargo(article: Article, until: datetime | None, *, now: datetime | None = None) -> Article:
    """Set the embargo as the sender of the copy says now: the caller knows that it is the sender's to move.

    A story that is on the schedule for an earlier moment is moved to the end of the embargo. What readers already see
    cannot be put under one.
    """
    article, now = _locked(article), now or timezone.now()
    was, article.embargoed_until = article.embargoed_until, until
    if was and was > now and (until is None or until < was):
        _keep_release(article, Release.What.EMBARGO, was.isoformat(), reason="Its sender says so.", by=None, now=now)
    if article.status == Status.PUBLISHED and until and article.publish_at < until:
        if article.publish_at <= now:
            raise WorkflowError("Readers already see this story, so it cannot be put under an embargo any more.")
        was_seen = _was_ever_seen(article, now)
        article.publish_at = until
        if not was_seen:
            article.first_published_at = article.updated_at = until
            article.url_date = timezone.localdate(until)
        copy_to_readers(article, article.live.content, keep_address=was_seen)
    _checked_save(article)
    return article


@transaction.atomic
def hold(article: Article, *, note: str, now: datetime | None = None) -> Article:
    """Keep a story from being published until somebody releases it; `note` tells the desk why.

    One that is on the schedule comes off it. What readers already see stays: to take that away is the desk's to say.
    """
    article, now = _locked(article), now or timezone.now()
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
    article.save(update_fields=["is_held", "hold_note"])
    return article


@transaction.atomic
def release(article: Article, *, by: User, reason: str, now: datetime | None = None) -> Article:
    """Let a held story be published again. Nothing is published by it."""
    article = _locked(article)
    if not article.is_held:
        raise WorkflowError("This story is not held.")
    if not _may_release(by):
        raise WorkflowError("You may not release a story that is held. Ask somebody who may.")
    return _end_hold(article, reason=reason, by=by, now=now or timezone.now())


@transaction.atomic
def take_back_hold(article: Article, *, note: str, reason: str, now: datetime | None = None) -> Article:
    """Release a story for the one who held it, by the note it was held with; one that others hold too stays held."""
    article = _locked(article)
    if not article.is_held or article.hold_note != note.strip()[:300]:
        return article
    return _end_hold(article, reason=reason, by=None, now=now or timezone.now())


@transaction.atomic
def publish(
    article: Article,
    *,
    at: datetime | None = None,
    updated_at: datetime | None = None,
    version: Version | None = None,
    now: datetime | None = None,
) -> Article:
    """Let readers see the working version from `at` on (now by default); a future time schedules it.

    `version` is the one the editor looked at: when another was saved meanwhile, nothing is published.
    `updated_at` is for copy that brings its own date of the last change. A story that readers already see is
    updated at once and keeps its address and its first date.
    """
    article, now = _locked(article), now or timezone.now()
    _same_version(article, version)
    if article.status == Status.KILLED:
        raise WorkflowError("A killed story cannot be published again.")
    if article.is_held:
        raise WorkflowError(
            f"This story is held and has to be released before it can be published. {article.hold_note}"
        )
    is_update = article.status == Status.PUBLISHED and article.publish_at <= now
    if is_update and at and at > now:
        raise WorkflowError(
            "Readers already see this story, so it cannot be scheduled. Publish the changes when it is time."
        )
    at = article.publish_at if is_update else at or now

    was_seen = is_update or _was_ever_seen(article, now)
    if not was_seen:
        article.first_published_at = at
        article.url_date = timezone.localdate(at)
        article.updated_at = max(at, updated_at or at)
    elif article.live_id != article.working_id:
        article.updated_at = updated_at or now
    article.status, article.publish_at, article.live = Status.PUBLISHED, at, article.working
    copy_to_readers(article, article.working.content, keep_address=was_seen)
    _checked_save(article)
    return article


@transaction.atomic
def unpublish(article: Article, *, now: datetime | None = None) -> Article:
    """Take the story off the site and back to the desk; its address answers 404 until it is published again."""
    article, now = _locked(article), now or timezone.now()
    if article.status != Status.PUBLISHED:
        raise WorkflowError("Only a published or scheduled story can be unpublished.")
    if not _was_ever_seen(article, now):
        article.first_published_at = article.updated_at = article.url_date = None
        article.slug = ""
    article.status, article.live, article.stage = Status.DRAFT, None, Stage.DRAFT
    article.publish_at = None
    _checked_save(article)
    return article


@transaction.atomic
def kill(article: Article, *, note: str, now: datetime | None = None) -> Article:
    """Withdraw the story for cause, everywhere and for good; readers get 410 and the note."""
    article, now = _locked(article), now or timezone.now()
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed before.")
    if not note.strip():
        raise WorkflowError("Say in a sentence why the story is withdrawn; readers will see it.")
    article.status, article.killed_at, article.kill_note = Status.KILLED, now, note.strip()
    _checked_save(article, ["status", "killed_at", "kill_note"])
    return article


def _locked(article: Article) -> Article:
    """The story's row as it is now, locked until the transaction ends (SQLite: IMMEDIATE locks the database)."""
    return Article.objects.select_for_update().get(pk=article.pk)


def _same_version(article: Article, version: Version | None) -> None:
    if version is not None and version.pk != article.working_id:
        raise WorkflowError("Somebody saved this story since you opened it. Look at the new version first.")


def _may_release(by: User) -> bool:
    return by is not None and by.has_perm(RELEASE)


def _keep_release(article: Article, what: Release.What, stood: str, *, reason: str, by: User, now: datetime) -> None:
    if not reason.strip():
        raise WorkflowError("Say in a sentence why the story is let go before its time; it is kept with your name.")
    Release.objects.create(article=article, what=what, stood=stood[:300], reason=reason.strip()[:300], by=by, at=now)


def _end_hold(article: Article, *, reason: str, by: User, now: datetime) -> Article:
    _keep_release(article, Release.What.HOLD, article.hold_note, reason=reason, by=by, now=now)
    article.is_held, article.hold_note = False, ""
    article.save(update_fields=["is_held", "hold_note"])
    return article


def _was_ever_seen(article: Article, now: datetime) -> bool:
    """Whether readers ever saw it: a schedule that was changed before its time leaves no trace."""
    return article.first_published_at is not None and article.first_published_at <= now


def _add_version(article, content, *, base, by, reason, note, now) -> Version:
    version = _version(article, content, base=base, by=by, reason=reason, note=note, now=now)
    version.save(force_insert=True)
    article.working, article.saved_at, article.stage = version, now, Stage.DRAFT
    article.save(update_fields=["working", "saved_at", "stage"])
    return version


def _version(article, content, *, base, by, reason, note, now) -> Version:
    return Version(
        article=article,
        number=base.number + 1 if base else 1,
        base=base,
        data=content.to_json(),
        reason=reason,
        note=note[:300],
        created_by=by,
        created_at=now,
        headline=content.headline[:500],
        byline=", ".join(byline.name for byline in content.bylines)[:500],
        section_id=content.section,
        words=content.words,
    )


def _checked_save(article: Article, update_fields: list[str] | None = None) -> None:
    try:
        article.validate_constraints()
    except ValidationError as exc:
        raise WorkflowError(" ".join(exc.messages)) from exc
    article.save(update_fields=update_fields)
