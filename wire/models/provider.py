"""Who supplies copy, and what is the same for all of it."""

from itertools import chain, count
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify


def validate_timezone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("%(name)s is not a time zone. Write it like Europe/Berlin.", params={"name": name})


def free_slug(name: str) -> str:
    """The provider's name as an address that no other has."""
    stem = slugify(name, allow_unicode=True)[:50].strip("-") or "provider"
    taken = set(Provider.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(slug for slug in chain([stem], numbered) if slug not in taken)


class Provider(models.Model):
    """Who supplies copy. What is the same in all of a provider's documents is said here once, and so is the policy."""

    class DateOrder(models.TextChoices):
        UNKNOWN = "", "As each document shows"
        DAY_FIRST = "day", "Day first: 31/12/2026"
        MONTH_FIRST = "month", "Month first: 12/31/2026"

    class Publishing(models.TextChoices):
        """What filing may publish without an editor."""

        NOTHING = "nothing", "Nothing: everything waits as a draft"
        UPDATES = "updates", "Newer takes of live stories that nobody has edited"
        EVERYTHING = "everything", "New stories, and newer takes of stories nobody has edited"

    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=60,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text="The name of the provider's watched folder, and in the address copy is pushed to.",
    )
    is_active = models.BooleanField(
        "taking copy", default=True, help_text="Without it nothing of this provider is taken in, by any way."
    )
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

    publishing = models.CharField(
        "publishes by itself",
        max_length=20,
        choices=Publishing,
        default=Publishing.NOTHING,
        help_text="Copy that is held back, under embargo or doubtful always waits.",
    )
    kills_at_once = models.BooleanField(
        default=False,
        help_text="A kill withdraws a live story nobody has edited at once. Without it the desk is asked first.",
    )
    default_section = models.ForeignKey(
        "articles.Topic",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"kind": "section"},
        related_name="+",
        help_text="For copy that names no section of ours and that no rule sends anywhere.",
    )
    default_topics = models.ManyToManyField("articles.Topic", blank=True, related_name="+")
    fetches_pictures = models.BooleanField(
        default=False, help_text="Fetch the pictures that its stories name, from the hosts below only."
    )
    picture_hosts = models.TextField(blank=True, help_text="One host name a line, such as images.agency.example.")
    idle_minutes = models.PositiveIntegerField(
        "idle alarm", null=True, blank=True, help_text="Warn when nothing has come for this many minutes. Empty: never."
    )
    retention_days = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="The bytes of filed documents are let go after this many days; stories and records stay. "
        "Empty: kept for good.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="provider_named_once",
                violation_error_message="There is already a provider of this name.",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="provider_has_slug"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(self.name)
        super().save(*args, **kwargs)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or settings.TIME_ZONE)

    @property
    def is_day_first(self) -> bool | None:
        """How this provider writes numeric dates, or None where each document has to tell."""
        return self.date_order == self.DateOrder.DAY_FIRST if self.date_order else None
