"""Ending a command that runs for days: a signal asks, and what is at hand is brought to its end first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stop_when_asked() -> Iterator[threading.Event]:
    """An event that is set by SIGTERM (a supervisor) and by SIGINT (Ctrl-C). Waiting for it is how to sleep."""
    stop = threading.Event()
    asked = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, before in asked.items():
            signal.signal(number, before)
