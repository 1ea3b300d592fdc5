"""The process that reads: documents come in at one pipe, what they were read as goes out at the other.

It knows the formats and nothing of Django, settings or secrets. One document is answered with a frame for each reading
and one that says that these were all; the next is not begun before that is written, so that whoever waits for an answer
when the process ends knows which document ended it.
"""

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from wire import formats
from wire.formats import Habits, MalformedStory, Reading
from wire.reading import sandbox
from wire.reading.answers import habits_from_json, reading_to_json
from wire.reading.frames import packed, unpacked

MOST_JSON = 64_000_000  # of one answer: with more, the newsroom itself would run out of memory
_CHECK_EVERY = 200  # documents
_SHORT = 200_000  # bytes


def main(memory: int, seconds: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the importer, which ends this one by closing the pipe
    # Nothing that is printed by accident may get between the frames.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    os.dup2(2, 1)
    gc.freeze()
    sandbox.close(memory)
    enough = sandbox.address_space() + memory // 2
    _write(answers, packed({"ready": True}))
    habits, read = Habits(), 0
    while True:
        try:
            told, raw = unpacked(_taker(questions.read))
        except EOFError:
            return
        if told is not None:  # else they are those of the document before
            habits = habits_from_json(told)
        sandbox.allow_seconds(seconds)
        frames = Frames(answers)
        end = _answer(frames, raw, habits)
        read += 1
        if read % _CHECK_EVERY == 0:
            end["retires"] = sandbox.address_space() > enough
        frames.add(packed(end))
        frames.write()
        if end.get("retires"):
            return


class Frames:
    """The answer to one document. It is written at once where it is short, so that nobody is woken up for nothing."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.waiting: list[bytes] = []
        self.size = 0

    def add(self, frame: bytes) -> None:
        self.waiting.append(frame)
        self.size += len(frame)
        if self.size > _SHORT:
            self.write()

    def write(self) -> None:
        _write(self.descriptor, b"".join(self.waiting))
        self.waiting, self.size = [], 0


def _answer(frames: Frames, raw: bytes, habits: Habits) -> dict[str, Any]:
    """Send what the document was read as. What is given back says how it ended."""
    try:
        for reading in formats.read(raw, habits):
            frame = _frame(reading, raw)
            if len(frame) - len(reading.raw) > MOST_JSON:
                frame = _frame(_too_much(reading), raw)
            frames.add(frame)
    except MemoryError:
        return {"end": "exhausted", "retires": True}
    except Exception as exc:  # noqa: BLE001 -- our own mistake with one document must not cost the others
        return {"end": "failed", "error": f"{type(exc).__name__}: {exc}", "traceback": traceback.format_exc()}
    return {"end": "read"}


def _frame(reading: Reading, raw: bytes) -> bytes:
    """The document itself need not be sent back."""
    values, is_itself = reading_to_json(reading), reading.raw is raw
    return packed(values | {"is_itself": is_itself}, b"" if is_itself else reading.raw)


def _too_much(reading: Reading) -> Reading:
    reason = MalformedStory("There is more in this document than the newsroom takes at once. Send it in parts.")
    reason.format = reading.outcome.format
    return Reading(member=reading.member, raw=reading.raw, outcome=reason)


def _taker(read: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def take(size: int) -> bytes:
        data = read(size)
        if len(data) < size:
            raise EOFError
        return data

    return take


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    main(memory=int(sys.argv[1]), seconds=int(sys.argv[2]))
