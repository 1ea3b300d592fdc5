"""A search is narrowed by links, and says nothing of what readers may not see."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest

from articles import workflow
from articles.search import did_you_mean, search, terms
from tests.factories import make_article, make_author, make_published, make_section, make_topic

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def stories(noon):
    """Three ferries: two in World, two on Harbors, one by Ada, one last year, one an opinion."""
    world, harbors, ada = make_section("World", slug="world"), make_topic("Harbors", slug="harbors"), make_author("Ada")
    make_published(at=noon, headline="Ferry one", section=world.pk, topics=[harbors.pk])
    make_published(at=noon - DAY, headline="Ferry two", section=world.pk, by=[ada], label="opinion")
    make_published(at=noon - 365 * DAY, headline="Ferry three", topics=[harbors.pk])
    return {"ada": ada.slug}


def links(client, query):
    """What a search can be narrowed to: the link's words and count, and its address."""
    page = client.get(f"/search/?{query}").content.decode()
    found = re.findall(r'<li><a href="/search/\?([^"]+)"><bdi>([^<]+)</bdi></a> <span class="quiet">(\d+)', page)
    return {name: (int(count), unquote(address.replace("&amp;", "&"))) for address, name, count in found}


def headlines(client, query):
    page = re.sub("</?mark>", "", client.get(f"/search/?{query}").content.decode())
    return re.findall(r'card-headline"><a href="[^"]+">([^<]+)</a>', page)


def test_each_link_leads_to_as_many_stories_as_it_says(client, stories):
    offered = links(client, "q=ferry")

    assert {name: count for name, (count, _) in offered.items()} == {
        "World": 2,
        "Harbors": 2,
        "Ada": 1,
        "2026": 2,
        "2025": 1,
        "News": 2,
        "Opinion": 1,
    }
    assert {name: len(headlines(client, address)) for name, (_, address) in offered.items()} == {
        name: count for name, (count, _) in offered.items()
    }


def test_narrowings_add_up_and_each_can_be_let_go(client, stories):
    assert headlines(client, "q=ferry&section=world&topic=harbors") == ["Ferry one"]
    assert headlines(client, f"q=ferry&author={stories['ada']}&kind=opinion&date=2026-03") == ["Ferry two"]
    assert headlines(client, "section=world&sort=newest") == ["Ferry one", "Ferry two"]

    page = client.get("/search/?q=ferry&section=world&topic=harbors").content.decode()

    assert re.findall(r'class="chip" href="([^"]+)"><bdi>([^<]+)</bdi>', page) == [
        ("/search/?q=ferry&amp;topic=harbors", "World"),
        ("/search/?q=ferry&amp;section=world", "Harbors"),
    ]
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    "query", ["section=nowhere", "topic=world", "date=2026-13", "date=x", "kind=x", "author=%00", "topic=" + "x" * 300]
)
def test_what_means_nothing_narrows_to_nothing(client, stories, query):
    assert headlines(client, "q=ferry") != []

    response = client.get(f"/search/?q=ferry&{query}")

    assert response.status_code == 200
    assert "No stories found" in response.content.decode()


def test_nobody_learns_the_name_of_a_topic_whose_stories_are_hidden(client, stories, noon):
    secret = make_topic("Secret plan", slug="plan")
    article = make_published(at=noon, headline="Ferry four", topics=[secret.pk])
    assert "Secret plan" in client.get("/search/?topic=plan").content.decode()

    workflow.unpublish(article, now=noon)

    assert "Secret plan" not in client.get("/search/?topic=plan").content.decode()
    assert "Secret plan" not in client.get("/search/?q=ferry").content.decode()


def test_the_newest_can_come_first(client, noon):
    make_published(at=noon - DAY, headline="Ferry")
    make_published(at=noon, headline="Other", body="A ferry.")

    assert headlines(client, "q=ferry") == ["Ferry", "Other"]
    assert headlines(client, "q=ferry&sort=newest") == ["Other", "Ferry"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("harbuor", "harbor"), ("harbr", "harbor"), ("elektion night", "election night"), ("ferry", ""), ("zzzzzz", "")],
)
def test_a_word_like_it_is_suggested_for_one_that_stands_nowhere(noon, typed, meant):
    make_published(at=noon, headline="Harbor and ferry")
    make_published(at=noon, headline="Élection night")

    assert did_you_mean(terms(typed), noon) == meant


def test_a_suggestion_is_a_link(client, noon):
    make_published(at=noon, headline="Harbor")

    assert '<a href="?q=harbor">harbor</a>?' in client.get("/search/?q=harbuor").content.decode()


def test_a_word_of_hidden_stories_is_never_suggested(noon):
    killed = make_published(at=noon, headline="Whirlwind")
    workflow.publish(make_article(headline="Whirlpool"), at=noon + DAY, now=noon)
    assert did_you_mean(terms("whirlwimd"), noon) == "whirlwind"
    assert did_you_mean(terms("whirlpoool"), noon + DAY) == "whirlpool"

    workflow.kill(killed, note="Wrong.", now=noon)

    assert did_you_mean(terms("whirlwimd"), noon) == ""
    assert did_you_mean(terms("whirlpoool"), noon) == ""


def test_expired_and_coming_stories_are_neither_counted_nor_found(noon):
    expired = make_published(at=noon - 2 * DAY, headline="Ferry gone")
    make_published(at=noon, headline="Ferry here")
    workflow.publish(make_article(headline="Ferry to come"), at=noon + DAY, now=noon)
    assert len(search("ferry", noon)) == 2

    workflow.set_limits(expired, embargoed_until=None, expires_at=noon - DAY)

    assert [story.headline for story in search("ferry", noon)] == ["Ferry here"]
    assert [hit.pk for hit in search("ferry", noon + DAY).hits] != []


def test_there_is_an_end_to_what_is_counted(noon, monkeypatch):
    monkeypatch.setattr("articles.search.hits.MOST", 2)
    for number in range(4):
        make_published(at=noon - number * DAY, headline=f"Ferry {number}")

    found = search("ferry", noon)

    assert (len(found), found.is_cut) == (2, True)
