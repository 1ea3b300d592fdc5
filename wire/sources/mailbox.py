"""Mail that lies in a file: an mbox holds many messages, each of which is a document of its own."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from wire.intake import MAX_BYTES, Refused
from wire.sources import folder

# "From desk@agency.example Sat Mar 14 12:00:00 2026": the line that parts the messages of an mbox
POSTMARK = re.compile(
    rb"From \S+.* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) .*\d{4}.*"
)
QUOTED = re.compile(rb">+From ")
MAX_MAILBOX = 1_000_000_000


def documents(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """What a dropped file holds: the messages of a mailbox one by one, or the file itself."""
    if is_mailbox(path):
        for number, message in enumerate(messages(path), 1):
            yield f"{name} ({number})", message
    else:
        yield name, folder.read(path)


def is_mailbox(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False  # the reader says what is wrong with it
    with os.fdopen(descriptor, "rb") as file:
        return stat.S_ISREG(os.fstat(descriptor).st_mode) and bool(POSTMARK.fullmatch(file.readline(1000).rstrip()))


def messages(path: Path) -> Iterator[bytes]:
    """The messages of an mbox as they were sent. Only one is in memory at a time."""
    if path.stat().st_size > MAX_MAILBOX:
        raise Refused(f"The mailbox is too large: up to {MAX_MAILBOX // 1_000_000} MB are read.")
    message, size, is_after_empty = [], 0, True
    with path.open("rb") as file:
        file.readline()
        while line := file.readline(MAX_BYTES + 1):
            if is_after_empty and POSTMARK.fullmatch(line.rstrip()):
                yield _message(message)
                message, size, is_after_empty = [], 0, True
                continue
            is_after_empty = not line.strip()
            if size <= MAX_BYTES:  # one that is too large is handed on one line too large, to be refused by name
                message.append(line[1:] if QUOTED.match(line) else line)
            size += len(line)
    yield _message(message)


def _message(lines: list[bytes]) -> bytes:
    """Without the empty line that the mailbox put behind it."""
    if lines and not lines[-1].strip():
        lines = lines[:-1]
    return b"".join(lines)
