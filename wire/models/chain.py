"""What belongs together: the takes, updates and translations of one story, and the same story from somebody else."""

from django.db import models


class Chain(models.Model):
    """One line of the queue: everything one provider sent about one story, under however many guids."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.PROTECT, related_name="chains")
    key = models.CharField(
        max_length=255, blank=True, help_text="What its takes share in words: the slugline and the day it began."
    )
    latest_at = models.DateTimeField(help_text="When the newest of it came.")
    like = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="likes",
        help_text="The oldest chain, of any provider, that tells nearly the same.",
    )

    class Meta:
        verbose_name, verbose_name_plural = "wire story", "wire stories"
        indexes = [
            models.Index(fields=["-latest_at", "-id"], name="chain_newest"),
            models.Index(fields=["provider", "key"], name="chain_by_key"),
        ]

    def __str__(self):
        return self.key or f"Chain {self.pk}"


class Member(models.Model):
    """A part of a package, by its guid: it may come later than the package does."""

    package = models.ForeignKey("wire.Item", on_delete=models.CASCADE, related_name="members")
    guid = models.CharField(max_length=255, db_index=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["package", "guid"], name="member_once")]

    def __str__(self):
        return self.guid


class Fingerprint(models.Model):
    """One band of the minhash over an item's words: what shares a band may tell nearly the same."""

    item = models.ForeignKey("wire.Item", on_delete=models.CASCADE, related_name="fingerprints")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["band"], name="fingerprint_band")]
        constraints = [models.UniqueConstraint(fields=["item", "band"], name="fingerprint_once")]

    def __str__(self):
        return f"{self.band:x}"
