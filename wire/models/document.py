"""What arrived, byte for byte, and what became of it."""

from django.db import models
from django.db.models import Q


class Document(models.Model):
    """One file as it was received, byte for byte. A rejected one waits here, with the reason, to be tried again."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Received, not read yet"
        FILED = "filed", "Filed"
        UNPACKED = "unpacked", "Unpacked: what was in it stands apart"
        IGNORED = "ignored", "Not a story"
        REJECTED = "rejected", "Rejected"

    class Way(models.TextChoices):
        """How it came."""

        COMMAND = "command", "Imported by hand"
        FOLDER = "folder", "Watched folder"
        FEED = "feed", "Feed"
        UPLOAD = "upload", "Upload"
        PUSH = "push", "Push"

    provider = models.ForeignKey("wire.Provider", on_delete=models.PROTECT, related_name="documents")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="members",
        help_text="The archive or mail it was found in.",
    )
    sha256 = models.CharField("SHA-256", max_length=64)
    raw = models.BinaryField(help_text="What was sent, untouched. Empty when the provider's retention let it go.")
    size = models.PositiveIntegerField(help_text="Bytes, as received.")
    filename = models.CharField(max_length=255, help_text="As it was named when it came for the first time.")
    way = models.CharField("came by", max_length=20, choices=Way, default=Way.COMMAND)
    received_at = models.DateTimeField()
    times_received = models.PositiveIntegerField(default=1)
    last_received_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    format = models.CharField(max_length=40, blank=True, help_text="What the document was recognized as.")
    code = models.CharField(max_length=40, blank=True, help_text="The kind of trouble, for filters.")
    reason = models.TextField(blank=True, help_text="Why there is no story, in words.")
    attempts = models.PositiveSmallIntegerField(
        default=0, help_text="How often reading was begun. More than it ended: the document kills its reader."
    )

    class Meta:
        indexes = [models.Index(fields=["-received_at", "-id"], name="document_newest")]
        constraints = [
            models.UniqueConstraint(fields=["provider", "sha256"], name="document_received_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["rejected", "ignored"]) & ~Q(code="") & ~Q(reason="")
                | Q(outcome__in=["filed", "unpacked"], code="", reason="") & ~Q(format="")
                | Q(outcome="waiting"),
                name="document_without_story_has_reason",
            ),
        ]

    def __str__(self):
        return self.filename
