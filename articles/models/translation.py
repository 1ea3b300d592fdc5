"""Stories that are translations of each other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import get_language_info

from articles.models.gathering import JSONRows


class TranslationGroup(models.Model):
    """One piece of journalism in several languages. Each is a story of its own, with an address and a history."""

    note = models.CharField(max_length=200, help_text="What the desk calls it; readers do not see it.")

    class Meta:
        verbose_name = "linked translations"
        verbose_name_plural = "linked translations"

    def __str__(self):
        return self.note


class Translation(models.Model):
    """A story's place in a group."""

    group = models.ForeignKey(TranslationGroup, on_delete=models.CASCADE, related_name="translations")
    article = models.OneToOneField(
        "articles.Article",
        verbose_name="story",
        on_delete=models.CASCADE,
        related_name="translation",
        error_messages={"unique": "This story is linked with other translations already."},
    )
    language = models.CharField(max_length=35, editable=False, help_text="The story's, when it was linked.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "language"],
                name="one_story_a_language",
                violation_error_message="There is a story in this language already: one story a language.",
            )
        ]

    def __str__(self):
        return self.language


@dataclass(frozen=True, slots=True, kw_only=True)
class InLanguage:
    """Where a story can be read in a language."""

    language: str
    headline: str
    address: str

    @property
    def name(self) -> str:
        """What the language calls itself; where Django does not know it, the tag."""
        try:
            return get_language_info(self.language.lower())["name_local"]
        except KeyError:
            return self.language


def siblings(model: type[models.Model], at: datetime) -> Subquery:
    """The stories of the same group that readers may see, as JSON, for a query of stories."""
    rows = (
        model.objects.published(at)
        .filter(translation__group__translations__article=OuterRef("pk"), language=F("translation__language"))
        .order_by()
        .values("translation__group")
    )
    fields = {name: F(name) for name in ("language", "headline", "url_date", "slug")}
    return Subquery(rows.annotate(rows=JSONRows(JSONObject(**fields))).values("rows"))


def in_languages(rows: list[dict[str, Any]] | None) -> list[InLanguage]:
    """The story itself and its translations, by language; none where it stands alone.

    A story whose language was changed after it was linked names none until it is linked anew: `siblings` leaves it out.
    """
    found = [
        InLanguage(language=row["language"], headline=row["headline"], address=_address(row)) for row in rows or ()
    ]
    return sorted(found, key=lambda one: one.language) if len(found) > 1 else []


def _address(row: dict[str, Any]) -> str:
    day = date.fromisoformat(row["url_date"])
    return reverse("articles:article-detail", args=[day.year, f"{day:%m}", f"{day:%d}", row["slug"]])
