"""Several pollers of the same feeds, and pollers that are stopped: each due feed is asked once."""

import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from tests.wire.conftest import MANAGE, wait_while
from tests.wire.dumps import make_dump
from tests.wire.network import running_server
from wire.models import Document, Feed, Item, Provider
from wire.sources import feed as feeds

FEEDS, POLLERS = 12, 4

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def run(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, str(MANAGE), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def server():
    with running_server() as server:
        yield server


@pytest.fixture
def shared(environment, server):
    """Feeds in a database that the pollers share; one of them is slow, one is broken."""
    environment["WIRE_FETCH_ALLOW"] = server.endpoint
    for n in range(FEEDS):
        server.says(f"/{n}", make_dump(f"Story number {n} of the day"))
    good = server.answers["/3"]
    server.answers["/3"] = lambda line: (time.sleep(1), line.sendall(good))
    script = f"""
from wire.models import Feed, Provider
osk = Provider.objects.create(name='Osk', slug='osk')
for n in range({FEEDS}):
    Feed.objects.create(provider=osk, url=f'{server.url()}{{n}}', every_seconds=3600)
"""
    made = run(environment, "shell", "-c", script)
    printed, _ = made.communicate(timeout=60)
    assert made.returncode == 0, printed
    return environment


def test_several_pollers_ask_each_due_feed_once(shared, server, count):
    runs = [run(shared, "poll_wire", "--once") for _ in range(POLLERS)]
    printed = [one.communicate(timeout=120)[0] for one in runs]

    assert [one.returncode for one in runs] == [0] * POLLERS, printed
    assert sorted(request.split()[1] for request in server.requests) == sorted(f"/{n}" for n in range(FEEDS))
    assert (count(Document), count(Item)) == (FEEDS, FEEDS)


def test_a_poller_that_is_asked_to_stop_gives_back_what_it_waits_for(shared, server, count):
    server.answers["/5"] = lambda _: time.sleep(20)
    poller = run(shared, "poll_wire")
    wait_while(poller, lambda: count(Item) < FEEDS - 1)
    began = time.monotonic()
    poller.terminate()
    printed, _ = poller.communicate(timeout=60)

    assert (poller.returncode, time.monotonic() - began < 5) == (0, True), printed
    assert printed.splitlines()[-1].split()[:2] == ["Osk", str(FEEDS - 1)]
    good = make_dump("Story number 5 of the day")
    server.says("/5", good)
    last = run(shared, "poll_wire", "--once")
    printed, _ = last.communicate(timeout=60)
    assert (last.returncode, count(Item)) == (0, FEEDS), printed
    assert sum(request.startswith("GET /5 ") for request in server.requests) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_a_poller_that_waited_for_another_ones_claim_does_not_win_too(noon):
    osk = Provider.objects.create(name="Osk", slug="osk")
    feed = Feed.objects.create(provider=osk, url="http://osk.example/", every_seconds=300)
    second = []

    def claim():
        second.append(feeds.claim(feed.pk, noon))
        connection.close()

    thread = threading.Thread(target=claim)
    with transaction.atomic():
        first = feeds.claim(feed.pk, noon)
        thread.start()
        while not is_somebody_waiting():
            time.sleep(0.01)
    thread.join()

    assert (first.feed, second) == (feed, [None])


def is_somebody_waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
