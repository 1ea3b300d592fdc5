"""The files of renditions: what they show, how they are kept, and that they are made once."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageCms

from images import making
from images.renditions import all_renditions, nearest, renditions
from tests.images.pictures import QUARTERS, color_at, corners, drawn, encoded, keep

pytestmark = pytest.mark.django_db


def made(image, shape="whole", width=320, suffix="webp"):
    rendition = nearest(renditions(image, shape, suffix), width)
    with making.opened(image, rendition) as file:
        picture = Pillow.open(io.BytesIO(file.read()))
    picture.load()
    assert picture.size == (rendition.width, rendition.height)
    return picture


def size_of(image, rendition):
    with making.opened(image, rendition) as file:
        return len(file.read())


def stored():
    folders = ["renditions"]
    files = []
    while folders:
        folder = folders.pop()
        if default_storage.exists(folder):
            inner, names = default_storage.listdir(folder)
            folders += [f"{folder}/{name}" for name in inner]
            files += [f"{folder}/{name}" for name in names]
    return sorted(files)


@pytest.mark.parametrize("original", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_every_kind_of_original_becomes_every_kind_of_rendition(original):
    image = keep(encoded(drawn(), original), making.FORMATS[original])

    pictures = [made(image, suffix=suffix) for suffix in ("avif", "webp", "jpg")]

    assert [picture.format for picture in pictures] == ["AVIF", "WEBP", "JPEG"]
    assert [corners(picture) for picture in pictures] == [QUARTERS] * 3


@pytest.mark.parametrize("shape", ["16x9", "3x2", "4x3", "1x1", "share", "full"])
def test_every_crop_is_cut_around_the_focal_point(shape):
    image = keep(encoded(drawn()), focal_point_x=0.9, focal_point_y=0.9)

    picture = made(image, shape, 1280, "jpg")

    assert color_at(picture, 0.99, 0.99) == "yellow"
    if shape == "1x1":  # the right three quarters of it
        assert [color_at(picture, 0.3, 0.1), color_at(picture, 0.4, 0.1)] == ["red", "lime"]


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize(("shape", "focus"), [("whole", (0.5, 0.5)), ("1x1", (0.2, 0.9)), ("16x9", (0.1, 0.1))])
def test_a_picture_taken_with_the_camera_on_its_side_stands_upright(turned, shape, focus):
    """Eight ways of holding a camera write eight files that all show the same."""
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[turned]  # Pillow's numbers of the way back
    upright = drawn((800, 600))
    exif = Pillow.Exif()
    exif[0x0112] = turned
    lying = upright if back is None else upright.transpose(Pillow.Transpose(back))
    points = {"focal_point_x": focus[0], "focal_point_y": focus[1]}
    image = keep(encoded(lying, exif=exif, quality=95), **points)
    plain = keep(encoded(upright, quality=94), **points)

    assert (image.width, image.height) == (800, 600)
    picture, same = made(image, shape, 640), made(plain, shape, 640)
    assert picture.size == same.size
    spots = [(x / 10, y / 10) for x in (1, 2, 3, 4, 6, 7, 8, 9) for y in (1, 2, 3, 4, 6, 7, 8, 9)]
    assert [color_at(picture, *spot) for spot in spots] == [color_at(same, *spot) for spot in spots]
    assert picture.getexif() == {}


def test_colors_are_those_that_the_profile_means():
    """In these files red stands where green is meant; the profile of the first says so."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    swapped = drawn(colors=("lime", "red", "blue", "yellow"))

    told = made(keep(encoded(swapped, icc_profile=profile)))
    untold = made(keep(encoded(swapped)))
    damaged = made(keep(encoded(drawn(), icc_profile=b"no profile at all")))
    printers = made(keep(encoded(drawn(mode="CMYK"))))

    assert [corners(told), corners(damaged), corners(printers)] == [QUARTERS] * 3
    assert corners(untold) == ("lime", "red", "blue", "yellow")
    assert "icc_profile" not in told.info


def test_what_is_transparent_stays_so_where_the_format_can_and_is_white_elsewhere():
    picture = drawn(mode="RGBA")
    picture.putalpha(Pillow.new("L", picture.size, 0))
    image = keep(encoded(picture, "PNG"), "png")

    assert [made(image, suffix=suffix).mode for suffix in ("avif", "webp", "jpg")] == ["RGBA", "RGBA", "RGB"]
    assert set(corners(made(image, suffix="jpg"))) == {"white"}


@pytest.mark.parametrize("mode", ["L", "P", "LA", "I;16"])
def test_pictures_of_other_modes_are_made(mode):
    picture = drawn(mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * 256).convert("I;16")
    image = keep(encoded(picture, "PNG"), "png")

    seen = made(image, suffix="jpg").convert("L")

    brightness = [seen.getpixel(spot) for spot in ((40, 30), (280, 30), (40, 210), (280, 210))]
    assert [round(value, -1) for value in brightness] == [80, 150, 30, 230]


def test_a_rendition_is_made_once_and_kept_whole():
    image = keep(encoded(drawn()))
    rendition = renditions(image, "whole", "webp")[0]

    with ThreadPoolExecutor(10) as threads:
        sizes = set(threads.map(lambda _: size_of(image, rendition), range(10)))

    assert len(sizes) == 1
    assert stored() == [rendition.name]
    before = default_storage.get_modified_time(rendition.name)
    making.opened(image, rendition).close()
    assert default_storage.get_modified_time(rendition.name) == before


def test_the_first_of_two_processes_that_made_the_same_wins_and_nothing_is_left_over(settings):
    image = keep(encoded(drawn()))
    rendition = renditions(image, "whole", "webp")[0]
    making.make(image, [rendition])

    making.make(image, [rendition])

    assert stored() == [rendition.name]
    assert list(settings.MEDIA_ROOT.glob(".making-*")) == []


def test_who_waits_too_long_is_told_so(monkeypatch):
    image = keep(encoded(drawn()))
    rendition = renditions(image, "whole", "webp")[0]
    monkeypatch.setattr(making, "PATIENCE", 0.01)

    with making._one_at_a_time(), ThreadPoolExecutor(1) as threads, pytest.raises(making.Busy):
        threads.submit(making.opened, image, rendition).result()

    making.opened(image, rendition).close()


@pytest.mark.parametrize("data", [b"", b"words", encoded(drawn())[:3000]], ids=["empty", "text", "cut off"])
def test_a_damaged_original_has_no_renditions(data):
    image = keep(encoded(drawn()))
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, io.BytesIO(data))

    with pytest.raises(making.NotMade):
        made(image)

    assert stored() == []


def test_a_bomb_is_not_decoded():
    image = keep(encoded(drawn()))
    bomb = encoded(Pillow.new("1", (9000, 9000)), "PNG")
    assert len(bomb) < 20_000
    default_storage.delete(image.file.name)
    default_storage.save(image.file.name, io.BytesIO(bomb))

    with pytest.raises(making.NotMade, match="more pixels"):
        made(image)


def test_all_renditions_of_a_picture_are_made_at_once():
    image = keep(encoded(drawn((400, 300))))
    wanted = all_renditions(image)

    making.make(image, wanted)

    assert stored() == sorted(rendition.name for rendition in wanted)
