"""Topics, authors and pictures in the admin."""

import io
import re
from hashlib import sha256

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pixels
from taggit.models import Tag

from articles.content import Placement
from articles.models import Topic
from authors.models import Author
from images.models import Image
from tests.desk.forms import filled
from tests.factories import make_author, make_image, make_published, make_section, make_topic, make_user
from tests.images.told import TOLD, XMP

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_user("ada", is_superuser=True))
    return client


def picture_file(name="any.name", format="PNG", size=(30, 20), **options):  # noqa: A002 -- Pillow's word
    file = io.BytesIO()
    Pixels.new("L", size, 128).save(file, format, **options)
    return SimpleUploadedFile(name, file.getvalue(), content_type="application/octet-stream")


def upload(client, file, **fields):
    form = {"focal_point_x": "0.5", "focal_point_y": "0.5", "file": file} | fields
    return client.post(reverse("admin:images_image_add"), form, follow=True)


@pytest.mark.parametrize(
    ("format_", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif"), ("GIF", "gif")]
)
def test_a_picture_is_kept_under_its_hash_and_what_it_is(desk, format_, suffix):
    file = picture_file("../../evil.php", format_)
    expected = sha256(file.read()).hexdigest()
    file.seek(0)

    upload(desk, file, alt_text="Gray")

    image = Image.objects.get()
    assert (image.sha256, image.width, image.height) == (expected, 30, 20)
    assert image.file.name == f"originals/{expected[:2]}/{expected}.{suffix}"
    with image.file.open() as kept:
        assert sha256(kept.read()).hexdigest() == expected


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (
            SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'),
            "JPEG, PNG, WebP",
        ),
        (SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n and nothing more"), "JPEG, PNG, WebP"),
        (SimpleUploadedFile("x.txt", b"words"), "JPEG, PNG, WebP"),
        (picture_file(format="BMP"), "JPEG, PNG, WebP"),
        (picture_file(format="TIFF"), "JPEG, PNG, WebP"),
        (picture_file(size=(9000, 9000)), "9000 × 9000 pixels"),
    ],
    ids=["svg", "broken", "text", "bmp", "tiff", "bomb"],
)
def test_what_is_no_picture_for_readers_is_refused_in_words(desk, file, message):
    file.seek(0)

    response = upload(desk, file)

    assert message in response.content.decode()
    assert Image.objects.count() == 0


def test_the_same_picture_is_not_kept_twice(desk):
    upload(desk, picture_file(), caption="The first one")

    response = upload(desk, picture_file())

    assert "This picture is already in the library, as picture" in response.content.decode()
    assert Image.objects.count() == 1


def test_a_picture_may_come_after_its_caption(desk):
    image = make_image(caption="Came by wire", alt_text="")
    address = reverse("admin:images_image_change", args=[image.pk])
    form = filled(desk.get(address), form_id="image_form")

    response = desk.post(address, form | {"file": picture_file()}, follow=True)

    image.refresh_from_db()
    assert (bool(image.file), image.caption, len(image.sha256)) == (True, "Came by wire", 64)
    assert "This picture has no alternative text" in response.content.decode()


def test_what_the_file_tells_is_put_where_nothing_is_written(desk):
    response = upload(desk, picture_file(format="JPEG", xmp=XMP.encode()), caption="By hand")

    image = Image.objects.get()
    expected = TOLD | {"caption": "By hand"}
    assert {name: getattr(image, name) for name in expected} == expected
    assert "Read from the file: alt text, credit, creator, copyright notice" in response.content.decode()


@pytest.mark.parametrize(
    "word", ["caption1", "credit1", "creator1", "alt1", "keyword1", "city1", "country1", "rights1"]
)
def test_pictures_are_found_by_what_is_known_of_them(desk, word):
    names = ("caption", "credit", "creator", "alt_text", "keywords", "city", "country", "copyright_notice")
    words = ("caption1", "credit1", "creator1", "alt1", "keyword1", "city1", "country1", "rights1")
    image = make_image(**dict(zip(names, words, strict=True)))
    make_image(caption="Other")

    def found(query):
        return desk.get(reverse("admin:images_image_changelist"), query).context["cl"].result_list.values_list("pk")

    assert len(found({})) == 2
    assert [pk for (pk,) in found({"q": word})] == [image.pk]


def test_pictures_that_lack_something_are_listed(desk):
    awaited = make_image(alt_text="Shows something")
    upload(desk, picture_file())
    here = Image.objects.exclude(pk=awaited.pk).get()

    def found(**query):
        return list(desk.get(reverse("admin:images_image_changelist"), query).context["cl"].result_list)

    assert (found(file="here"), found(file="awaited"), found(alt="missing")) == ([here], [awaited], [here])


def test_the_list_shows_small_pictures(desk):
    upload(desk, picture_file(size=(900, 600)))

    page = desk.get(reverse("admin:images_image_changelist")).content.decode()

    (address,) = re.findall(r'<img class="thumbnail" src="([^"]+)" alt="" width="320" height="213"', page)
    response = desk.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    response.close()


def test_every_crop_is_shown_without_a_script(desk):
    upload(desk, picture_file(size=(900, 600)), focal_point_x="0.2")
    page = desk.get(reverse("admin:images_image_change", args=[Image.objects.get().pk])).content.decode()

    crops = re.findall(r'<img class="crop" src="[^"]+/([^/"]+)" alt="" width="(\d+)" height="(\d+)"', page)

    assert crops == [
        ("16x9-320.jpg", "320", "180"),
        ("3x2-320.jpg", "320", "213"),
        ("4x3-320.jpg", "320", "240"),
        ("1x1-320.jpg", "320", "320"),
        ("share-900.jpg", "900", "473"),
    ]


def test_a_picture_says_where_it_is_used(desk):
    image = make_image()
    address = reverse("admin:images_image_change", args=[image.pk])
    assert "No published story." in desk.get(address).content.decode()

    make_published(headline="Uses it", images=(Placement(image=image.pk),))

    page = desk.get(address).content.decode()
    assert "Uses it" in page


def test_an_author_has_links_and_an_address(desk):
    form = filled(desk.get(reverse("admin:authors_author_add")), form_id="author_form")
    form |= {"name": "Ada Holm", "slug": "ada-holm", "links-0-label": "X", "links-0-url": "https://x.example/ada"}

    desk.post(reverse("admin:authors_author_add"), form)

    author = Author.objects.get()
    assert (author.slug, [str(link) for link in author.links.all()]) == ("ada-holm", ["X: https://x.example/ada"])


def test_a_topic_has_a_kind_a_parent_and_codes(desk):
    parent = make_topic("Transport")
    form = filled(desk.get(reverse("admin:articles_topic_add")), form_id="topic_form")
    form |= {"name": "Ferries", "slug": "ferries", "kind": "subject", "parent": str(parent.pk)}
    form |= {"codes-0-scheme": "medtop", "codes-0-code": "20000638"}

    desk.post(reverse("admin:articles_topic_add"), form)

    topic = Topic.objects.get(name="Ferries")
    assert (topic.parent, [str(code) for code in topic.codes.all()]) == (parent, ["medtop:20000638"])


def test_our_topics_are_the_only_tags(desk):
    assert admin.site.is_registered(Topic)
    assert not admin.site.is_registered(Tag)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("name", "make", "queries"),
    [("articles_topic", make_topic, 4), ("authors_author", make_author, 4), ("images_image", make_image, 4)],
)
def test_the_query_counts_of_the_lists_do_not_grow(desk, django_assert_num_queries, name, make, queries, count):
    for _ in range(count):
        make()

    with django_assert_num_queries(queries):
        desk.get(reverse(f"admin:{name}_changelist"))


def test_the_search_for_topics_of_a_story_leaves_sections_out(client):
    """An editor may look up topics, authors and pictures without a right of their own to them."""
    client.force_login(make_user(permissions=["articles.change_article"]))
    make_topic("World cup")
    make_section("World")
    make_author("World traveler")
    make_image(caption="World map", alt_text="")

    def found(model, field):
        query = {"term": "world", "app_label": "articles", "model_name": model, "field_name": field}
        return [row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]]

    assert found("taggedarticle", "tag") == ["World cup"]
    assert found("byline", "author") == ["World traveler"]
    assert found("placement", "image") == ["World map"]
