"""What the paper got wrong: saying so in public, and withholding what may not be read any more."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Correction, Status, Version, WithheldVersion
from articles.workflow.errors import WorkflowError
from articles.workflow.publishing import publish
from articles.workflow.rows import User, locked, same_version, was_ever_seen

CORRECT = "articles.correct_article"

_LABEL = re.compile(r"^\W*(?:correction|clarification|editor[’']?s['’]? note|update)\s*[:.–—-]\s*", re.IGNORECASE)


@transaction.atomic
def correct(
    article: Article,
    *,
    kind: Correction.Kind,
    text: str,
    changes_meaning: bool = False,
    version: Version | None = None,
    by: User = None,
    now: datetime | None = None,
) -> Correction:
    """Publish the working version and, with it, a note to readers that says what was wrong and what is right.

    The note may also stand alone: then the words were right already, or nobody can know any more what is right.
    """
    article, now = locked(article), now or timezone.now()
    same_version(article, version)
    if article.status == Status.KILLED:
        raise WorkflowError("This story was killed; its address says why. There is nothing left to correct.")
    if not was_ever_seen(article, now):
        raise WorkflowError("Readers have not seen this story yet, so there is nothing to tell them. Just change it.")
    text = _LABEL.sub("", text.strip())  # the label is printed before it
    if not text:
        raise WorkflowError("Say what was wrong and what is right; readers will see it.")
    text = text[:1].upper() + text[1:]
    article = publish(article, by=by, note=text, is_correction=True, now=now)
    return Correction.objects.create(
        article=article,
        kind=Correction.Kind(kind),
        text=text,
        changes_meaning=changes_meaning,
        version_id=article.live_id,
        at=now,
        by=by,
    )


@transaction.atomic
def withhold(
    article: Article, numbers: Sequence[int], *, reason: str, by: User = None, now: datetime | None = None
) -> list[WithheldVersion]:
    """Show readers the words of these former versions no more, for a legal reason; `reason` stands in their place.

    `numbers` are those of the public record. The desk keeps the versions. What readers see now is not withheld but
    corrected or killed, so that nobody believes a story to be gone that is still on the site.
    """
    article, now = locked(article), now or timezone.now()
    if not reason.strip():
        raise WorkflowError("Say in a sentence why these words are withheld; readers will see it.")
    versions = set(article.public_records.filter(number__in=numbers, at__lte=now).values_list("version", flat=True))
    if not versions:
        raise WorkflowError("Choose at least one version that readers were shown.")
    if article.live_id in versions and article.status == Status.PUBLISHED:
        raise WorkflowError("Readers see one of these versions now. Publish a version without those words first.")
    known = set(WithheldVersion.objects.filter(version__in=versions).values_list("version", flat=True))
    return [
        WithheldVersion.objects.create(version_id=version, reason=reason.strip(), by=by, at=now)
        for version in sorted(versions - known)
    ]
