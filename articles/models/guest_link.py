"""A way for somebody without an account to read a working version, and to say what they think of it."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import F


class GuestLinkQuerySet(models.QuerySet):
    def open(self, token: str, now: datetime):
        """The link of this token, while it can be used."""
        return self.filter(token_hash=hash_of(token), revoked_at=None, expires_at__gt=now)


class GuestLink(models.Model):
    """The token is in the link alone: whoever reads the database cannot open it."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="guest_links")
    token_hash = models.CharField(max_length=64, unique=True)
    guest = models.CharField(max_length=120, help_text="Whom the link is for.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    openings = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, help_text="When it was last opened.")

    objects = models.Manager.from_queryset(GuestLinkQuerySet)()

    def __str__(self):
        return f"Link for {self.guest}"

    def was_opened(self, now: datetime) -> None:
        GuestLink.objects.filter(pk=self.pk).update(openings=F("openings") + 1, opened_at=now)


class GuestNote(models.Model):
    """What a guest said, and about which version."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        APPROVAL = "approval", "Approved"

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="guest_notes")
    version = models.ForeignKey("articles.Version", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField()

    def __str__(self):
        return f"{self.get_kind_display()} on version {self.version_id}"


def new_token() -> tuple[str, str]:
    """A token for a link, and what the database keeps of it."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
