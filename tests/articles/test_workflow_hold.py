"""Held stories and embargoes: nobody publishes past them, and who lets one go early says why."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Release, Status
from articles.workflow import WorkflowError
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def chief():
    return make_user(permissions=["articles.release_article"])


def kept(article):
    return [(entry.what, entry.stood, entry.reason, entry.by, entry.at) for entry in article.releases.all()]


# -- Holds -------------------------------------------------------------------------------------------------------------


def test_a_held_story_cannot_be_published_until_somebody_releases_it(noon, chief):
    article = workflow.hold(make_article(now=noon), note="The agency withholds it.", now=noon)

    with pytest.raises(WorkflowError, match=r"has to be released before .* The agency withholds it\."):
        workflow.publish(article, now=noon)

    article = workflow.release(article, by=chief, reason="The agency called.", now=noon)
    assert (article.is_held, article.hold_note) == (False, "")
    assert kept(article) == [("hold", "The agency withholds it.", "The agency called.", chief, noon)]
    workflow.publish(article, now=noon)
    assert list(Article.objects.published(noon)) == [article]


def test_only_who_may_releases_and_only_with_a_reason(noon, chief):
    article = workflow.hold(make_article(now=noon), note="Wait.", now=noon)

    for by, reason in [(make_user(permissions=["articles.publish_article"]), "Please"), (None, "Please"), (chief, " ")]:
        with pytest.raises(WorkflowError):
            workflow.release(article, by=by, reason=reason, now=noon)

    article.refresh_from_db()
    assert (article.is_held, kept(article)) == (True, [])


def test_a_hold_takes_a_story_off_the_schedule(noon):
    article = workflow.publish(make_article(now=noon), at=noon + HOUR, now=noon)
    assert list(Article.objects.published(noon + HOUR)) == [article]

    article = workflow.hold(article, note="Wait.", now=noon)

    assert (article.status, article.is_held, article.publish_at) == (Status.DRAFT, True, None)
    assert list(Article.objects.published(noon + HOUR)) == []


def test_what_readers_see_stays_while_its_update_is_held(noon):
    article = workflow.hold(make_published(at=noon), note="Wait.", now=noon)

    assert list(Article.objects.published(noon)) == [article]
    with pytest.raises(WorkflowError):
        workflow.publish(article, now=noon)


def test_every_reason_to_hold_a_story_stands_and_none_twice(noon):
    article = make_article(now=noon)
    for note in ("The agency withholds it.", "A rule holds it.", "The agency withholds it."):
        article = workflow.hold(article, note=note, now=noon)

    assert article.hold_note == "The agency withholds it. A rule holds it."


def test_who_held_a_story_takes_back_its_own_hold_and_nobody_elses(noon):
    alone = workflow.hold(make_article(now=noon), note="The agency withholds it.", now=noon)
    both = workflow.hold(make_article(now=noon), note="The agency withholds it.", now=noon)
    both = workflow.hold(both, note="The desk too.", now=noon)

    said = {"note": "The agency withholds it.", "reason": "A newer version is free.", "now": noon}
    assert workflow.take_back_hold(alone, **said).is_held is False
    assert workflow.take_back_hold(both, **said).is_held is True
    assert kept(alone) == [("hold", "The agency withholds it.", "A newer version is free.", None, noon)]
    assert kept(both) == []


def test_there_is_nothing_to_hold_in_a_killed_story_and_nothing_to_release_in_a_free_one(noon, chief):
    killed = workflow.kill(make_published(at=noon), note="Wrong.", now=noon)

    with pytest.raises(WorkflowError, match="nothing left to hold"):
        workflow.hold(killed, note="Wait.", now=noon)
    with pytest.raises(WorkflowError, match="not held"):
        workflow.release(make_article(), by=chief, reason="Go.", now=noon)


# -- Embargoes ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def embargoed(noon):
    return workflow.set_limits(make_article(now=noon), embargoed_until=noon + 2 * HOUR, expires_at=None, now=noon)


def test_anybody_moves_an_embargo_back_and_nobody_forward_without_the_right(noon, embargoed):
    editor = make_user(permissions=["articles.publish_article"])

    later = workflow.set_limits(embargoed, embargoed_until=noon + 3 * HOUR, expires_at=None, by=editor, now=noon)
    assert later.embargoed_until == noon + 3 * HOUR

    for until in (noon + HOUR, None):
        with pytest.raises(WorkflowError, match="You may not end an embargo before its time"):
            workflow.set_limits(
                later, embargoed_until=until, expires_at=None, by=editor, reason="We are first.", now=noon
            )
    later.refresh_from_db()
    assert (later.embargoed_until, kept(later)) == (noon + 3 * HOUR, [])


def test_an_embargo_is_lifted_with_the_right_and_a_reason_that_is_kept(noon, embargoed, chief):
    with pytest.raises(WorkflowError, match="Say in a sentence why"):
        workflow.lift_embargo(embargoed, by=chief, reason="", now=noon)

    article = workflow.lift_embargo(embargoed, by=chief, reason="Broken by others.", now=noon)

    assert article.embargoed_until is None
    stood = (noon + 2 * HOUR).isoformat()
    assert kept(article) == [(Release.What.EMBARGO, stood, "Broken by others.", chief, noon)]
    with pytest.raises(WorkflowError, match="under no embargo"):
        workflow.lift_embargo(article, by=chief, reason="Again.", now=noon)


def test_an_embargo_that_has_passed_binds_nobody(noon, embargoed):
    article = workflow.set_limits(embargoed, embargoed_until=None, expires_at=None, now=noon + 2 * HOUR)

    assert (article.embargoed_until, kept(article)) == (None, [])


def test_the_senders_embargo_moves_a_scheduled_story_to_its_end(noon):
    tomorrow = noon + timedelta(days=1)
    article = workflow.publish(make_article(now=noon, headline="Bridge"), at=noon + HOUR, now=noon)

    article = workflow.set_senders_embargo(article, tomorrow, now=noon)

    assert (article.embargoed_until, article.publish_at, article.first_published_at) == (tomorrow, tomorrow, tomorrow)
    assert article.get_absolute_url() == "/2026/03/15/bridge/"
    assert list(Article.objects.published(tomorrow - timedelta(seconds=1))) == []
    assert list(Article.objects.published(tomorrow)) == [article]


def test_a_schedule_after_the_embargo_stays(noon):
    article = workflow.publish(make_article(now=noon), at=noon + 3 * HOUR, now=noon)

    article = workflow.set_senders_embargo(article, noon + HOUR, now=noon)

    assert (article.embargoed_until, article.publish_at) == (noon + HOUR, noon + 3 * HOUR)


def test_what_readers_see_is_not_put_under_an_embargo(noon):
    article = make_published(at=noon - HOUR)

    with pytest.raises(WorkflowError, match="Readers already see this story"):
        workflow.set_senders_embargo(article, noon + HOUR, now=noon)

    article.refresh_from_db()
    assert article.embargoed_until is None


def test_the_sender_brings_its_embargo_forward_and_that_is_kept_too(noon, embargoed):
    article = workflow.set_senders_embargo(embargoed, noon + HOUR, now=noon)

    assert article.embargoed_until == noon + HOUR
    assert kept(article) == [("embargo", (noon + 2 * HOUR).isoformat(), "Its sender says so.", None, noon)]
