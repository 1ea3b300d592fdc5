"""What was wrong, and what is right."""

from datetime import date, datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet):
    def public(self, at: datetime):
        """Those of stories that readers see at that moment, with what a list prints of both."""
        visible = Article.objects.published(at).filter(pk=OuterRef("article"))
        story = [f"article__{name}" for name in ("headline", "language", "slug", "url_date")]
        own = [field.attname for field in self.model._meta.concrete_fields if field.name not in ("by", "version")]
        shown = self.filter(Exists(visible), at__lte=at).select_related("article").only(*own, *story)
        return shown.fetch_mode(models.FETCH_RAISE)


class Correction(models.Model):
    """A public note on a story, dated and labeled. It stays where it stands: a wrong one is corrected by another."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        EDITORS_NOTE = "editor's note", _("Editor’s note")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="Its name in the feed.")
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(help_text="What was wrong and what is right.")
    changes_meaning = models.BooleanField(default=False, help_text="Stands at the top of the story, else at its foot.")
    version = models.ForeignKey(
        "articles.Version", on_delete=models.CASCADE, related_name="+", help_text="The one that was right."
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(CorrectionQuerySet)()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="correction_newest")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="correction_says_something")]
        permissions = [("correct_article", "Can publish corrections of stories")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"

    @property
    def day(self) -> date:
        """In the newsroom's zone."""
        return timezone.localdate(self.at)
