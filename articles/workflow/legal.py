"""The legal flag: a lawyer looks first. Everybody may raise it, and only who has the right may clear it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article, LegalMark, Status
from articles.workflow.errors import WorkflowError
from articles.workflow.publishing import unpublish
from articles.workflow.rows import User, locked

CLEAR = "articles.clear_legal_mark"


@transaction.atomic
def mark_legal(article: Article, *, note: str, by: User = None, now: datetime | None = None) -> LegalMark:
    """Let a lawyer look before this story is published. One on the schedule comes off it; what readers see stays."""
    article, now = locked(article), now or timezone.now()
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; there is nothing left to look at.")
    if not note.strip():
        raise WorkflowError("Say in a sentence what a lawyer should look at.")
    if article.legal_marks.filter(cleared_at=None).exists():
        raise WorkflowError("This story is flagged already.")
    if article.status == Status.PUBLISHED and article.publish_at > now:
        unpublish(article, by=by, now=now)
    return LegalMark.objects.create(article=article, note=note.strip()[:300], by=by, at=now)


@transaction.atomic
def clear_legal(article: Article, *, reason: str, by: User, now: datetime | None = None) -> LegalMark:
    """Take the flag off; who did, and why, is kept. Nothing is published by it."""
    article = locked(article)
    mark = article.legal_marks.filter(cleared_at=None).first()
    if mark is None:
        raise WorkflowError("This story is not flagged.")
    if by is None or not by.has_perm(CLEAR):
        raise WorkflowError("You may not clear a legal flag. Ask somebody who may.")
    if not reason.strip():
        raise WorkflowError("Say in a sentence why the story may run; it is kept with your name.")
    mark.cleared_at, mark.cleared_by, mark.clearance = now or timezone.now(), by, reason.strip()[:300]
    mark.save(update_fields=["cleared_at", "cleared_by", "clearance"])
    return mark
