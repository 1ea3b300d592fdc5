"""Being at work: turns that are in hand while the network is asked, and a sign that somebody is there."""

import queue
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from articles.delivery import prepared
from articles.models import DeskWorker
from articles.outbox import Turn

AT_ONCE = 16
SIGN_EVERY = timedelta(seconds=15)
FORGOTTEN = timedelta(days=1)


class InHand:
    """Turns whose network part is under way, each in a thread that keeps no command from ending."""

    def __init__(self) -> None:
        self.turns: set[Turn] = set()
        self.ended: queue.SimpleQueue[tuple[Turn, Exception | None]] = queue.SimpleQueue()

    def room(self) -> int:
        return AT_ONCE - len(self.turns)

    def begin(self, turn: Turn, now: datetime) -> None:
        """Read what is needed, here, and let the rest be done beside others."""
        self.turns.add(turn)
        try:
            outside = prepared(turn.effect, now)
        except Exception as exc:  # noqa: BLE001 -- our own mistake about one effect must not cost the others
            self.ended.put((turn, exc))
        else:
            threading.Thread(target=self._do, args=[turn, outside], daemon=True).start()

    def next_ended(self, seconds: float) -> tuple[Turn, Exception | None] | None:
        """What ends next, and how, if something does within these seconds."""
        try:
            turn, exc = self.ended.get(timeout=seconds)
        except queue.Empty:
            return None
        self.turns.discard(turn)
        return turn, exc

    def _do(self, turn: Turn, outside: Callable[[], None]) -> None:
        try:
            outside()
        except Exception as exc:  # noqa: BLE001 -- it is said where the database is
            self.ended.put((turn, exc))
        else:
            self.ended.put((turn, None))


def show_up(name: str, now: datetime) -> None:
    """Leave a sign that this worker is there, and take away those of workers that are long gone."""
    DeskWorker.objects.bulk_create(
        [DeskWorker(name=name, started_at=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["seen_at"],
    )
    DeskWorker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def leave_quietly(name: str) -> None:
    """A worker that was asked to stop is not missed."""
    DeskWorker.objects.filter(name=name).delete()
