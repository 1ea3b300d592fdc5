"""Several importers of the same documents at once: each story is there once, whoever was first."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from articles.models import Article, Topic, Version
from authors.models import Author
from images.models import Image
from tests.wire.dumps import PARAGRAPHS, make_dump
from wire.models import Document, Item

MANAGE = Path(__file__).parents[2] / "manage.py"
IMPORTERS = 4
STORIES = 6

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def environment_with(database: str, data: Path):
    return {**os.environ, "DATA_DIR": str(data), "SECRET_KEY": "for tests " * 6, "DATABASE_URL": database}


@pytest.fixture(scope="module")
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


def start_import(folder, provider, environment):
    return subprocess.Popen(
        [sys.executable, str(MANAGE), "import_wire", str(folder), "--provider", provider],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def folder(tmp_path):
    """Some stories, two versions of each, all by one author, with one picture and on one topic."""
    folder = tmp_path / "in"
    folder.mkdir()
    later = [*PARAGRAPHS, "It rained all evening, and the brass band that nobody had asked for played on regardless."]
    for n in range(STORIES):
        headline, closing_lines = f"Story number {n} of a busy day", ["Related Topics", "Bridges"]
        first = make_dump(headline, closing=closing_lines)
        second = make_dump(headline, body=later, updated="11/9/2026", closing=closing_lines)
        (folder / f"{n:02}-first.txt").write_bytes(first)
        (folder / f"{n:02}-later.txt").write_bytes(second)
    return folder


def rows_when_done(count):
    return {model.__name__: count(model) for model in (Document, Item, Article, Version, Author, Image, Topic)}


DONE = {
    "Document": STORIES * 2,
    "Item": STORIES * 2,
    "Article": STORIES,
    "Version": STORIES * 2,
    "Author": 1,
    "Image": 1,
    "Topic": 1,
}


def test_importers_at_once_make_each_story_once(folder, environment, count):
    runs = [start_import(folder, "Osk", environment) for _ in range(IMPORTERS)]
    printed = [run.communicate(timeout=120)[0] for run in runs]

    assert [run.returncode for run in runs] == [0] * IMPORTERS, printed
    assert rows_when_done(count) == DONE


def test_importers_for_two_providers_share_people_and_topics(folder, environment, count):
    runs = [start_import(folder, name, environment) for name in ("Osk", "Varn")]
    printed = [run.communicate(timeout=120)[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], printed
    doubled = {name: rows * 2 for name, rows in DONE.items() if name not in {"Author", "Topic"}}
    assert rows_when_done(count) == DONE | doubled


def test_an_importer_that_is_killed_leaves_nothing_half_done(folder, environment, count):
    cut_off = 0
    for enough in (1, STORIES // 2, STORIES):
        run = start_import(folder, "Osk", environment)
        while run.poll() is None and count(Document) < enough:
            time.sleep(0.005)
        run.kill()
        run.communicate()
        cut_off += run.returncode == -signal.SIGKILL
        assert count(Document) == count(Item) == count(Version)

    assert cut_off, "No importer was killed in the middle: this run proves nothing."
    last = start_import(folder, "Osk", environment)
    printed, _ = last.communicate(timeout=120)

    assert last.returncode == 0, printed
    assert rows_when_done(count) == DONE
