"""What was looked up for one version is remembered for the next ones that are filed with it, in one transaction."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_memory: ContextVar[dict[str, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remembered[T](what: str, look_up: Callable[[], T]) -> T:
    """One thing that is looked up whole."""
    memory = _memory.get()
    if memory is None:
        return look_up()
    if what not in memory:
        memory[what] = look_up()
    return memory[what]


def remembered_of[K: Hashable, T](what: str, keys: Iterable[K], look_up: Callable[[set[K]], dict[K, T]]) -> dict[K, T]:
    """What there is for the keys. Only those are looked up that nobody asked for yet."""
    known: dict[K, T | None] = remembered(what, dict)
    wanted = set(keys)
    if missing := wanted - known.keys():
        found = look_up(missing)
        known.update({key: found.get(key) for key in missing})
    return {key: value for key in wanted if (value := known[key]) is not None}


def forget(what: str) -> None:
    """It is not as it was."""
    if (memory := _memory.get()) is not None:
        memory.pop(what, None)
