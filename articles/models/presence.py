"""Who has which story open. A courtesy: what holds two people apart is the merge at the save, not this."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models
from django.db.models import Q

EVERY = timedelta(seconds=15)  # how often an open form says that it is open
GONE = EVERY * 3
# Browsers let a page in a hidden tab speak once a minute at most; it is still open.
GONE_WHEN_HIDDEN = timedelta(minutes=3)
FORGOTTEN = timedelta(days=1)


class PresenceQuerySet(models.QuerySet):
    def at(self, now: datetime):
        return self.filter(Q(seen_at__gt=now - GONE) | Q(is_hidden=True, seen_at__gt=now - GONE_WHEN_HIDDEN))


class Presence(models.Model):
    """One open form of one story."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="presences")
    form = models.UUIDField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    is_hidden = models.BooleanField(default=False, help_text="The form is in a tab that nobody looks at.")

    objects = models.Manager.from_queryset(PresenceQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["article", "seen_at"], name="presence_of_story")]

    def __str__(self):
        return f"{self.user_id} has story {self.article_id} open"


def is_here(*, article, form: UUID, user, is_hidden: bool, now: datetime) -> None:
    """The form says that it is open."""
    seen = {"seen_at": now, "is_hidden": is_hidden}
    if Presence.objects.filter(form=form, user=user, article=article).update(**seen):
        return
    with suppress(IntegrityError):  # the same form said so at the same moment, or the story was spiked
        Presence.objects.create(article=article, form=form, user=user, since=now, **seen)
    _forget(Presence.objects.filter(seen_at__lt=now - FORGOTTEN))


def is_gone(*, form: UUID, user) -> None:
    _forget(Presence.objects.filter(form=form, user=user))


def _forget(presences) -> None:
    """One statement: nothing hangs on a presence, so nothing is looked for."""
    presences._raw_delete(presences.db)
