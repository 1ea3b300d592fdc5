"""The page of one story, and what its address answers when there is none."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.content import Byline, Placement
from tests.factories import make_article, make_author, make_image, make_published, make_section, make_topic
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_story_is_read_in_the_order_it_is_written(client):
    author = make_author("Ada Sample", bio="Ada writes about bridges.")
    section, topic = make_section("World", slug="world"), make_topic("Bridges", slug="bridges")
    article = make_published(
        at=datetime(2026, 3, 14, 12, 30, tzinfo=UTC),
        headline="Bridge opens",
        kicker="Traffic",
        label="analysis",
        standfirst="After two years.",
        bylines=(Byline(name="Ada Sample", author=author.pk), Byline(name="A stranger", role="in Port Talbe")),
        dateline="PORT TALBE",
        body="First paragraph.\n\nSecond paragraph.",
        notes=("Additional reporting by nobody.",),
        section=section.pk,
        topics=(topic.pk,),
    )

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    text = text_of(response)
    parts = [
        *(
            "World",
            "Analysis",
            "Traffic",
            "Bridge opens",
            "After two years.",
            "By Ada Sample and A stranger (in Port Talbe)",
        ),
        *("Published March 14, 2026, 12:30 UTC", "PORT TALBE", "First paragraph.", "Second paragraph."),
        *("Additional reporting by nobody.", "Bridges", "Ada writes about bridges."),
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    page = response.content.decode()
    assert f'<a rel="author" href="{author.get_absolute_url()}">Ada Sample</a>' in page
    assert '<a href="/topic/bridges/"' in page
    assert 'href="/section/world/"' in page


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_story_costs_the_same_queries_whatever_stands_on_it(client, django_assert_num_queries, count):
    section = make_section(position=1)
    for _ in range(count):
        article = make_published(
            by=[make_author() for _ in range(count)],
            images=tuple(Placement(image=make_image().pk) for _ in range(count)),
            topics=tuple(make_topic().pk for _ in range(count)),
            section=section.pk,
        )

    with django_assert_num_queries(3):  # the edition, the story with all that stands on it, more of the section
        client.get(article.get_absolute_url())


def test_a_headline_is_text(client):
    article = make_published(headline="<script>alert(1)</script> & Co", body="Safe.")

    page = client.get(article.get_absolute_url()).content.decode()

    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co</h1>" in page
    inline = [script for script in re.findall("<script[^>]*>", page) if " src=" not in script]
    assert inline == ['<script type="application/ld+json">']


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("en", 'lang="en" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"'), ("ur-Latn", 'lang="ur-Latn" dir="ltr"')],
)
def test_a_story_is_marked_with_its_language_and_direction(client, language, attributes):
    page = client.get(make_published(language=language).get_absolute_url()).content.decode()

    assert f'<article class="story" {attributes}>' in page
    assert '<html lang="en" dir="ltr">' in page


def test_an_update_is_labeled_beside_the_first_date(client):
    then = timezone.now() - 3 * HOUR
    article = make_published(at=then)
    assert "Updated" not in text_of(client.get(article.get_absolute_url()))

    workflow.save(article, replace(article.working.content, body=("<p>More.</p>",)), base=article.working)
    article = workflow.publish(article, now=then + HOUR)

    text = text_of(client.get(article.get_absolute_url()))
    assert f"Published {then:%B} {then.day}, {then.year}, {then:%H:%M} UTC" in text.replace("Nov.", "November")
    assert "Updated" in text


def test_other_stories_of_the_section_follow(client):
    section = make_section("World")
    other, article = make_published(section=section.pk, headline="Other"), make_published(section=section.pk)
    make_published(headline="Elsewhere")

    response = client.get(article.get_absolute_url())

    assert list(response.context["more"]) == [other]


def test_search_engines_and_share_cards_get_one_address_and_words_of_the_story(client, settings):
    settings.SITE_URL = "https://paper.example"
    article = make_published(
        at=datetime(2026, 3, 14, 12, tzinfo=UTC), headline="Bridge", standfirst="Open again.", slug="bridge"
    )

    page = client.get(article.get_absolute_url()).content.decode()

    assert page.count('<link rel="canonical" href="https://paper.example/2026/03/14/bridge/">') == 1
    assert page.count('<meta name="description" content="Open again.">') == 1
    assert "<title>Bridge – The Newsroom</title>" in page
    assert '<meta name="robots" content="max-image-preview:large">' in page
    assert '<meta property="article:published_time" content="2026-03-14T12:00:00+00:00">' in page


def test_hidden_stories_and_unknown_addresses_answer_the_same_bytes(client):
    now = timezone.now()
    scheduled = workflow.publish(make_article(headline="Tomorrow"), at=now + 30 * HOUR)
    taken_back = workflow.unpublish(make_published(headline="Taken back"))
    expired = workflow.set_limits(make_published(at=now - 2 * HOUR), embargoed_until=None, expires_at=now - HOUR)
    killed_unseen = workflow.kill(workflow.publish(make_article(), at=now + 30 * HOUR), note="Never.")

    unknown = client.get("/2026/03/14/nothing-here/")

    assert unknown.status_code == 404
    for article in (scheduled, taken_back, expired, killed_unseen):
        response = client.get(article.get_absolute_url())
        assert (response.status_code, response.content, response.headers) == (404, unknown.content, unknown.headers)


def test_a_withdrawn_story_says_when_and_why(client):
    article = make_published(at=timezone.now() - HOUR, headline="Wrong story", body="Wrong words.")
    workflow.kill(
        article, note="It named the wrong person.", now=datetime(2026, 3, 14, 12, tzinfo=UTC) + 400 * 24 * HOUR
    )

    response = client.get(article.get_absolute_url())

    assert response.status_code == 410
    page = response.content.decode()
    assert "It named the wrong person." in page
    assert "This story was withdrawn" in page
    assert '<time datetime="2027-04-18T12:00:00+00:00">April 18, 2027, 12:00 UTC</time>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Wrong story" not in page
    assert "Wrong words" not in page


def test_a_renamed_story_is_found_at_its_old_address(client):
    article = make_published(headline="Old name")
    old = article.get_absolute_url()
    workflow.save(article, replace(article.working.content, slug="new-name"), base=article.working)
    article = workflow.publish(article)

    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())
    assert article.get_absolute_url().endswith("/new-name/")

    workflow.unpublish(article)
    assert client.get(old).status_code == 404

    workflow.kill(article, note="Wrong.")
    assert client.get(old).status_code == 410


def test_an_address_that_is_nearly_right_leads_to_the_story(client):
    article = make_published(at=datetime(2026, 3, 4, 12, tzinfo=UTC), headline="Brücke öffnet")
    address = article.get_absolute_url()

    assert address == "/2026/03/04/br%C3%BCcke-%C3%B6ffnet/"
    for nearly in ("/2026/3/4/brücke-öffnet/", "/2026/03/04/brücke-öffnet", "/2026/03/04/bru\u0308cke-o\u0308ffnet/"):
        response = client.get(nearly)
        assert (nearly, response.status_code, response["Location"]) == (nearly, 301, address)


@pytest.mark.parametrize(
    "address", ["/2026/13/01/x/", "/2026/02/30/x/", "/0/0/0/x/", "/99999999999/1/1/x/", "/2026/03/14/%00/"]
)
def test_an_impossible_date_is_no_address(client, address):
    assert client.get(address).status_code == 404


def test_pages_answer_head_and_refuse_what_changes_things(client):
    address = make_published().get_absolute_url()

    head = client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert client.post(address).status_code == 405
