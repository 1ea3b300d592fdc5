"""The pages of sections and topics."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from tests.factories import make_article, make_published, make_section, make_topic
from tests.pages import headlines

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_section_leads_with_its_newest_story(client):
    now, section = timezone.now(), make_section("World", slug="world", description="From everywhere.")
    for number in range(1, 4):
        make_published(at=now - number * HOUR, headline=f"Hour {number}", section=section.pk)
    make_published(headline="Elsewhere")

    response = client.get("/section/world/")

    assert headlines(response) == ["Hour 1", "Hour 2", "Hour 3"]
    assert response.context["lead"].headline == "Hour 1"
    page = response.content.decode()
    assert "<h1>World</h1>" in page
    assert '<meta name="description" content="From everywhere.">' in page


def test_a_topic_lists_its_stories(client):
    topic = make_topic("Bridges", slug="bridges")
    make_published(headline="About it", topics=(topic.pk,))
    make_published(headline="Not about it")

    response = client.get("/topic/bridges/")

    assert headlines(response) == ["About it"]


def test_an_explainer_on_a_topic_stays_at_its_top(client):
    now, topic = timezone.now(), make_topic("Bridges", slug="bridges")
    make_published(at=now - 3 * HOUR, headline="How bridges stand", label="explainer", topics=(topic.pk,))
    make_published(at=now - HOUR, headline="News", topics=(topic.pk,))
    make_published(headline="How ferries float", label="explainer")

    assert headlines(client.get("/topic/bridges/")) == ["How bridges stand", "News", "How bridges stand"]


def test_a_topic_leads_on_to_those_around_it_that_readers_find_stories_under(client):
    wide = make_topic("Water", slug="water")
    topic = make_topic("Rivers", slug="rivers", parent=wide)
    seen, hidden = make_topic("The Varn", slug="varn", parent=topic), make_topic("Secret", slug="secret", parent=topic)
    make_published(topics=(topic.pk, seen.pk, wide.pk))
    make_article(topics=(hidden.pk,))

    page = client.get("/topic/rivers/").content.decode()

    assert [page.count(f'href="/topic/{slug}/"') for slug in ("water", "varn", "secret")] == [1, 1, 0]


@pytest.mark.parametrize("story_count", [1, 3, 60])
@pytest.mark.parametrize("make", [make_section, make_topic])
def test_a_list_costs_the_same_queries_whatever_its_length(client, django_assert_num_queries, make, story_count):
    topic = make("World", slug="world")
    for _ in range(story_count):
        make_published(**({"section": topic.pk} if make is make_section else {"topics": (topic.pk,)}))

    # the edition, the topic, its stories; of a topic what explains it and those around it as well
    with django_assert_num_queries(3 if make is make_section else 5):
        response = client.get(topic.get_absolute_url())

    assert len(headlines(response)) == min(story_count, 20)


def test_older_stories_are_on_further_pages_with_addresses_and_titles_of_their_own(client, settings):
    settings.SITE_URL = "https://paper.example"
    at, section = datetime(2026, 3, 14, 12, 30, tzinfo=UTC), make_section("World", slug="world")
    stories = [
        make_published(at=at - number * HOUR, headline=f"Story {number}", section=section.pk) for number in range(21)
    ]

    first, second = (
        client.get("/section/world/"),
        client.get(f"/section/world/?before=20260313173000000000-{stories[19].pk}"),
    )

    assert (len(headlines(first)), headlines(second)) == (20, ["Story 20"])
    older, newer = f"before=20260313173000000000-{stories[19].pk}", f"after=20260313163000000000-{stories[20].pk}"
    first, second = first.content.decode(), second.content.decode()
    assert f'rel="next" href="/section/world/?{older}"' in first
    assert 'rel="prev"' not in first
    assert f'rel="prev" href="/section/world/?{newer}"' in second
    assert 'rel="next"' not in second
    assert '<link rel="canonical" href="https://paper.example/section/world/">' in first
    assert f'<link rel="canonical" href="https://paper.example/section/world/?{older}">' in second
    assert "<title>World – The Newsroom</title>" in first
    assert "<title>World, stories until March 13, 2026, 16:30</title>" in second


def test_the_numbered_pages_of_old_lead_to_where_their_stories_are_now(client):
    now, section = timezone.now(), make_section(slug="world")
    for number in range(41):
        make_published(at=now - number * HOUR, headline=f"Story {number}", section=section.pk)

    assert [headlines(client.get(f"/section/world/?page={number}", follow=True)) for number in (1, 2, 3)] == [
        [f"Story {number}" for number in range(20)],
        [f"Story {number}" for number in range(20, 40)],
        ["Story 40"],
    ]
    assert client.get("/section/world/?page=4").status_code == 404


@pytest.mark.parametrize("page", ["page=0", "page=2", "page=x", "page=-1", "page=99999999999999999999", "page=١"])
@pytest.mark.parametrize("story_count", [0, 1])
def test_a_page_that_does_not_exist_is_no_address(client, page, story_count):
    section = make_section(slug="world", position=1)
    for _ in range(story_count):
        make_published(section=section.pk)

    assert client.get(f"/section/world/?{page}").status_code == 404


@pytest.mark.parametrize(
    "cursor", ["", "x", "1-1", "20261399000000000000-1", "20200101000000000000-1", "20260101-20200101000000000000-1"]
)
def test_what_is_no_place_in_the_list_is_no_address(client, cursor):
    make_published(section=make_section(slug="world").pk)

    assert client.get(f"/section/world/?before={cursor}").status_code == 404


def test_the_newest_stories_have_one_address(client):
    story = make_published(section=make_section(slug="world").pk)

    response = client.get(f"/section/world/?after=20200101000000000000-{story.pk}")

    assert (response.status_code, response["Location"]) == (302, "/section/world/")


def test_a_topic_without_a_story_that_readers_may_see_is_hidden_with_it(client):
    topic, section = make_topic("Secret", slug="secret"), make_section("Coming", slug="coming")
    article = make_article(topics=(topic.pk,), section=section.pk)
    workflow.publish(article, at=timezone.now() + HOUR)

    unknown = client.get("/topic/unknown/")
    for address in ("/topic/secret/", "/section/coming/"):
        for query in ("", "?page=1", "?page=2", "?after=20200101000000000000-1", "?before=20990101000000000000-1"):
            response = client.get(address + query)
            assert (response.status_code, response.content) == (404, unknown.content)

    workflow.publish(workflow.unpublish(article))
    assert [client.get(address).status_code for address in ("/topic/secret/", "/section/coming/")] == [200, 200]


def test_a_section_in_the_navigation_has_a_page_before_it_has_stories(client):
    make_section(slug="new", position=1)

    assert "No stories yet." in client.get("/section/new/").content.decode()


def test_a_topic_has_one_address(client):
    section, topic = make_section(slug="world"), make_topic(slug="bridges")
    make_published(section=section.pk, topics=(topic.pk,))

    assert client.get("/topic/world/")["Location"] == "/section/world/"
    assert client.get("/section/bridges/")["Location"] == "/topic/bridges/"
    assert client.get("/topic/bridges")["Location"] == "/topic/bridges/"


@pytest.mark.parametrize(
    "address", ["/topic/%00/", "/section/%00/", "/author/%00/", "/media/%00", "/topic/%F0%9F%A6%89/"]
)
def test_what_no_slug_can_hold_is_no_address(client, address):
    assert client.get(address).status_code == 404
