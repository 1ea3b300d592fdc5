"""The search page and the words it marks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.search import terms
from articles.templatetags.marking import excerpt, marked
from tests.factories import make_published

pytestmark = pytest.mark.django_db


def test_the_page_says_how_many_stories_there_are_and_keeps_the_query(client):
    now = timezone.now()
    for number in range(21):
        make_published(at=now - timedelta(hours=number), headline=f"Comet {number}")

    page = client.get("/search/", {"q": "comet"}).content.decode()

    assert "21 stories found for “comet”." in page
    assert 'value="comet"' in page
    assert page.count('class="card-headline"') == 20
    assert 'rel="next" href="/search/?q=comet&amp;page=2"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_one_story_is_not_stories(client):
    make_published(headline="Comet")

    assert "1 story found for “comet”." in client.get("/search/?q=comet").content.decode()


def test_a_search_for_nothing_or_without_a_hit_gives_advice(client):
    assert "No stories found" not in client.get("/search/").content.decode()

    page = client.get("/search/?q=comet").content.decode()

    assert "No stories found for “comet”." in page
    assert "Try fewer or other words" in page


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_search_costs_the_same_queries_whatever_it_finds(client, django_assert_num_queries, story_count):
    for _ in range(story_count):
        make_published(headline="Comet", body="A comet.")

    with django_assert_num_queries(7):  # the edition, the best, all, both as beginnings, what to narrow to, stories
        client.get("/search/?q=comet")


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%22", "q=*&page=x", "q=comet&page=-1", "q=comet&page=99", "page=2", "q=" + "x+" * 500]
)
def test_odd_input_is_answered(client, query):
    make_published(headline="Comet")

    assert client.get(f"/search/?{query}").status_code == 200


def test_what_was_typed_is_shown_as_text(client):
    page = client.get("/search/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>" not in page
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The Élection", "election", "The <mark>Élection</mark>"),
        ("E\u0301lection", "élection", "<mark>E\u0301lection</mark>"),
        ("Elections, election", "election x", "Elections, <mark>election</mark>"),
        ("Elections", "elect", "<mark>Elections</mark>"),
        ("A city-council of the city", '"city council"', "A <mark>city-council</mark> of the city"),
        ("<b> & Co", "b co", "&lt;<mark>b</mark>&gt; &amp; <mark>Co</mark>"),
        ("夜間フェリーが再開", "フェリー 再開", "夜間<mark>フェリー</mark>が<mark>再開</mark>"),
        ("Straße İstanbul", "strasse", "<mark>Straße</mark> İstanbul"),
        ("Nothing here", "other", "Nothing here"),
        ("Nothing here", "", "Nothing here"),
    ],
)
def test_the_words_of_the_search_are_marked_and_everything_is_escaped(text, query, expected):
    assert marked(text, terms(query)) == expected


def test_an_excerpt_begins_shortly_before_the_first_word_that_was_found():
    text = f"{'Filler ' * 40}comet & more. {'Filler ' * 60}"

    words = excerpt(text, terms("comet"))

    assert words.startswith("…Filler")
    assert words.endswith("Filler…")
    assert "<mark>comet</mark> &amp; more." in words
    assert len(words) < 300


def test_an_excerpt_of_a_short_text_is_the_text():
    assert excerpt("A comet.", terms("comet")) == "A <mark>comet</mark>."
