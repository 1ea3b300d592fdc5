"""What the desk must see, and which stories were made from what came by wire."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Derived(models.Model):
    """A story of ours that was made from a guid, besides the one that filing keeps: a kill must reach it too."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.PROTECT, related_name="derived")
    guid = models.CharField(max_length=255)
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="derived_from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["provider", "guid"], name="derived_by_guid")]
        constraints = [models.UniqueConstraint(fields=["provider", "guid", "article"], name="derived_once")]

    def __str__(self):
        return f"{self.article} from {self.guid}"


class Notice(models.Model):
    """Something about a story that an editor must look at and answer: it stays until somebody does."""

    class Kind(models.TextChoices):
        KILL = "kill", "Killed by its agency"
        CORRECTION = "correction", "Corrected by its agency"
        HOLD = "hold", "Held back by its agency"
        EMBARGO = "embargo", "Embargo set or moved"
        ADVISORY = "advisory", "Advisory to the desk"
        DISPUTE = "dispute", "Other words under the same version"
        RETURN = "return", "Came again after it was killed"

    kind = models.CharField(max_length=20, choices=Kind)
    item = models.ForeignKey("wire.Item", on_delete=models.PROTECT, related_name="notices")
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,
        related_name="wire_notices",
        help_text="The story it is about; none for an advisory that names no story of ours.",
    )
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answer = models.CharField(max_length=300, blank=True, help_text="What the editor did about it.")

    class Meta:
        indexes = [
            models.Index(fields=["-raised_at", "-id"], condition=Q(acknowledged_at__isnull=True), name="notice_open")
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "item", "article"], name="notice_raised_once"),
            models.UniqueConstraint(
                fields=["kind", "item"], condition=Q(article__isnull=True), name="notice_without_story_raised_once"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(answer=""), name="notice_acknowledged_has_answer"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.article or self.item}"
