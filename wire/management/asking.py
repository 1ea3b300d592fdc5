"""Waiting for many answers of the network at once: a server that does not answer keeps no other waiting."""

import queue
import threading

from wire.sources import feed, pictures
from wire.sources.addresses import FetchError
from wire.sources.fetching import Fetched

AT_ONCE = 16

type Turn = feed.Turn | pictures.Turn
type Answer = Fetched | FetchError


class Asking:
    """Turns whose answers are on the way. The threads touch the network only, and keep no command from ending."""

    def __init__(self) -> None:
        self.turns: set[Turn] = set()
        self.answered: queue.SimpleQueue[tuple[Turn, Answer]] = queue.SimpleQueue()

    def has_room(self, keep_free: int = 0) -> bool:
        return len(self.turns) < AT_ONCE - keep_free

    def begin(self, turn: Turn) -> None:
        self.turns.add(turn)
        threading.Thread(target=self._ask, args=[turn], daemon=True).start()

    def next_answer(self, seconds: float) -> tuple[Turn, Answer] | None:
        """The next answer, if one comes within these seconds."""
        if not self.turns:
            return None
        try:
            turn, answer = self.answered.get(timeout=seconds)
        except queue.Empty:
            return None
        self.turns.discard(turn)
        return turn, answer

    def _ask(self, turn: Turn) -> None:
        try:
            answer = turn.ask()
        except Exception as exc:  # noqa: BLE001 -- a mistake of ours about one address must not end the asking
            answer = FetchError(f"The newsroom's software failed ({type(exc).__name__}: {exc}).")
        self.answered.put((turn, answer))
