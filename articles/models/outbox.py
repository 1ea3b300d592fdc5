"""What is to happen outside the newsroom, kept until it has happened."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

MISSED_AFTER = timedelta(seconds=90)


class Effect(models.Model):
    """One ping, call or mail. Written by `articles.outbox.put` in the transaction that is the reason for it, and worked
    off by `run_desk`: so it happens if and only if the reason for it was saved, whoever is killed in between."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Taken back"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200, help_text="What, about what, on which occasion: the same key is one effect.")
    subject = models.CharField(max_length=100, blank=True, help_text="What it is about, to take it back by.")
    payload = models.JSONField(default=dict, help_text="What the handler needs; emptied when it is done.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="Not before.")
    good_until = models.DateTimeField(null=True, help_text="Not after: yesterday's news is told to nobody.")
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    trouble = models.CharField(max_length=500, blank=True, help_text="What went wrong the last time, in words.")
    ended_at = models.DateTimeField(null=True)

    # The lease. The number only goes up: a worker that slept through its lease finds another one, and says nothing.
    owner = models.CharField(max_length=100, blank=True)
    fence = models.PositiveBigIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = "outgoing message", "outbox"
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="waiting"), name="effect_waiting"),
            models.Index(fields=["subject"], name="effect_by_subject"),
            models.Index(fields=["state", "ended_at"], name="effect_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="effect_happens_once"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(key=""), name="effect_has_a_key"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class DeskWorker(models.Model):
    """A `run_desk` that is at work, or was: without one nothing goes out, and somebody should see that."""

    name = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self):
        return self.name

    @classmethod
    def is_anybody_there(cls, now: datetime) -> bool:
        return cls.objects.filter(seen_at__gt=now - MISSED_AFTER).exists()
