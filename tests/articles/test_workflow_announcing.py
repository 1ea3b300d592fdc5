"""What is told outside when readers see something else, and what is not."""

from datetime import timedelta

import pytest

from articles import outbox, workflow
from articles.delivery import HANDLERS
from articles.models import Effect, Webhook
from articles.workflow.announcing import announce_expired
from tests.articles.test_workflow import edit
from tests.factories import make_article, make_published

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
State = Effect.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hub(settings):
    settings.WEBSUB_HUB, settings.UNDO_SECONDS = "https://hub.example/", 60


@pytest.fixture
def hook():
    return Webhook.objects.create(name="Partner", url="https://partner.example/", events=["published", "withdrawn"])


def put(state=State.WAITING):
    """What was put and is in this state: event and kind, in order."""
    effects = Effect.objects.filter(state=state).order_by("pk")
    return [(effect.key.split(":")[1], effect.kind) for effect in effects]


def went(minutes, now):
    """What a worker would bring about by then."""
    done = []
    for pk in outbox.due(now + minutes * MINUTE, 100):
        turn = outbox.claim(pk, owner="w", now=now + minutes * MINUTE)
        try:
            HANDLERS[turn.effect.kind](turn.effect, now + minutes * MINUTE)
        except outbox.OutboxError as exc:
            turn.failed(exc, now + minutes * MINUTE)
        else:
            done.append(turn.effect.key.split(":")[1])
            turn.done(now + minutes * MINUTE)
    return done


def test_a_published_story_is_told_of_after_the_undo_window(noon, hook):
    make_published(at=noon)

    assert put() == [("published", "websub"), ("published", "webhook")]
    assert went(0.9, noon) == []
    assert went(1, noon) == ["published", "published"]


def test_who_does_not_want_to_know_is_not_told(noon, hook):
    article = make_published(at=noon)
    workflow.save(article, edit(article, headline="Other"), base=article.working, now=noon)
    workflow.publish(article, now=noon + HOUR)

    assert put()[2:] == [("updated", "websub")]


def test_publishing_what_is_live_already_tells_nobody(noon):
    article = make_published(at=noon)
    workflow.publish(article, now=noon + HOUR)

    assert put() == [("published", "websub")]


def test_unpublished_inside_the_window_nobody_hears_of_it(noon, hook):
    article = make_published(at=noon)
    workflow.unpublish(article, now=noon + MINUTE / 2)

    assert (put(), put(State.DROPPED)) == ([], [("published", "websub"), ("published", "webhook")])


def test_unpublished_later_whoever_was_told_is_told_again(noon, hook):
    article = make_published(at=noon)
    went(1, noon)
    workflow.unpublish(article, now=noon + HOUR)

    assert put() == [("withdrawn", "websub"), ("withdrawn", "webhook")]
    assert went(61, noon) == ["withdrawn", "withdrawn"]


def test_a_kill_goes_out_at_once_and_stops_what_waits(noon):
    article = make_published(at=noon)
    workflow.kill(article, note="It was not so.", now=noon + MINUTE / 2)

    assert put(State.DROPPED) == [("published", "websub")]
    assert went(0.5, noon) == ["withdrawn"]


def test_a_kill_of_what_nobody_saw_tells_nobody(noon):
    workflow.kill(make_article(), note="No.", now=noon)
    scheduled = workflow.publish(make_article(), at=noon + HOUR, now=noon)
    workflow.kill(scheduled, note="No.", now=noon)

    assert (put(), put(State.DROPPED)) == ([], [("published", "websub")])


def test_a_scheduled_story_is_told_of_when_it_comes_and_once_however_often_it_was_moved(noon):
    article = make_article()
    for hours in (1, 2, 1):
        workflow.publish(article, at=noon + hours * HOUR, now=noon)

    assert went(59, noon) == []
    assert went(60, noon) == ["published"]
    assert went(200, noon) == []


def test_a_schedule_that_was_taken_back_tells_nobody(noon):
    article = workflow.publish(make_article(), at=noon + HOUR, now=noon)
    workflow.unpublish(article, now=noon)

    assert went(120, noon) == []


def test_an_embargo_that_moved_the_story_moves_what_is_told(noon):
    article = workflow.publish(make_article(), at=noon + HOUR, now=noon)
    workflow.set_senders_embargo(article, noon + 2 * HOUR, now=noon)

    assert (went(60, noon), went(119, noon), went(120, noon)) == ([], [], ["published"])


def test_copy_from_an_archive_tells_nobody(noon):
    old = workflow.publish(make_article(), at=noon - timedelta(days=3), now=noon)
    workflow.save(old, edit(old, headline="Other"), base=old.working, now=noon)
    workflow.publish(old, updated_at=noon - timedelta(days=2, hours=1), now=noon)

    assert put() == []


def test_a_story_that_expired_is_told_of_once(noon):
    article = make_published(at=noon)
    workflow.set_limits(article, embargoed_until=None, expires_at=noon + HOUR, now=noon)
    went(1, noon)

    assert announce_expired(noon, noon + HOUR - MINUTE) == 0
    for _ in range(2):
        announce_expired(noon, noon + HOUR)

    assert put() == [("withdrawn", "websub")]
    assert went(60, noon) == ["withdrawn"]


def test_an_expiry_that_was_moved_is_not_told(noon):
    article = make_published(at=noon)
    workflow.set_limits(article, embargoed_until=None, expires_at=noon + HOUR, now=noon)
    went(1, noon)
    announce_expired(noon, noon + HOUR)
    workflow.set_limits(article, embargoed_until=None, expires_at=None, now=noon)

    assert went(61, noon) == []
    assert put(State.DROPPED) == [("withdrawn", "websub")]
