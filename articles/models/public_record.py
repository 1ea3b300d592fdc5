"""What readers were shown of a story, and when: rows that are added and never changed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class PublicRecordQuerySet(models.QuerySet):
    def released(self, at: datetime):
        """What readers could read by a given moment, in the order in which they were shown it."""
        return self.filter(number__isnull=False, at__lte=at).order_by("number")

    def updates(self):
        """What readers were shown after the first, and are told of. One that is to come is on a story nobody sees."""
        return self.filter(number__gt=1, is_minor=False)

    def last_minor_edits(self):
        """Of each story the last edit that made it no newer, if it came after all that did."""
        later = self.model.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), is_minor=True)


class PublicRecord(models.Model):
    """One change of what readers see of a story. A trigger in the database refuses changes to it.

    A story on the schedule has its record from the start, with the moment that is to come. When the schedule is
    changed before its time, the record goes with it: it says what readers were shown, not what was planned.
    """

    class What(models.TextChoices):
        PUBLISH = "publish", "Published"
        UPDATE = "update", "Updated"
        CORRECT = "correct", "Corrected"
        UNPUBLISH = "unpublish", "Taken off the site"
        KILL = "kill", "Withdrawn"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="public_records")
    what = models.CharField(max_length=20, choices=What)
    number = models.PositiveIntegerField(
        null=True, help_text="Counts what readers were shown. Versions that were never public have none."
    )
    version = models.ForeignKey("articles.Version", on_delete=models.CASCADE, null=True, related_name="public_records")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sentence = models.TextField(blank=True, help_text="What readers are told about the change.")
    changed = models.JSONField(default=list, help_text="The names of the fields in which readers find a difference.")
    is_minor = models.BooleanField(default=False, help_text="So small that readers see it counted, not listed.")

    objects = models.Manager.from_queryset(PublicRecordQuerySet)()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["at", "article"], condition=Q(is_minor=True), name="public_record_minor_edits")]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="public_record_numbered_once"),
            models.CheckConstraint(
                condition=Q(what__in=["unpublish", "kill"], number__isnull=True, version__isnull=True)
                | (~Q(what__in=["unpublish", "kill"]) & Q(number__isnull=False, version__isnull=False)),
                name="public_record_shows_a_version",
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()} {self.at:%Y-%m-%d %H:%M}"


class WithheldVersion(models.Model):
    """A version that readers could read and may read no more, for a legal reason; the reason stands in its place."""

    version = models.OneToOneField("articles.Version", on_delete=models.CASCADE, related_name="withheld")
    reason = models.TextField(help_text="What readers are told in place of the words.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withheld_version_has_reason")]

    def __str__(self):
        return f"Withheld: {self.reason}"
