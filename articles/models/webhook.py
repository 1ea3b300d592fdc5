"""Other people's programs that are told what readers see."""

import secrets

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q


class Event(models.TextChoices):
    """What happens to a story in the eyes of readers."""

    PUBLISHED = "published", "Published"
    UPDATED = "updated", "Updated"
    WITHDRAWN = "withdrawn", "Unpublished, expired or killed"


def new_salt() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """An address that is called. Its secret is derived from SECRET_KEY and the salt: no copy of it is kept."""

    name = models.CharField(max_length=100, help_text="Whose it is, for the desk.")
    url = models.URLField("address", max_length=500, validators=[URLValidator(schemes=["http", "https"])])
    events = models.JSONField(default=list, help_text="What it is told.")
    is_active = models.BooleanField("is called", default=True)
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(salt=""), name="webhook_has_a_salt")]

    def __str__(self):
        return self.name
