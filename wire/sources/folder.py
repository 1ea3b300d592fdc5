"""Documents from files and folders."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from wire.intake import MAX_BYTES, Refused, check_size


def walk(path: Path) -> Iterator[tuple[str, Path]]:
    """The documents at a path, with the names they go by: a file itself, or what is in a folder, sorted.

    Hidden files are left out. Links and pipes are not followed but named, so that `read` can refuse them with a reason.
    """
    if path.is_symlink() or not path.is_dir():
        yield path.name, path
        return
    yield from _walk_folder(path, "")


def _walk_folder(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield prefix.rstrip("/") or folder.name, folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk_folder(Path(entry.path), f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, Path(entry.path)


def read(path: Path) -> bytes:
    """The bytes of a regular file; anything else is refused before it can block or lead elsewhere."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as exc:
        if exc.errno == errno.ELOOP:
            raise Refused("This is a link to another file; send the file itself.") from exc
        raise Refused(f"The file cannot be read: {exc.strerror}.") from exc
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise Refused("The folder cannot be read.")
        if not stat.S_ISREG(found.st_mode):
            raise Refused("This is not a regular file but a pipe or a device.")
        check_size(found.st_size)
        return file.read(MAX_BYTES + 1)
