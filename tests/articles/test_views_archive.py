"""The archive: every story, by the day in its address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from tests.factories import make_article, make_published

pytestmark = pytest.mark.django_db


def at(year, month, day, hour=12):
    return datetime(year, month, day, hour, tzinfo=UTC)


def test_every_month_with_stories_is_listed_with_how_many(client):
    for moment in (at(2026, 3, 31), at(2026, 3, 1), at(2026, 1, 1), at(2025, 12, 31)):
        make_published(at=moment)
    workflow.publish(make_article(), at=timezone.now() + timedelta(days=400))

    response = client.get("/archive/")

    months = [(row["month"].isoformat(), row["stories"]) for row in response.context["months"]]
    assert months == [("2026-03-01", 2), ("2026-01-01", 1), ("2025-12-01", 1)]
    assert '<a href="/archive/2026/03/">March 2026</a>' in response.content.decode()
    assert len(client.get("/archive/2026/").context["months"]) == 2


def test_a_month_lists_its_stories_by_day(client):
    late = make_published(at=at(2026, 3, 31, 23), headline="Last day")
    first = make_published(at=at(2026, 3, 1, 0), headline="First day")
    make_published(at=at(2026, 4, 1, 0))
    make_published(at=at(2026, 2, 28, 23))

    response = client.get("/archive/2026/03/")

    assert list(response.context["page"]) == [late, first]
    assert '<h2 class="day-head" id="day-31">March 31, 2026</h2>' in response.content.decode()


def test_the_day_is_that_of_the_newsroom_s_zone(client, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    article = make_published(at=at(2026, 3, 31, 23))

    assert list(client.get("/archive/2026/04/").context["page"]) == [article]


def test_december_ends_the_year(client):
    article = make_published(at=at(2025, 12, 31))

    assert list(client.get("/archive/2025/12/").context["page"]) == [article]


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_archive_costs_the_same_queries_whatever_it_holds(client, django_assert_num_queries, story_count):
    for number in range(story_count):
        make_published(at=at(2026, 1 + number, 1))
        make_published(at=at(2026, 3, 1 + number))

    with django_assert_num_queries(2):  # the edition, months
        client.get("/archive/")
    with django_assert_num_queries(2):  # the edition, stories
        client.get("/archive/2026/03/")


@pytest.mark.parametrize(
    "address", ["/archive/2024/", "/archive/2026/02/", "/archive/2026/13/", "/archive/0/", "/archive/99999999999/1/"]
)
def test_a_time_without_stories_is_no_address(client, address):
    make_published(at=at(2026, 3, 1))

    assert client.get(address).status_code == 404


def test_a_month_has_one_address(client):
    make_published(at=at(2026, 3, 1))

    assert client.get("/archive/2026/3/")["Location"] == "/archive/2026/03/"
    assert client.get("/archive/2026/03")["Location"] == "/archive/2026/03/"
