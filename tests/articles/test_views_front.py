"""The front page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_author, make_published, make_section
from tests.pages import headlines

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_without_stories_the_front_page_says_so(client):
    response = client.get(reverse("articles:front-page"))

    assert response.status_code == 200
    assert "No stories yet" in response.content.decode()


def test_the_newest_story_leads(client):
    now = timezone.now()
    for number in range(1, 4):
        make_published(at=now - number * HOUR, headline=f"Hour {number}")

    assert headlines(client.get("/")) == ["Hour 1", "Hour 2", "Hour 3"]


def test_below_the_top_each_section_has_its_newest_stories_and_none_twice(client):
    now = timezone.now()
    sport, world = make_section("Sport", position=2), make_section("World", position=1)
    hidden = make_section("Not in the navigation")
    for number in range(20):
        make_published(at=now - number * HOUR, headline=f"Story {number}", section=[sport, world][number % 2].pk)
    make_published(at=now - 30 * HOUR, headline="Elsewhere", section=hidden.pk)
    make_published(at=now - 40 * HOUR, headline="Unsorted")

    response = client.get("/")

    tops = [f"Story {number}" for number in range(8)]
    worlds, sports = [f"Story {n}" for n in (9, 11, 13, 15)], [f"Story {n}" for n in (8, 10, 12, 14)]
    assert headlines(response) == [*tops, *worlds, *sports, "Unsorted"]
    assert [section and section.name for section, _ in response.context["blocks"]] == ["World", "Sport", None]


@pytest.mark.parametrize("story_count", [1, 3, 60])
def test_the_front_page_costs_the_same_queries_whatever_is_on_it(client, django_assert_num_queries, story_count):
    section = make_section(position=1)
    for _ in range(story_count):
        make_published(by=[make_author()], section=section.pk)

    with django_assert_num_queries(4):  # the edition, what was picked, the newest, the sections' stories
        response = client.get("/")

    assert len(headlines(response)) == min(story_count, 8 + 4)


def test_readers_of_every_page_find_the_sections_the_archive_and_the_search(client):
    make_section("Science", slug="science", position=1)

    page = client.get("/").content.decode()

    for address in ("/section/science/", "/archive/", "/search/"):
        assert f'"{address}"' in page


def test_labels_are_words(client):
    make_published(label="fact-check")

    assert ">Fact check<" in client.get("/").content.decode()
