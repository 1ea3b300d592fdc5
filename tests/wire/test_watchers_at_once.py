"""Several watchers of one folder, and watchers that die: each file is taken in once, and none is lost."""

import signal
import subprocess
import sys

import pytest

from articles.models import Article
from tests.wire.conftest import MANAGE, wait_while
from tests.wire.dumps import make_dump
from tests.wire.inbox import by_day, drop, files
from wire.models import Document, Item

WATCHERS = 4
KILLS = 3
STORIES = 200

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def manage(environment, *arguments, **options):
    return subprocess.Popen(
        [sys.executable, str(MANAGE), *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


@pytest.fixture
def full_inbox(environment, tmp_path):
    """Providers in the database that the watchers share, and a folder of their copy."""
    script = "from wire.models import Provider; Provider.objects.create(name='Osk', slug='osk')"
    made = manage(environment, "shell", "-c", script)
    printed, _ = made.communicate(timeout=60)
    assert made.returncode == 0, printed
    inbox = tmp_path / "inbox"
    for n in range(STORIES):
        drop(inbox, f"{n:02}.txt", make_dump(f"Story number {n} of a busy day"))
    return inbox


def watcher(environment, inbox, *arguments):
    return manage(environment, "watch_wire", "--folder", inbox, "--settle", "0.2", *arguments)


def test_several_watchers_take_each_file_once(environment, full_inbox, count):
    runs = [watcher(environment, full_inbox, "--once") for _ in range(WATCHERS)]
    printed = [run.communicate(timeout=120)[0] for run in runs]

    odd = [line for text in printed for line in text.splitlines() if "Created a story" not in line]
    assert [run.returncode for run in runs] == [0] * WATCHERS, "\n".join(odd)
    assert (count(Document), count(Item), count(Article)) == (STORIES,) * 3
    assert len(by_day(full_inbox, "done")) == STORIES
    assert sum(text.count("Created a story") for text in printed) == STORIES


def test_watchers_that_are_killed_lose_nothing_and_double_nothing(environment, full_inbox, count):
    cut_off = 0
    for _ in range(KILLS):
        before = count(Document)
        run = watcher(environment, full_inbox)
        wait_while(run, lambda before=before: count(Document) == before)
        run.kill()
        run.communicate(timeout=60)
        cut_off += run.returncode == -signal.SIGKILL
    in_hand = list((full_inbox / ".claimed").glob("*/*/osk/*"))
    assert cut_off == KILLS, "No watcher was killed at work: this run proves nothing."
    left = len(files(full_inbox / "osk")) + len(in_hand) + len(by_day(full_inbox, "done"))
    assert left == STORIES  # every file is somewhere, at every moment

    last = watcher(environment, full_inbox, "--once")
    printed, _ = last.communicate(timeout=120)

    assert last.returncode == 0, printed
    assert (count(Document), count(Item), count(Article)) == (STORIES,) * 3
    assert len(by_day(full_inbox, "done")) == STORIES
    assert files(full_inbox / "osk") == []
    assert list((full_inbox / ".claimed").iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_asks_a_watcher_to_stop_gets_the_table_and_whole_files(environment, full_inbox, count, number):
    run = watcher(environment, full_inbox)
    wait_while(run, lambda: count(Document) < 3)
    run.send_signal(number)
    printed, _ = run.communicate(timeout=60)

    assert run.returncode == 0, printed
    done = len(by_day(full_inbox, "done"))
    assert 3 <= done == count(Document) < STORIES
    assert len(files(full_inbox / "osk")) == STORIES - done
    assert printed.splitlines()[-1].split()[:2] == ["Osk", str(done)]
