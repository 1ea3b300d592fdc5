"""What makes SQLite safe and quick is really on, in a database file as the site has one."""

import shutil

import pytest

from tests.newsroom.boot import command, manage

pytestmark = [pytest.mark.processes, pytest.mark.any_database]

PRAGMAS = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
        print(name, cursor.execute(f"PRAGMA {name}").fetchone()[0])
"""

# Forty commits, one after the other, by the connection that the site uses.
COMMITS = """
import sys, django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    if len(sys.argv) > 1:
        cursor.execute(f"PRAGMA synchronous={sys.argv[1]}")
    cursor.execute("CREATE TABLE t (n)")
    for n in range(40):
        cursor.execute("INSERT INTO t VALUES (%s)", [n])
"""


def test_write_ahead_log_and_full_durability(tmp_path):
    shown = manage("shell", "--no-imports", "--command", PRAGMAS, data=tmp_path)

    assert shown.stdout.splitlines() == ["journal_mode wal", "synchronous 2", "busy_timeout 20000", "foreign_keys 1"]


def syncs(tmp_path, *arguments):
    """How often the disk was told to keep what it has, while forty times something was committed."""
    trace = tmp_path / "trace"
    tracing = [shutil.which("strace"), "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", str(trace)]
    done = command(
        *("-c", COMMITS, *arguments), through=tracing, data=tmp_path, DJANGO_SETTINGS_MODULE="newsroom.settings"
    )
    assert done.returncode == 0, done.stderr
    return trace.read_text().count("sync(")


@pytest.mark.skipif(not shutil.which("strace"), reason="strace counts what reaches the disk")
def test_every_commit_reaches_the_disk(tmp_path):
    """A kill cannot show this, because the kernel keeps what was written; only the power going would."""
    (tmp_path / "safe").mkdir()
    (tmp_path / "unsafe").mkdir()

    assert syncs(tmp_path / "safe") >= 40
    assert syncs(tmp_path / "unsafe", "NORMAL") < 40  # the count would show it
