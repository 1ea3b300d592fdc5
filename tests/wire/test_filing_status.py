"""A change of status that brings no words."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Status
from tests.wire.dumps import file_story, make_provider, make_story
from wire.models import Filed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
WORDLESS = {"body": (), "headline": "osk:1", "flags": ("headline-made-up", "management-only", "no-body")}


def test_it_leaves_the_words_as_they_are_and_holds_the_story():
    provider = make_provider()
    first = file_story(make_story(), provider=provider, now=NOON)

    change = file_story(
        make_story(**WORDLESS, pub_status="withheld", updated=NOON), provider=provider, now=NOON + timedelta(minutes=1)
    )

    article = first.article
    article.refresh_from_db()
    assert change.outcome == Filed.UNCHANGED
    assert (article.working.number, article.working.headline) == (1, "Little Osk opens its bridge")
    assert (article.is_held, article.status) == (True, Status.DRAFT)


def test_what_comes_after_it_is_merged_against_the_words_before_it():
    provider = make_provider()
    file_story(make_story(), provider=provider, now=NOON)
    file_story(make_story(**WORDLESS, updated=NOON), provider=provider, now=NOON)

    third = file_story(make_story(headline="Osk opens", updated=NOON + timedelta(hours=1)), provider=provider, now=NOON)

    third.article.refresh_from_db()
    assert (third.outcome, third.article.working.headline) == (Filed.UPDATED, "Osk opens")
    assert len(third.article.working.content.body) > 0


def test_of_a_story_that_never_came_it_is_only_kept():
    change = file_story(make_story(**WORDLESS), provider=make_provider(), now=NOON)

    assert (change.outcome, change.article) == (Filed.RECORDED, None)
