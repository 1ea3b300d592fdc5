"""Copy that its sender withholds or puts under embargo: it binds the story, whatever the desk has made of it."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Status
from tests.factories import make_article, make_published, make_user
from tests.wire.deliveries import DAY, HOUR, NOON, deliver, edit, said, take
from tests.wire.dumps import make_provider
from wire import filing
from wire.models import Filed, Notice, Rule

pytestmark = pytest.mark.django_db
WITHHELD = {"pub_status": "withheld"}


@pytest.fixture
def provider():
    return make_provider("Osk Press")


def now(article):
    return Article.objects.get(pk=article.pk)


def state(article):
    article = now(article)
    return article.is_held, article.hold_note


# -- Withheld ----------------------------------------------------------------------------------------------------------


def test_withheld_copy_is_a_held_draft(provider):
    item = deliver(take(1, **WITHHELD), provider=provider, publish=True)

    assert (item.outcome, item.article.status, said(item)) == (Filed.CREATED, Status.DRAFT, [])
    assert state(item.article) == (True, "Osk Press withholds it.")
    with pytest.raises(workflow.WorkflowError):
        workflow.publish(item.article, now=NOON)


def test_its_sender_frees_what_it_withheld(provider):
    article = deliver(take(1, **WITHHELD), provider=provider).article

    deliver(take(2), provider=provider)

    assert state(article) == (False, "")
    assert [(entry.by, entry.reason) for entry in now(article).releases.all()] == [
        (None, "A newer version of its sender is free.")
    ]


def test_what_the_desk_holds_its_sender_does_not_free(provider):
    article = deliver(take(1, **WITHHELD), provider=provider).article
    workflow.hold(article, note="The lawyer reads it.", now=NOON)

    deliver(take(2), provider=provider)

    assert state(article) == (True, "Osk Press withholds it. The lawyer reads it.")


def test_what_the_desk_released_is_not_held_again_by_the_next_withheld_take(provider):
    article = deliver(take(1, **WITHHELD), provider=provider).article
    workflow.release(article, by=make_user(permissions=["articles.release_article"]), reason="Called them.", now=NOON)

    deliver(take(2, headline="More", **WITHHELD), provider=provider)

    assert state(article) == (False, "")


def test_a_live_story_that_is_withheld_stays_until_the_desk_has_said_what_to_do(provider):
    article = deliver(take(1), provider=provider, publish=True).article
    own = make_article(now=NOON)
    filing.derive(article.wire_items.get(), own, now=NOON)

    item = deliver(take(2, headline="Hold this", **WITHHELD), provider=provider, publish=True)

    assert (item.outcome, said(item)) == (Filed.UPDATED, [(Notice.Kind.HOLD, article), (Notice.Kind.HOLD, own)])
    assert (now(article).headline, now(article).is_held) == ("Little Osk opens its bridge", True)
    assert state(own) == (True, "Osk Press withholds it.")


def test_a_take_that_clashes_holds_the_story_all_the_same(provider):
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")

    item = deliver(take(2, headline="The wire's", embargoed_until=NOON + DAY, **WITHHELD), provider=provider)

    assert (item.outcome, said(item)) == (Filed.CONFLICT, [(Notice.Kind.HOLD, article)])
    assert (now(article).is_held, now(article).embargoed_until) == (True, NOON + DAY)


def test_a_rule_holds_what_fits_it_once(provider):
    Rule.objects.create(words="court", is_held=True)
    chief = make_user(permissions=["articles.release_article"])

    article = deliver(take(1, headline="In court"), provider=provider, publish=True).article
    assert (now(article).status, now(article).is_held) == (Status.DRAFT, True)
    workflow.release(article, by=chief, reason="Read it.", now=NOON)
    deliver(take(2, headline="Still in court"), provider=provider)

    assert state(article) == (False, "")


# -- Embargoes ---------------------------------------------------------------------------------------------------------


def embargo(article):
    return now(article).embargoed_until


def test_an_embargo_from_the_wire_binds_a_draft_and_a_later_one_binds_longer(provider):
    article = deliver(take(1, embargoed_until=NOON + HOUR), provider=provider, publish=True).article
    assert (embargo(article), now(article).status) == (NOON + HOUR, Status.DRAFT)

    deliver(take(2, embargoed_until=NOON + DAY), provider=provider)

    assert embargo(article) == NOON + DAY


@pytest.mark.parametrize("until", [NOON + HOUR, None])
def test_its_sender_brings_its_own_embargo_forward(until, provider):
    article = deliver(take(1, embargoed_until=NOON + DAY), provider=provider).article

    deliver(take(2, embargoed_until=until), provider=provider)

    assert embargo(article) == until


def test_its_sender_does_not_bring_the_desks_embargo_forward(provider):
    article = deliver(take(1, embargoed_until=NOON + HOUR), provider=provider).article
    workflow.set_limits(article, embargoed_until=NOON + DAY, expires_at=None, now=NOON)

    deliver(take(2, embargoed_until=None), provider=provider)

    assert embargo(article) == NOON + DAY


def test_an_older_version_moves_no_embargo(provider):
    article = deliver(take(2, embargoed_until=NOON + DAY), provider=provider).article

    deliver(take(1), provider=provider)

    assert embargo(article) == NOON + DAY


def test_a_scheduled_story_waits_for_the_end_of_the_embargo_and_the_desk_is_told(provider):
    article = deliver(take(1), provider=provider).article
    workflow.publish(article, at=NOON + HOUR, now=NOON)
    assert list(Article.objects.published(NOON + HOUR)) == [article]

    item = deliver(take(2, embargoed_until=NOON + DAY), provider=provider)

    assert (embargo(article), now(article).publish_at) == (NOON + DAY, NOON + DAY)
    assert said(item) == [(Notice.Kind.EMBARGO, article)]
    assert list(Article.objects.published(NOON + DAY - timedelta(seconds=1))) == []


def test_a_scheduled_story_that_would_expire_under_the_embargo_comes_off_the_schedule(provider):
    article = deliver(take(1), provider=provider).article
    workflow.set_limits(article, embargoed_until=None, expires_at=NOON + 3 * HOUR, now=NOON)
    workflow.publish(article, at=NOON + HOUR, now=NOON)

    item = deliver(take(2, embargoed_until=NOON + DAY), provider=provider)

    assert (now(article).status, now(article).is_held, embargo(article)) == (Status.DRAFT, True, NOON + DAY)
    assert said(item) == [(Notice.Kind.EMBARGO, article)]


def test_an_embargo_on_what_readers_see_is_a_notice_and_its_words_wait(provider):
    article = deliver(take(1), provider=provider, publish=True).article

    item = deliver(take(2, headline="Secret", embargoed_until=NOON + DAY), provider=provider, publish=True)

    assert said(item) == [(Notice.Kind.EMBARGO, article)]
    assert (embargo(article), now(article).headline) == (None, "Little Osk opens its bridge")


def test_an_embargo_binds_what_the_desk_made_of_the_copy(provider):
    filed = deliver(take(1), provider=provider)
    own = make_article(now=NOON)
    filing.derive(filed, own, now=NOON)

    item = deliver(take(2, embargoed_until=NOON + DAY), provider=provider)

    assert (embargo(own), said(item)) == (NOON + DAY, [(Notice.Kind.EMBARGO, own)])


def test_what_the_desk_makes_of_copy_under_embargo_is_under_it_from_the_start(provider):
    secret = deliver(take(1, embargoed_until=NOON + DAY, **WITHHELD), provider=provider)
    draft, live = make_article(now=NOON), make_published(at=NOON)

    for own in (draft, live):
        filing.derive(secret, own, now=NOON)

    assert (embargo(draft), state(draft)) == (NOON + DAY, (True, "Osk Press withholds it."))
    assert (embargo(live), said(draft)) == (None, [])
    assert said(live) == [(Notice.Kind.EMBARGO, live), (Notice.Kind.HOLD, live)]


def test_an_embargo_that_has_passed_binds_nothing(provider):
    article = deliver(take(1, embargoed_until=NOON), provider=provider, publish=True).article

    assert (embargo(article), now(article).status) == (None, Status.PUBLISHED)


# -- Corrections -------------------------------------------------------------------------------------------------------


def test_a_correction_flags_what_readers_or_the_desk_count_on_and_no_plain_draft(provider):
    live = deliver(take(1, guid="osk:live"), provider=provider, publish=True).article
    edited = deliver(take(1, guid="osk:edited"), provider=provider).article
    edit(edited, headline="The desk's")
    plain = deliver(take(1, guid="osk:plain"), provider=provider).article

    for guid, article in (("osk:live", live), ("osk:edited", edited), ("osk:plain", plain)):
        item = deliver(take(2, guid=guid, signals=("correction",), kicker="Mended"), provider=provider)
        expected = [] if article == plain else [(Notice.Kind.CORRECTION, article)]
        assert (item.outcome, said(item)) == (Filed.UPDATED, expected)


def test_a_correction_under_a_new_guid_flags_the_story_that_it_replaces(provider):
    article = deliver(take(1, guid="osk:7"), provider=provider, publish=True).article

    item = deliver(take(1, guid="osk:8", signals=("correction",), replaces=("osk:7",)), provider=provider)

    assert said(item) == [(Notice.Kind.CORRECTION, article)]
    assert item.chain == article.wire_items.get().chain
