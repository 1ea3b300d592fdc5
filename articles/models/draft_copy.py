"""What somebody has typed and not saved: kept beside the story's versions, never one of them.

A version is something that somebody meant. What is typed is kept here every few seconds, so that it survives a crash;
it moves no pointer of the story, so nobody else's save, review or publication meets a half-written sentence.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

ONE_ROW = timedelta(minutes=2)  # what is typed within this time is one row: nobody goes back to half a sentence


class DraftCopyQuerySet(models.QuerySet):
    def unsaved(self):
        return self.filter(saved_as=None, discarded_at=None)


class DraftCopy(models.Model):
    """The controls of one open form as they stood at a moment. Two tabs of one person are two forms."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="draft_copies")
    form = models.UUIDField(help_text="The open form. It is another one each time the story is opened.")
    base = models.ForeignKey("articles.Version", on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(help_text="What the form would have sent: name to values.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    kept_at = models.DateTimeField(help_text="When it was typed, give or take the few seconds before it is kept.")
    saved_as = models.ForeignKey(
        "articles.Version", on_delete=models.CASCADE, null=True, related_name="draft_copies",
        help_text="The version that its form became.",
    )  # fmt: skip
    discarded_at = models.DateTimeField(null=True, help_text="Thrown away on purpose; it can still be read.")

    objects = models.Manager.from_queryset(DraftCopyQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["article", "-kept_at"], name="draftcopy_of_story")]

    def __str__(self):
        return f"Draft copy of {self.article_id}"


@transaction.atomic
def keep(*, article, form: UUID, base, data: dict[str, list[str]], by, now: datetime) -> DraftCopy:
    """Keep what a form holds now. What was kept a moment ago is replaced, what was kept earlier stays."""
    copies = DraftCopy.objects.filter(article=article, form=form, saved_as=None, created_by=by)
    latest = copies.select_for_update().order_by("-kept_at", "-pk").first()
    if latest and now - latest.created_at < ONE_ROW:
        latest.data, latest.kept_at, latest.discarded_at = data, now, None
        latest.save(update_fields=["data", "kept_at", "discarded_at"])
        return latest
    return DraftCopy.objects.create(
        article=article, form=form, base=base, data=data, created_by=by, created_at=now, kept_at=now
    )


def was_saved(*, article, form: UUID | None, continued: int | None, version) -> None:
    """The form's words are in `version` now, and so are those of the copy that it went on with."""
    wanted = Q(form=form) | Q(pk=continued) | Q(form__in=DraftCopy.objects.filter(pk=continued).values("form"))
    if form or continued:
        DraftCopy.objects.filter(wanted, article=article, saved_as=None).update(saved_as=version)
