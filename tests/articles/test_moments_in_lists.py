"""How moments and lengths are said to readers."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article
from articles.templatetags.moments import age, minutes_to_read, seen_from

pytestmark = pytest.mark.any_database


def words_of(html):
    return html.partition(">")[2].partition("<")[0]


@pytest.mark.parametrize(
    ("appeared", "said"),
    [
        (datetime(2026, 3, 14, 9, 5, tzinfo=UTC), "09:05 UTC"),
        (datetime(2026, 3, 14, tzinfo=UTC), "March 14"),  # of copy that printed only a date
        (datetime(2026, 3, 13, 23, 59, tzinfo=UTC), "March 13"),
        (datetime(2025, 12, 31, 12, 0, tzinfo=UTC), "Dec. 31, 2025"),
    ],
)
def test_a_list_says_when_a_story_appeared_as_shortly_as_it_can(noon, appeared, said):
    assert words_of(seen_from(appeared, noon)) == said


def old_story(noon, days, **fields):
    at = noon - timedelta(days=days)
    return Article(first_published_at=at, updated_at=at, **fields)


def test_an_old_story_says_how_old_it_is_and_one_that_is_made_to_last_does_not(noon):
    assert age(old_story(noon, 30), noon) == ""
    assert age(old_story(noon, 61), noon) == "2 months"
    assert age(old_story(noon, 800), noon) == "2 years"
    assert age(old_story(noon, 800, label="explainer"), noon) == ""


def test_the_newsroom_says_after_how_many_days_a_story_is_old(noon, settings):
    settings.OLD_AFTER_DAYS = 7
    assert age(old_story(noon, 8), noon) == "8 days"

    settings.OLD_AFTER_DAYS = 0
    assert age(old_story(noon, 800), noon) == ""


def test_no_story_takes_less_than_a_minute_to_read():
    assert minutes_to_read(Article(body_text="Three short words.")) == 1
    assert minutes_to_read(Article(body_text="word " * 1000)) == 4
