"""Taking turns: each effect is in one worker's hands at a time, and for a while only.

A worker claims an effect with one UPDATE that only one worker can win. The claim carries a number that only goes up: a
worker that slept through its claim finds another number in the row, and what it has to say about the effect is not
written down.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from articles.models import Effect
from articles.outbox.errors import Later, TakenBack, Undelivered, in_words

LEASE = timedelta(minutes=2)  # longer than any handler waits for the other side
MOST_ATTEMPTS = 14  # over most of a day
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An effect that is ours to bring about, until the claim ends."""

    effect: Effect
    owner: str
    fence: int

    def __str__(self) -> str:
        return f"{self.effect}"

    def done(self, now: datetime) -> bool:
        """Write down that it happened; whether it was still ours to say."""
        return self._end(state=Effect.State.DONE, trouble="", ended_at=now, payload={})

    def failed(self, exc: Exception, now: datetime, jitter: Callable[[], float] = random.random) -> bool:
        """Write down what came of it instead; whether it was still ours to say."""
        match exc:
            case TakenBack():
                return self._end(state=Effect.State.DROPPED, trouble=f"{exc}"[:500], ended_at=now, payload={})
            case Later():
                good_until = self.effect.good_until and self.effect.good_until + (exc.until - self.effect.due_at)
                return self._end(due_at=exc.until, next_try_at=exc.until, good_until=good_until, attempts=0)
            case Undelivered():
                is_hopeless, pause = exc.is_hopeless, exc.pause
            case _:
                is_hopeless, pause = False, timedelta()
        trouble = in_words(exc)[:500]
        if is_hopeless or self.effect.attempts >= MOST_ATTEMPTS:
            return self._end(state=Effect.State.FAILED, trouble=trouble, ended_at=now)
        pause = max(pause, _back_off(self.effect.attempts, jitter()))
        return self._end(trouble=trouble, next_try_at=now + min(pause, LONGEST_PAUSE))

    def renew(self, now: datetime) -> bool:
        """Still at it."""
        return bool(self._still_ours().update(claimed_until=now + LEASE))

    def give_back(self) -> bool:
        """It was not done: somebody else may, as if nobody had tried."""
        return self._end(attempts=F("attempts") - 1)

    def _still_ours(self):
        return Effect.objects.filter(pk=self.effect.pk, owner=self.owner, fence=self.fence, state=Effect.State.WAITING)

    def _end(self, **changes) -> bool:
        return bool(self._still_ours().update(owner="", claimed_until=None, **changes))


def due(now: datetime, most: int) -> list[int]:
    """What is due and in nobody's hands, what waits longest first."""
    return list(_due(now).order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])


def claim(pk: int, *, owner: str, now: datetime) -> Turn | None:
    """The effect, if it is still due and nobody else has it. `owner` is one worker, and nobody else in the world.

    The attempt is counted now: an effect that kills its worker each time is given up like any other.
    """
    mine = {"owner": owner, "fence": F("fence") + 1, "attempts": F("attempts") + 1, "claimed_until": now + LEASE}
    if not _due(now).filter(pk=pk).update(**mine):
        return None
    effect = Effect.objects.filter(pk=pk, owner=owner).first()
    if effect is None:
        return None
    turn = Turn(effect=effect, owner=owner, fence=effect.fence)
    if effect.attempts > MOST_ATTEMPTS:
        turn.failed(Undelivered(effect.trouble or "Every worker that tried was gone before it was done."), now)
        return None
    if effect.good_until is not None and effect.good_until < now and effect.attempts == 1:
        turn.failed(Undelivered("Nobody was at work when it was due, and now it is too late.", is_hopeless=True), now)
        return None
    return turn


def _due(now: datetime):
    """No join: PostgreSQL, having waited for the worker that won the row, asks the row's own conditions again."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return Effect.objects.filter(free, state=Effect.State.WAITING, next_try_at__lte=now)


def _back_off(attempts: int, jitter: float) -> timedelta:
    """Twice as long after each failure, and never at the same moment as others that failed with it."""
    return min(FIRST_PAUSE * 2 ** max(attempts - 1, 0), LONGEST_PAUSE) * (0.8 + 0.4 * jitter)
