"""The versions of a story: rows that are added and never changed."""

from django.conf import settings
from django.db import models

from articles.content import Content


class Reason(models.TextChoices):
    """Why a version was made."""

    EDIT = "edit", "Edited"
    AUTOSAVE = "autosave", "Saved by itself"
    WIRE = "wire", "Came in by wire"
    RESTORE = "restore", "Restored"
    MERGE = "merge", "Merged"
    SCHEDULE = "schedule", "Scheduled update"


class Version(models.Model):
    """One whole story as it was at a moment. A trigger in the database refuses changes to it (migration 0001)."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, related_name="+", help_text="The version this one was made from."
    )
    data = models.JSONField(help_text="The whole Content.")
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.CharField(max_length=300, blank=True, help_text="What the person who saved it said about it.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    # Copies out of `data` that the desk's lists show, sort and search.
    headline = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    section = models.ForeignKey("articles.Topic", on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_numbered_once")]
        get_latest_by = "number"

    def __str__(self):
        return f"Version {self.number} of {self.article_id}"

    @property
    def content(self) -> Content:
        return Content.from_json(self.data)
