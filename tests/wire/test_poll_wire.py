"""The poller: every due feed is asked, a broken one keeps no other waiting, and several pollers ask each feed once."""

import threading
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.wire.dumps import make_dump, make_provider
from tests.wire.network import running_server
from wire.models import Feed, Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with running_server() as server:
        settings.WIRE_FETCH_ALLOW = [server.endpoint]
        yield server


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk")


def poll(**options):
    """One run over what is due: what it printed, what it complained of, and its exit status."""
    out, err = StringIO(), StringIO()
    try:
        call_command("poll_wire", once=True, stdout=out, stderr=err, **options)
    except SystemExit as exit_:
        return out.getvalue(), err.getvalue(), exit_.code
    return out.getvalue(), err.getvalue(), 0


def make_feeds(server, provider, count):
    for n in range(count):
        server.says(f"/{n}", make_dump(f"Story number {n} of the day"))
    return [Feed.objects.create(provider=provider, url=server.url(f"/{n}")) for n in range(count)]


def test_every_due_feed_is_asked_once_and_the_table_says_what_came(server, osk):
    make_feeds(server, osk, 20)

    printed, complaints, status = poll()

    assert (complaints, status) == ("", 0)
    assert sorted(request.split()[1] for request in server.requests) == sorted(f"/{n}" for n in range(20))
    assert printed.splitlines()[-1].split() == ["Osk", "Press", "20", "20", "0", "0", "0"]
    assert Item.objects.count() == 20
    poll()
    assert server.connections == 20  # nothing is due


def test_feeds_that_do_not_answer_keep_no_other_waiting(server, osk):
    """Sixteen are waited for at once; fifteen hang until the last of the others has been asked."""
    is_last_asked = threading.Event()
    for n in range(15):
        Feed.objects.create(provider=osk, url=server.url(f"/slow/{n}"))
        server.answers[f"/slow/{n}"] = lambda _: is_last_asked.wait(20)
    make_feeds(server, osk, 5)
    server.answers["/4"] = lambda line, good=server.answers["/4"]: (line.sendall(good), is_last_asked.set())

    began = time.monotonic()
    _, complaints, status = poll()

    assert time.monotonic() - began < 20
    assert Item.objects.count() == 5
    assert (status, complaints.count("There was no answer")) == (1, 15)


def test_trouble_is_said_on_the_row_and_by_the_exit_status(server, osk):
    feed = Feed.objects.create(provider=osk, url="http://10.0.0.7/feed")

    _, complaints, status = poll()

    feed.refresh_from_db()
    assert (feed.trouble, feed.failures, status) == ("The address leads into a private network.", 1, 1)
    assert complaints == f"Feed {feed.pk}, http://10.0.0.7/feed: The address leads into a private network.\n"


def test_one_feed_can_be_asked_before_its_time(server, osk):
    _, second = make_feeds(server, osk, 2)
    poll()
    assert server.connections == 2

    poll(feed=second.pk)

    assert [request.split()[1] for request in server.requests[2:]] == ["/1"]
    with pytest.raises(CommandError, match="no feed 999"):
        poll(feed=999)
