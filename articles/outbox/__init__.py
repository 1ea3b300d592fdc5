"""The outbox: what is to happen outside, written down in the transaction that is the reason for it.

    outbox.put("mail", f"welcome:{reader.pk}", {"to": [...], "subject": "...", "text": "..."}, at=now, now=now)

Nothing is sent then and there. `run_desk` takes what is due, one worker each, and asks the handler of its kind
(`articles.delivery.HANDLERS`) to do it; what fails is tried again, more and more rarely, and given up with the reason
in words. An effect happens at least once if a worker is killed between doing it and writing that down, and never twice
otherwise: handlers hand its key on (an Idempotency-Key, a Message-ID), so that the other side can tell.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from articles.models import Effect
from articles.outbox.errors import Later, OutboxError, TakenBack, Undelivered, in_words
from articles.outbox.turns import Turn, claim, due

__all__ = [
    "Later",
    "OutboxError",
    "TakenBack",
    "Turn",
    "Undelivered",
    "claim",
    "drop",
    "due",
    "in_words",
    "put",
    "retry",
    "tidy",
]

GOOD_FOR = timedelta(hours=48)  # after that it is no news any more, and a burst of it is worse than silence
KEPT_FOR = timedelta(days=60)


def put(
    kind: str,
    key: str,
    payload: dict[str, Any],
    *,
    at: datetime,
    now: datetime,
    subject: str = "",
    good_for: timedelta | None = GOOD_FOR,
) -> None:
    """Let this happen at `at`. Call it inside the transaction that is the reason for it.

    The same kind and key is the same effect, however often it is put; one that was taken back is put again. `subject`
    is what `drop` takes back by. `good_for` is how long after `at` it may still be begun; None is for what must be said
    however late, such as that a story was withdrawn.
    """
    fields = {
        "payload": payload,
        "subject": subject,
        "due_at": at,
        "next_try_at": at,
        "good_until": at + good_for if good_for is not None else None,
    }
    Effect.objects.bulk_create([Effect(kind=kind, key=key, created_at=now, **fields)], ignore_conflicts=True)
    taken_back = Effect.objects.filter(kind=kind, key=key, state=Effect.State.DROPPED)
    taken_back.update(state=Effect.State.WAITING, attempts=0, trouble="", ended_at=None, **fields)


def drop(subject: str, *, why: str, now: datetime) -> list[Effect]:
    """Take back what waits about this subject: what was still here, as it was. What a worker has in hand is gone."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    waiting = Effect.objects.filter(free, state=Effect.State.WAITING)
    # Each is asked again in its own row: a worker may have taken it a moment ago.
    return [
        effect
        for effect in waiting.filter(subject=subject).order_by("pk")
        if waiting.filter(pk=effect.pk).update(state=Effect.State.DROPPED, trouble=why[:500], ended_at=now, payload={})
    ]


def tidy(now: datetime) -> int:
    """Let go of what ended long ago. What was given up stays until somebody has seen it."""
    ended = Effect.objects.filter(state__in=[Effect.State.DONE, Effect.State.DROPPED], ended_at__lt=now - KEPT_FOR)
    return ended.delete()[0]


def retry(pk: int, *, now: datetime) -> bool:
    """Try again what was given up, at once; whether it was."""
    given_up = Effect.objects.filter(pk=pk, state=Effect.State.FAILED)
    return bool(
        given_up.update(state=Effect.State.WAITING, attempts=0, next_try_at=now, good_until=None, ended_at=None)
    )
