"""The front page that an editor chooses: what readers get of it and when, and that no editor undoes another."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from articles import fronts, workflow
from articles.fronts import FrontConflict, Pick
from articles.models import Article, Front, FrontPick
from tests.factories import make_article, make_published, make_section, make_user
from tests.pages import headlines

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def paper(noon):
    """Ten stories, one an hour, "Story 0" the newest; half of them in a section."""
    world = make_section("World", position=1)
    return [
        make_published(at=noon - (n + 1) * HOUR, headline=f"Story {n}", section=world.pk if n % 2 else None)
        for n in range(10)
    ]


def pick(slot, article, **fields):
    return Pick(slot=slot, article=article.pk, **fields)


def save(*picks, now, live=True, base=None, by=None, at=None):
    newest = Front.objects.order_by("-number").first()
    base = (newest.number if newest else 0) if base is None else base
    return fronts.save_front(picks, base=base, live_at=(at or now) if live else None, by=by, now=now)


def page(at):
    return fronts.compose(at, Article.objects.edition(at).sections)


def top(at):
    found = page(at)
    return [story.headline for story in [found.lead, *found.others]]


def test_what_is_picked_stands_where_it_was_picked_and_the_newest_fill_the_rest(paper, noon):
    world = paper[1].section
    save(
        pick("lead", paper[9]), pick("second", paper[7]), pick("rest", paper[5]),
        pick("section", paper[3], section=world.pk), now=noon,
    )  # fmt: skip

    found = page(noon)

    assert found.lead.headline == "Story 9"
    beside, below = found.others[:3], found.others[3:]
    assert [story.headline for story in beside] == ["Story 7", "Story 0", "Story 1"]
    assert [story.headline for story in below] == ["Story 5", "Story 2", "Story 4", "Story 6"]
    assert [(s and s.name, [story.headline for story in stories]) for s, stories in found.blocks] == [
        ("World", ["Story 3"]),
        (None, ["Story 8"]),
    ]


def test_every_story_is_there_once(paper, noon):
    save(pick("lead", paper[0]), pick("second", paper[1]), now=noon)

    found = page(noon)

    shown = [found.lead, *found.others, *(story for _, stories in found.blocks for story in stories)]
    assert sorted(story.headline for story in shown) == [f"Story {n}" for n in range(10)]


@pytest.mark.parametrize("loss", ["unpublish", "kill", "expire", "draft", "embargo"])
def test_a_pick_that_readers_may_not_see_is_filled_by_the_newest(paper, noon, loss):
    lead = paper[9]
    if loss in {"draft", "embargo"}:
        lead = make_article(headline="Hidden", now=noon)
    save(pick("lead", lead), now=noon)
    if loss not in {"draft", "embargo"}:
        assert top(noon)[0] == "Story 9"

    if loss == "unpublish":
        workflow.unpublish(lead, now=noon)
    elif loss == "kill":
        workflow.kill(lead, note="Wrong.", now=noon)
    elif loss == "expire":
        workflow.set_limits(lead, embargoed_until=None, expires_at=noon + HOUR, now=noon)
    elif loss == "embargo":
        workflow.set_limits(lead, embargoed_until=noon + 2 * HOUR, expires_at=None, now=noon)
        workflow.publish(lead, at=noon + 2 * HOUR, now=noon)

    assert top(noon + HOUR)[0] == "Story 0"
    assert (top(noon + 2 * HOUR)[0] == "Hidden") == (loss == "embargo")


def test_a_pin_ends_by_its_time_and_caches_end_there(paper, noon):
    save(pick("lead", paper[9], until=noon + HOUR), now=noon)

    assert top(noon + HOUR - MINUTE)[0] == "Story 9"
    assert top(noon + HOUR)[0] == "Story 0"
    assert Article.objects.edition(noon).next_change == noon + HOUR


def test_a_scheduled_front_takes_over_by_its_time_and_caches_end_there(paper, noon):
    save(pick("lead", paper[5]), now=noon)
    save(pick("lead", paper[6]), now=noon, at=noon + HOUR)

    assert top(noon + HOUR - MINUTE)[0] == "Story 5"
    assert top(noon + HOUR)[0] == "Story 6"
    assert Article.objects.edition(noon).next_change == noon + HOUR
    assert Article.objects.fresh_for(noon + HOUR - timedelta(seconds=5)) == 5


def test_a_staged_front_is_shown_to_nobody(paper, noon):
    save(pick("lead", paper[5]), now=noon, live=False)

    assert top(noon + HOUR)[0] == "Story 0"


def test_a_front_is_taken_off_the_schedule_but_not_off_the_page(paper, noon):
    ada = make_user("ada")
    live = save(pick("lead", paper[5]), now=noon)
    later = save(pick("lead", paper[6]), now=noon, at=noon + HOUR)

    fronts.cancel(later, by=ada, now=noon)

    assert top(noon + HOUR)[0] == "Story 5"
    assert Front.objects.get(pk=later.pk).canceled_by == ada
    with pytest.raises(workflow.WorkflowError, match="Readers already have this front"):
        fronts.cancel(live, by=ada, now=noon)


def test_undo_is_an_earlier_front_published_again(paper, noon):
    first = save(pick("lead", paper[5]), now=noon)
    save(pick("lead", paper[6]), now=noon)
    assert top(noon)[0] == "Story 6"

    again = fronts.save_front(fronts.picks_of(first), base=2, live_at=noon, by=make_user("ada"), now=noon)

    assert top(noon)[0] == "Story 5"
    assert (again.number, again.made_by.username) == (3, "ada")


def test_the_second_of_two_editors_is_refused_and_told_of_the_first(paper, noon):
    theirs = save(pick("lead", paper[5]), now=noon, base=0)

    with pytest.raises(FrontConflict) as refused:
        save(pick("lead", paper[6]), now=noon, base=0)

    assert refused.value.theirs == theirs
    assert top(noon)[0] == "Story 5"


@pytest.mark.parametrize(
    ("picks", "words"),
    [
        ([("lead", 0), ("second", 0)], "stands there twice"),
        ([("lead", 0), ("lead", 1)], "has room for 1"),
        ([("section", 0)], "no such place"),
        ([("lead", None)], "does not exist any more"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(paper, noon, picks, words):
    with pytest.raises(workflow.WorkflowError, match=words):
        save(*(Pick(slot=slot, article=10**9 if n is None else paper[n].pk) for slot, n in picks), now=noon)

    assert Front.objects.count() == 0


@pytest.mark.parametrize("change", [Front.objects.all, FrontPick.objects.all])
def test_the_database_refuses_to_change_what_a_front_said(paper, noon, change):
    save(pick("lead", paper[5]), now=noon)

    with pytest.raises(DatabaseError), transaction.atomic():
        change().update(**({"note": "x"} if change().model is Front else {"slot": "rest"}))


def test_readers_get_it_in_the_same_number_of_queries(client, paper, django_assert_num_queries):
    now = timezone.now()
    save(*(pick("rest", story) for story in paper[:8]), pick("lead", paper[9]), now=now)

    with django_assert_num_queries(4):
        response = client.get("/")

    assert headlines(response)[:2] == ["Story 9", "Story 8"]
