"""Who gets the file of a picture."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles import workflow
from articles.content import Placement
from tests.factories import make_article, make_author, make_image, make_published, make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def make_picture(color="red", name="camera-name.png", data=None):
    if data is None:
        buffer = BytesIO()
        Picture.new("RGB", (8, 6), color).save(buffer, "PNG")
        data = buffer.getvalue()
    image = make_image()
    image.sha256 = hashlib.sha256(data).hexdigest()
    image.file.save(name, ContentFile(data, name))  # Django reads the size only of a file with a name
    return image


def read(client, address, **headers):
    """A response whose file is read, which is what closes it."""
    response = client.get(address, headers=headers)
    if response.streaming:
        response.content_read = b"".join(response)
    return response


def answers(client, *images):
    return [read(client, image.file.url).status_code for image in images]


def test_a_picture_of_a_published_story_is_sent_as_what_it_is(client):
    image = make_picture()
    make_published(images=(Placement(image=image.pk),))

    response = read(client, f"/media/{image.file.name}")

    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert hashlib.sha256(response.content_read).hexdigest() == image.sha256
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=86400, s-maxage=60"
    assert "Vary" not in response
    assert (image.width, image.height) == (8, 6)


def test_a_picture_that_a_reader_has_is_not_sent_again(client):
    image = make_picture()
    make_published(images=(Placement(image=image.pk),))
    tag = read(client, image.file.url)["ETag"]

    response = read(client, image.file.url, if_none_match=tag)

    assert (response.status_code, response.content) == (304, b"")
    assert response["Cache-Control"] == "public, max-age=86400, s-maxage=60"


def test_pictures_of_stories_that_readers_may_not_see_are_no_address(client):
    colors = ("red", "green", "blue", "black", "white", "gray")
    draft, scheduled, killed, expired, unused, update = images = [make_picture(color) for color in colors]
    placed = [(Placement(image=image.pk),) for image in images]
    now = timezone.now()
    make_article(images=placed[0])
    workflow.publish(make_article(images=placed[1]), at=now + HOUR)
    killed_story = make_published(images=placed[2])
    expired_story = make_published(at=now - HOUR, images=placed[3])
    updated = make_published()
    workflow.save(updated, make_article(images=placed[5]).working.content, base=updated.working)
    assert answers(client, killed, expired) == [200, 200]

    workflow.kill(killed_story, note="Wrong.")
    workflow.set_limits(expired_story, embargoed_until=None, expires_at=now)

    assert answers(client, draft, scheduled, killed, expired, unused, update) == [404] * 6
    unknown = client.get("/media/originals/00/00.png")
    for image in images:
        hidden = client.get(image.file.url)
        assert (hidden.content, hidden.headers) == (unknown.content, unknown.headers)


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
    client.force_login(make_user(permissions=["articles.view_article"]))
    assert answers(client, image) == [404]
    client.force_login(make_user(permissions=[permission]))

    response = read(client, image.file.url)

    assert (response.status_code, response["Cache-Control"], response["Vary"]) == (200, "private, no-store", "Cookie")


def test_what_is_no_picture_is_never_shown_in_the_browser(client):
    image = make_picture(name="page.html", data=b"<script>alert(1)</script>")
    make_published(images=(Placement(image=image.pk),))

    response = read(client, image.file.url)

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["../secret-key", "originals/../../secret-key", "originals/", ""])
def test_only_names_of_pictures_are_addresses(client, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_file_that_is_lost_is_no_address(client):
    image = make_picture()
    make_published(images=(Placement(image=image.pk),))
    image.file.storage.delete(image.file.name)

    assert answers(client, image) == [404]
