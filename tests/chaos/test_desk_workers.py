"""Several `run_desk` on one database, killed and put to sleep at random: each change is applied once, each effect is
brought about at least once, under one key, and written down once.

The server they call is a real one. SOAK=1 is 500 stories that are due in the same second, with a kill every second.
"""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import outbox, workflow
from articles.models import ScheduledChange
from tests.articles.recording import recording
from tests.articles.test_workflow import edit
from tests.chaos.running import ROOT, rows
from tests.chaos.running import Site as Processes
from tests.factories import make_published

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

STORIES = 500 * int(os.environ.get("SOAK", "0")) or 16
CALLS = STORIES
KILLS = 10_000 if "SOAK" in os.environ else 2
WORKERS = 3
POISON = 2
DONE = re.compile(r"^webhook (\S+): done$", re.MULTILINE)


@pytest.fixture
def partner():
    with recording() as partner:
        yield partner


@pytest.fixture
def newsroom(tmp_path, partner, settings):
    """Stories with an update that was due a moment ago, and calls that are; then the same for other processes."""
    settings.UNDO_SECONDS = 0  # and there is no hub yet: nobody is told of the stories themselves
    due = timezone.now()
    before = due - timedelta(minutes=1)
    for number in range(STORIES):
        story = make_published(at=before - timedelta(days=3), headline=f"Before {number}")
        workflow.save(story, edit(story, headline=f"After {number}"), base=story.working, now=before)
        workflow.schedule_change(story, what=ScheduledChange.What.UPDATE, at=due, now=before)
    hook = partner_hook(partner)
    story = make_published(at=before)
    for number in range(CALLS):
        told = {"webhook": hook.pk, "story": story.pk, "event": "published", "at": due.isoformat()}
        outbox.put("webhook", f"call-{number}", told, at=due, now=before)
    for number in range(POISON):
        outbox.put("mail", f"poison-{number}", {}, at=due, now=before)
    return processes_on(tmp_path, partner)


def partner_hook(partner):
    from articles.models import Webhook

    return Webhook.objects.create(name="Partner", url=partner.url("/hook"), events=[])


def processes_on(folder, partner) -> Processes:
    """The test's own database for others: a copy of SQLite's, which is in memory."""
    url = ""
    if connection.vendor == "postgresql":
        here = connection.settings_dict
        url = f"postgres://{here['USER']}:{here['PASSWORD']}@/{here['NAME']}?host={here['HOST']}"
    else:
        with sqlite3.connect(folder / "newsroom.sqlite3") as copy:
            connection.connection.backup(copy)
        copy.close()
    processes = Processes(folder, url)
    processes.environment |= {
        "WIRE_FETCH_ALLOW": partner.endpoint,
        "WEBSUB_HUB": partner.url("/hub"),
        "UNDO_SECONDS": "0",
        "SECRET_KEY": "for tests " * 6,
    }
    return processes


class Desk:
    """Workers, each with a log of its own that a kill does not cut."""

    def __init__(self, newsroom, how="guarded"):
        self.newsroom, self.how, self.workers, self.logs = newsroom, how, [], []

    def __enter__(self):
        for _ in range(WORKERS):
            self.start()
        return self

    def __exit__(self, *_):
        for worker in self.workers:
            worker.kill()
            worker.wait()

    def start(self):
        path = self.newsroom.data / f"desk-{len(self.logs)}.log"
        command = [sys.executable, "-u", "-m", "tests.chaos.desk_worker", self.how]
        with path.open("w") as log:
            self.workers.append(
                subprocess.Popen(command, cwd=ROOT, env=self.newsroom.environment, stdout=log, stderr=log)
            )
        self.logs.append(path)

    def kill(self, worker):
        self.workers.remove(worker)
        worker.kill()
        worker.wait()
        self.start()

    def said(self) -> str:
        return "\n".join(path.read_text() for path in self.logs)


def left(newsroom) -> int:
    """What is still to be done, poison aside."""
    (changes,), (effects,) = rows(
        newsroom,
        "SELECT COUNT(*) FROM articles_scheduledchange WHERE state = 'waiting' UNION ALL "
        "SELECT COUNT(*) FROM articles_effect WHERE state = 'waiting' AND kind <> 'mail'",
    )
    return changes + effects


def test_each_change_is_applied_once_and_each_effect_written_down_once(newsroom, partner):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    partner.seconds["/hook"] = 0.05
    began, killed, asleep, following = time.monotonic(), 0, None, 0.0
    with Desk(newsroom) as desk:
        while left(newsroom):
            assert time.monotonic() - began < 120 + STORIES, f"seed {seed}\n{desk.said()}"
            if partner.told and time.monotonic() >= following:
                if asleep is None:  # longer than its lease: what it had in hand is somebody else's then
                    asleep = desk.workers[0]
                    asleep.send_signal(signal.SIGSTOP)
                    wakes = time.monotonic() + 4
                elif killed < KILLS:
                    desk.kill(chance.choice([worker for worker in desk.workers if worker is not asleep]))
                    killed += 1
                following = time.monotonic() + 1
            if asleep in desk.workers and time.monotonic() >= wakes:
                asleep.send_signal(signal.SIGCONT)
            time.sleep(0.1)
        seconds = time.monotonic() - began
        if asleep:
            asleep.send_signal(signal.SIGCONT)
        said = desk.said()
    print(f"\n{STORIES} changes, {CALLS} calls, {killed} kills in {seconds:.0f} s, seed {seed}")  # noqa: T201

    changes = "SELECT article_id, COUNT(*) FROM articles_version WHERE reason = 'schedule' GROUP BY article_id"
    assert sorted(count for _, count in rows(newsroom, changes)) == [1] * STORIES, f"seed {seed}"
    live = rows(newsroom, "SELECT COUNT(*) FROM articles_article WHERE headline LIKE 'After %'")
    assert live == [(STORIES,)], f"seed {seed}"
    ends = rows(newsroom, "SELECT kind, state, COUNT(*) FROM articles_effect WHERE kind <> 'mail' GROUP BY kind, state")
    assert sorted(ends) == [("webhook", "done", CALLS), ("websub", "done", STORIES)], f"seed {seed}"
    keys = Counter(told.key for told in partner.told if told.path == "/hook")
    assert set(keys) == {f"call-{number}" for number in range(CALLS)}, f"seed {seed}"
    assert max(Counter(DONE.findall(said)).values()) == 1, f"seed {seed}\n{said}"
    failing = rows(newsroom, "SELECT COUNT(*) FROM articles_effect WHERE kind = 'mail' AND trouble <> ''")
    assert failing == [(POISON,)]
    assert killed or seconds < 3, "Nobody was killed: this run proves nothing."


def test_workers_that_take_what_others_have_are_found_out(newsroom, partner):
    """The negative control: the same count of what was written down, and the fault that it is there to find."""
    partner.seconds["/hook"] = 8.0  # long enough for the last worker to start
    began = time.monotonic()
    with Desk(newsroom, "unguarded") as desk:
        while max(Counter(DONE.findall(desk.said())).values(), default=0) < 2:
            assert time.monotonic() - began < 180, desk.said()
            time.sleep(0.1)
