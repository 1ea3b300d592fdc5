"""What arrived, from whom, and what became of it."""

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from articles.content import Content
from wire.formats import WireStory


def validate_timezone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("%(name)s is not a time zone. Write it like Europe/Berlin.", params={"name": name})


class Provider(models.Model):
    """Who supplies copy. What is the same in all of a provider's documents is said here once."""

    class DateOrder(models.TextChoices):
        UNKNOWN = "", "As each document shows"
        DAY_FIRST = "day", "Day first: 31/12/2026"
        MONTH_FIRST = "month", "Month first: 12/31/2026"

    name = models.CharField(max_length=100)
    timezone = models.CharField(
        "time zone",
        max_length=60,
        blank=True,
        validators=[validate_timezone],
        help_text="For times that are printed without a zone, such as Europe/Berlin. Empty: the newsroom's own.",
    )
    date_order = models.CharField(
        max_length=10,
        choices=DateOrder,
        blank=True,
        default=DateOrder.UNKNOWN,
        help_text="What 1/5/2026 means where the document itself does not tell.",
    )
    language = models.CharField(
        max_length=35, blank=True, help_text="For copy whose language cannot be told, such as en or pt-BR."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="provider_named_once",
                violation_error_message="There is already a provider of this name.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or settings.TIME_ZONE)

    @property
    def is_day_first(self) -> bool | None:
        """How this provider writes numeric dates, or None where each document has to tell."""
        return self.date_order == self.DateOrder.DAY_FIRST if self.date_order else None


class Document(models.Model):
    """One file as it was received, byte for byte. A rejected one waits here, with the reason, to be tried again."""

    class Outcome(models.TextChoices):
        FILED = "filed", "Filed"
        REJECTED = "rejected", "Rejected"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="documents")
    sha256 = models.CharField("SHA-256", max_length=64)
    raw = models.BinaryField(help_text="What was sent, untouched.")
    filename = models.CharField(max_length=255, help_text="As it was named when it came for the first time.")
    received_at = models.DateTimeField()
    times_received = models.PositiveIntegerField(default=1)
    last_received_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    format = models.CharField(max_length=40, blank=True, help_text="What the document was recognized as.")
    code = models.CharField(max_length=40, blank=True, help_text="The kind of trouble, for filters.")
    reason = models.TextField(blank=True, help_text="Why it was rejected, in words.")

    class Meta:
        indexes = [models.Index(fields=["-received_at", "-id"], name="document_newest")]
        constraints = [
            models.UniqueConstraint(fields=["provider", "sha256"], name="document_received_once"),
            models.CheckConstraint(
                condition=Q(outcome="rejected") & ~Q(code="") & ~Q(reason="")
                | Q(outcome="filed", code="", reason="") & ~Q(format=""),
                name="document_rejected_has_reason",
            ),
        ]

    def __str__(self):
        return self.filename


class Filed(models.TextChoices):
    """What filing one version of a story did."""

    CREATED = "created", "Created a story"
    UPDATED = "updated", "Updated the story"
    UNCHANGED = "unchanged", "Brought nothing new"
    CONFLICT = "conflict", "Waits: the desk changed the same words"
    OLDER = "older", "Not filed: older than what we have"
    KILLED = "killed", "Not filed: the story was killed"

    @classmethod
    def in_story(cls) -> list["Filed"]:
        """After these the story holds what the version said; the next version is merged against the last such one."""
        return [cls.CREATED, cls.UPDATED, cls.UNCHANGED]


class Item(models.Model):
    """One version of one story, found in a Document."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="items")
    provider = models.ForeignKey(
        Provider,
        on_delete=models.PROTECT,
        related_name="items",
        help_text="The document's, repeated for the constraint.",
    )
    guid = models.CharField(max_length=255, help_text="What stays the same over all versions of the story.")
    version = models.PositiveIntegerField(help_text="Ours: 1, 2, 3 in the order received.")
    sent_version = models.CharField(max_length=255, blank=True, help_text="What the sender calls this version.")
    story_data = models.JSONField("story", help_text="What was read from the document: a whole WireStory.")
    content_data = models.JSONField(
        "content", null=True, help_text="What was filed: a whole Content, against which the next version is merged."
    )
    outcome = models.CharField("what was done", max_length=20, choices=Filed)
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.SET_NULL,
        null=True,
        related_name="wire_items",
        help_text="The story it became.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "guid", "version"], name="item_version_kept_once"),
            models.CheckConstraint(condition=~Q(guid="") & Q(version__gte=1), name="item_has_identity"),
            models.CheckConstraint(
                condition=Q(outcome__in=[Filed.OLDER, Filed.KILLED]) | Q(content_data__isnull=False),
                name="item_filed_has_content",
            ),
        ]

    def __str__(self):
        return f"{self.story_data.get('headline') or self.guid}, version {self.version}"

    @property
    def story(self) -> WireStory:
        return WireStory.from_json(self.story_data)

    @property
    def content(self) -> Content:
        return Content.from_json(self.content_data)
