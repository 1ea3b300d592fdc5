"""How an effect may end otherwise than done. Handlers raise these; anything else is a mistake of ours and tried again.

OutboxError
  Undelivered     it was tried and did not work; it is tried again, unless it is hopeless
  Later           it is not its time yet
  TakenBack       there is nothing to tell any more
"""

from datetime import datetime, timedelta


class OutboxError(Exception):
    """The message says why, in a sentence for the desk."""


class Undelivered(OutboxError):
    """`is_hopeless`: trying again would not help. `pause`: what the other side asked for, at least."""

    def __init__(self, why: str, *, is_hopeless: bool = False, pause: timedelta = timedelta()):
        super().__init__(why)
        self.is_hopeless, self.pause = is_hopeless, pause


class Later(OutboxError):
    def __init__(self, why: str, *, until: datetime):
        super().__init__(why)
        self.until = until


class TakenBack(OutboxError):
    pass


def in_words(exc: Exception) -> str:
    if isinstance(exc, OutboxError):
        return f"{exc}"
    return f"The newsroom's software failed ({type(exc).__name__}: {exc})."
