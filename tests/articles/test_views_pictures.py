"""Who gets the file of a picture."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as Pillow

from articles import workflow
from articles.content import Placement
from images.models import Image
from images.renditions import all_renditions, nearest, renditions
from tests.factories import make_article, make_author, make_published, make_user
from tests.images.pictures import drawn, encoded, keep

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FOREVER = "public, immutable, max-age=31536000, s-maxage=60"


def make_picture(color="red", **fields):
    return keep(encoded(drawn((400, 300), colors=(color, *["white"] * 3)), "PNG"), "png", **fields)


def make_shown(**fields):
    image = make_picture(**fields)
    make_published(images=(Placement(image=image.pk),))
    return image


def address(image, shape="whole", suffix="webp"):
    return renditions(image, shape, suffix)[0].address


def read(client, address, **headers):
    """A response whose file is read, which is what closes it."""
    response = client.get(address, headers=headers)
    response.content_read = b"".join(response)
    return response


def answers(client, *images):
    return [read(client, address(image)).status_code for image in images]


@pytest.mark.parametrize(
    ("suffix", "content_type"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")]
)
def test_a_picture_of_a_published_story_is_sent_as_what_it_is(client, suffix, content_type):
    image = make_shown()

    response = read(client, address(image, "3x2", suffix))

    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert Pillow.open(io.BytesIO(response.content_read)).size == (320, 213)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == FOREVER
    assert "Vary" not in response


def test_a_picture_that_a_reader_has_is_not_sent_again(client):
    image = make_shown()
    tag = read(client, address(image))["ETag"]

    response = read(client, address(image), if_none_match=tag)

    assert (response.status_code, response.content) == (304, b"")
    assert response["Cache-Control"] == FOREVER


def test_no_cache_keeps_a_picture_for_others_beyond_the_next_change(client):
    image = make_shown()
    workflow.publish(make_article(), at=timezone.now() + timedelta(seconds=20))

    (seconds,) = read(client, address(image))["Cache-Control"].rpartition("s-maxage=")[2:]

    assert 15 <= int(seconds) < 20


def test_pictures_of_stories_that_readers_may_not_see_are_no_address(client):
    colors = ("red", "green", "blue", "black", "gray", "gold")
    images = [make_picture(color) for color in colors]
    placed = [(Placement(image=image.pk),) for image in images]
    killed, expired = images[2:4]
    now = timezone.now()
    make_article(images=placed[0])  # and the fifth picture stands on no story
    workflow.publish(make_article(images=placed[1]), at=now + HOUR)
    killed_story = make_published(images=placed[2])
    expired_story = make_published(at=now - HOUR, images=placed[3])
    updated = make_published()
    workflow.save(updated, make_article(images=placed[5]).working.content, base=updated.working)
    for rendition in (one for image in (killed, expired) for one in all_renditions(image)[::10]):
        assert read(client, rendition.address).status_code == 200

    workflow.kill(killed_story, note="Wrong.")
    workflow.set_limits(expired_story, embargoed_until=None, expires_at=now)

    unknown = {
        name: client.get(f"/media/{name}")
        for name in ("originals/00/00.png", f"renditions/00/{'0' * 24}.00000000/whole-320.webp")
    }
    for image in images:
        for hidden in (image.file.url, *(rendition.address for rendition in all_renditions(image))):
            response = client.get(hidden)
            assert response.status_code == 404
            for other in unknown.values():
                assert (response.content, response.headers) == (other.content, other.headers)


def test_a_picture_costs_a_reader_three_queries(client, django_assert_num_queries):
    shown = address(make_shown())

    for _ in range(2):
        with django_assert_num_queries(3):  # the picture, a story that shows it, the next change
            assert read(client, shown).status_code == 200


def test_a_picture_on_two_stories_stays_while_one_of_them_is_seen(client):
    image = make_picture()
    killed, _ = [make_published(images=(Placement(image=image.pk),)) for _ in range(2)]

    workflow.kill(killed, note="Wrong.")

    assert answers(client, image) == [200]


def test_a_portrait_is_public_with_the_first_story_of_its_author(client):
    image = make_picture()
    author = make_author(portrait=image)
    make_article(by=[author])
    assert answers(client, image) == [404]

    make_published(by=[author])
    assert answers(client, image) == [200]


@pytest.mark.parametrize("permission", ["images.view_image", "articles.change_article"])
def test_staff_who_may_see_pictures_see_all_and_nobody_keeps_them(client, permission):
    image = make_picture()
    addresses = (address(image), image.file.url)
    client.force_login(make_user(permissions=["articles.view_article"]))
    assert [client.get(one).status_code for one in addresses] == [404, 404]
    client.force_login(make_user(permissions=[permission]))

    for one in addresses:
        response = read(client, one)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
        assert response["Vary"] == "Cookie"
    assert hashlib.sha256(response.content_read).hexdigest() == image.sha256


def test_readers_who_ask_for_the_original_get_the_largest_rendition(client):
    """What the camera noted, the place above all, is in the original alone."""
    exif = Pillow.Exif()
    exif[0x010F] = "Secret Camera Company"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0)})
    image = keep(encoded(drawn(), exif=exif))
    make_published(images=(Placement(image=image.pk),))
    with image.file.open() as file:
        assert b"Secret Camera" in file.read()

    response = client.get(image.file.url)

    (full,) = renditions(image, "full", "jpg")
    assert (response.status_code, response["Location"]) == (302, full.address)
    sent = read(client, full.address).content_read
    assert b"Secret Camera" not in sent
    assert dict(Pillow.open(io.BytesIO(sent)).getexif()) == {}


@pytest.mark.parametrize("change", [{"focal_point_x": 0.1}, {"credit": "Other"}])
def test_an_address_of_before_leads_to_the_picture_as_it_is_now(client, change):
    image = make_shown()
    before = address(image, "1x1")
    Image.objects.filter(pk=image.pk).update(**change)
    image.refresh_from_db()
    now = address(image, "1x1")
    assert now != before

    response = client.get(before)

    assert (response.status_code, response["Location"]) == (302, now)
    assert response["Cache-Control"] == "public, max-age=60"
    assert default_storage.exists("renditions") is False


@pytest.mark.parametrize(
    "wrong",
    [("whole-320", "whole-321"), ("whole-320", "whole-640"), ("whole-320", "share-320"), (".webp", ".png")],
    ids=lambda wrong: wrong[1],
)
def test_only_sizes_on_the_list_are_addresses(client, wrong):
    image = make_shown()
    assert read(client, address(image)).status_code == 200

    assert client.get(address(image).replace(*wrong)).status_code == 404


def test_what_is_no_picture_is_never_shown_in_the_browser(client):
    image = keep(b"<script>alert(1)</script>", "html")
    make_published(images=(Placement(image=image.pk),))
    assert client.get(image.file.url).status_code == 404
    client.force_login(make_user(permissions=["images.view_image"]))

    response = read(client, image.file.url)

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["../secret-key", "originals/../../secret-key", "originals/", "", "renditions/"])
def test_only_names_of_pictures_are_addresses(client, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_file_that_is_lost_is_no_address(client):
    image = make_shown()
    image.file.storage.delete(image.file.name)

    assert answers(client, image) == [404]


def test_who_asks_while_others_are_served_is_asked_to_come_again(client, monkeypatch):
    from images import making

    monkeypatch.setattr(making, "PATIENCE", 0.01)
    image = make_shown()

    with making._one_at_a_time():
        response = client.get(address(image))

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert answers(client, image) == [200]


def test_the_full_size_is_a_jpeg_as_large_as_the_picture():
    image = make_picture()

    assert nearest(renditions(image, "full", "jpg"), 1).width == 400
