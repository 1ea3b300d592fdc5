"""Pictures are fetched for stories that named them: by policy, from the provider's hosts, and never by filing."""

import io
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image as Pillow

from articles.models import Article
from images.models import Image
from tests.factories import make_image
from tests.images.told import TOLD, XMP
from tests.wire.dumps import file_story, make_provider, make_story
from tests.wire.network import running_server
from wire.formats import WirePicture
from wire.models import PictureFetch
from wire.sources import pictures

pytestmark = pytest.mark.django_db


def picture_file(color="teal", kind="JPEG", size=(60, 40)):
    file = io.BytesIO()
    Pillow.new("RGB", size, color).save(file, kind)
    return file.getvalue()


@pytest.fixture
def server(settings):
    with running_server() as server:
        settings.WIRE_FETCH_ALLOW = [server.endpoint]
        yield server


@pytest.fixture
def osk():
    return make_provider("Osk Press", fetches_pictures=True, picture_hosts="images.example\n127.0.0.1\n")


def file_with(server, provider, now, *names, guid="osk:1"):
    named = tuple(
        WirePicture(caption=f"Seen: {name}", credit="Tom Reed", href=server.url(f"/{name}")) for name in names
    )
    return file_story(make_story(guid=guid, pictures=named), provider=provider, now=now)


def fetch_all(now):
    """One round: what was filed is looked at, and what is due is fetched. Gives the troubles."""
    pictures.Lookout().note_new(now)
    turns = [turn for pk in pictures.due(now, 100) if (turn := pictures.claim(pk, now))]
    return [turn.take(turn.ask(), now=now) for turn in turns]


def test_the_files_of_a_storys_pictures_are_put_to_their_words(server, osk, noon):
    server.says("/a.jpg", picture_file("teal"))
    server.says("/b.png", picture_file("olive", "PNG", (30, 20)))
    item = file_with(server, osk, noon, "a.jpg", "b.png")
    assert [image.file.name for image in Image.objects.all()] == ["", ""]  # filing itself fetches nothing
    assert server.connections == 0

    assert fetch_all(noon) == ["", ""]

    first, second = (Image.objects.get(pk=placed.image) for placed in item.content.images)
    assert (first.caption, first.width, first.height) == ("Seen: a.jpg", 60, 40)
    assert (second.caption, second.width, second.height) == ("Seen: b.png", 30, 20)
    with first.file.open() as file:
        assert file.read() == picture_file("teal")
    assert first.file.name == f"originals/{first.sha256[:2]}/{first.sha256}.jpg"
    assert fetch_all(noon + timedelta(hours=1)) == []
    assert server.connections == 2


def test_what_a_file_tells_is_put_where_the_story_says_nothing(server, osk, noon):
    told = io.BytesIO()
    Pillow.new("RGB", (60, 40), "teal").save(told, "JPEG", xmp=XMP.encode())
    server.says("/a.jpg", told.getvalue())
    item = file_with(server, osk, noon, "a.jpg")

    assert fetch_all(noon) == [""]

    image = Image.objects.get(pk=item.content.images[0].image)
    expected = TOLD | {"caption": "Seen: a.jpg", "credit": "Tom Reed"}
    assert {name: getattr(image, name) for name in expected} == expected


def test_a_picture_that_came_as_an_item_of_its_own_is_fetched_too(server, osk, noon):
    server.says("/a.jpg", picture_file())
    named = (WirePicture(caption="Seen", credit="Tom Reed", href=server.url("/a.jpg"), guid="osk:p"),)
    file_story(make_story(guid="osk:p", kind="picture", pictures=named, caption="Seen"), provider=osk, now=noon)

    assert fetch_all(noon) == [""]
    assert Image.objects.get().width == 60


@pytest.mark.parametrize(
    "changed",
    [{"fetches_pictures": False}, {"is_active": False}, {"picture_hosts": ""}, {"picture_hosts": "a.example"}],
)
def test_nothing_is_fetched_without_the_policy_or_from_another_host(server, osk, noon, changed):
    server.says("/a.jpg", picture_file())
    file_with(server, osk, noon, "a.jpg")
    type(osk).objects.update(**changed)

    fetch_all(noon)

    assert server.connections == 0
    assert Image.objects.get().file.name == ""


def test_a_host_that_sends_us_elsewhere_is_not_followed(server, osk, noon):
    server.says("/a.jpg", status="302 Found", Location="http://images.example.attacker.example/a.jpg")
    file_with(server, osk, noon, "a.jpg")

    [trouble] = fetch_all(noon)

    assert "images.example.attacker.example" in trouble
    assert PictureFetch.objects.get().next_try_at is None


@pytest.mark.parametrize("body", [b"", b"<svg/>", b"GIF89a", picture_file()[:200], b"%PDF-1.7"])
def test_what_is_no_whole_picture_is_not_kept_and_not_asked_for_again(server, osk, noon, body):
    server.says("/a.jpg", body)
    file_with(server, osk, noon, "a.jpg")

    [trouble] = fetch_all(noon)

    row = PictureFetch.objects.get()
    assert (row.trouble, row.next_try_at, row.attempts) == (trouble, None, 1)
    assert "not a whole picture" in trouble
    assert Image.objects.get().file.name == ""


def test_a_server_in_trouble_is_asked_again_later_and_then_no_more(server, osk, noon):
    server.says("/a.jpg", status="500 Oops")
    file_with(server, osk, noon, "a.jpg")
    now, waits = noon, []
    while True:
        assert fetch_all(now) == ["The server did not give the picture (500)."]
        row = PictureFetch.objects.get()
        if row.next_try_at is None:
            break
        waits.append((row.next_try_at - now) / timedelta(minutes=1))
        now = row.next_try_at

    assert waits == [1, 5, 30, 120]
    assert server.connections == 5


def test_a_picture_has_one_fetcher_at_a_time(server, osk, noon):
    file_with(server, osk, noon, "a.jpg")
    pictures.Lookout().note_new(noon)
    [pk] = pictures.due(noon, 100)

    assert [pictures.claim(pk, noon) is not None for _ in range(3)] == [True, False, False]
    assert pictures.claim(pk, noon + pictures.LEASE) is not None


def test_what_the_desk_put_there_meanwhile_stays(server, osk, noon):
    server.says("/a.jpg", picture_file())
    file_with(server, osk, noon, "a.jpg")
    pictures.Lookout().note_new(noon)
    turn = pictures.claim(pictures.due(noon, 1)[0], noon)
    Image.objects.update(file="originals/de/desk.jpg", sha256="d" * 64, width=1, height=1)

    assert turn.take(turn.ask(), now=noon) == ""
    assert Image.objects.get().sha256 == "d" * 64


def test_a_picture_that_the_library_has_is_said(server, osk, noon):
    server.says("/a.jpg", picture_file())
    file_with(server, osk, noon, "a.jpg")
    fetch_all(noon)
    file_with(server, osk, noon, "a.jpg", guid="osk:2")  # the same words: the same picture
    other = make_story(guid="osk:3", pictures=(WirePicture(caption="Other words", href=server.url("/a.jpg")),))
    file_story(other, provider=osk, now=noon)

    assert fetch_all(noon) == ["The same picture is in the library already, with other words."]
    assert Image.objects.exclude(file="").count() == 1


def test_pictures_without_an_address_and_of_long_ago_are_left(server, osk, noon):
    named = (WirePicture(caption="No address"), WirePicture(caption="Odd", href="file:///etc/passwd"))
    file_story(make_story(pictures=named), provider=osk, now=noon)
    file_with(server, osk, noon - timedelta(days=2), "old.jpg", guid="osk:2")
    make_image()

    assert fetch_all(noon) == []
    assert PictureFetch.objects.count() == 0


def test_what_was_looked_at_is_not_looked_at_again(server, osk, noon, django_assert_num_queries):
    lookout = pictures.Lookout()
    file_with(server, osk, noon, "a.jpg")
    lookout.note_new(noon)
    assert PictureFetch.objects.count() == 1

    with django_assert_num_queries(2):  # the providers, and what was filed lately; not one story is read
        lookout.note_new(noon)
    file_with(server, osk, noon - timedelta(minutes=1), "late.jpg", guid="osk:2")  # begun before, filed after
    lookout.note_new(noon + timedelta(minutes=5))
    assert PictureFetch.objects.count() == 2


def test_without_a_provider_whose_pictures_are_fetched_nothing_is_looked_at(noon, django_assert_num_queries):
    with django_assert_num_queries(1):
        pictures.Lookout().note_new(noon)


def test_the_poller_fetches_them(server, osk):
    server.says("/a.jpg", picture_file())
    file_with(server, osk, timezone.now(), "a.jpg")
    out = StringIO()

    call_command("poll_wire", once=True, stdout=out)

    assert "Pictures fetched: 1." in out.getvalue()
    assert Image.objects.get().width == 60
    assert Article.objects.count() == 1
