"""The public record of a story: each verb that changes what readers see writes its line in its own transaction."""

from dataclasses import replace
from datetime import datetime

from django.db.models import Max

from articles.content import FIELD_LABELS, Content
from articles.models import Article, PublicRecord, Version
from articles.workflow.rows import User

What = PublicRecord.What


def changed_for_readers(old: Version | None, new: Version) -> list[str]:
    """The fields in which readers find a difference; what the desk writes to itself is none of their business."""
    was, now = (replace(version.content if version else Content(), editor_note="") for version in (old, new))
    return [name for name in FIELD_LABELS if getattr(was, name) != getattr(now, name)]


def record_shown(
    article: Article,
    what: What,
    *,
    at: datetime,
    by: User,
    sentence: str = "",
    changed: list[str] | None = None,
    is_minor: bool = False,
) -> None:
    """Readers see the live version from `at` on. The first that they see is never a minor edit."""
    last = article.public_records.aggregate(last=Max("number"))["last"] or 0
    PublicRecord.objects.create(
        article=article,
        what=what,
        number=last + 1,
        version_id=article.live_id,
        at=at,
        by=by,
        sentence=sentence.strip(),
        changed=changed or [],
        is_minor=is_minor and last > 0,
    )


def record_gone(article: Article, what: What, *, at: datetime, by: User) -> None:
    """Readers see the story no more."""
    PublicRecord.objects.create(article=article, what=what, at=at, by=by)


def forget_schedule(article: Article, now: datetime) -> None:
    """What was to come and will not, or not like this, leaves no trace."""
    article.public_records.filter(at__gt=now).delete()


def move_schedule(article: Article, now: datetime) -> None:
    """The story comes at another moment; who scheduled it, and what they said, stays."""
    for record in article.public_records.filter(at__gt=now):
        record.delete()
        record.pk, record.at = None, article.publish_at
        record.save(force_insert=True)
