"""The pages that say who we are and what we promise: /about/, /privacy/ and their like."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.standing_texts import TEXTS

# What the footer calls them, in its order. A constant, so that no page of the paper asks the database for its footer.
STANDING_PAGES = {
    "about": _("About us"),
    "contact": _("Contact"),
    "ethics": _("Ethics and standards"),
    "corrections-policy": _("Corrections policy"),
    "ownership": _("Ownership and funding"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
}


class StandingPageQuerySet(models.QuerySet):
    def named(self, name: str) -> "StandingPage":
        """The page as the newsroom wrote it, or else as it comes with the software: no link of the footer is dead."""
        return self.filter(name=name).first() or StandingPage(name=name, **TEXTS[name])


class StandingPage(models.Model):
    """One text of the newsroom about itself, at an address of its own."""

    name = models.CharField(max_length=40, unique=True, choices=list(STANDING_PAGES.items()), editable=False)
    title = models.CharField(max_length=120, unique=True, help_text="The heading. No two pages have the same.")
    summary = models.CharField(max_length=200, help_text="One sentence for search engines and share cards.")
    body = models.TextField(help_text="The text. What it promises to readers has to be true.")
    language = models.CharField(max_length=35, default="en", help_text="Of the text: “en”, “de-AT”, “ar” (BCP 47).")
    changed_at = models.DateTimeField(null=True, editable=False, help_text="Empty: as it came with the software.")

    objects = models.Manager.from_queryset(StandingPageQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="standing_page_has_title"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:standing-page", args=[self.name])
