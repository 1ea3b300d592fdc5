"""What machines read of a page: every property that schema.org's readers require or recommend is there."""

import json
import re

import pytest

from articles.content import Byline, Label, Placement
from articles.models import Topic
from authors.models import AuthorLink
from tests.factories import make_author, make_published, make_section, make_topic
from tests.reader.paper import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STORY = {
    *("headline", "description", "image", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"),
    *("url", "articleSection", "isAccessibleForFree", "inLanguage", "wordCount", "copyrightHolder", "copyrightYear"),
    *("keywords", "about", "@id", "@type"),
}
PICTURE = {
    *("url", "contentUrl", "width", "height", "caption", "creator", "creditText", "copyrightNotice", "license"),
    *("acquireLicensePage", "@type"),
}
NEWSROOM = {
    *("name", "url", "logo", "publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "ownershipFundingInfo"),
    *("masthead", "@id", "@type"),
}
PERSON = {
    *("name", "url", "sameAs", "jobTitle", "worksFor", "knowsAbout", "image", "email", "description", "@id", "@type"),
}
TYPES = {
    "": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "fact-check": "ReportageNewsArticle",
    "interview": "ReportageNewsArticle",
    "review": "ReviewNewsArticle",
    "obituary": "BackgroundNewsArticle",
    "satire": "SatiricalArticle",
    "live": "NewsArticle",
    "agency": "NewsArticle",
    "sponsored": "AdvertiserContentArticle",
    "ai-assisted": "NewsArticle",
}


def nodes(response):
    """The nodes of a page by type."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.DOTALL)
    return {node["@type"]: node for block in blocks for node in json.loads(block)["@graph"]}


@pytest.fixture
def person(settings):
    settings.SITE_URL, settings.CONTACT_EMAIL = "https://paper.example", "desk@paper.example"
    author = make_author(
        "Ada Sample",
        slug="ada",
        role="Rail reporter",
        beat="rail, bus and tram",
        bio="Ada writes.",
        contact="ada@paper.example",
        portrait=make_picture("navy", creator="Tom Reed"),
    )
    AuthorLink.objects.create(author=author, label="Mastodon", url="https://social.example/@ada")
    return author


def story(person, **fields):
    picture = make_picture(
        "teal",
        size=(2400, 1800),
        creator="Tom Reed",
        copyright_notice="© Wend Courier",
        rights_url="https://wend.example/rights",
        licensor_url="https://wend.example/buy",
    )
    given = {
        "bylines": (Byline(name="Ada Sample", author=person.pk), Byline(name="A stranger", role="in Port Talbe")),
        "section": make_section("World", slug="world", position=1).pk,
        "topics": (make_topic("Bridges", slug="bridges").pk,),
        "images": (Placement(image=picture.pk, caption="A bridge", credit="Tom Reed / Wend Courier"),),
        "standfirst": "Open again.",
    }
    return make_published(**given | fields)


def test_a_story_says_all_there_is_to_say(client, person):
    article = story(person, headline="Bridge opens", dateline="PORT TALBE")
    found = nodes(client.get(article.get_absolute_url()))
    data = found["NewsArticle"]

    assert set(data) - {"dateline"} == STORY
    assert data["mainEntityOfPage"]["@id"] == data["url"] == f"https://paper.example{article.get_absolute_url()}"
    assert data["datePublished"].endswith("+00:00")
    assert data["author"] == [
        {
            "@type": "Person",
            "name": "Ada Sample",
            "url": "https://paper.example/author/ada/",
            "@id": "https://paper.example/author/ada/#person",
            "jobTitle": "Rail reporter",
        },
        {"@type": "Person", "name": "A stranger", "jobTitle": "in Port Talbe"},
    ]
    assert set(data["publisher"]) == NEWSROOM
    assert [set(picture) for picture in data["image"]] == [PICTURE] * 4
    ratios = [round(picture["width"] / picture["height"], 2) for picture in data["image"]]
    assert ratios[:3] == [1.78, 1.33, 1.0]
    assert min(picture["width"] for picture in data["image"]) >= 1200
    assert all(picture["url"].startswith("https://paper.example/media/") for picture in data["image"])
    assert data["image"][0]["creditText"] == "Tom Reed / Wend Courier"
    trail = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"]) for step in trail] == [
        (1, "The Newsroom"),
        (2, "World"),
        (3, "Bridge opens"),
    ]


@pytest.mark.parametrize("label", Label)
def test_each_label_has_its_type_and_is_read_in_lists_on_the_page_and_in_feeds(client, person, label):
    article = make_published(headline="Bridge", label=label, by=[person])

    page = client.get(article.get_absolute_url())
    assert TYPES[label] in nodes(page)
    assert (nodes(page)[TYPES[label]].get("genre", "")) == label.text
    if label:
        assert f">{label.text}</span>" in page.content.decode()
        assert f">{label.text}</span>" in client.get("/author/ada/").content.decode()
        assert f"<title>{label.text}: Bridge</title>" in client.get("/feed.rss").content.decode()
        assert client.get("/feed.json").json()["items"][0]["title"] == f"{label.text}: Bridge"


def test_a_live_story_is_told_post_by_post(client, person, noon):
    body = (
        "<p>What we know.</p>",
        "<h2>12:40 Cars cross</h2>",
        "<p>The first.</p>",
        "<h2>Ships wait</h2>",
        "<p>Two.</p>",
    )
    article = make_published(label=Label.LIVE, at=noon, body=body, by=[person])

    data = nodes(client.get(article.get_absolute_url()))["LiveBlogPosting"]

    assert data["coverageStartTime"] == data["datePublished"] == "2026-03-14T12:00:00+00:00"
    told = [(post["headline"], post["articleBody"], post.get("datePublished")) for post in data["liveBlogUpdate"]]
    assert told == [("12:40 Cars cross", "The first.", "2026-03-14T12:40:00+00:00"), ("Ships wait", "Two.", None)]


def test_a_text_made_with_machines_says_so_to_machines(client, person):
    data = nodes(client.get(story(person, label=Label.AI_ASSISTED).get_absolute_url()))["NewsArticle"]

    assert data["digitalSourceType"].startswith("https://schema.org/CompositeWithTrainedAlgorithmicMedia")


def test_a_story_without_names_is_the_newsroom_s(client, settings):
    data = nodes(client.get(make_published().get_absolute_url()))["NewsArticle"]

    assert [author["@type"] for author in data["author"]] == ["NewsMediaOrganization"]


def test_the_front_page_tells_of_the_site_and_who_makes_it(client, person):
    found = nodes(client.get("/"))

    assert set(found) == {"WebSite", "NewsMediaOrganization"}
    assert set(found["NewsMediaOrganization"]) == NEWSROOM | {"contactPoint"}
    assert found["NewsMediaOrganization"]["ethicsPolicy"] == "https://paper.example/ethics/"
    assert found["NewsMediaOrganization"]["contactPoint"]["email"] == "desk@paper.example"
    action = found["WebSite"]["potentialAction"]
    assert action["target"]["urlTemplate"] == "https://paper.example/search/?q={search_term_string}"
    for term in ("publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "ownershipFundingInfo", "masthead"):
        address = found["NewsMediaOrganization"][term].removeprefix("https://paper.example")
        assert client.get(address).status_code == 200


def test_a_person_s_page_is_a_profile(client, person):
    story(person)
    found = nodes(client.get("/author/ada/"))

    assert set(found) == {"ProfilePage", "BreadcrumbList"}
    data = found["ProfilePage"]["mainEntity"]
    assert set(data) == PERSON
    assert data["sameAs"] == ["https://social.example/@ada"]
    assert data["knowsAbout"] == ["rail", "bus and tram"]
    assert data["worksFor"]["@id"] == "https://paper.example/#newsroom"
    assert (data["email"], data["jobTitle"]) == ("ada@paper.example", "Rail reporter")


def test_a_contact_that_is_no_mail_address_is_not_given_as_one(client, person):
    person.contact = "Signal: ada.12"
    person.save()
    story(person)

    assert "email" not in nodes(client.get("/author/ada/"))["ProfilePage"]["mainEntity"]


def test_lists_have_their_place_in_the_paper(client, person):
    place = make_topic("Port Talbe", slug="port-talbe", kind=Topic.Kind.PLACE, description="A town.")
    article = story(person, topics=(place.pk,))
    day = article.url_date
    trails = {
        "/section/world/": ["World"],
        "/topic/port-talbe/": ["Port Talbe"],
        "/archive/": ["Archive"],
        f"/archive/{day:%Y}/": ["Archive", f"{day:%Y}"],
        f"/archive/{day:%Y/%m}/": ["Archive", f"{day:%Y}", f"{day:%m}"],
    }
    for address, trail in trails.items():
        found = nodes(client.get(address))

        steps = found["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == ["The Newsroom", *trail]
        assert [step["position"] for step in steps] == list(range(1, len(trail) + 2))
        assert found["CollectionPage"]["url"] == f"https://paper.example{address}"
    topic = nodes(client.get("/topic/port-talbe/"))["CollectionPage"]
    assert topic["about"] == {"@type": "Place", "name": "Port Talbe"}
    assert [item["url"] for item in topic["mainEntity"]["itemListElement"]] == [
        f"https://paper.example{article.get_absolute_url()}"
    ]


def test_no_word_of_a_story_ends_the_data_block(client, person):
    article = story(person, headline="</script><script>alert(1)</script> & Co")
    page = client.get(article.get_absolute_url())

    assert nodes(page)["NewsArticle"]["headline"] == "</script><script>alert(1)</script> & Co"
    assert "<script>alert" not in page.content.decode()


def test_what_somebody_paid_for_is_no_news_and_its_links_say_so(client, person):
    body = ("<p><a href='https://bank.example/'>The bank</a> and <a href='/2026/01/01/older/'>ours</a>.</p>",)
    body = tuple(block.replace("'", '"') for block in body)
    paid = make_published(headline="A loan", label=Label.SPONSORED, body=body)
    news = make_published(headline="A bridge", body=body)

    page = client.get(paid.get_absolute_url()).content.decode()
    assert '<a rel="sponsored" href="https://bank.example/">' in page
    assert '<a href="/2026/01/01/older/">' in page
    assert '<a href="https://bank.example/">' in client.get(news.get_absolute_url()).content.decode()
    sitemap = client.get("/sitemap/news.xml").content.decode()
    assert ("A bridge" in sitemap, "A loan" in sitemap) == (True, False)
