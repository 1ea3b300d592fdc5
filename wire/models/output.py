"""Who takes our copy."""

from django.db import models
from django.db.models import Q


class Subscriber(models.Model):
    """Somebody who may fetch published stories in the agencies' formats. The token is shown once; its hash is kept."""

    name = models.CharField(max_length=100, unique=True)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(editable=False)
    last_seen_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(token_sha256=""), name="subscriber_has_token")]

    def __str__(self):
        return self.name
