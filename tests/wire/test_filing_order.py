"""Versions only go up, and other words under one version are a matter for the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.models import Article
from tests.wire.deliveries import NOON, deliver, dispute, edit, kill, said, take
from tests.wire.dumps import make_provider, make_story
from wire.filing.order import compare
from wire.models import Filed, Notice

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def outcomes(provider, *stories):
    return [deliver(story, provider=provider).outcome for story in stories]


# -- Order -------------------------------------------------------------------------------------------------------------


def test_numbers_are_compared_as_numbers():
    """ "9" comes after "10" in the alphabet, and both say the same moment."""
    ten, nine = (take(10, version=number, headline=f"Version {number}") for number in ("10", "9"))
    provider = make_provider()

    assert outcomes(provider, ten, nine) == [Filed.CREATED, Filed.OLDER]
    assert Article.objects.get().working.content.headline == "Version 10"


@pytest.mark.parametrize(
    ("ours", "theirs", "order"),
    [
        ({"version": "10"}, {"version": "9"}, 1),
        ({"version": "9", "updated": NOON}, {"version": "10", "updated": NOON - MINUTE}, -1),
        ({"version": "2b", "updated": NOON}, {"version": "2a", "updated": NOON - MINUTE}, 1),
        ({"version": "", "updated": NOON}, {"version": "7", "updated": NOON}, 0),
        ({"version": "07", "updated": NOON}, {"version": "7", "updated": NOON - MINUTE}, 1),
        ({"version": "", "published": None}, {"version": "7"}, None),
        ({"version": "²"}, {"version": "1", "published": None}, None),
        ({"guid": "other:1", "version": "1", "updated": NOON}, {"version": "9", "updated": NOON - MINUTE}, 1),
    ],
)
def test_the_newer_of_two_versions_is_told_by_number_then_moment_or_not_at_all(ours, theirs, order):
    story = make_story()

    assert compare(replace(story, **ours), replace(story, **theirs)) == order


def test_a_version_that_says_nothing_of_its_age_is_as_new_as_its_arrival():
    provider = make_provider()

    assert outcomes(
        provider, take(version="b", updated=None), take(version="a", updated=None, published=None, headline="Later")
    ) == [Filed.CREATED, Filed.UPDATED]


def test_a_version_between_one_that_is_filed_and_one_that_waits_is_older():
    provider = make_provider()
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")

    assert outcomes(provider, take(3, headline="The wire's"), take(2, kicker="Between")) == [
        Filed.CONFLICT,
        Filed.OLDER,
    ]
    assert article.versions.count() == 2


def test_two_providers_with_one_guid_have_nothing_to_do_with_each_other():
    one, other = make_provider(), make_provider()
    theirs = deliver(take(1), provider=one, publish=True).article

    higher = deliver(take(2, headline="Not theirs"), provider=other)
    killed = deliver(kill(3), provider=other)

    assert (higher.outcome, killed.outcome) == (Filed.CREATED, Filed.KILL)
    assert higher.article != theirs
    assert list(Article.objects.published(NOON)) == [theirs]
    assert (said(theirs), theirs.versions.count()) == ([], 1)


# -- Disputes ----------------------------------------------------------------------------------------------------------


def test_other_words_under_a_version_we_have_wait_beside_it_and_the_desk_is_told():
    provider = make_provider()
    first = deliver(take(1, headline="Fire in warehouse"), provider=provider)

    other = deliver(take(1, headline="Council votes on budget"), provider=provider, file=dispute)

    assert (other.outcome, other.article, other.content_data) == (Filed.DISPUTED, first.article, None)
    assert said(other) == [(Notice.Kind.DISPUTE, first.article)]
    assert first.article.working.content.headline == "Fire in warehouse"
    assert other.story.headline == "Council votes on budget"
    assert other.chain == first.chain


def test_a_version_after_disputed_words_is_merged_against_what_the_story_holds():
    provider = make_provider()
    deliver(take(1, headline="Fire in warehouse"), provider=provider)
    deliver(take(1, headline="Council votes on budget"), provider=provider, file=dispute)

    item = deliver(take(2, headline="Fire is out"), provider=provider)

    assert (item.outcome, item.article.working.content.headline) == (Filed.UPDATED, "Fire is out")


def test_a_kill_is_a_kill_though_its_sender_forgot_to_raise_the_version():
    provider = make_provider()
    article = deliver(take(1), provider=provider).article

    item = deliver(kill(1), provider=provider, file=dispute)

    article.refresh_from_db()
    assert (item.outcome, article.status) == (Filed.DISPUTED, "killed")


def test_of_two_versions_under_one_number_the_more_careful_one_counts():
    provider = make_provider()
    article = deliver(take(1), provider=provider).article
    tomorrow = NOON + timedelta(days=1)

    deliver(take(1, pub_status="withheld", embargoed_until=tomorrow), provider=provider, file=dispute)

    article.refresh_from_db()
    assert (article.is_held, article.embargoed_until) == (True, tomorrow)
