"""The working version: what the desk writes, and readers do not see yet."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles import indexing, trail
from articles.content import Conflict, Content, merge
from articles.models import Article, Reason, Stage, Status, Version
from articles.trail import Act
from articles.workflow.errors import EditConflict, WorkflowError
from articles.workflow.rows import User, locked, same_version


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
    indexing.index_for_desk([(article.pk, content) for article, content in zip(articles, contents, strict=True)])
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
    article = locked(article)
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
        current = locked(article).working
        if current.pk != base.pk:
            raise WorkflowError(
                "Somebody saved this story since you opened its history. Look again before you restore."
            )
        note = f"Restored version {version.number}"
        return save(article, version.content, base=base, by=by, reason=Reason.RESTORE, note=note, now=now)


@transaction.atomic
def set_stage(
    article: Article, stage: Stage, *, version: Version | None = None, by: User = None, now: datetime | None = None
) -> Article:
    """Say how far the working version has come. `version` is the one the editor looked at."""
    article = locked(article)
    same_version(article, version)
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; there is nothing left to review.")
    if stage != article.stage:
        trail.note(Act.STAGE, at=now or timezone.now(), by=by, article=article, was=article.stage, became=stage)
    article.stage = stage
    article.save(update_fields=["stage"])
    return article


def _add_version(article, content, *, base, by, reason, note, now) -> Version:
    version = _version(article, content, base=base, by=by, reason=reason, note=note, now=now)
    version.save(force_insert=True)
    article.working, article.saved_at, article.stage = version, now, Stage.DRAFT
    article.save(update_fields=["working", "saved_at", "stage"])
    indexing.index_for_desk([(article.pk, content)])
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
