"""Scheduled changes of live stories: done once, at their time, on what readers see by then, without overwriting."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Reason, ScheduledChange
from tests.articles.test_workflow import edit
from tests.factories import make_article, make_published, make_user

HOUR = timedelta(hours=1)
UPDATE, UNPUBLISH = ScheduledChange.What.UPDATE, ScheduledChange.What.UNPUBLISH
State = ScheduledChange.State

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(noon):
    return make_published(at=noon - HOUR, headline="Polls open", standfirst="Since eight.", body="One.\n\nTwo.")


def fresh(article):
    return Article.objects.get(pk=article.pk)


def save(article, now, **changes):
    article = fresh(article)
    return workflow.save(article, edit(article, **changes), base=article.working, now=now)


def schedule(article, at, now, *, what=UPDATE, **options):
    return workflow.schedule_change(fresh(article), what=what, at=at, now=now, **options)


def run(now):
    """All that is due; each twice, as by two workers."""
    done = []
    while pks := workflow.due_changes(now, 100):
        done += [change for pk in pks for _ in range(2) if (change := workflow.apply_change(pk, now=now))]
    return [(change.state, change.trouble) for change in done]


def test_an_update_comes_at_its_time_and_not_a_moment_before(story, noon):
    user = make_user()
    version = save(story, noon, headline="Polls closed")
    change = schedule(story, noon + HOUR, noon, by=user, note="Polls have closed.")

    assert run(noon + HOUR - timedelta(microseconds=1)) == []
    assert fresh(story).headline == "Polls open"
    assert run(noon + HOUR) == [(State.DONE, "")]

    story, change = fresh(story), ScheduledChange.objects.get(pk=change.pk)
    assert (story.headline, story.updated_at) == ("Polls closed", noon + HOUR)
    assert story.live_id == story.working_id
    assert (story.live.reason, story.live.created_by, story.live.content) == (Reason.SCHEDULE, user, version.content)
    assert (change.attempts, change.ended_at) == (1, noon + HOUR)
    assert run(noon + 2 * HOUR) == []


def test_the_update_is_set_aside_so_that_a_typo_can_be_put_right_without_it(story, noon):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    assert fresh(story).working.content.headline == "Polls open"

    save(story, noon, standfirst="Since seven.")
    workflow.publish(fresh(story), now=noon)
    assert fresh(story).headline == "Polls open"
    assert run(noon + HOUR) == [(State.DONE, "")]

    story = fresh(story)
    assert (story.headline, story.standfirst) == ("Polls closed", "Since seven.")


def test_what_the_desk_has_in_work_is_not_published_with_it_and_has_the_update_in_it(story, noon):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    save(story, noon, standfirst="Not yet for readers.")

    assert run(noon + HOUR) == [(State.DONE, "")]

    story = fresh(story)
    assert (story.headline, story.standfirst) == ("Polls closed", "Since eight.")
    working = story.working.content
    assert (working.headline, working.standfirst) == ("Polls closed", "Not yet for readers.")
    assert story.working.reason == Reason.MERGE


@pytest.mark.parametrize("is_published", [True, False])
def test_a_clash_stops_the_update_says_where_and_overwrites_nothing(story, noon, is_published):
    save(story, noon, headline="Polls closed")
    change = schedule(story, noon + HOUR, noon)
    save(story, noon, headline="Polls stay open")
    if is_published:
        workflow.publish(fresh(story), now=noon)
    before = fresh(story)

    ((state, trouble),) = run(noon + HOUR)

    assert (state, "in the same places: Headline." in trouble) == (State.STOPPED, True)
    after = fresh(story)
    assert (after.live_id, after.working_id, after.headline) == (before.live_id, before.working_id, before.headline)
    with pytest.raises(workflow.EditConflict):
        workflow.take_up(change, now=noon + HOUR)
    workflow.cancel_change(change, now=noon + HOUR)


def test_several_changes_of_one_story_each_come_at_their_time(story, noon):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    save(story, noon, standfirst="Counting has begun.")
    schedule(story, noon + 2 * HOUR, noon)
    schedule(story, noon + 3 * HOUR, noon, what=UNPUBLISH)

    assert run(noon + 3 * HOUR) == [(State.DONE, "")] * 3
    shown = story.versions.order_by("number").last().content
    assert (shown.headline, shown.standfirst) == ("Polls closed", "Counting has begun.")
    assert not fresh(story).is_visible(noon + 3 * HOUR)


def test_a_change_that_builds_on_an_earlier_one_does_not_clash_with_it(story, noon):
    save(story, noon, headline="Polls closed")
    first = schedule(story, noon + HOUR, noon)
    save(story, noon, headline="Results are in")
    with pytest.raises(workflow.WorkflowError, match="comes later"):
        schedule(story, noon + HOUR / 2, noon, builds_on=first)
    schedule(story, noon + 2 * HOUR, noon, builds_on=first)

    assert run(noon + HOUR) == [(State.DONE, "")]
    assert run(noon + 2 * HOUR) == [(State.DONE, "")]
    assert fresh(story).headline == "Results are in"


def test_a_later_change_waits_for_the_earlier_one(story, noon):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    last = schedule(story, noon + 2 * HOUR, noon, what=UNPUBLISH)

    assert workflow.apply_change(last.pk, now=noon + 2 * HOUR) is None
    assert run(noon + 2 * HOUR) == [(State.DONE, "")] * 2


def test_a_canceled_change_does_not_happen_and_its_version_can_be_taken_up(story, noon):
    version = save(story, noon, headline="Polls closed")
    change = schedule(story, noon + HOUR, noon)

    taken = workflow.take_up(change, now=noon)

    assert taken.content == version.content
    assert run(noon + HOUR) == []
    assert fresh(story).headline == "Polls open"
    with pytest.raises(workflow.WorkflowError, match="canceled already"):
        workflow.cancel_change(change, now=noon)


def test_a_killed_story_has_nothing_to_come(story, noon):
    save(story, noon, headline="Polls closed")
    change = schedule(story, noon + HOUR, noon)
    workflow.kill(fresh(story), note="It was not so.", now=noon)

    change.refresh_from_db()
    assert (change.state, change.trouble, run(noon + HOUR)) == (State.CANCELED, "The story was killed.", [])


@pytest.mark.parametrize("undo", [workflow.unpublish, workflow.hold])
def test_an_update_of_what_may_not_be_published_stops(story, noon, undo):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    undo(fresh(story), now=noon, **({"note": "Lawyers."} if undo is workflow.hold else {}))

    ((state, trouble),) = run(noon + HOUR)

    assert state == State.STOPPED
    assert trouble.startswith(("Readers do not see this story any more", "This story is held"))


def test_what_was_done_by_hand_is_not_done_again(story, noon):
    save(story, noon, headline="Polls closed")
    schedule(story, noon + HOUR, noon)
    save(story, noon, headline="Polls closed")
    workflow.publish(fresh(story), now=noon)

    assert run(noon + HOUR) == [(State.DONE, "Readers had it already.")]
    assert fresh(story).updated_at == noon


def test_our_own_failure_is_tried_again_and_then_given_up(story, noon):
    change = schedule(story, noon + HOUR, noon, what=UNPUBLISH)
    now, tries = noon + HOUR, 0
    while pks := workflow.due_changes(now, 10):
        tries += 1
        workflow.change_failed(pks[0], ZeroDivisionError("oh"), now=now)
        change.refresh_from_db()
        now = change.next_try_at

    assert (tries, change.state) == (8, State.STOPPED)
    assert change.trouble == "The newsroom's software failed (ZeroDivisionError: oh)."


def test_what_cannot_be_scheduled_is_refused_in_words(story, noon):
    def refused(at, what=UPDATE):
        with pytest.raises(workflow.WorkflowError) as told:
            schedule(story, at, noon, what=what)
        return str(told.value)

    assert "has passed" in refused(noon)
    assert "changes nothing" in refused(noon + HOUR)
    workflow.set_limits(fresh(story), embargoed_until=None, expires_at=noon + HOUR, now=noon)
    assert "expires before" in refused(noon + HOUR, UNPUBLISH)
    workflow.unpublish(fresh(story), now=noon)
    assert "do not see this story now" in refused(noon + HOUR)
    assert ScheduledChange.objects.count() == 0


def test_a_draft_is_published_and_not_changed(noon):
    with pytest.raises(workflow.WorkflowError, match="do not see this story now"):
        schedule(make_article(), noon + HOUR, noon)


def test_the_checks_before_publishing_are_asked_when_it_is_scheduled(story, noon):
    user = make_user(permissions=["articles.publish_article"])
    save(story, noon, headline="Polls closed")
    workflow.mark_legal(fresh(story), note="The lawyers look at it.", by=user, now=noon)
    with pytest.raises(workflow.NotReady):
        schedule(story, noon + HOUR, noon, by=user)
    assert ScheduledChange.objects.count() == 0
    assert fresh(story).working.content.headline == "Polls closed"  # nothing was set aside


def test_who_scheduled_and_who_canceled_is_on_the_trail(story, noon):
    user = make_user("paula")
    change = schedule(story, noon + HOUR, noon, what=UNPUBLISH, by=user)
    workflow.cancel_change(change, by=user, now=noon)

    lines = story.trail.filter(act="schedule").order_by("pk").values_list("who", "was", "became")
    when = f"Unpublish {(noon + HOUR).isoformat()}"
    assert list(lines) == [("paula", "", when), ("paula", when, "Canceled")]
