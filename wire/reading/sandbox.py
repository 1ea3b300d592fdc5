"""What a process that reads copy from outside may do: use some memory and some time, and nothing else.

The limits of memory, time and file size are the kernel's. The network is closed by the kernel where it lets a process
do that to itself (Linux, unless a container forbids it), and everywhere by Python, which is asked before it opens a
file to write, a connection or a program, and cannot be told otherwise again.
"""

import contextlib
import os
import resource
import sys
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    *("socket.", "subprocess.", "shutil.", "tempfile.", "ctypes.", "urllib.", "http.", "ftplib.", "smtplib."),
    *("os.chmod", "os.chown", "os.exec", "os.fork", "os.kill", "os.link", "os.mkdir", "os.posix_spawn", "os.putenv"),
    *("os.remove", "os.rename", "os.rmdir", "os.spawn", "os.symlink", "os.system", "os.truncate", "os.utime", "pty."),
)


def close(memory: int) -> None:
    """From here on the process may grow by `memory` bytes, and neither write files nor talk to anybody."""
    with contextlib.suppress(AttributeError, OSError):
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    if size := address_space():
        _limit(resource.RLIMIT_AS, size + memory)
    sys.addaudithook(_refuse)


def allow_seconds(seconds: int) -> None:
    """End the process when it has computed for so long, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds, resource.RLIM_INFINITY)


def address_space() -> int:
    """How large the process is, in bytes; 0 where the system does not tell, and limits no memory either (macOS)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _limit(which: int, soft: int, hard: int | None = None) -> None:
    """Never above what the process was started with."""
    ceiling = resource.getrlimit(which)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft = min(soft, ceiling)
        hard = ceiling if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(which, (soft, soft if hard is None else hard))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event == "open":
        flags = args[2]
        if isinstance(flags, int) and flags & _WRITES:
            raise PermissionError(f"A reader of copy wanted to write {args[0]!r}.")
    elif event.startswith(_FORBIDDEN):
        raise PermissionError(f"A reader of copy wanted {event}.")
