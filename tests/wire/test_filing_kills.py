"""A kill reaches everything that was made from the killed story, and nothing comes back by itself."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.content import Placement
from articles.models import Article, Status
from images.models import Image
from tests.factories import make_article, make_published, make_user
from tests.wire.deliveries import NOON, deliver, deliver_together, edit, kill, said, take
from tests.wire.dumps import make_provider
from wire import filing
from wire.filing.identity import picture_key
from wire.models import Filed, Kill, Notice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def provider():
    return make_provider("Osk Press")


def killed(*articles):
    return [article.status == Status.KILLED for article in map(now, articles)]


def now(article):
    return Article.objects.get(pk=article.pk)


# -- What a kill reaches -----------------------------------------------------------------------------------------------


def test_a_draft_nobody_touched_is_killed_at_once(provider):
    article = deliver(take(1), provider=provider).article

    item = deliver(kill(2), provider=provider)

    assert (item.outcome, item.article, item.content_data) == (Filed.KILL, article, None)
    assert killed(article) == [True]
    assert said(item) == []
    assert article.versions.count() == 1  # the notice of the kill is no text


def test_a_draft_that_the_desk_edited_is_held_and_the_desk_is_asked(provider):
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")

    item = deliver(kill(2), provider=provider)

    article = now(article)
    assert (article.status, article.is_held, article.hold_note) == (Status.DRAFT, True, "Osk Press has killed it.")
    assert said(item) == [(Notice.Kind.KILL, article)]


def test_an_edited_story_on_the_schedule_comes_off_it(provider):
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")
    workflow.publish(now(article), at=NOON + HOUR, now=NOON)

    deliver(kill(2), provider=provider)

    assert list(Article.objects.published(NOON + HOUR)) == []
    assert now(article).is_held


@pytest.mark.parametrize(
    ("at_once", "is_edited", "is_killed"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_a_live_story_is_killed_at_once_where_the_policy_says_so_and_nobody_edited_it(
    at_once, is_edited, is_killed, provider
):
    provider.kills_at_once = at_once
    article = deliver(take(1), provider=provider, publish=True).article
    if is_edited:
        edit(article, headline="The desk's")
    assert list(Article.objects.published(NOON)) == [article]

    item = deliver(kill(2), provider=provider)

    assert killed(article) == [is_killed]
    assert list(Article.objects.published(NOON)) == ([] if is_killed else [article])
    assert said(item) == [(Notice.Kind.KILL, article)]
    if is_killed:
        assert now(article).kill_note == "Osk Press has withdrawn this story."


def test_every_story_made_from_it_is_reached_those_that_readers_see_first(provider):
    editor = make_user()
    filed = deliver(take(1), provider=provider)
    draft, live = make_article(now=NOON), make_published(at=NOON)
    for article in (draft, live):
        filing.derive(filed, article, by=editor, now=NOON)

    item = deliver(kill(2), provider=provider)

    assert said(item) == [(Notice.Kind.KILL, live), (Notice.Kind.KILL, draft)]
    assert killed(filed.article, draft, live) == [True, False, False]
    assert (now(draft).is_held, now(live).is_held) == (True, False)


def test_what_the_desk_makes_of_a_killed_story_is_held_from_the_start(provider):
    filed = deliver(take(1), provider=provider)
    deliver(kill(2), provider=provider)
    own = make_article(now=NOON)

    filing.derive(filed, own, now=NOON)
    filing.derive(filed, own, now=NOON)

    assert now(own).is_held
    assert said(own) == [(Notice.Kind.KILL, own)]


def test_a_kill_may_name_other_stories_of_its_provider_only(provider):
    other = make_provider()
    named, foreign = (deliver(take(1, guid="osk:7"), provider=one).article for one in (provider, other))

    item = deliver(kill(1, guid="osk:notice", kills=("osk:notice", " osk:7 ")), provider=provider)

    assert item.outcome == Filed.KILL
    assert killed(named, foreign) == [True, False]
    assert sorted(Kill.objects.values_list("provider__name", "guid")) == [
        ("Osk Press", "osk:7"),
        ("Osk Press", "osk:notice"),
    ]


def test_a_usable_story_may_withdraw_the_one_it_takes_the_place_of(provider):
    first = deliver(take(1, guid="osk:7"), provider=provider).article

    item = deliver(take(1, guid="osk:8", kills=("osk:7",), replaces=("osk:7",)), provider=provider)

    assert item.outcome == Filed.CREATED
    assert killed(first, item.article) == [True, False]


def test_a_killed_picture_flags_the_stories_that_show_it(provider):
    deliver(take(1, guid="osk:pic", kind="picture", caption="The mill.", body=()), provider=provider)
    image = Image.objects.get(wire_key=picture_key(provider, "osk:pic"))
    shows, _other = make_published(at=NOON, images=(Placement(image=image.pk),)), make_published(at=NOON)

    item = deliver(kill(2, guid="osk:pic", kind="picture"), provider=provider)

    assert said(item) == [(Notice.Kind.KILL, shows)]


def test_a_kill_repeated_asks_no_second_time_while_the_first_is_open(provider):
    article = deliver(take(1), provider=provider, publish=True).article
    first = deliver(kill(2), provider=provider)
    second = deliver(kill(3), provider=provider)
    assert (said(first), said(second)) == ([(Notice.Kind.KILL, article)], [])

    filing.answer_keep(first.notices.get(), by=make_user(), reason="They mean another.", now=NOON)

    assert said(deliver(kill(4), provider=provider)) == [(Notice.Kind.KILL, article)]


def test_a_take_that_waits_for_a_killed_story_waits_no_more(provider):
    article = deliver(take(1), provider=provider).article
    edit(article, headline="The desk's")
    waiting = deliver(take(2, headline="The wire's"), provider=provider)
    assert waiting.outcome == Filed.CONFLICT
    notice = deliver(kill(3), provider=provider).notices.get()

    filing.answer_kill(notice, note="Wrong.", by=make_user(), now=NOON)

    waiting.refresh_from_db()
    assert waiting.outcome == Filed.KILLED


# -- What comes later --------------------------------------------------------------------------------------------------


def test_a_kill_that_comes_before_its_story_waits_for_it(provider):
    item = deliver(kill(3), provider=provider, publish=True)
    assert (item.outcome, item.article, said(item)) == (Filed.KILL, None, [(Notice.Kind.KILL, None)])

    late = deliver(take(2), provider=provider, publish=True)

    assert (late.outcome, late.article, said(late)) == (Filed.KILLED, None, [])
    assert Article.objects.count() == 0


def test_a_kill_waits_for_a_story_that_comes_in_the_same_batch(provider):
    notice = kill(1, guid="osk:notice", kills=("osk:notice", "osk:7"))
    copy = [take(1, guid=f"osk:{number}") for number in (6, 7, 8)]

    items = deliver_together(notice, *copy, provider=provider)

    assert [item.outcome for item in items] == [Filed.KILL, Filed.CREATED, Filed.KILLED, Filed.CREATED]
    assert Article.objects.count() == 2


def test_an_earlier_version_after_the_kill_stays_out(provider):
    article = deliver(take(10), provider=provider, publish=True).article
    provider.kills_at_once = True
    deliver(kill(11), provider=provider)

    again = deliver(take(9), provider=provider, publish=True)

    assert (again.outcome, said(again)) == (Filed.KILLED, [])
    assert killed(article) == [True]


def test_a_usable_version_after_a_kill_is_for_the_desk(provider):
    provider.publishing = provider.Publishing.EVERYTHING
    article = deliver(take(1), provider=provider).article
    provider.kills_at_once = True
    deliver(kill(2), provider=provider)

    item = deliver(take(3, headline="Back again"), provider=provider, publish=True)

    assert (item.outcome, said(item)) == (Filed.KILLED, [(Notice.Kind.RETURN, article)])
    assert (Article.objects.count(), list(Article.objects.published(NOON))) == (1, [])


def test_nothing_is_filed_over_a_kill_that_nobody_has_answered(provider):
    article = deliver(take(1), provider=provider, publish=True).article
    deliver(kill(2), provider=provider)

    item = deliver(take(3, headline="Back again"), provider=provider, publish=True)

    assert (item.outcome, now(article).headline) == (Filed.KILLED, "Little Osk opens its bridge")
    assert now(article).versions.count() == 1


def test_a_kill_that_comes_late_by_a_slow_way_kills_nothing_by_itself(provider):
    """Its sender has sent a newer version since, and may have changed its mind."""
    provider.kills_at_once = True
    draft, live = (
        deliver(take(5, guid=guid), provider=provider, publish=publish).article
        for guid, publish in (("osk:draft", False), ("osk:live", True))
    )

    for guid, article in (("osk:draft", draft), ("osk:live", live)):
        item = deliver(kill(4, guid=guid), provider=provider)
        assert said(item) == [(Notice.Kind.KILL, article)]

    assert killed(draft, live) == [False, False]
    assert (now(draft).is_held, now(live).is_held) == (True, False)


def test_a_story_that_the_desk_killed_gets_no_newer_take(provider):
    article = deliver(take(1), provider=provider).article
    workflow.kill(article, note="Wrong person.", now=NOON)

    item = deliver(take(2, headline="Again"), provider=provider, publish=True)

    assert (item.outcome, item.article, Kill.objects.count()) == (Filed.KILLED, article, 0)
    assert now(article).versions.count() == 1
