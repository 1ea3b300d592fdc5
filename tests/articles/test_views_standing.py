"""The newsroom's pages about itself: there from the start, edited at the desk, linked from every page."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import STANDING_PAGES, StandingPage
from tests.factories import make_article, make_published, make_user
from tests.pages import text_of

pytestmark = pytest.mark.django_db
EDIT = ("articles.view_standingpage", "articles.change_standingpage")


def test_every_page_is_there_from_the_start_with_a_title_of_its_own(client):
    titles = set()
    for name in STANDING_PAGES:
        response = client.get(f"/{name}/")
        page = response.content.decode()

        assert (name, response.status_code) == (name, 200)
        assert f'<link rel="canonical" href="http://127.0.0.1:8000/{name}/">' in page
        titles.add(page.partition("<title>")[2].partition("</title>")[0])

    assert len(titles) == len(STANDING_PAGES)
    assert client.get("/imprint/").status_code == 404


def test_every_page_of_the_paper_leads_to_them_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the edition, the page
        page = client.get("/privacy/").content.decode()

    for name, title in STANDING_PAGES.items():
        assert f'<a href="/{name}/">{title}</a>' in page
        assert f"<loc>http://127.0.0.1:8000/{name}/</loc>" in client.get("/sitemap/pages.xml").content.decode()


def test_a_page_that_was_lost_says_what_came_with_the_software(client):
    StandingPage.objects.all().delete()

    assert "Reading sets no cookies." in text_of(client.get("/privacy/"))


def test_an_editor_rewrites_a_page_in_the_admin(client):
    page = StandingPage.objects.get(name="about")
    assert page.changed_at is None
    client.force_login(make_user(permissions=EDIT))
    address = reverse("admin:articles_standingpage_change", args=[page.pk])
    words = {"title": "Who we are", "summary": "Us.", "language": "en"}

    client.post(address, words | {"body": "<p onclick='x()'>We <script>alert(1)</script><strong>write</strong>.</p>"})

    page.refresh_from_db()
    assert page.body == "<p>We <strong>write</strong>.</p>"
    assert timezone.now() - page.changed_at < timedelta(minutes=1)
    response = client.get("/about/")
    assert "<p>We <strong>write</strong>.</p>" in response.content.decode()
    assert "Last changed" in text_of(response)

    StandingPage.objects.filter(pk=page.pk).update(changed_at=datetime(2026, 3, 14, tzinfo=UTC))
    client.post(address, words | {"body": "<p>We <strong>write</strong>.</p>"})
    assert StandingPage.objects.get(pk=page.pk).changed_at == datetime(2026, 3, 14, tzinfo=UTC)  # nothing changed


def test_no_page_is_added_or_deleted(client):
    client.force_login(make_user(is_superuser=True))
    page = StandingPage.objects.get(name="about")

    assert client.get(reverse("admin:articles_standingpage_add")).status_code == 403
    assert client.get(reverse("admin:articles_standingpage_delete", args=[page.pk])).status_code == 403


def test_an_error_is_reported_by_a_letter_that_names_the_story(client, settings):
    settings.CONTACT_EMAIL = "desk@paper.example"
    story = make_published(headline="Bridge & tunnel")

    page = client.get("/contact/", {"story": story.uid}).content.decode()

    letter = page.partition('href="mailto:')[2].partition('"')[0]
    assert letter.startswith("desk@paper.example?subject=Error%20in%3A%20Bridge%20%26%20tunnel&amp;body=")
    assert f"http://127.0.0.1:8000{story.get_absolute_url()}" in unquote(letter)
    assert '<meta name="robots" content="noindex">' in page
    assert 'href="mailto:desk@paper.example"' in client.get("/contact/").content.decode()


def test_a_story_that_readers_cannot_see_is_not_named(client, settings):
    settings.CONTACT_EMAIL = "desk@paper.example"
    hidden = workflow.publish(make_article(headline="Tomorrow"), at=timezone.now() + timedelta(hours=1))
    plain = client.get("/contact/").content

    for story in (hidden.uid, "nonsense", "0" * 40):
        assert client.get("/contact/", {"story": story}).content == plain


def test_without_an_address_the_page_offers_none(client):
    assert "mailto:" not in client.get("/contact/").content.decode()
