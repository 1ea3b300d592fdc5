"""Which renditions a picture has, where they are, and what they show."""

from dataclasses import replace

import pytest

from images.models import Image
from images.renditions import SHAPES, all_renditions, crop, current, key, named, nearest, renditions, same_file
from tests.factories import make_image


def make_measured(size=(3000, 2000), **fields):
    image = make_image(**fields)
    kept = {"file": "originals/ab/ab.jpg", "sha256": "ab" * 32, "width": size[0], "height": size[1]}
    Image.objects.filter(pk=image.pk).update(**kept)
    return Image.objects.get(pk=image.pk)


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3000, 2000), [320, 480, 640, 960, 1280, 1920]),
        ((1920, 1280), [320, 480, 640, 960, 1280, 1920]),
        ((1300, 900), [320, 480, 640, 960, 1300]),
        ((300, 200), [300]),
        ((1, 9000), [1]),
    ],
)
def test_no_picture_is_blown_up(size, expected):
    assert [r.width for r in renditions(make_measured(size), "whole", "webp")] == expected


def test_the_size_is_known_without_the_file():
    image = make_measured()

    sizes = {(r.shape, r.width, r.height) for r in all_renditions(image) if r.width in (640, 1200, 2560)}

    assert sizes == {
        ("whole", 640, 427),
        ("full", 2560, 1707),
        ("16x9", 640, 360),
        ("3x2", 640, 427),
        ("4x3", 640, 480),
        ("1x1", 640, 640),
        ("share", 1200, 630),
    }


def test_a_picture_without_a_file_or_a_size_has_none():
    unmeasured = make_measured((None, None))

    assert all_renditions(make_image()) + all_renditions(unmeasured) == []


def test_an_address_says_which_rendition_it_is():
    image = make_measured()

    for rendition in all_renditions(image):
        assert rendition.address == f"/media/{rendition.name}"
        assert same_file(named(rendition.name), rendition)
        assert current(image, named(rendition.name)) == rendition


@pytest.mark.parametrize(
    ("shape", "width", "suffix"),
    [
        ("whole", 321, "webp"),
        ("whole", 2560, "jpg"),
        ("full", 2560, "webp"),
        ("1x1", 960, "jpg"),
        ("share", 320, "jpg"),
    ],
)
def test_a_size_that_is_not_on_the_list_is_none_of_the_picture_s(shape, width, suffix):
    image = make_measured()
    listed = renditions(image, "whole", "webp")[0]
    assert current(image, listed) == listed

    assert current(image, replace(listed, shape=shape, width=width, suffix=suffix)) is None


@pytest.mark.parametrize(
    "change",
    ["ab/ab", "../", "whole", "-320", "0320", ".webp", "renditions/ab"],
)
def test_what_is_no_address_of_ours_is_not_read_as_one(change):
    name = renditions(make_measured(), "whole", "webp")[0].name
    assert named(name)
    wrong = {
        "ab/ab": ("ab/ab", "cd/ab"),
        "../": ("/whole", "/../whole"),
        "whole": ("whole", "round"),
        "-320": ("-320", "-99999"),
        "0320": ("-320", "-0320"),
        ".webp": (".webp", ".php"),
        "renditions/ab": ("renditions/ab", "renditions/AB"),
    }[change]

    assert named(name.replace(*wrong)) is None
    assert named(f"{name}\n") is None


@pytest.mark.parametrize(
    "change",
    [
        {"caption": "Other"},
        {"credit": "Other"},
        {"copyright_notice": "Other"},
        {"creator": "Other"},
        {"usage_terms": "Other"},
        {"rights_url": "https://rights.example/"},
        {"licensor_url": "https://sales.example/"},
        {"focal_point_x": 0.51},
        {"focal_point_y": 0.0},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_the_file_changes_its_address(change):
    image = make_measured()
    before = key(image)
    image.keywords, image.alt_text = "Other", "Other"
    assert key(image) == before

    for name, value in change.items():
        setattr(image, name, value)

    assert key(image) != before


def test_a_whole_number_is_the_same_focal_point_whichever_way_the_database_writes_it():
    image = make_measured(focal_point_x=1.0)
    before = key(image)

    image.focal_point_x = 1

    assert key(image) == before


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (1600, 900), (500, 500), (1, 3000)])
@pytest.mark.parametrize("focus", [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0), (0.9, 0.3)])
def test_a_crop_has_its_shape_and_keeps_the_focal_point(shape, size, focus):
    left, top, right, bottom = crop(shape, size, focus)

    assert 0 <= left < right <= 1.0000001
    assert 0 <= top < bottom <= 1.0000001
    assert left - 1e-9 <= focus[0] <= right + 1e-9
    assert top - 1e-9 <= focus[1] <= bottom + 1e-9
    if ratio := SHAPES[shape].ratio:
        is_ = (right - left) * size[0] / ((bottom - top) * size[1])
        assert is_ == pytest.approx(ratio[0] / ratio[1])
        assert max(right - left, bottom - top) == pytest.approx(1)


def test_the_focal_point_stands_in_the_middle_where_there_is_room():
    assert crop("1x1", (3000, 1000), (0.4, 0.9)) == pytest.approx((0.4 - 1 / 6, 0, 0.4 + 1 / 6, 1))


def test_the_nearest_is_the_narrowest_that_is_wide_enough():
    of = renditions(make_measured(), "1x1", "jpg")

    assert [nearest(of, width).width for width in (1, 320, 321, 1200, 5000)] == [160, 320, 640, 1280, 1280]
    assert nearest([], 1) is None
