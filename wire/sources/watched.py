"""The watched folder: agencies drop files in a folder of their own, watchers take them out, each file once.

    inbox/<provider>/...            what was dropped, in folders of its own if the sender likes
    inbox/.claimed/<watcher>/...    what a watcher has in hand
    inbox/done/<day>/<provider>/    what was taken in
    inbox/failed/<day>/<provider>/  what was not, each with a .reason.txt beside it

A rename is the claim: of several watchers one succeeds. A watcher holds a lock on its folder while it lives; the kernel
lets go of it when the watcher dies, however it dies, and another takes back what it had in hand. The book-keeping is
outside the providers' folders, so that nobody who may drop files can lead it astray.
"""

import errno
import fcntl
import os
import secrets
import signal
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

CLAIMED, DONE, FAILED = ".claimed", "done", "failed"
RESERVED = {DONE, FAILED}
LOCK = ".lock"
UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".tmp", ".temp", "~")
DEEPEST = 10
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file as it was when somebody looked; it has not changed when these are the same."""

    slug: str
    name: str  # its path in the provider's folder
    inode: int
    size: int
    mtime: int
    is_regular: bool


class Inbox:
    """A watched folder, as one watcher sees it. Use it as a context: it holds the watcher's lock."""

    def __init__(self, root: Path, *, settle: float = 1.0) -> None:
        self.root, self.settle = root, settle
        self.seen: dict[Found, float] = {}
        self.unreadable: list[str] = []

    def __enter__(self) -> "Inbox":
        (self.root / CLAIMED).mkdir(parents=True, exist_ok=True)
        self.own, self.lock = _make_own(self.root / CLAIMED)
        return self

    def __exit__(self, *exc: object) -> None:
        _remove_empty(self.own)
        os.close(self.lock)

    def ready(self, slugs: Collection[str]) -> list[Found]:
        """What is whole: nobody has changed it since the last look, a settling time ago. The oldest comes first."""
        for slug in slugs:
            (self.root / slug).mkdir(mode=0o770, exist_ok=True)
        self.unreadable.clear()
        now = time.monotonic()
        here = [found for slug in slugs for found in self._look(slug)]
        self.seen = {found: self.seen.get(found, now) for found in here}
        whole = [f for f in here if not f.is_regular or now - self.seen[f] >= self.settle]
        return sorted(whole, key=lambda found: (found.mtime, found.slug, found.name))

    def claim(self, found: Found) -> "Claim | None":
        """Take a file in hand; None when another watcher has it, or when somebody writes to it after all."""
        claim = Claim(self, found.slug, found.name)
        folder, name = os.path.split(found.name)
        with suppress(FileNotFoundError, NotADirectoryError), _opened(self.root / found.slug, folder) as opened:
            if found.is_regular and _is_written_to(name, opened):
                return None
            claim.path.parent.mkdir(parents=True)
            try:
                os.rename(name, claim.path, src_dir_fd=opened)
            except OSError as exc:
                claim.forget()
                if not isinstance(exc, FileNotFoundError):  # nobody was quicker: we may not take it away
                    self.unreadable.append(f"{found.slug}/{found.name}")
                return None
            if _found(found.slug, found.name, claim.path.lstat()) == found:
                return claim
            claim.put_back()
        return None

    def left_behind(self, slugs: Collection[str]) -> Iterator["Claim"]:
        """What watchers had in hand when they died."""
        for folder in sorted((self.root / CLAIMED).iterdir()):
            if folder == self.own or (lock := _lock(folder)) is None:
                continue
            try:
                for spot in sorted(folder.glob("*/*")):
                    if spot.name in slugs:
                        yield from self._taken_over(spot)
                _remove_empty(folder)
            finally:
                os.close(lock)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While no other watcher moves anything to where it is kept."""
        folder = os.open(self.root / CLAIMED, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def strays(self, slugs: Collection[str]) -> list[str]:
        """What lies in the inbox but in no provider's folder, where nobody takes it."""
        known = {*slugs, *RESERVED}
        return sorted(path.name for path in self.root.iterdir() if path.name not in known and path.name[0] != ".")

    def _look(self, slug: str) -> Iterator[Found]:
        try:
            with _opened(self.root / slug) as opened:
                yield from self._walk(slug, opened, "", 0)
        except PermissionError:
            self.unreadable.append(slug)

    def _walk(self, slug: str, opened: int, prefix: str, depth: int) -> Iterator[Found]:
        with os.scandir(opened) as entries:
            inside = list(entries)
        folders = {entry.name for entry in inside if entry.is_dir(follow_symlinks=False)}
        is_maildir = {"new", "cur"} <= folders
        for entry in inside:
            if entry.name.startswith(".") or entry.name.lower().endswith(UNFINISHED):
                continue
            if is_maildir and entry.name not in {"new", "cur"}:
                continue  # tmp holds unfinished mail; what lies beside it belongs to the mail server
            name = prefix + entry.name
            try:
                if entry.name not in folders:
                    yield _found(slug, name, entry.stat(follow_symlinks=False))
                elif depth < DEEPEST:
                    with _opened(entry.name, dir_fd=opened) as folder:
                        yield from self._walk(slug, folder, f"{name}/", depth + 1)
            except PermissionError:
                self.unreadable.append(f"{slug}/{name}")
            except (FileNotFoundError, NotADirectoryError):
                pass  # others are at work here too

    def _taken_over(self, spot: Path) -> Iterator["Claim"]:
        for folder, _, names in os.walk(spot):
            for name in sorted(names):
                path = Path(folder, name)
                claim = Claim(self, spot.name, str(path.relative_to(spot)))
                claim.path.parent.mkdir(parents=True)
                path.rename(claim.path)
                yield claim


class Claim:
    """A file that one watcher has in hand."""

    def __init__(self, inbox: Inbox, slug: str, name: str) -> None:
        self.inbox, self.slug, self.name = inbox, slug, name
        self.path = inbox.own / secrets.token_hex(8) / slug / name

    def finish(self, day: date) -> Path:
        """It was taken in."""
        with self.inbox.alone():
            return self._move(self.inbox.root / DONE / day.isoformat() / self.slug)

    def fail(self, day: date, reason: str) -> Path:
        """It was not; the reason lies beside it."""
        with self.inbox.alone():
            kept = self._move(self.inbox.root / FAILED / day.isoformat() / self.slug)
            beside = _free(kept.with_name(_fitting(kept.name, ".reason.txt")))
            beside.write_text(f"{reason}\n", encoding="utf-8", errors="backslashreplace")
        return kept

    def put_back(self) -> None:
        """Let others have it, or ourselves later. A newer file of its name stays what it is."""
        folder, name = os.path.split(self.name)
        try:
            self._put_into(folder, name)
        except (FileNotFoundError, NotADirectoryError):  # the folder it lay in has gone
            self._put_into("", name)
        self.forget()

    def _put_into(self, folder: str, name: str) -> None:
        another = _another(name)
        with _opened(self.inbox.root / self.slug, folder) as opened:
            try:
                try:  # unlike a rename, a link never replaces anything
                    os.link(self.path, name, dst_dir_fd=opened, follow_symlinks=False)
                except FileExistsError:
                    os.link(self.path, another, dst_dir_fd=opened, follow_symlinks=False)
                self.path.unlink()
            except PermissionError:  # a disk that knows no links
                os.rename(self.path, another, dst_dir_fd=opened)

    def forget(self) -> None:
        """Leave no empty folders in hand."""
        for folder in self.path.parents:
            if folder == self.inbox.own:
                return
            with suppress(OSError):
                folder.rmdir()

    def _move(self, folder: Path) -> Path:
        """To a name of its own: a file of the same name that came before stays. A rename is there whole or not."""
        place = _free(folder / self.name)
        self.path.rename(place)
        self.forget()
        return place


def _free(place: Path) -> Path:
    """A name that no file has, in a folder that is there. It stays free for who has the inbox alone."""
    beside = place.with_name(_another(place.name))
    elsewhere = place.parent.with_name(_another(place.parent.name)) / place.name  # where its folder is a file
    for candidate in (place, beside, elsewhere):
        with suppress(FileExistsError, NotADirectoryError):
            candidate.parent.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(candidate):
                return candidate
    raise NotADirectoryError(errno.ENOTDIR, "There is no room for files", str(place.parent))


def _found(slug: str, name: str, seen: os.stat_result) -> Found:
    regular = stat.S_ISREG(seen.st_mode)
    return Found(slug=slug, name=name, inode=seen.st_ino, size=seen.st_size, mtime=seen.st_mtime_ns, is_regular=regular)


@contextmanager
def _opened(top: Path | str, path: str = "", *, dir_fd: int | None = None) -> Iterator[int]:
    """A folder, opened step by step: nothing below the provider's may be a link, which could lead out of the inbox."""
    with ExitStack() as stack:
        opened = _open_folder(top, dir_fd)
        stack.callback(os.close, opened)
        for step in filter(None, path.split("/")):
            opened = _open_folder(step, opened)
            stack.callback(os.close, opened)
        yield opened


def _open_folder(path: Path | str, inside: int | None) -> int:
    try:
        no_link = 0 if inside is None else os.O_NOFOLLOW
        return os.open(path, os.O_RDONLY | os.O_DIRECTORY | no_link, dir_fd=inside)
    except OSError as exc:
        if exc.errno == errno.ELOOP:
            raise NotADirectoryError(*exc.args) from exc
        raise


def _is_written_to(name: str, folder: int) -> bool:
    """Whether somebody has the file open for writing. Only where the system can tell; else its size must speak."""
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return False  # the reader says what is wrong with it
    try:
        # A read lease is granted only where there is no writer. Should one come while we hold it, we are told by a
        # signal that nobody minds; the usual one would end us.
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False  # another user's file, or a disk that knows no leases
    finally:
        os.close(file)
    return False


def _make_own(claimed: Path) -> tuple[Path, int]:
    """A folder for what this watcher has in hand, locked for as long as it lives."""
    while True:
        folder = claimed / f"{os.getpid()}-{secrets.token_hex(4)}"
        folder.mkdir()
        (folder / LOCK).touch()
        if (lock := _lock(folder)) is not None:
            return folder, lock


def _lock(folder: Path) -> int | None:
    """The lock of a watcher's folder; None while the watcher lives, or when the folder has gone."""
    try:
        lock = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), (folder / LOCK).stat()):
            return lock
    except OSError:
        pass
    os.close(lock)
    return None


def _remove_empty(folder: Path) -> None:
    """Remove a watcher's folder that has nothing in hand any more."""
    for inside, _, _ in os.walk(folder, topdown=False):
        if Path(inside) != folder:
            with suppress(OSError):
                Path(inside).rmdir()
    if [path.name for path in folder.iterdir()] == [LOCK]:
        (folder / LOCK).unlink()
        folder.rmdir()


def _another(name: str) -> str:
    return _fitting(name, f".{secrets.token_hex(4)}")


def _fitting(name: str, suffix: str) -> str:
    """A name with something behind it, as long as a name may be."""
    return os.fsdecode(os.fsencode(name)[: LONGEST_NAME - len(suffix)]) + suffix
