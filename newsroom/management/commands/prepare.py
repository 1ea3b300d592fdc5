"""Gets the data folder ready to serve from: the database up to date, the static files collected."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from newsroom.management.planner import refresh_statistics


class Command(BaseCommand):
    help = "Brings the database up to date and collects the static files if they changed. Safe to interrupt and repeat."

    def handle(self, **options):
        # One at a time: a `make run` that was killed leaves its command running, and the next one must wait for it.
        # The lock ends with the process that has it.
        with (settings.DATA_DIR / "prepare.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            call_command("migrate", verbosity=0)
            refresh_statistics(connection)
            collect_static(Path(settings.STATIC_ROOT))


def collect_static(root: Path) -> None:
    """Collect once for each state of the sources: hashing and compressing takes seconds, at every start.

    The note beside the folder says what was collected, and is only there when it was collected to the end. Without
    it, files cut short by a kill may lie there, and collectstatic would take them for good ones; so it begins anew.
    With it, the old release's files stay, for pages that are still in somebody's cache.
    """
    note = root.with_name(f"{root.name}-collected")
    sources = fingerprint()
    if note.is_file() and note.read_text() == sources:
        return
    is_whole = note.is_file()
    note.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=not is_whole, verbosity=0)
    note.write_text(sources)


def fingerprint() -> str:
    """Which files would be collected, from where, as they were last changed, and how they are made ready."""
    lines = [repr(settings.STORAGES["staticfiles"])]
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            lines.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
