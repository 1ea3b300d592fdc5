"""What is looked for in a story before it is published, and who said that it may run all the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Rule(models.TextChoices):
    HEADLINE = "headline", "Headline"
    STANDFIRST = "standfirst", "Standfirst"
    BYLINE = "byline", "Byline"
    DATELINE = "dateline", "Dateline"
    SECTION = "section", "Section"
    TOPIC = "topic", "Topic"
    ALT_TEXT = "alt text", "Alt text of pictures"
    CREDIT = "credit", "Credit of pictures"
    LINKS = "links", "Links"
    HOUSE_STYLE = "house style", "House style"
    LEGAL = "legal", "Legal flag"


class Level(models.TextChoices):
    OFF = "off", "Not looked for"
    ADVISE = "advise", "Advice"
    BLOCK = "block", "Stops publishing"


class CheckPolicy(models.Model):
    """What a rule means here. The row that says most wins: section and stage, section, stage, neither."""

    rule = models.CharField(max_length=20, choices=[choice for choice in Rule.choices if choice[0] != Rule.LEGAL])
    section = models.ForeignKey(
        "articles.Topic",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "section"},
        help_text="Empty: in every section.",
    )
    stage = models.CharField(
        max_length=20,
        blank=True,
        choices=[("draft", "Draft"), ("in review", "In review"), ("approved", "Approved")],
        help_text="Of the working version, when it is published. Empty: in every stage.",
    )
    level = models.CharField(max_length=20, choices=Level)

    class Meta:
        verbose_name, verbose_name_plural = "check before publishing", "checks before publishing"
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "section", "stage"],
                name="check_said_once",
                violation_error_message="This is said already.",
            ),
            models.UniqueConstraint(
                fields=["rule", "stage"],
                condition=Q(section__isnull=True),
                name="check_said_once_for_all_sections",
                violation_error_message="This is said already.",
            ),
        ]
        permissions = [("override_checks", "Can publish in spite of a check, with a reason")]

    def __str__(self):
        return f"{self.get_rule_display()}: {self.get_level_display()}"


class HouseWord(models.Model):
    """A word that the paper does not print, and what it prints instead."""

    word = models.CharField(max_length=100, unique=True, help_text="Found as a whole word, in any case.")
    say_instead = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "house-style word"

    def __str__(self):
        return self.word


class LegalMark(models.Model):
    """Somebody wants a lawyer to look first. Whoever may clear it says why, and the row stays."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="legal_marks")
    note = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    clearance = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        permissions = [("clear_legal_mark", "Can clear the legal flag of a story")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(cleared_at__isnull=True), name="article_has_one_open_legal_mark"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, clearance="") | (Q(cleared_at__isnull=False) & ~Q(clearance="")),
                name="legal_mark_is_cleared_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.note


class CheckOverride(models.Model):
    """A story that was published in spite of a check: who answers for it, and why. Never changed."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="check_overrides")
    version = models.ForeignKey("articles.Version", on_delete=models.CASCADE, related_name="+")
    findings = models.JSONField(help_text="What stood against it, in words.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason")]

    def __str__(self):
        return f"Published in spite of a check: {self.reason}"
