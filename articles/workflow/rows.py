"""What every verb does with a story's row: lock it, compare it with what the editor saw, and save it checked."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from articles.models import Article, Version
from articles.workflow.errors import WorkflowError

type User = AbstractBaseUser | None


def locked(article: Article) -> Article:
    """The story's row as it is now, locked until the transaction ends (SQLite: IMMEDIATE locks the database)."""
    return Article.objects.select_for_update().get(pk=article.pk)


def same_version(article: Article, version: Version | None) -> None:
    if version is not None and version.pk != article.working_id:
        raise WorkflowError("Somebody saved this story since you opened it. Look at the new version first.")


def was_ever_seen(article: Article, now: datetime) -> bool:
    """Whether readers ever saw it: a schedule that was changed before its time leaves no trace."""
    return article.first_published_at is not None and article.first_published_at <= now


def checked_save(article: Article, update_fields: list[str] | None = None) -> None:
    try:
        article.validate_constraints()
    except ValidationError as exc:
        raise WorkflowError(" ".join(exc.messages)) from exc
    article.save(update_fields=update_fields)
