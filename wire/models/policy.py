"""What is done with copy by rule: where it goes, what is changed in it, and who looks at which part of the queue."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Selection(models.Model):
    """Which copy is meant. Everything that is filled in must hold; an empty one means all."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=35, blank=True, help_text="Such as en; also matches en-GB.")
    most_urgent = models.PositiveSmallIntegerField(
        "urgency at least",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text="1 is the most urgent: 3 means 1, 2 and 3.",
    )
    subject = models.CharField(
        max_length=100, blank=True, help_text="The beginning of a subject code, such as medtop:04 or 15."
    )
    words = models.CharField(
        max_length=200,
        blank=True,
        help_text="Stands in the headline, slugline or a keyword. Several, parted by commas: any of them.",
    )

    class Meta:
        abstract = True


class Rule(Selection):
    """Where copy goes: the first rule that fits says so."""

    position = models.PositiveIntegerField(default=0, help_text="Smaller comes first.")
    is_active = models.BooleanField(default=True)
    section = models.ForeignKey(
        "articles.Topic",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        limit_choices_to={"kind": "section"},
        related_name="+",
    )
    topics = models.ManyToManyField("articles.Topic", blank=True, related_name="+")
    is_held = models.BooleanField(
        "hold back", default=False, help_text="An editor has to release the story before it can be published."
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Rule {self.pk}"


class Replacement(models.Model):
    """Words of a provider that are ours in another spelling. Whole words only, in the order of their numbers."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="replacements")
    find = models.CharField(max_length=200)
    replace = models.CharField(max_length=200, blank=True)
    is_case_sensitive = models.BooleanField("match capitals", default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "find"], name="replacement_once"),
            models.CheckConstraint(condition=~Q(find=""), name="replacement_finds_something"),
        ]

    def __str__(self):
        return f"{self.find} → {self.replace}"


class Desk(Selection):
    """A saved filter of the queue: a desk's part of the wire, its own or shared with everybody."""

    name = models.CharField(max_length=100)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_shared = models.BooleanField(default=False)
    section = models.ForeignKey("articles.Topic", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    show = models.CharField(max_length=20, blank=True, help_text="new, updated, conflicts, notices; empty: all.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="desk_named_once",
                violation_error_message="You have a desk of this name already.",
            )
        ]

    def __str__(self):
        return self.name
