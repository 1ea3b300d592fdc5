"""Why a story was let go before its time."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Release(models.Model):
    """An embargo that was brought forward, or a hold that was released: who answers for it, and why."""

    class What(models.TextChoices):
        EMBARGO = "embargo", "Embargo brought forward"
        HOLD = "hold", "Hold released"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="releases")
    what = models.CharField(max_length=20, choices=What)
    stood = models.CharField(max_length=300, blank=True, help_text="The note of the hold, or the end of the embargo.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody where the sender's own newer version said so.",
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="release_has_reason")]

    def __str__(self):
        return f"{self.get_what_display()}: {self.reason}"
