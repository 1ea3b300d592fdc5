"""What pages say of their pictures: to browsers, which choose a file, and to machines, which show a card."""

import json

import lxml.html
import pytest

from articles.content import Placement
from tests.factories import make_author, make_image, make_published, make_section
from tests.images.pictures import drawn, encoded, keep

pytestmark = pytest.mark.django_db


def make_picture(color="red", **fields):
    words = {"rights_url": "https://rights.example/", "creator": "Ida Brandt"}
    return keep(encoded(drawn((1600, 1200), colors=[color] * 4)), **words | fields)


@pytest.fixture
def images():
    return [make_picture(color) for color in ("red", "blue", "green")]


@pytest.fixture
def story(images):
    placed = tuple(Placement(image=image.pk, alt_text=f"Alt {image.pk}") for image in images[:2])
    author = make_author(portrait=images[2], bio="Writes.", slug="ida")
    return make_published(by=[author], section=make_section("World", slug="world", position=1).pk, images=placed)


def tree(client, address):
    return lxml.html.fromstring(client.get(address).content.decode())


def names(srcset):
    return [part.split("/")[-1] for part in srcset.split(", ")]


def test_a_browser_chooses_among_formats_and_widths(client, story):
    beside_the_name, lead, body, portrait, *_ = tree(client, story.get_absolute_url()).iter("picture")

    assert [source.get("type") for source in lead.iter("source")] == ["image/avif", "image/webp"]
    (img,) = lead.iter("img")
    assert names(img.get("srcset")) == [f"whole-{w}.jpg {w}w" for w in (320, 480, 640, 960, 1280, 1600)]
    assert names(next(body.iter("source")).get("srcset"))[-1] == "whole-1280.avif 1280w"
    for small in (beside_the_name, portrait):
        assert names(next(small.iter("source")).get("srcset")) == ["1x1-160.avif 160w"]
    assert (img.get("width"), img.get("height")) == ("1600", "1200")


@pytest.mark.parametrize("place", ["story", "front", "section", "author"])
def test_one_picture_is_fetched_first_and_the_others_when_they_are_near(client, story, images, place):
    for image in images[:2]:
        make_published(section=story.section_id, images=(Placement(image=image.pk),), by=[])
    address = {"story": story.get_absolute_url(), "front": "/", "section": "/section/world/", "author": "/author/ida/"}

    pictures = list(tree(client, address[place]).iter("img"))

    assert len(pictures) > 1
    first = 1 if place == "story" else 0  # the face beside the name stands above the lead, and is small
    others = len(pictures) - first - 1
    assert [img.get("fetchpriority") for img in pictures[first:]] == ["high"] + [None] * others
    assert [img.get("loading") for img in pictures] == ["lazy"] * first + [None] + ["lazy"] * others
    assert all(img.get("width") and img.get("height") and img.get("sizes") for img in pictures)


def test_a_picture_opens_in_full_size(client, story):
    links = [link.get("href") for link in tree(client, story.get_absolute_url()).find_class("enlarge")]

    assert [names(link) for link in links] == [["full-1600.jpg"]] * 2
    response = client.get(links[0])
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    response.close()


def test_share_cards_show_the_crop_that_is_made_for_them(client, story, images):
    meta = {m.get("property"): m.get("content") for m in tree(client, story.get_absolute_url()).iter("meta")}

    assert meta["og:image"].startswith("http")
    assert names(meta["og:image"]) == ["share-1200.jpg"]
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"] == images[0].alt_text


def test_search_engines_get_every_shape_with_its_rights(client, story, images):
    block = next(tree(client, story.get_absolute_url()).iter("script")).text
    pictures = json.loads(block)["@graph"][0]["image"][:4]

    assert [names(picture["url"])[0] for picture in pictures] == [
        "16x9-1280.jpg",
        "4x3-1280.jpg",
        "1x1-1200.jpg",
        "full-1600.jpg",
    ]
    assert [(p["width"], p["height"]) for p in pictures] == [(1280, 720), (1280, 960), (1200, 1200), (1600, 1200)]
    assert pictures[0]["creator"] == {"@type": "Person", "name": "Ida Brandt"}
    assert (pictures[0]["license"], pictures[0]["creditText"]) == ("https://rights.example/", images[0].credit)


def test_a_page_needs_no_picture(client):
    story = make_published(images=(Placement(image=make_image().pk, caption="Still to come"),))

    pages = [tree(client, address) for address in ("/", story.get_absolute_url())]

    assert [len(list(page.iter("img"))) for page in pages] == [0, 0]
    assert [len(page.find_class("has-picture")) for page in pages] == [0, 0]
    assert len(pages[1].find_class("picture-missing")) == 1
