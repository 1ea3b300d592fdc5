"""What goes to readers without an editor: what the provider's policy says, and never more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Status
from tests.wire.deliveries import DAY, HOUR, NOON, deliver, edit, take
from tests.wire.dumps import make_provider
from wire.models import Filed, Provider

pytestmark = pytest.mark.django_db
NOTHING, UPDATES, EVERYTHING = Provider.Publishing


def by(publishing):
    return make_provider(publishing=publishing)


def visible():
    return [article.headline for article in Article.objects.published(NOON).order_by("pk")]


@pytest.mark.parametrize(
    ("publishing", "new", "after_update"),
    [(NOTHING, [], ["Old"]), (UPDATES, [], ["New"]), (EVERYTHING, ["Old"], ["New"])],
)
def test_the_policy_says_whether_new_stories_and_newer_takes_go_live(publishing, new, after_update):
    provider = by(publishing)
    article = deliver(take(1, headline="Old"), provider=provider).article
    assert visible() == new
    if article.status == Status.DRAFT:
        workflow.publish(article, now=NOON)

    deliver(take(2, headline="New"), provider=provider)

    assert visible() == after_update


def test_a_live_story_that_somebody_edited_is_never_updated_by_itself():
    provider = by(EVERYTHING)
    article = deliver(take(1, headline="Old"), provider=provider).article
    edit(article, kicker="The desk's")
    workflow.publish(Article.objects.get(), now=NOON)
    assert visible() == ["Old"]

    item = deliver(take(2, headline="New"), provider=provider)

    assert (item.outcome, visible()) == (Filed.UPDATED, ["Old"])


def test_a_newer_take_of_a_story_that_a_lawyer_looks_at_waits_for_the_desk():
    provider = by(EVERYTHING)
    article = deliver(take(1, headline="Old"), provider=provider).article
    workflow.mark_legal(article, note="Is this libel?", now=NOON)

    item = deliver(take(2, headline="New"), provider=provider)

    article.refresh_from_db()
    assert (item.outcome, visible(), article.working.headline) == (Filed.UPDATED, ["Old"], "New")


@pytest.mark.parametrize(
    "doubt",
    [
        {"pub_status": "withheld"},
        {"embargoed_until": NOON + HOUR},
        {"flags": ("embargo-unclear",)},
        {"flags": ("headline-made-up",)},
        {"flags": ("no-body",)},
        {"body": ()},
        {"headline": ""},
        {"updated": None, "published": None},
        {"updated": NOON - 3 * DAY, "published": NOON - 3 * DAY},
        {"kind": "composite"},
        {"signals": ("advisory",)},
    ],
)
def test_held_doubtful_undated_and_old_copy_waits_whatever_the_policy(doubt):
    deliver(take(1, headline="Free", guid="osk:free"), provider=by(EVERYTHING))
    assert visible() == ["Free"]

    deliver(replace(take(1), **doubt), provider=by(EVERYTHING))

    assert visible() == ["Free"]


def test_copy_is_news_for_48_hours_and_a_printed_day_for_as_long_as_it_may_be():
    provider = by(EVERYTHING)
    day = NOON.replace(hour=0)
    for guid, moment, is_day in [
        ("just", NOON - 2 * DAY + timedelta(seconds=1), False),
        ("over", NOON - 2 * DAY, False),
        ("day", day - 2 * DAY, True),
        ("day over", day - 3 * DAY, True),
    ]:
        dates = {"updated": moment, "updated_is_date": is_day, "published": NOON}
        deliver(take(1, guid=guid, headline=guid, **dates), provider=provider)

    assert visible() == ["just", "day"]


def test_an_archive_of_old_copy_publishes_nothing_by_itself_and_all_of_it_when_told():
    provider = by(EVERYTHING)
    old = {"updated": NOON - 400 * DAY, "published": NOON - 400 * DAY}
    for number in range(3):
        deliver(take(1, guid=f"old:{number}", **old), provider=provider)
    assert visible() == []

    for number in range(3):
        deliver(take(1, guid=f"told:{number}", **old), provider=provider, publish=True)
    assert len(visible()) == 3


def test_a_take_of_a_story_that_was_taken_off_the_site_does_not_put_it_back():
    provider = by(EVERYTHING)
    article = deliver(take(1), provider=provider).article
    workflow.unpublish(article, now=NOON)

    deliver(take(2, headline="New"), provider=provider)

    assert visible() == []
