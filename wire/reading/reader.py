"""The newsroom's end of the pipes: one process that reads, started when it is needed and again when it is lost."""

import contextlib
import fcntl
import logging
import os
import select
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from wire.formats import Habits, Reading, WireError
from wire.reading.answers import habits_to_json, reading_from_json
from wire.reading.frames import HEAD, packed, unpacked

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
_START_SECONDS = 60.0
_PIPE = 1_000_000  # so that a batch of documents fits into the pipe while the newsroom is busy filing the one before
_CHUNK = 256 * 1024


class KilledItsReader(WireError):
    """The process that read the document ended, or had to be ended. `is_final`: it would again."""

    code = "killed-its-reader"
    is_final: bool = False


class ReaderFailed(WireError):
    """The newsroom's own mistake."""

    code = "reader-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """For one document: how many bytes the process may grow by, how long it may compute, and how long that may take."""

    memory: int = 256 * 1024 * 1024
    cpu_seconds: int = 5
    seconds: float = 10.0


class Reader:
    """Documents are asked about and answered in the same order; several may be on their way."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: deque[tuple[bytes, Habits]] = deque()
        self._told: Habits | None = None  # which habits the process knows of
        self._outgoing: deque[memoryview] = deque()
        self._incoming = bytearray()

    @property
    def is_at_rest(self) -> bool:
        return not self._asked

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def peak_memory(self) -> int:
        """The most that the process ever held, in bytes; 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return 0
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))

    def ask(self, raw: bytes, habits: Habits) -> None:
        """Send a document off, as far as the pipe takes it."""
        self._asked.append((raw, habits))
        self.start()
        told, self._told = self._told, habits
        self._outgoing.append(memoryview(packed(None if habits is told else habits_to_json(habits), raw)))
        with contextlib.suppress(OSError):  # a broken pipe is seen by whoever waits for the answer
            self._push()

    def answer(self) -> list[Reading]:
        """What the document that was asked about first was read as. Never raises for what is in a document."""
        raw = self._asked[0][0]
        try:
            readings = self._answer(raw)
        except _Lost as lost:
            self._asked.popleft()
            self._start_again()
            error = KilledItsReader(str(lost))
            error.is_final = lost.is_final
            return [Reading(raw=raw, outcome=error)]
        return readings

    def close(self) -> None:
        """End the process; whatever was asked is forgotten."""
        self._asked.clear()
        self._end()

    def _answer(self, raw: bytes) -> list[Reading]:
        self.start()
        deadline = time.monotonic() + self.limits.seconds
        readings: list[Reading] = []
        while True:
            values, sent = self._frame(deadline)
            if "end" not in values:
                readings.append(reading_from_json(values, raw if values.pop("is_itself") else sent))
                continue
            if values["end"] == "exhausted":
                raise _Lost(f"It needs more memory than a document may have ({self.limits.memory >> 20} MB).")
            self._asked.popleft()
            if values["end"] == "failed":
                log.error("A document could not be read, which is a fault of ours.\n%s", values["traceback"])
                said = f"The newsroom's software failed at this document ({values['error']}). It is kept as it came."
                readings = [Reading(raw=raw, outcome=ReaderFailed(said))]
            if values.get("retires"):
                self._start_again()
            return readings

    def _frame(self, deadline: float) -> tuple[dict, bytes]:
        """The next frame, when all of it is there."""
        size = HEAD.size
        while len(self._incoming) < size or len(self._incoming) < (size := HEAD.size + sum(self._sizes())):
            self._pump(deadline)
        with memoryview(self._incoming) as view:
            position = 0

            def take(count: int) -> bytes:
                nonlocal position
                position += count
                return bytes(view[position - count : position])

            frame = unpacked(take)
        del self._incoming[:size]
        return frame

    def _sizes(self) -> tuple[int, ...]:
        return HEAD.unpack_from(self._incoming)

    def _pump(self, deadline: float) -> None:
        """Let something through one of the pipes."""
        process = self._process
        questions, answers = process.stdin.fileno(), process.stdout.fileno()
        left = deadline - time.monotonic()
        if left <= 0:
            raise _Lost(f"It was not read within {self.limits.seconds:g} seconds.", is_final=True)
        poll = select.poll()
        poll.register(answers, select.POLLIN)
        if self._outgoing:
            poll.register(questions, select.POLLOUT)
        for descriptor, _ in poll.poll(left * 1000):
            if descriptor == answers:
                if not (data := os.read(answers, _CHUNK)):
                    raise self._ended()
                self._incoming += data
            else:
                with contextlib.suppress(BrokenPipeError):  # what it answered before it ended is still to be read
                    self._push()
                    continue
                self._outgoing.clear()

    def _push(self) -> None:
        while self._outgoing:
            first = self._outgoing[0]
            try:
                written = os.write(self._process.stdin.fileno(), first)
            except BlockingIOError:
                return
            if written == len(first):
                self._outgoing.popleft()
            else:
                self._outgoing[0] = first[written:]

    def _ended(self) -> "_Lost":
        status = self._process.wait()
        if status == -24:  # SIGXCPU
            return _Lost(f"It took more than {self.limits.cpu_seconds} seconds of computing.", is_final=True)
        return _Lost("The process that read it ended in the middle of it.")

    def start(self) -> None:
        """Have the process ready. It is started by the first question anyway."""
        if self._process is not None:
            return
        # An environment without the newsroom's: its secrets are no business of copy from outside.
        environment = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1"}
        limits = (str(self.limits.memory), str(self.limits.cpu_seconds))
        self._process = subprocess.Popen(  # noqa: S603 -- our own program, with numbers for arguments
            [sys.executable, "-m", "wire.reading.child", *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            bufsize=0,
        )
        for pipe in (self._process.stdin, self._process.stdout):
            os.set_blocking(pipe.fileno(), False)
            with contextlib.suppress(AttributeError, OSError):  # Linux
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
        try:
            self._frame(time.monotonic() + _START_SECONDS)
        except _Lost as exc:
            self._end()
            raise RuntimeError("The process that reads documents cannot be started.") from exc

    def _start_again(self) -> None:
        """A fresh process, asked about everything that was not answered."""
        self._end()
        asked, self._asked = list(self._asked), deque()
        for raw, habits in asked:
            self.ask(raw, habits)

    def _end(self) -> None:
        process, self._process, self._told = self._process, None, None
        self._outgoing.clear()
        self._incoming.clear()
        if process:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stdout.close()


class _Lost(Exception):
    """There will be no answer."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final
