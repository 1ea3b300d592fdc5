"""What readers are told was wrong: on the story, on a page of its own, in feeds and to machines."""

import json
from dataclasses import replace
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Correction
from tests.factories import make_published
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
Kind = Correction.Kind


def correct(article, text, *, kind=Kind.CORRECTION, now=None, **how):
    return workflow.correct(article, kind=kind, text=text, now=now, **how)


def data_of(page) -> dict:
    """The story's node of the JSON-LD."""
    return json.loads(page.text.split('<script type="application/ld+json">')[1].split("</script>")[0])["@graph"][0]


def test_a_correction_stands_on_the_story_labeled_and_dated(client, noon):
    article = make_published(at=noon, body="It opened on Monday.")
    changed = replace(article.working.content, body=("<p>It opened on Tuesday.</p>",))
    workflow.save(article, changed, base=article.working)
    correct(article, "The bridge opened on Tuesday, not on Monday.", now=noon + HOUR)

    page = client.get(article.get_absolute_url())

    text = text_of(page)
    assert "Correction March 14, 2026, 13:00 UTC The bridge opened on Tuesday, not on Monday." in text
    assert text.index("It opened on Tuesday.") < text.index("Correction March 14")
    assert "Updated March 14, 2026, 13:00 UTC" in text
    assert data_of(page)["correction"] == [
        {
            "@type": "CorrectionComment",
            "name": "Correction",
            "text": "The bridge opened on Tuesday, not on Monday.",
            "datePublished": "2026-03-14T13:00:00+00:00",
        }
    ]


def test_a_correction_that_changes_the_meaning_stands_before_the_text(client, noon):
    article = make_published(at=noon, body="Nobody was charged.")
    correct(article, "Nobody was charged; we had said two were.", changes_meaning=True, now=noon + HOUR)
    correct(article, "The river is the Sample.", kind=Kind.CLARIFICATION, now=noon + 2 * HOUR)

    text = text_of(client.get(article.get_absolute_url()))

    places = [
        text.index(part) for part in ("Nobody was charged; we", "Nobody was charged.", "Clarification", "The river")
    ]
    assert places == sorted(places)


def test_a_story_without_corrections_says_nothing_of_them(client):
    page = client.get(make_published().get_absolute_url())

    assert "orrection" not in page.text.partition("<main")[2].partition("</main>")[0]
    assert "See all updates" not in page.text
    assert "correction" not in data_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_corrections_cost_a_story_no_query(client, django_assert_num_queries, noon, count):
    article = make_published(at=noon)
    for number in range(count):
        correct(article, f"It is {number}.", now=noon + HOUR)

    with django_assert_num_queries(2):  # the edition, the story with all that stands on it
        assert client.get(article.get_absolute_url()).text.count('class="correction"') == count


def test_feeds_carry_the_corrections_of_a_story(client, noon):
    article = make_published(at=noon)
    correct(article, "It is <two> & not three.", now=noon + HOUR)

    for kind in ("atom", "rss"):
        text = feedparser.parse(client.get(f"/feed.{kind}").content).entries[0].content[0].value
        assert "<strong>Correction:</strong> It is &lt;two&gt; &amp; not three." in text


def test_a_reader_can_report_an_error_of_the_story_at_hand(client):
    article = make_published(headline="The bridge opens")

    link = f"/contact/?story={article.uid}"

    assert f'href="{link}"' in client.get(article.get_absolute_url()).text
    assert "The bridge opens" in client.get(link).text


def test_the_corrections_page_lists_them_by_day_newest_first_with_their_stories(client, noon):
    bridge, ferry = make_published(at=noon, headline="The bridge"), make_published(at=noon, headline="The ferry")
    correct(bridge, "It opened on Tuesday.", now=noon + HOUR)
    correct(ferry, "It holds 40 cars.", now=noon + 30 * HOUR)
    correct(bridge, "We have removed a name.", kind=Kind.EDITORS_NOTE, now=noon + 31 * HOUR)

    page = client.get("/corrections/")

    text = text_of(page)
    parts = [
        "March 15, 2026",
        "Editor’s note",
        "The bridge",
        "We have removed a name.",
        "The ferry",
        "It holds 40 cars.",
    ]
    parts += ["March 14, 2026", "Correction", "It opened on Tuesday."]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places[:6] == sorted(places[:6])
    assert text.index("It holds 40 cars.") < text.index("It opened on Tuesday.")
    assert f'href="{ferry.get_absolute_url()}#correction-' in page.text
    assert "noindex" not in page.text


def test_every_page_leads_to_the_corrections(client):
    for address in ("/", make_published().get_absolute_url(), "/nothing/"):
        assert '<a href="/corrections/">Corrections</a>' in client.get(address).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_corrections_page_costs_the_same_queries(client, django_assert_num_queries, noon, count):
    for number in range(count):
        correct(make_published(at=noon), f"It is {number}.", now=noon + HOUR)

    with django_assert_num_queries(2):  # the edition, the corrections with their stories
        assert client.get("/corrections/").text.count('class="correction"') == count


def test_a_long_list_is_read_page_by_page(client, noon):
    article = make_published(at=noon)
    for number in range(31):
        correct(article, f"It is number {number}.", now=noon + HOUR)

    first = client.get("/corrections/")
    older = "/corrections/" + first.text.split('rel="next" href="/corrections/')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(older)

    assert ("It is number 1." in first.text, "It is number 0." in first.text) == (True, False)
    assert ("It is number 1." in second.text, "It is number 0." in second.text) == (False, True)
    assert client.get("/corrections/?before=nowhere").status_code == 404


def test_corrections_are_a_feed(client, noon, settings):
    settings.SITE_URL = "https://paper.example"
    article = make_published(at=noon, headline="The bridge")
    correction = correct(article, "It opened on Tuesday.", now=noon + HOUR)

    link = f"https://paper.example{article.get_absolute_url()}#correction-{correction.pk}"
    for kind in ("atom", "rss"):
        (entry,) = feedparser.parse(client.get(f"/corrections/feed.{kind}").content).entries
        assert (entry.id, entry.title) == (f"urn:uuid:{correction.uid}", "Correction: The bridge")
        assert (entry.link, entry.summary) == (link, "<p>It opened on Tuesday.</p>")
    (item,) = json.loads(client.get("/corrections/feed.json").content)["items"]
    assert (item["url"], item["content_text"]) == (link, "It opened on Tuesday.")
    assert 'href="/corrections/feed.atom"' in client.get("/corrections/").text


def test_corrections_of_stories_that_readers_do_not_see_are_not_read(client):
    now = timezone.now()
    stories = [make_published(at=now - 3 * HOUR, headline=f"Story {n}") for n in range(4)]
    for number, article in enumerate(stories):
        correct(article, f"It is number {number}.", now=now - HOUR)
    addresses = ["/corrections/", "/corrections/feed.atom", "/corrections/feed.json"]
    assert all(f"It is number {n}." in client.get(address).text for address in addresses for n in range(4))

    workflow.unpublish(stories[0])
    workflow.kill(stories[1], note="Wrong.")
    workflow.set_limits(stories[2], embargoed_until=None, expires_at=now)

    for address in addresses:
        page = client.get(address).text
        assert [f"It is number {n}." in page for n in range(4)] == [False, False, False, True]


def test_a_page_of_corrections_is_kept_as_long_as_any_other(client):
    answer = client.get("/corrections/")

    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    assert client.get("/corrections/", headers={"if-none-match": answer["ETag"]}).status_code == 304
