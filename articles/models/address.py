"""Addresses that stories had before."""

from django.db import models


class OldAddress(models.Model):
    """An address that a story once had. It answers 301 to the new one, forever, and no other story may take it."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="old_addresses")
    url_date = models.DateField()
    slug = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["url_date", "slug"], name="old_address_leads_to_one_story")]

    def __str__(self):
        return f"/{self.url_date:%Y/%m/%d}/{self.slug}/"
