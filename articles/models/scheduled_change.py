"""What is to become of a story that readers see already, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ScheduledChange(models.Model):
    """An update or the end of a published story at a moment to come. `run_desk` does it; a story may have several.

    An update is a version and the one it was made from: what it changes, and nothing else, is put on what readers see
    by then.
    """

    class What(models.TextChoices):
        UPDATE = "update", "Update"
        UNPUBLISH = "unpublish", "Unpublish"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"
        CANCELED = "canceled", "Canceled"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="scheduled_changes")
    what = models.CharField(max_length=20, choices=What)
    version = models.ForeignKey(
        "articles.Version", on_delete=models.RESTRICT, null=True, related_name="+", help_text="What is to come."
    )
    base = models.ForeignKey(
        "articles.Version", on_delete=models.RESTRICT, null=True, related_name="+", help_text="What it was made from."
    )
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True, help_text="What changes, in a sentence.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    trouble = models.CharField(max_length=500, blank=True, help_text="Why it was not done, in words.")
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(help_text="`at`, or later when the software failed.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="change_waiting"),
            models.Index(fields=["state", "at"], name="change_by_moment"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="unpublish", version__isnull=True, base__isnull=True)
                | Q(what="update", version__isnull=False, base__isnull=False),
                name="change_says_what_is_to_come",
            )
        ]

    def __str__(self):
        return f"{self.get_what_display()} of story {self.article_id}"
