"""How long anyone may keep a page, and what no public page does."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article
from tests.factories import make_article, make_author, make_published, make_section, make_topic, make_user

pytestmark = pytest.mark.django_db
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def test_nothing_is_kept_longer_than_a_minute(noon):
    assert Article.objects.edition(noon).seconds == 60


def test_what_is_kept_ends_when_a_scheduled_story_appears(noon):
    workflow.publish(make_article(), at=noon + 20 * SECOND, now=noon)
    workflow.publish(make_article(), at=noon + 40 * SECOND, now=noon)

    assert Article.objects.edition(noon).next_change == noon + 20 * SECOND
    assert [Article.objects.edition(noon + n * SECOND).seconds for n in (0, 19.5, 20, 40)] == [20, 0, 20, 60]


def test_what_is_kept_ends_when_a_story_expires(noon):
    workflow.set_limits(make_published(at=noon), embargoed_until=None, expires_at=noon + 30 * SECOND)

    assert [Article.objects.edition(noon + n * SECOND).seconds for n in (0, 30)] == [30, 60]


def test_drafts_and_killed_stories_change_nothing(noon):
    workflow.set_limits(make_article(), embargoed_until=None, expires_at=noon + SECOND)
    workflow.kill(workflow.publish(make_article(), at=noon + SECOND, now=noon), note="Wrong.", now=noon)

    assert Article.objects.edition(noon).next_change is None


@pytest.fixture
def pages():
    author, section, topic = make_author(), make_section(position=1), make_topic()
    article = make_published(by=[author], section=section.pk, topics=(topic.pk,))
    killed = workflow.kill(make_published(), note="Wrong.")
    day = article.url_date
    return [
        *(
            "/",
            article.get_absolute_url(),
            author.get_absolute_url(),
            section.get_absolute_url(),
            topic.get_absolute_url(),
        ),
        *("/archive/", f"/archive/{day:%Y}/", f"/archive/{day:%Y/%m}/", "/search/", "/search/?q=story"),
        *(killed.get_absolute_url(), "/nothing/"),
    ]


def test_anyone_may_keep_every_page_until_the_next_change(client, pages):
    assert {client.get(page)["Cache-Control"] for page in pages} == {"public, max-age=60"}

    workflow.publish(make_article(), at=timezone.now() + 30 * SECOND)

    for page in pages:
        seconds = int(client.get(page)["Cache-Control"].removeprefix("public, max-age="))
        assert 20 <= seconds < 30


def test_no_page_sets_a_cookie_or_differs_by_one(client, pages):
    client.force_login(make_user())  # who reads makes no difference, so nobody's page is kept for another
    for page in pages:
        response = client.get(page)
        assert (page, dict(response.cookies), response["Vary"]) == (page, {}, "Accept-Encoding")


def test_a_page_that_did_not_change_is_not_sent_again(client, pages):
    for page in pages[:-2]:
        tag = client.get(page)["ETag"]
        response = client.get(page, headers={"if-none-match": tag})
        assert (page, response.status_code, response.content) == (page, 304, b"")

    make_published(headline="Something new")
    assert client.get("/", headers={"if-none-match": tag}).status_code == 200


def test_no_page_runs_or_styles_anything_inline(client, pages):
    for page in pages:
        response = client.get(page)
        text = response.content.decode()
        assert [piece for piece in ("style=", "<style", "onclick=", "nonce", "javascript:") if piece in text] == []
        scripts = re.findall("<script([^>]*)>", text)
        assert {one for one in scripts if ' src="/static/' not in one} <= {' type="application/ld+json"'}
        assert "'unsafe-inline'" not in response["Content-Security-Policy"]


def test_an_unknown_address_gets_a_page_of_the_paper(client):
    make_published(headline="Something to read")

    response = client.get("/nothing/")

    assert not django_settings.DEBUG
    assert response.status_code == 404
    page = response.content.decode()
    assert "This page does not exist" in page
    assert "Something to read" in page
    assert f'action="{reverse("articles:search")}"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_robots_are_sent_away_from_the_desk_and_the_search(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    told = response.content.decode().split("\n")
    assert told[:4] == ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /wire/"]
