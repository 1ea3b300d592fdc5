"""The people whose names stand over stories."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class Author(models.Model):
    """A person readers can follow. What was printed over one story is a Byline, which links here."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=120, unique=True, allow_unicode=True, help_text="The last part of the author page's address."
    )
    role = models.CharField(max_length=120, blank=True, help_text="Such as “Political correspondent”.")
    beat = models.CharField(
        max_length=300,
        blank=True,
        help_text="What this person covers, with commas in between: “rail, bus and tram, road safety”.",
    )
    bio = models.TextField(blank=True, help_text="A few sentences in plain text, shown on the author's page.")
    portrait = models.ForeignKey("images.Image", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.CharField(max_length=200, blank=True, help_text="What readers may write to; it is public.")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="The account this person signs in with, if any.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="author_has_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("authors:author-detail", args=[self.slug])

    @property
    def beats(self) -> list[str]:
        return [beat for beat in (part.strip() for part in self.beat.split(",")) if beat]


class AuthorLink(models.Model):
    """A place of the author's own elsewhere: X, Mastodon, a website."""

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=60, help_text="What readers read: “X”, “Mastodon”, “Website”.")
    url = models.URLField("URL", max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["author", "url"], name="author_link_once")]

    def __str__(self):
        return f"{self.label}: {self.url}"
