"""Feeds and sitemaps: whole stories with ids that stay, in formats that other programs read."""

import json
import time
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from articles import markup, workflow
from articles.content import Placement
from articles.models import STANDING_PAGES
from tests.factories import make_article, make_author, make_published, make_section, make_topic
from tests.reader.paper import make_picture

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def story():
    author, topic = make_author("Ada Sample", slug="ada"), make_topic("Bridges", slug="bridges")
    section = make_section("World", slug="world", position=1)
    image = make_picture("teal")
    other = "<p>See <a href='/2026/01/01/older/'>the first report</a>.<sup data-footnote='Fiction.'>*</sup></p>"
    return make_published(
        headline="Bridge & “ferry”",
        standfirst="It <opens>.",
        by=[author],
        body=markup.blocks(f"<p>First.</p>{other}"),
        section=section.pk,
        topics=(topic.pk,),
        images=(Placement(image=image.pk, caption="The bridge", credit="Tom Reed"),),
        notes=("Corrected: it opened on Monday.",),
    )


@pytest.mark.parametrize("place", ["/", "/section/world/", "/topic/bridges/", "/author/ada/"])
@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_holds_the_whole_story(client, story, place, kind):
    response = client.get(f"{place}feed.{kind}")
    feed = feedparser.parse(response.content)

    assert (feed.bozo, feed.version) == (False, {"atom": "atom10", "rss": "rss20"}[kind])
    assert response["Content-Type"].startswith(f"application/{kind}+xml")
    (entry,) = feed.entries
    assert (entry.id, entry.title) == (f"urn:uuid:{story.uid}", "Bridge & “ferry”")
    assert entry.link == f"http://127.0.0.1:8000{story.get_absolute_url()}"
    assert entry.author == "Ada Sample"
    assert [tag.term for tag in entry.tags] == ["World", "Bridges"]
    text = entry.content[0].value
    for said in (
        "First.",
        "It &lt;opens&gt;.",
        "The bridge",
        "Tom Reed",
        "Fiction.",
        "Corrected: it opened on Monday.",
    ):
        assert said in text
    assert 'href="http://127.0.0.1:8000/2026/01/01/older/"' in text
    assert 'src="/' not in text


def test_json_feed_says_the_same(client, story):
    feed = json.loads(client.get("/feed.json").content)

    assert (feed["version"], feed["home_page_url"]) == ("https://jsonfeed.org/version/1.1", "http://127.0.0.1:8000/")
    (item,) = feed["items"]
    assert (item["id"], item["title"], item["authors"]) == (
        f"urn:uuid:{story.uid}",
        "Bridge & “ferry”",
        [{"name": "Ada Sample"}],
    )
    assert datetime.fromisoformat(item["date_published"]) == story.publish_at
    assert "First." in item["content_html"]


def test_the_id_stays_when_the_story_is_updated(client, story):
    before = feedparser.parse(client.get("/feed.atom").content).entries[0]
    content = story.working.content
    changed = type(content).from_json(content.to_json() | {"headline": "Bridge closed"})
    workflow.save(story, changed, base=story.working)
    workflow.publish(story, now=timezone.now() + timedelta(minutes=1))
    after = feedparser.parse(client.get("/feed.atom").content).entries[0]

    assert (after.id, after.title, after.link) == (before.id, "Bridge closed", before.link)
    assert after.updated_parsed > before.updated_parsed


def test_an_unchanged_feed_is_not_sent_again(client, story):
    first = client.get("/feed.rss")

    assert "max-age=" in first["Cache-Control"]
    assert client.get("/feed.rss", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_search_is_a_feed_and_nothing_else_is(client, story):
    make_published(headline="Something else")
    found = feedparser.parse(client.get("/search/feed.atom?q=bridge").content)

    assert [entry.title for entry in found.entries] == ["Bridge & “ferry”"]
    for nothing in ("/search/feed.atom", "/section/none/feed.atom", "/author/none/feed.rss", "/feed.xml"):
        assert client.get(nothing).status_code == 404


@pytest.mark.parametrize("page", ["/", "/section/world/", "/topic/bridges/", "/author/ada/"])
def test_a_page_says_where_its_feed_is(client, story, page):
    assert 'type="application/atom+xml" title="' in client.get(page).text
    assert f'href="{page}feed.atom"' in client.get(page).text


def test_a_feed_costs_the_same_queries_however_many_stories(client, story, django_assert_max_num_queries):
    for _ in range(12):
        make_published(by=[make_author()])
    with django_assert_max_num_queries(4):
        client.get("/feed.atom")


def locations(response):
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return etree.fromstring(response.content).xpath("//s:loc/text()", namespaces=SITEMAP)


def test_the_sitemap_leads_to_every_story_and_page(client, story):
    old = make_published(at=datetime(2024, 2, 29, 12, tzinfo=UTC))
    make_article()
    base = "http://127.0.0.1:8000"

    index = locations(client.get("/sitemap.xml"))
    months = [f"{story.url_date:%Y-%m}-1", "2024-02-1"]
    assert index == [f"{base}/sitemap/{name}.xml" for name in ("news", "pages", *months)]
    found = [address for name in months for address in locations(client.get(f"/sitemap/{name}.xml"))]
    assert found == [base + story.get_absolute_url(), base + old.get_absolute_url()]
    assert locations(client.get("/sitemap/pages.xml")) == [
        f"{base}{path}"
        for path in (
            "/",
            "/corrections/",
            "/section/world/",
            *map("/{}/".format, STANDING_PAGES),
            "/topic/bridges/",
            "/author/ada/",
        )
    ]
    assert locations(client.get("/sitemap/news.xml")) == [base + story.get_absolute_url()]


def test_news_of_two_days_ago_is_no_news(client):
    make_published(at=timezone.now() - timedelta(hours=49))
    young = make_published(at=timezone.now() - timedelta(hours=47), headline="Young & new")

    page = client.get("/sitemap/news.xml")

    assert locations(page) == [f"http://127.0.0.1:8000{young.get_absolute_url()}"]
    assert "<news:title>Young &amp; new</news:title>" in page.text


@pytest.mark.parametrize("address", ["2024-13-1", "2024-02-0", "2024-02-2", "1999-01-1"])
def test_a_month_without_stories_has_no_sitemap(client, story, address):
    assert client.get(f"/sitemap/{address}.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(client):
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
def test_a_feed_without_stories_is_not_sent_again(client, kind):
    make_section("World", slug="world", position=1)
    address = f"/section/world/feed.{kind}"
    tag = client.get(address)["ETag"]

    time.sleep(1.1)  # feeds print seconds

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
