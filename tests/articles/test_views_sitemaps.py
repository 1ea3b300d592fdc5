"""Sitemaps hold each story once, however many there are, and say no more than readers may know."""

import re
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article
from tests.factories import make_article, make_author, make_published, make_topic

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def addresses(client, path):
    return re.findall(r"<loc>https?://[^/]+([^<]+)</loc>", client.get(path).content.decode())


def test_each_story_is_in_one_file_and_each_file_in_the_index(client, monkeypatch, noon):
    monkeypatch.setattr("articles.views.sitemaps.IN_A_FILE", 2)
    for number in range(5):
        make_published(at=noon - number * DAY)
    make_published(at=noon - 60 * DAY)

    files = [path for path in addresses(client, "/sitemap.xml") if path[9].isdigit()]

    assert files == [f"/sitemap/2026-03-{part}.xml" for part in (1, 2, 3)] + ["/sitemap/2026-01-1.xml"]
    found = [address for path in files for address in addresses(client, path)]
    assert sorted(found) == sorted(article.get_absolute_url() for article in Article.objects.all())


def test_a_file_is_as_new_as_its_last_change_and_a_save_at_the_desk_is_none(client, noon):
    make_published(at=noon - 2 * DAY)
    article = make_published(at=noon - 3 * DAY)
    assert "<lastmod>2026-03-12T12:00:00" in client.get("/sitemap.xml").content.decode()

    workflow.save(article, make_article(headline="Changed").working.content, base=article.working, now=noon)
    assert "<lastmod>2026-03-12T12:00:00" in client.get("/sitemap.xml").content.decode()

    workflow.publish(article, now=noon)
    assert "<lastmod>2026-03-14T12:00:00" in client.get("/sitemap.xml").content.decode()


def test_people_and_topics_are_listed_once_there_is_a_story_of_theirs_to_read(client, noon):
    seen = {"by": [make_author("Seen", slug="seen")], "topics": [make_topic("Seen", slug="seen").pk]}
    hidden = {"by": [make_author("Hidden", slug="hidden")], "topics": [make_topic("Hidden", slug="hidden").pk]}
    make_published(at=noon, **seen)
    make_published(at=noon, **seen)
    workflow.unpublish(make_published(at=noon, **hidden), now=noon)

    page = addresses(client, "/sitemap/pages.xml")

    assert [page.count(address) for address in ("/author/seen/", "/topic/seen/")] == [1, 1]
    assert not [address for address in page if "hidden" in address]
