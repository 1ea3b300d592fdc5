"""What companies had sent is known for what it is, in whatever format it comes."""

import json

import pytest

from wire.formats import parse
from wire.formats.meaning import releases

COPY = "HARBOR FALLS, Ore., March 3, 2026 {} Sample Ferries today opened a second line across the bay."


@pytest.mark.parametrize(
    "said",
    [
        "Press Release",
        "genre:Press-Release",
        "PressRelease",
        "Pressemitteilung",
        "Nota de prensa",
        "release",
        "NTB pressemelding",
    ],
)
def test_the_kind_of_copy_tells_a_release(said):
    assert releases.is_kind("News", said)


@pytest.mark.parametrize("said", ["", "News", "Press freedom", "Release dates", "Album releases", "Prensa"])
def test_other_kinds_are_no_releases(said):
    assert not releases.is_kind(said)


@pytest.mark.parametrize(
    "sign", ["/PRNewswire/ --", "/PRNewswire-AsiaNet/ --", "(GLOBE NEWSWIRE) --", "--(BUSINESS WIRE)--", "(ots) -"]
)
def test_a_dateline_tells_a_release_in_feeds_pages_and_text(sign):
    copy = COPY.format(sign)
    title = "Sample Ferries Opens Second Line"
    item = f"<item><title>{title}</title><description>{copy}</description></item>"
    feed = f"<rss version='2.0'><channel><title>All</title>{item}</channel></rss>"
    page = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "articleBody": copy}

    for document in (feed, json.dumps(page), f"{title}\n\n{copy}\n\nThe line runs daily, the company said.\n"):
        [story] = parse(document.encode()).stories
        assert story.is_press_release, story


@pytest.mark.parametrize("sign", ["(EXW) --", "/Exwire/ --", "(ots of fog) --", "--"])
def test_the_dateline_of_an_agency_does_not(sign):
    page = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "articleBody": COPY.format(sign)}

    [story] = parse(json.dumps(page).encode()).stories

    assert not story.is_press_release


@pytest.mark.parametrize(
    ("publisher", "is_release"),
    [
        ("Business Wire", True),
        ("PR Newswire", True),
        ("news aktuell GmbH", True),
        ("Precision Post", False),
        ("", False),
    ],
)
def test_the_sender_tells_a_release(publisher, is_release):
    page = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "A", "articleBody": "Fog."}

    [story] = parse(json.dumps(page | {"publisher": {"name": publisher}}).encode()).stories

    assert story.is_press_release is is_release


def test_a_category_of_a_feed_tells_a_release():
    item = "<item><title>A</title><description>Fog.</description><category>{}</category></item>"
    feed = "<rss version='2.0'><channel><title>All</title>{}</channel></rss>"

    [release] = parse(feed.format(item.format("Press releases")).encode()).stories
    [other] = parse(feed.format(item.format("Press")).encode()).stories

    assert (release.is_press_release, other.is_press_release) == (True, False)
