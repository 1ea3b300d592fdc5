"""The outbox: what is put happens once, by one worker at a time, and what goes wrong is said."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction

from articles import outbox
from articles.models import Effect

MINUTE = timedelta(minutes=1)
State = Effect.State


def put(noon, key="one", **changes):
    outbox.put(**{"kind": "mail", "key": key, "payload": {"to": "a@reader.example"}, "at": noon, "now": noon} | changes)
    return Effect.objects.get(kind=changes.get("kind", "mail"), key=key)


def state_of(effect):
    effect.refresh_from_db()
    return effect.state


@pytest.mark.django_db
def test_the_same_key_is_one_effect(noon):
    first = put(noon)
    put(noon + MINUTE)
    put(noon, kind="websub")

    assert Effect.objects.count() == 2
    first.refresh_from_db()
    assert (first.due_at, first.payload) == (noon, {"to": "a@reader.example"})


@pytest.mark.django_db(transaction=True)
def test_what_is_put_is_gone_with_the_transaction_that_was_its_reason(noon):
    with transaction.atomic():
        put(noon)
        transaction.set_rollback(True)

    assert Effect.objects.count() == 0


@pytest.mark.django_db
def test_nothing_is_due_before_its_time(noon):
    effect = put(noon, at=noon + MINUTE)

    assert outbox.due(noon, 10) == []
    assert outbox.claim(effect.pk, owner="a", now=noon) is None
    assert outbox.due(noon + MINUTE, 10) == [effect.pk]


@pytest.mark.django_db
def test_one_worker_has_it_and_when_it_is_done_nobody(noon):
    effect = put(noon)

    turn = outbox.claim(effect.pk, owner="a", now=noon)

    assert outbox.due(noon, 10) == []
    assert outbox.claim(effect.pk, owner="b", now=noon) is None
    assert turn.done(noon) is True
    assert turn.done(noon) is False
    effect.refresh_from_db()
    assert (effect.state, effect.ended_at, effect.payload, effect.attempts) == (State.DONE, noon, {}, 1)
    assert outbox.claim(effect.pk, owner="b", now=noon + 3 * outbox.turns.LEASE) is None


@pytest.mark.django_db
def test_a_worker_that_slept_through_its_lease_has_no_say(noon):
    effect = put(noon)
    late = noon + outbox.turns.LEASE
    asleep = outbox.claim(effect.pk, owner="a", now=noon)
    awake = outbox.claim(effect.pk, owner="b", now=late)

    assert asleep.failed(outbox.Undelivered("Slept."), late) is False
    assert asleep.renew(late) is False
    assert asleep.give_back() is False
    assert asleep.done(late) is False
    assert (state_of(effect), effect.trouble, effect.owner) == (State.WAITING, "", "b")
    assert awake.done(late) is True


@pytest.mark.django_db
def test_the_same_worker_after_its_own_lease_is_somebody_else(noon):
    effect = put(noon)
    first = outbox.claim(effect.pk, owner="a", now=noon)
    second = outbox.claim(effect.pk, owner="a", now=noon + outbox.turns.LEASE)

    assert (first.fence, second.fence) == (1, 2)
    assert (first.done(noon), second.done(noon)) == (False, True)


@pytest.mark.django_db
def test_a_lease_that_is_renewed_holds(noon):
    effect = put(noon)
    turn = outbox.claim(effect.pk, owner="a", now=noon)

    assert turn.renew(noon + MINUTE) is True
    assert outbox.claim(effect.pk, owner="b", now=noon + outbox.turns.LEASE) is None


@pytest.mark.django_db
def test_what_is_given_back_is_due_as_before(noon):
    effect = put(noon)
    outbox.claim(effect.pk, owner="a", now=noon).give_back()

    effect.refresh_from_db()
    assert (outbox.due(noon, 10), effect.attempts, effect.owner) == ([effect.pk], 0, "")


@pytest.mark.django_db
def test_failures_wait_longer_each_time_and_come_to_an_end(noon):
    effect, now, pauses = put(noon, good_for=None), noon, []
    while state_of(effect) == State.WAITING:
        assert outbox.claim(effect.pk, owner="a", now=now).failed(
            outbox.Undelivered("Nobody answers."), now, jitter=lambda: 0.5
        )
        effect.refresh_from_db()
        pauses.append(effect.next_try_at - now)
        now = effect.next_try_at

    assert (effect.state, effect.trouble, effect.attempts) == (State.FAILED, "Nobody answers.", 14)
    assert [pause.total_seconds() for pause in pauses[:4]] == [10, 20, 40, 80]
    assert max(pauses) <= outbox.turns.LONGEST_PAUSE
    assert timedelta(hours=12) < now - noon < timedelta(hours=24)

    assert outbox.retry(effect.pk, now=now) is True
    assert outbox.due(now, 10) == [effect.pk]


@pytest.mark.django_db
def test_the_other_sides_pause_is_kept_and_hopeless_is_at_once(noon):
    asked, refused = put(noon, "asked"), put(noon, "refused")
    busy = outbox.Undelivered("Too often.", pause=timedelta(hours=1))
    outbox.claim(asked.pk, owner="a", now=noon).failed(busy, noon)
    outbox.claim(refused.pk, owner="a", now=noon).failed(outbox.Undelivered("Gone.", is_hopeless=True), noon)

    assert (state_of(asked), asked.next_try_at) == (State.WAITING, noon + timedelta(hours=1))
    assert (state_of(refused), refused.trouble) == (State.FAILED, "Gone.")


@pytest.mark.django_db
def test_our_own_mistake_is_said_and_tried_again(noon):
    effect = put(noon)
    outbox.claim(effect.pk, owner="a", now=noon).failed(KeyError("to"), noon)

    assert (state_of(effect), effect.trouble) == (State.WAITING, "The newsroom's software failed (KeyError: 'to').")


@pytest.mark.django_db
def test_an_effect_that_kills_its_workers_is_given_up(noon):
    effect, now = put(noon, good_for=None), noon
    for number in range(14):
        assert outbox.claim(effect.pk, owner=f"killed {number}", now=now)
        now += outbox.turns.LEASE

    assert outbox.claim(effect.pk, owner="last", now=now) is None
    assert (state_of(effect), effect.trouble) == (
        State.FAILED,
        "Every worker that tried was gone before it was done.",
    )


@pytest.mark.django_db
def test_yesterdays_news_is_told_to_nobody_but_what_must_be_said_is(noon):
    news, kill = put(noon, "news"), put(noon, "kill", good_for=None)
    late = noon + timedelta(hours=49)

    assert outbox.claim(news.pk, owner="a", now=late) is None
    assert outbox.claim(kill.pk, owner="a", now=late) is not None
    assert (state_of(news), news.trouble) == (
        State.FAILED,
        "Nobody was at work when it was due, and now it is too late.",
    )


@pytest.mark.django_db
def test_later_moves_the_whole_effect(noon):
    effect = put(noon)
    until = noon + timedelta(days=5)
    outbox.claim(effect.pk, owner="a", now=noon).failed(outbox.Later("Not yet.", until=until), noon)

    assert outbox.due(until - MINUTE, 10) == []
    assert outbox.claim(effect.pk, owner="a", now=until) is not None


@pytest.mark.django_db
def test_what_waits_can_be_taken_back_and_what_is_in_hand_cannot(noon):
    waiting, in_hand, other = put(noon, "1", subject="s"), put(noon, "2", subject="s"), put(noon, "3", subject="t")
    turn = outbox.claim(in_hand.pk, owner="a", now=noon)

    assert outbox.drop("s", why="Unpublished.", now=noon) == [waiting]

    assert (state_of(waiting), waiting.trouble, waiting.payload) == (State.DROPPED, "Unpublished.", {})
    assert (state_of(in_hand), state_of(other)) == (State.WAITING, State.WAITING)
    assert turn.done(noon) is True


@pytest.mark.django_db
def test_what_was_taken_back_can_be_put_again(noon):
    put(noon, subject="s")
    outbox.drop("s", why="Unpublished.", now=noon)

    effect = put(noon, at=noon + MINUTE)

    assert (effect.state, effect.due_at, effect.ended_at) == (State.WAITING, noon + MINUTE, None)
    assert Effect.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one transaction write at a time")
def test_a_worker_that_waited_for_another_ones_claim_does_not_win_too(noon):
    effect, second = put(noon), []

    def claim():
        second.append(outbox.claim(effect.pk, owner="b", now=noon))
        connection.close()

    thread = threading.Thread(target=claim)
    with transaction.atomic():
        first = outbox.claim(effect.pk, owner="a", now=noon)
        thread.start()
        while not is_somebody_waiting():
            time.sleep(0.01)
    thread.join()

    assert (first.fence, second) == (1, [None])


def is_somebody_waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


@pytest.mark.django_db
def test_what_ended_long_ago_is_let_go_and_what_was_given_up_is_not(noon):
    done, failed, waiting = put(noon, "done"), put(noon, "failed"), put(noon, "waiting", good_for=None)
    outbox.claim(done.pk, owner="a", now=noon).done(noon)
    outbox.claim(failed.pk, owner="a", now=noon).failed(outbox.Undelivered("No.", is_hopeless=True), noon)

    assert outbox.tidy(noon + timedelta(days=60)) == 0
    assert outbox.tidy(noon + timedelta(days=61)) == 1
    assert set(Effect.objects.all()) == {failed, waiting}
