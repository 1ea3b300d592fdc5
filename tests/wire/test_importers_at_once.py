"""Several importers of the same documents at once: each story is there once, whoever was first."""

import signal
import subprocess
import sys
import time

import pytest

from articles.models import Article, Topic, Version
from authors.models import Author
from images.models import Image
from tests.wire.conftest import MANAGE
from tests.wire.dumps import PARAGRAPHS, make_dump
from wire.models import Document, Item

IMPORTERS = 4
STORIES = 6

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


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
