"""The card that is drawn of a story without a picture."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as Pillow

from articles import workflow
from articles.content import Placement
from images import cards
from tests.factories import make_article, make_published
from tests.reader.paper import make_picture

pytestmark = pytest.mark.django_db


def shared_image(client, story):
    page = client.get(story.get_absolute_url()).content.decode()
    return {
        name: page.partition(f'<meta property="og:image{name}" content="')[2].partition('"')[0]
        for name in ("", ":type", ":width", ":height", ":alt")
    }


def address_of(client, story):
    return shared_image(client, story)[""].removeprefix("http://127.0.0.1:8000")


def drawn(response):
    return Pillow.open(io.BytesIO(response.content))


def test_a_story_without_a_picture_is_shared_as_its_headline(client):
    story = make_published(headline="Bridge opens")
    shared = shared_image(client, story)
    response = client.get(address_of(client, story))

    assert (shared[":type"], shared[":width"], shared[":height"]) == ("image/png", "1200", "630")
    assert shared[":alt"] == "Bridge opens – The Newsroom"
    assert (response.status_code, response["Content-Type"], drawn(response).size) == (200, "image/png", (1200, 630))
    assert response["Cache-Control"] == "public, immutable, max-age=31536000, s-maxage=60"
    assert response.cookies == {}


def test_a_story_with_a_picture_is_shared_with_it(client):
    story = make_published(images=(Placement(image=make_picture("teal").pk),))

    assert shared_image(client, story)[":type"] == "image/jpeg"


def test_a_new_headline_has_a_new_card_and_the_old_address_leads_to_it(client):
    story = make_published(headline="Bridge opens")
    old = address_of(client, story)
    before = client.get(old).content

    workflow.save(story, replace(story.working.content, headline="Bridge closes"), base=story.working)
    story = workflow.publish(story)

    new = address_of(client, story)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, new)
    assert client.get(new).content != before
    folder = f"cards/{story.uid.hex[:2]}/{story.uid}"
    assert default_storage.listdir(folder)[1] == [new.rpartition("-")[2]]  # the old one is not kept


def test_the_card_of_a_story_that_readers_cannot_see_is_not_there(client):
    story = make_published(headline="Bridge opens")
    address = address_of(client, story)
    assert client.get(address).status_code == 200  # it was there, and its file is kept

    hidden = workflow.publish(make_article(), at=timezone.now() + timedelta(hours=1))
    workflow.kill(story, note="Wrong.")

    for one in (address, f"/share/{hidden.uid}-abc.png"):
        assert client.get(one).status_code == 404


def test_what_the_fonts_have_no_letters_for_is_shared_as_the_paper(client):
    story = make_published(headline="橋が再開", language="ja")

    shared = shared_image(client, story)
    assert (shared[""].rpartition("/")[2], shared[":alt"]) == ("share.png", "The Newsroom")
    assert client.get(f"/share/{story.uid}-abc.png").status_code == 404


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("Brücke öffnet: „endlich“ – Łódź, Çeşme, Việt Nam", False),
        ("Γέφυρα ανοίγει", False),
        ("Мост открыт", False),
        ("الجسر يفتح بعد عامين، 24 ساعة", True),
        ("הגשר נפתח", True),
    ],
)
def test_scripts_that_can_be_drawn(text, is_rtl):
    assert cards.can_draw(cards.Card(text, below="The Newsroom", is_rtl=is_rtl))


def test_a_headline_from_right_to_left_stands_on_the_right():
    def ink(is_rtl):
        picture = Pillow.open(io.BytesIO(cards.draw(cards.Card("الجسر", is_rtl=is_rtl)))).convert("L")
        return picture.crop((0, 100, 1200, 520)).point(lambda value: 255 if value < 128 else 0).getbbox()

    assert ink(True)[2] > 1100
    assert ink(False)[0] < 100


@pytest.mark.parametrize("text", ["word " * 90, "x" * 500, "a", "Ünïcödé " * 40])
def test_no_headline_runs_out_of_the_card(text):
    picture = Pillow.open(io.BytesIO(cards.draw(cards.Card(text.strip(), "above " * 60, "below " * 60)))).convert("L")
    ink = picture.crop((0, 20, 1200, 630)).point(lambda value: 255 if value < 200 else 0).getbbox()

    assert ink[0] >= cards.MARGIN - 8
    assert ink[2] <= 1200 - cards.MARGIN + 8
