"""What filing does with a version of a story: the desk's words stay, and readers see only what they are meant to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from articles import workflow
from articles.models import Article, Reason, Status
from tests.factories import make_author, make_published
from tests.wire.dumps import file_story, make_provider, make_story
from wire.formats import Bio, Block
from wire.models import Filed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def edit(article, **changes):
    return workflow.save(article, replace(article.working.content, **changes), base=article.working)


def newer(story, **changes):
    return replace(story, **{"updated": (story.updated or story.published) + HOUR} | changes)


def test_a_new_story_is_a_draft_that_no_reader_sees(noon):
    item = file_story(make_story(), provider=make_provider(name="Osk Press"), now=noon)

    article = item.article
    assert item.outcome == Filed.CREATED
    assert (article.status, article.created_at, article.working.reason) == (Status.DRAFT, noon, Reason.WIRE)
    assert article.working.note == f"Osk Press: {item.document}"
    assert list(Article.objects.published(noon + 100 * DAY)) == []


def test_a_newer_take_of_an_untouched_story_replaces_the_older(noon):
    provider, story = make_provider(), make_story()
    first = file_story(story, provider=provider, now=noon)

    second = file_story(newer(story, headline="Bridge open"), provider=provider, now=noon)

    assert (second.outcome, second.version, second.article) == (Filed.UPDATED, 2, first.article)
    assert second.article.working.content == second.content
    assert (second.content.headline, second.article.working.reason) == ("Bridge open", Reason.WIRE)


def test_a_newer_take_keeps_what_the_desk_changed_elsewhere(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, now=noon).article
    edit(article, headline="The desk's headline")

    item = file_story(newer(story, body=(*story.body, Block(text="And more."))), provider=provider, now=noon)

    content = item.article.working.content
    assert item.outcome == Filed.UPDATED
    assert (content.headline, content.body[-1]) == ("The desk's headline", "<p>And more.</p>")
    assert item.article.working.reason == Reason.MERGE
    assert item.content.headline == story.headline


def test_a_newer_take_that_clashes_waits_and_the_desks_words_stay(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, now=noon).article
    edited = edit(article, headline="The desk's headline")

    item = file_story(newer(story, headline="The wire's headline"), provider=provider, publish=True, now=noon)

    assert item.outcome == Filed.CONFLICT
    assert (item.article, item.content.headline) == (article, "The wire's headline")
    article.refresh_from_db()
    assert (article.working, article.status) == (edited, Status.DRAFT)


def test_after_a_conflict_the_next_take_is_merged_against_what_the_story_holds(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, now=noon).article
    edit(article, headline="The desk's headline")
    waiting = newer(story, headline="The wire's headline")
    file_story(waiting, provider=provider, now=noon)

    item = file_story(newer(waiting, headline=story.headline, kicker="Transport"), provider=provider, now=noon)

    content = item.article.working.content
    assert item.outcome == Filed.UPDATED
    assert (content.headline, content.kicker) == ("The desk's headline", "Transport")


def test_a_take_without_news_adds_no_version(noon):
    provider, story = make_provider(), make_story()
    file_story(story, provider=provider, now=noon)

    item = file_story(newer(story), provider=provider, now=noon)

    assert item.outcome == Filed.UNCHANGED
    assert item.article.versions.count() == 1


def test_a_take_from_before_what_we_have_is_not_filed(noon):
    provider, story = make_provider(), make_story()
    article = file_story(newer(story), provider=provider, now=noon).article

    item = file_story(replace(story, headline="Early words"), provider=provider, now=noon)

    assert (item.outcome, item.content_data) == (Filed.OLDER, None)
    assert article.versions.count() == 1


def test_a_take_that_prints_only_its_day_is_not_older_than_one_of_that_day(noon):
    provider, story = make_provider(), make_story()
    file_story(story, provider=provider, now=noon)
    by_day = replace(story, published=story.published.replace(hour=0), published_is_date=True, headline="By day")

    assert file_story(by_day, provider=provider, now=noon).outcome == Filed.UPDATED
    before = replace(by_day, published=by_day.published - DAY)
    assert file_story(before, provider=provider, now=noon).outcome == Filed.OLDER


def test_a_killed_story_stays_killed(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, publish=True, now=noon).article
    workflow.kill(article, note="Wrong person.", now=noon)

    item = file_story(newer(story, headline="Again"), provider=provider, publish=True, now=noon)

    assert (item.outcome, item.article) == (Filed.KILLED, article)
    article.refresh_from_db()
    assert (article.status, article.versions.count()) == (Status.KILLED, 1)


# -- Publishing, when told ---------------------------------------------------------------------------------------------


def test_told_to_publish_it_runs_at_the_copys_own_dates(noon):
    published, updated = datetime(2026, 3, 1, 9, 0, tzinfo=UTC), datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

    article = file_story(
        make_story(published=published, updated=updated), provider=make_provider(), publish=True, now=noon
    ).article

    assert article.status == Status.PUBLISHED
    assert (article.publish_at, article.first_published_at, article.updated_at) == (published, published, updated)


def test_copy_without_a_date_runs_now(noon):
    article = file_story(make_story(published=None), provider=make_provider(), publish=True, now=noon).article

    assert article.publish_at == noon


def test_copy_dated_ahead_is_scheduled(noon):
    item = file_story(make_story(published=noon + HOUR), provider=make_provider(), publish=True, now=noon)

    assert list(Article.objects.published(noon + HOUR - timedelta(seconds=1))) == []
    assert list(Article.objects.published(noon + HOUR)) == [item.article]


def test_a_printed_day_is_that_day_for_our_readers_wherever_the_provider_is(noon, settings):
    settings.TIME_ZONE = "America/New_York"
    tokyo = datetime.fromisoformat("2026-03-05T00:00:00+09:00")

    article = file_story(
        make_story(published=tokyo, published_is_date=True), provider=make_provider(), publish=True, now=noon
    ).article

    assert article.publish_at == datetime.fromisoformat("2026-03-05T00:00:00-05:00")
    assert str(article.url_date) == "2026-03-05"


@pytest.mark.parametrize("held", [{"pub_status": "withheld"}, {"embargoed_until": datetime(2026, 3, 15, tzinfo=UTC)}])
def test_what_the_sender_holds_back_is_never_published(held, noon):
    provider = make_provider()

    created = file_story(make_story(**held), provider=provider, publish=True, now=noon)
    updated = file_story(newer(make_story(**held), headline="More"), provider=provider, publish=True, now=noon)

    assert (created.outcome, updated.outcome) == (Filed.CREATED, Filed.UPDATED)
    assert updated.article.status == Status.DRAFT
    assert updated.article.embargoed_until == held.get("embargoed_until")


@pytest.mark.parametrize("doubt", ["headline-made-up", "no-body"])
def test_copy_in_which_no_headline_or_body_was_found_is_never_published_unseen(doubt, noon):
    held = file_story(make_story(flags=(doubt,)), provider=make_provider(), publish=True, now=noon)
    run = file_story(make_story(flags=("no-byline",)), provider=make_provider(), publish=True, now=noon)

    assert (held.article.status, run.article.status) == (Status.DRAFT, Status.PUBLISHED)


def test_copy_that_cannot_be_published_stays_a_draft(noon):
    item = file_story(make_story(headline=""), provider=make_provider(), publish=True, now=noon)

    assert (item.outcome, item.article.status) == (Filed.CREATED, Status.DRAFT)


def test_a_newer_take_updates_what_readers_see(noon):
    provider, story = make_provider(), make_story()
    file_story(story, provider=provider, publish=True, now=noon)

    article = file_story(newer(story, headline="Bridge open"), provider=provider, publish=True, now=noon).article

    assert (article.headline, article.publish_at) == ("Bridge open", story.published)
    assert article.updated_at == story.published + HOUR


def test_without_being_told_a_newer_take_of_a_published_story_waits_as_a_draft(noon):
    provider, story = make_provider(), make_story()
    file_story(story, provider=provider, publish=True, now=noon)

    article = file_story(newer(story, headline="Bridge open"), provider=provider, now=noon).article

    assert (article.headline, article.has_unpublished_changes) == (story.headline, True)


def test_publishing_a_newer_take_never_publishes_what_somebody_is_working_on(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, publish=True, now=noon).article
    edit(article, standfirst="Not ready yet")

    article = file_story(newer(story, headline="Bridge open"), provider=provider, publish=True, now=noon).article

    assert (article.headline, article.standfirst) == (story.headline, "")
    assert article.working.content.headline == "Bridge open"


def test_a_story_taken_off_the_site_is_not_put_back(noon):
    provider, story = make_provider(), make_story()
    article = file_story(story, provider=provider, publish=True, now=noon).article
    workflow.unpublish(article, now=noon)

    item = file_story(newer(story, headline="Bridge open"), provider=provider, publish=True, now=noon)

    assert (item.outcome, item.article.status) == (Filed.UPDATED, Status.DRAFT)


def test_a_newer_take_of_a_draft_is_a_draft_even_when_told_to_publish(noon):
    """The desk may have taken it off the schedule, which leaves no trace."""
    provider, story = make_provider(), make_story(published=noon + DAY)
    article = file_story(story, provider=provider, publish=True, now=noon).article
    workflow.unpublish(article, now=noon)

    item = file_story(newer(story, headline="Bridge open"), provider=provider, publish=True, now=noon)

    assert (item.outcome, item.article.status) == (Filed.UPDATED, Status.DRAFT)


def test_a_newer_take_of_a_scheduled_story_does_not_bring_it_forward(noon):
    provider = make_provider()
    story = make_story(published=noon + DAY)
    file_story(story, provider=provider, publish=True, now=noon)

    article = file_story(newer(story, headline="Bridge open"), provider=provider, publish=True, now=noon).article

    assert (article.headline, article.publish_at) == ("Bridge open", noon + DAY)


def test_a_draft_says_nothing_about_people_readers_know(noon):
    """A biography in copy that nobody may read yet is not shown on the page of a known author."""
    author = make_author("Mara Ellingsworth")
    make_published(at=noon - DAY, by=[author])
    told = {"bylines": ("Mara Ellingsworth",), "bios": (Bio(name="Mara Ellingsworth", text="She moves to Veyra."),)}
    provider, story = make_provider(), make_story(**told)

    file_story(story, provider=provider, now=noon)
    author.refresh_from_db()
    assert author.bio == ""

    file_story(replace(story, guid="osk:2"), provider=provider, publish=True, now=noon)
    author.refresh_from_db()
    assert author.bio == "She moves to Veyra."
