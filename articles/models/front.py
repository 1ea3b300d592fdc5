"""The front page as its editor wants it: values that are added and never changed; an old one can be had back."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class FrontQuerySet(models.QuerySet):
    def live(self, at: datetime):
        """Those that have taken over by a moment; the first is what readers get. Nothing has to run for that."""
        return self.filter(live_at__lte=at, canceled_at__isnull=True).order_by("-live_at", "-number")

    def to_come(self, at: datetime):
        """Those that will take over, the next one first."""
        return self.filter(live_at__gt=at, canceled_at__isnull=True).order_by("live_at", "number")


class Front(models.Model):
    """One choice of stories in order. Without `live_at` it is staged: kept, and shown to nobody.

    `number` goes up by one from the front that the editor had open, and is unique: of two editors who started from the
    same front, the database lets the first one save.
    """

    number = models.PositiveIntegerField(unique=True)
    live_at = models.DateTimeField(null=True, help_text="Readers get it from here on, until another takes over.")
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    canceled_at = models.DateTimeField(null=True, help_text="Taken off the schedule before its time.")
    canceled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(FrontQuerySet)()

    class Meta:
        verbose_name = verbose_name_plural = "front page"
        default_permissions = ()
        permissions = [("curate_front", "Can choose and publish what stands on the front page")]
        indexes = [models.Index(fields=["-live_at", "-number"], name="front_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(canceled_at__isnull=True) | Q(live_at__isnull=False, canceled_at__lt=models.F("live_at")),
                name="front_is_canceled_before_its_time",
            )
        ]

    def __str__(self):
        return f"Front {self.number}"


class FrontPick(models.Model):
    """A story in a slot. It holds its place until `until`; then, or when readers may not see it, the next best does."""

    class Slot(models.TextChoices):
        LEAD = "lead", "Lead"
        SECOND = "second", "Beside the lead"
        REST = "rest", "Below the lead"
        SECTION = "section", "In its section"

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="picks")
    slot = models.CharField(max_length=20, choices=Slot)
    section = models.ForeignKey(
        "articles.Topic", on_delete=models.CASCADE, null=True, related_name="+", help_text="Whose block it stands in."
    )
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="front_picks")
    until = models.DateTimeField(null=True, help_text="The end of the pin; empty: as long as this front stands.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["until"], condition=Q(until__isnull=False), name="pick_until")]
        constraints = [
            models.UniqueConstraint(fields=["front", "article"], name="front_has_no_story_twice"),
            models.CheckConstraint(
                condition=Q(slot="section", section__isnull=False) | (~Q(slot="section") & Q(section__isnull=True)),
                name="pick_in_a_section_names_it",
            ),
        ]

    def __str__(self):
        return f"{self.get_slot_display()}: story {self.article_id}"


def front_moments(at: datetime) -> list[tuple[str, models.QuerySet]]:
    """When a front takes over next, and when a pin ends next: each a field and the one row that has it.

    A pin of a front that is over counts too: pages are then made anew once for nothing, and no query looks for less.
    """
    pins = FrontPick.objects.filter(until__gt=at).order_by("until")
    return [
        ("live_at", Front.objects.order_by().filter(pk__in=Front.objects.to_come(at).values("pk")[:1])),
        ("until", FrontPick.objects.order_by().filter(pk__in=pins.values("pk")[:1])),
    ]
