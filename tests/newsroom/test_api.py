"""The API: what readers see, for programs."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from articles import workflow
from articles.content import Placement
from newsroom.api import limit
from tests.factories import make_article, make_author, make_published, make_section, make_topic
from tests.newsroom.schema import misfits
from tests.reader.paper import make_picture

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def story():
    image = make_picture("teal", alt_text="A harbor", copyright_notice="© Wend Courier", usage_terms="Once.")
    return make_published(
        headline="Harbor reopens",
        kicker="Wend",
        standfirst="After nine days.",
        dateline="WEND",
        by=[make_author("Ada Sample", slug="ada")],
        section=make_section("World", slug="world").pk,
        topics=(make_topic("Harbors", slug="harbors").pk,),
        images=(Placement(image=image.pk, caption="The harbor", credit="Tom Reed"),),
        language="de-AT",
        label="opinion",
    )


def headlines(answer):
    return [item["headlines"][0]["value"] for item in answer.json()["items"]]


def path_of(address):
    return address.removeprefix("http://127.0.0.1:8000")


def test_every_answer_is_what_the_document_says(client, story):
    expiring = make_published(headline="Short", body="")
    workflow.set_limits(expiring, embargoed_until=None, expires_at=timezone.now() + HOUR)
    killed = workflow.kill(make_published(), note="It named the wrong person.")
    document = client.get("/api/openapi.json").json()
    asked = {
        "/api/": [("/api/", 200)],
        "/api/stories/": [("/api/stories/", 200), ("/api/stories/?size=1", 200), ("/api/stories/?sise=1", 400)],
        "/api/stories/{uid}/": [
            (f"/api/stories/{story.uid}/", 200),
            (f"/api/stories/{killed.uid}/", 410),
            ("/api/stories/00000000-0000-0000-0000-000000000000/", 404),
        ],
    }

    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == set(asked)
    for path, questions in asked.items():
        for address, status in questions:
            response = client.get(address)
            described = document["paths"][path]["get"]["responses"][str(status)]["content"]
            ((content_type, content),) = described.items()

            assert (address, response.status_code, response["Content-Type"]) == (address, status, content_type)
            assert misfits(response.json(), content["schema"], document) == []
    assert misfits({"title": 1}, {"$ref": "#/components/schemas/Problem"}, document) == [
        "$.status is missing",
        "$.detail is missing",
        "$.title: 1 is no string",
    ]


def test_a_story_is_told_in_ninjs_with_all_that_readers_see(client, story):
    told = client.get(f"/api/stories/{story.uid}/").json()

    assert (told["headlines"][0]["value"], told["language"], told["located"]) == ("Harbor reopens", "de-AT", "WEND")
    assert told["bodies"][0]["value"] == "<p>One paragraph.</p>"
    assert told["genres"] == [{"name": "Opinion", "literal": "opinion"}]
    assert told["people"] == [{"name": "Ada Sample", "rel": "creator"}]
    assert told["associations"][0]["by"] == "Tom Reed"
    assert {one["role"]: path_of(one["value"]) for one in told["altIds"]} == {
        "web": story.get_absolute_url(),
        "api": f"/api/stories/{story.uid}/",
    }


@pytest.mark.parametrize(
    "query",
    [
        *("section=world", "topic=harbors", "author=ada", "language=de", "language=DE-at"),
        *("topic=harbors&author=ada&section=world", "since=2020-01-01T00:00:00Z&author=ada"),
    ],
)
def test_filters_leave_what_they_say(client, story, query):
    make_published(headline="Another")

    assert headlines(client.get("/api/stories/")) == ["Another", "Harbor reopens"]
    assert headlines(client.get(f"/api/stories/?{query}")) == ["Harbor reopens"]


@pytest.mark.parametrize(
    "query", ["section=harbors", "topic=world", "author=nobody", "language=d", "since=2999-01-01T00:00:00%2B01:00"]
)
def test_filters_that_nothing_fits_leave_nothing(client, story, query):
    assert client.get(f"/api/stories/?{query}").json() == {"items": []}


@pytest.mark.parametrize(
    "query",
    ["since=yesterday", "since=2026-03-14", "since=2026-13-14T00:00:00Z", "size=0", "size=51", "size=²", "before=x"],
)
def test_what_cannot_be_understood_is_said_in_words(client, query):
    response = client.get(f"/api/stories/?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert query.partition("=")[0] in response.json()["detail"]
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["", "topic=harbors", "author=ada"])
def test_pages_hold_every_story_once_while_new_ones_appear(client, story, query):
    author, topic = story.bylines.get().author, story.tagged_topics.get().tag
    then = story.publish_at - HOUR
    for number in range(4):
        make_published(headline=f"Story {number}", at=then - number * HOUR, by=[author], topics=(topic.pk,))

    found, address = [], f"/api/stories/?size=2&{query}"
    while address:
        response = client.get(address)
        found += headlines(response)
        address = path_of(response.json().get("next", ""))
        assert ("Link" in response) == bool(address)
        make_published(headline=f"New {len(found)}", by=[author], topics=(topic.pk,))

    assert found == ["Harbor reopens", "Story 0", "Story 1", "Story 2", "Story 3"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_queries_however_long(client, django_assert_max_num_queries, count):
    section, topic = make_section(), make_topic()
    for _ in range(count):
        make_published(by=[make_author()], section=section.pk, topics=(topic.pk,))

    with django_assert_max_num_queries(8):
        assert len(headlines(client.get("/api/stories/"))) == count


def test_what_readers_do_not_see_is_not_there(client):
    now = timezone.now()
    hidden = [
        make_article(headline="Draft"),
        workflow.publish(make_article(headline="Tomorrow"), at=now + HOUR),
        workflow.unpublish(make_published(headline="Taken back")),
    ]
    unknown = client.get("/api/stories/00000000-0000-0000-0000-000000000000/")

    assert client.get("/api/stories/").json() == {"items": []}
    for story in hidden:
        response = client.get(f"/api/stories/{story.uid}/")
        assert (response.status_code, response.content) == (404, unknown.content)


def test_of_a_withdrawn_story_programs_are_told_why(client, story):
    workflow.kill(story, note="It named the wrong person.")

    response = client.get(f"/api/stories/{story.uid}/")

    assert (response.status_code, response.json()["detail"]) == (410, "It named the wrong person.")
    assert "Harbor" not in response.content.decode()


def test_answers_are_kept_and_asked_for_again_like_pages(client, story):
    response = client.get("/api/stories/")
    again = client.get("/api/stories/", headers={"if-none-match": response["ETag"]})

    assert (response["Cache-Control"], again.status_code, again.content) == ("public, max-age=60", 304, b"")
    workflow.publish(make_article(), at=timezone.now() + timedelta(seconds=30))
    assert int(client.get("/api/stories/")["Cache-Control"].partition("max-age=")[2]) <= 30


def test_any_page_of_any_site_may_ask_and_nobody_gets_a_cookie(client, story):
    for response in (client.get("/api/stories/"), client.get("/api/stories/?x=1"), client.options("/api/stories/")):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert (response.cookies, "Cookie" in response.get("Vary", "")) == ({}, False)
    assert client.options("/api/stories/")["Access-Control-Allow-Headers"] == "If-None-Match"
    refused = client.post("/api/stories/")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.fixture
def three_a_minute(settings):
    settings.API_LIMIT = 3
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "api"}}


def test_who_asks_too_often_is_told_when_to_ask_again(client, three_a_minute):
    def ask(address):
        return client.get("/api/stories/", REMOTE_ADDR=address)

    answers = [ask("192.0.2.7") for _ in range(8)]  # the minute may end in between

    refused = next(answer for answer in answers if answer.status_code == 429)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["title"] == "Too Many Requests"
    assert ask("192.0.2.8").status_code == 200


def test_the_next_minute_counts_anew(rf, three_a_minute, noon):
    request = rf.get("/api/", REMOTE_ADDR="192.0.2.9")

    waits = [limit.seconds_to_wait(request, noon + timedelta(seconds=10)) for _ in range(4)]

    assert waits == [0, 0, 0, 50]
    assert limit.seconds_to_wait(request, noon + timedelta(seconds=60)) == 0


def test_people_read_what_there_is(client):
    page = client.get("/api/docs/").content.decode()
    root = client.get("/api/").json()

    assert "<title>Stories for programs – The Newsroom</title>" in page
    for name in ("section", "topic", "author", "language", "since", "size", "before"):
        assert f'<th scope="row">{name}</th>' in page
    for name in ("stories", "openapi", "documentation"):
        assert urlsplit(root[name]).scheme == "http"
        assert client.get(path_of(root[name])).status_code == 200
