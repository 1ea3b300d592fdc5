"""Feeds: asked when they are due, by one poller, politely, and never again when they are gone."""

import json
from datetime import timedelta

import pytest

from tests.wire.dumps import make_provider
from tests.wire.network import running_server
from wire.models import Document, Feed, Item
from wire.sources import feed as feeds
from wire.sources.addresses import Unreachable
from wire.sources.feed import LEASE

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def server(settings):
    with running_server() as server:
        settings.WIRE_FETCH_ALLOW = [server.endpoint]
        yield server


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk")


@pytest.fixture
def feed(osk, server):
    return Feed.objects.create(provider=osk, url=server.url("/top.xml"), every_seconds=300)


def rss(*stories, root="rss"):
    items = "".join(
        f"<item><guid>osk:{n}</guid><title>{title}</title><description>{title}, it was said.</description></item>"
        for n, title in enumerate(stories)
    )
    return f'<{root} version="2.0"><channel><title>Osk</title>{items}</channel></{root}>'.encode()


def poll(feed, now, *, is_early=False):
    """One whole turn, with the jitter in the middle; None when the feed is not to be had."""
    turn = feeds.claim(feed.pk, now, is_early=is_early)
    if turn is None:
        return None
    polled = turn.take(turn.ask(), now=now, jitter=lambda: 0.5)
    feed.refresh_from_db()
    return polled


def minutes_until(feed, now):
    return (feed.next_poll_at - now) / timedelta(minutes=1)


# -- What comes -----------------------------------------------------------------------------------------------------


def test_what_a_feed_holds_is_filed_and_it_is_asked_again_after_its_time(server, feed, noon):
    server.says("/top.xml", rss("The bridge opens", "The ferry sails"), Content_Type="application/rss+xml")

    polled = poll(feed, noon)

    assert (polled.trouble, feed.trouble, feed.failures) == ("", "", 0)
    document = Document.objects.get(parent=None)
    assert (document.way, document.provider, document.received_at) == ("feed", feed.provider, noon)
    assert sorted(Item.objects.values_list("headline", flat=True)) == ["The bridge opens", "The ferry sails"]
    assert (feed.polled_at, feed.succeeded_at) == (noon, noon)
    assert minutes_until(feed, noon) == 5
    assert (feed.claim, feed.claimed_until) == (None, None)


def test_a_feed_is_asked_for_news_only(server, feed, noon):
    server.says("/top.xml", rss("The bridge opens"), ETag='W/"7"', Last_Modified="Sat, 14 Mar 2026 11:00:00 GMT")
    poll(feed, noon)
    server.says("/top.xml", status="304 Not Modified")

    polled = poll(feed, noon, is_early=True)

    first, second = server.requests
    assert "If-" not in first
    assert 'If-None-Match: W/"7"\r\n' in second
    assert "If-Modified-Since: Sat, 14 Mar 2026 11:00:00 GMT\r\n" in second
    assert (polled.trouble, polled.received, feed.failures, feed.etag) == ("", None, 0, 'W/"7"')
    assert minutes_until(feed, noon) == 5


@pytest.mark.parametrize("etag", ["x" * 1001, 'a"\x01'])
def test_what_cannot_be_asked_with_is_not_kept(server, feed, noon, etag):
    server.says("/top.xml", rss("The bridge opens"), ETag=etag)

    assert poll(feed, noon).trouble == ""
    assert feed.etag == ""


def test_what_cannot_be_read_is_a_failure_and_is_asked_for_whole_again(server, feed, noon):
    server.says("/top.xml", b"%PDF-1.7 no copy", ETag='"broken"')

    polled = poll(feed, noon)

    assert polled.trouble == f"What came could not be read: {Document.objects.get(outcome='rejected').reason}"
    assert (feed.etag, feed.failures) == ("", 1)


def test_a_flood_is_cut_and_said(server, feed, noon):
    server.says("/top.xml", rss(*(f"Story number {n} of the day" for n in range(503))))

    polled = poll(feed, noon)

    assert polled.trouble == feed.trouble == "The feed held 503 items at once; the first 500 were taken."
    assert (Item.objects.count(), feed.failures) == (500, 0)
    assert feed.succeeded_at == noon


def test_only_floods_are_cut():
    whole = rss(*(f"Story {n}" for n in range(500)))
    atom = b'<a:feed xmlns:a="http://www.w3.org/2005/Atom">' + b"<a:entry>x</a:entry>" * 501 + b"</a:feed>"
    listed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(n)} for n in range(501)]}

    assert feeds._capped(whole) == (whole, "")
    assert feeds._capped(atom)[0] == atom.replace(b"<a:entry>x</a:entry>", b"", 1)
    assert json.loads(feeds._capped(json.dumps(listed).encode())[0]) == listed | {"items": listed["items"][:500]}
    for odd in (b"", b"{", b"[" * 100_000, b'{"items": 5}', b"<item>" * 600):
        assert feeds._capped(odd) == (odd, "")


# -- What goes wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Not Found", "The server knows no such feed (404)."),
        ("403 Forbidden", "The server does not let us have it (403)."),
        ("500 Oops", "The server did not give it (500)."),
        ("204 No Content", "The server did not give it (204)."),
    ],
)
def test_trouble_is_said_in_words_and_the_feed_is_asked_less_often(server, feed, noon, status, words):
    server.says("/top.xml", status=status)

    assert poll(feed, noon).trouble == feed.trouble == words
    assert (feed.failures, feed.succeeded_at, feed.is_active) == (1, None, True)
    assert minutes_until(feed, noon) == 9  # twice five, of which the jitter's middle takes a tenth


def test_the_pause_grows_to_an_hour_and_no_more(server, feed, noon):
    waits = []
    for _ in range(7):
        poll(feed, noon, is_early=True)
        waits.append(minutes_until(feed, noon))

    assert waits == [9, 18, 36, 54, 54, 54, 54]
    assert feed.failures == 7


def test_feeds_that_fail_together_are_not_asked_together_again(server, feed, noon):
    pauses = set()
    for jitter in (0, 0.5, 1):
        turn = feeds.claim(feed.pk, noon, is_early=True)
        Feed.objects.update(failures=0)
        turn.feed.failures = 0
        turn.take(Unreachable("No."), now=noon, jitter=lambda jitter=jitter: jitter)
        pauses.add(minutes_until(Feed.objects.get(), noon))

    assert pauses == {8, 9, 10}


def test_a_rare_feed_is_not_asked_more_often_for_failing(server, feed, noon):
    Feed.objects.update(every_seconds=7200)

    poll(feed, noon)

    assert minutes_until(feed, noon) == 108


def test_one_success_ends_the_trouble(server, feed, noon):
    poll(feed, noon)
    assert feed.trouble
    server.says("/top.xml", rss("The bridge opens"))

    poll(feed, noon, is_early=True)

    assert (feed.trouble, feed.failures, minutes_until(feed, noon)) == ("", 0, 5)


def test_a_feed_that_is_gone_is_switched_off(server, feed, noon):
    server.says("/top.xml", status="410 Gone")

    poll(feed, noon)

    assert feed.is_active is False
    assert "gone for good" in feed.trouble
    assert feeds.due(noon + timedelta(days=2)) == []


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Later"])
@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ("3600", 60),
        ("Sat, 14 Mar 2026 14:00:00 GMT", 120),
        ("1", 9),
        ("Sat, 14 Mar 2026 11:00:00 GMT", 9),
        ("soon", 9),
        ("-5", 9),
        ("99999999999999999999", 24 * 60),
        ("Sat, 14 Mar 9999 14:00:00 GMT", 24 * 60),
    ],
)
def test_a_server_that_asks_for_a_pause_gets_it_within_reason(server, feed, noon, status, asked, minutes):
    server.says("/top.xml", status=status, Retry_After=asked)

    poll(feed, noon)

    assert minutes_until(feed, noon) == minutes


def test_a_provider_whose_copy_is_not_taken_is_not_asked(server, feed, noon):
    assert feeds.due(noon) == [feed.pk]
    type(feed.provider).objects.update(is_active=False)

    assert feeds.due(noon) == []
    assert feeds.claim(feed.pk, noon) is None
    assert feeds.claim(feed.pk, noon, is_early=True) is None


# -- Turns ----------------------------------------------------------------------------------------------------------


def test_those_that_wait_longest_come_first_and_those_whose_time_has_not_come_do_not(osk, noon):
    times = {"new": None, "late": noon - 9 * SECOND, "just": noon, "soon": noon + SECOND}
    made = {
        name: Feed.objects.create(provider=osk, url=f"http://a.example/{name}", next_poll_at=at)
        for name, at in times.items()
    }
    Feed.objects.create(provider=osk, url="http://a.example/off", is_active=False)

    assert feeds.due(noon) == [made[name].pk for name in ("new", "late", "just")]


def test_a_feed_has_one_poller_at_a_time(server, feed, noon):
    first = feeds.claim(feed.pk, noon)

    assert feeds.due(noon) == []
    assert feeds.claim(feed.pk, noon) is None
    assert feeds.claim(feed.pk, noon, is_early=True) is None
    first.give_back()
    assert feeds.claim(feed.pk, noon) is not None


def test_who_had_it_on_the_list_finds_that_it_was_asked_meanwhile(server, feed, noon):
    server.says("/top.xml", rss("The bridge opens"))
    [listed] = feeds.due(noon)
    poll(feed, noon)

    assert feeds.claim(listed, noon) is None
    assert server.connections == 1


def test_a_claim_ends_when_its_poller_died(server, feed, noon):
    feeds.claim(feed.pk, noon)

    assert feeds.claim(feed.pk, noon + LEASE - SECOND) is None
    assert feeds.claim(feed.pk, noon + LEASE) is not None


def test_a_poller_that_was_too_slow_writes_nothing(server, feed, noon):
    server.says("/top.xml", rss("The bridge opens"), ETag='"late"')
    slow = feeds.claim(feed.pk, noon)
    answer = slow.ask()
    quick = feeds.claim(feed.pk, noon + LEASE)

    polled = slow.take(answer, now=noon + LEASE)

    assert "another poller" in polled.trouble
    feed.refresh_from_db()
    assert (feed.claim, feed.etag, feed.polled_at) == (quick.claim, "", None)
    assert Document.objects.count() == 0
    slow.give_back()
    feed.refresh_from_db()
    assert feed.claim == quick.claim
