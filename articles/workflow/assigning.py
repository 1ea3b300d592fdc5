"""Who works on a story, and by when. It changes nothing of the story itself."""

from datetime import datetime

from django.db import transaction

from articles.models import Article, Assignment, Status
from articles.workflow.errors import WorkflowError
from articles.workflow.rows import User, locked


@transaction.atomic
def assign(
    article: Article, person: User, *, due_at: datetime | None = None, task: str = "", by: User = None, now: datetime
) -> Assignment | None:
    """Give the story to somebody, or to nobody; whoever had it has it no more."""
    article = locked(article)
    if article.status == Status.KILLED and person is not None:
        raise WorkflowError("This story was killed; there is nothing left to work on.")
    article.assignments.filter(ended_at=None).update(ended_at=now)
    if person is None:
        return None
    return Assignment.objects.create(
        article=article, person=person, due_at=due_at, task=task.strip()[:300], by=by, at=now
    )
