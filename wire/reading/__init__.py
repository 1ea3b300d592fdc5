"""Documents from outside are read in a process of their own, which may use little and touch nothing.

    with reader() as reading:
        reading.ask(document, habits)
        ...                                # something else, while it is being read
        readings = reading.answer()

A document that ends its reader costs nobody but itself: the others go on with a fresh one.
"""

import contextlib
import os
from collections.abc import Iterator

from wire.formats import Habits, Reading
from wire.reading.reader import KilledItsReader, Limits, Reader, ReaderFailed

__all__ = ["LIMITS", "KilledItsReader", "Limits", "Reader", "ReaderFailed", "read", "reader"]

LIMITS = Limits()

# The reader that waits for the next document: starting one takes as long as reading hundreds.
_idle: list[Reader] = []
os.register_at_fork(after_in_child=_idle.clear)


@contextlib.contextmanager
def reader() -> Iterator[Reader]:
    """A reader for the caller alone, warm if there is one."""
    try:
        borrowed = _idle.pop()
    except IndexError:
        borrowed = Reader(LIMITS)
    if borrowed.limits != LIMITS:
        borrowed.close()
        borrowed = Reader(LIMITS)
    try:
        yield borrowed
    finally:
        if borrowed.is_at_rest and not _idle:
            _idle.append(borrowed)
        else:  # somebody gave up in the middle
            borrowed.close()


def read(document: bytes, habits: Habits) -> list[Reading]:
    """Read one document, and those in it. Raises nothing for what is in it."""
    with reader() as reading:
        reading.ask(document, habits)
        return reading.answer()
