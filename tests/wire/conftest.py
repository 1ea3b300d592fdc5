"""What the tests of the wire share: a database that other processes can be started on."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

MANAGE = Path(__file__).parents[2] / "manage.py"


def wait_while(process, is_so):
    """Until it is so no more, or the process has ended: not for ever, or a fault would look like patience."""
    ends = time.monotonic() + 60
    while process.poll() is None and is_so() and time.monotonic() < ends:
        time.sleep(0.005)


def environment_with(database: str, data: Path):
    return {**os.environ, "DATA_DIR": str(data), "SECRET_KEY": "for tests " * 6, "DATABASE_URL": database}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A migrated SQLite file, to be copied: migrating takes longer than everything else here."""
    folder = tmp_path_factory.mktemp("empty")
    path = folder / "newsroom.sqlite3"
    command = [sys.executable, str(MANAGE), "migrate", "--verbosity", "0"]
    subprocess.run(command, env=environment_with(f"sqlite:///{path}", folder), check=True, capture_output=True)
    return path


@pytest.fixture
def environment(tmp_path, request):
    """For other processes on a database that they share: a file, or the server's test database."""
    if connection.vendor == "postgresql":
        settings = connection.settings_dict
        who = f"{settings['USER']}:{settings['PASSWORD']}"
        return environment_with(f"postgres://{who}@/{settings['NAME']}?host={settings['HOST']}", tmp_path)
    path = tmp_path / "newsroom.sqlite3"
    shutil.copy(request.getfixturevalue("empty_database"), path)
    return environment_with(f"sqlite:///{path}", tmp_path)


@pytest.fixture
def count(environment):
    """How many rows a model has in the importers' database."""

    def rows(model):
        query = f"SELECT COUNT(*) FROM {model._meta.db_table}"
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                return cursor.execute(query).fetchone()[0]
        with closing(sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
            return database.execute(query).fetchone()[0]

    return rows
