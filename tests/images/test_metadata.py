"""What is read from a picture's file, and what travels on in the files that readers get."""

import io
import struct
from datetime import date

import pytest
from PIL import Image as Pillow

from images import making
from images.credits import packet
from images.metadata import fill, read
from images.models import Image
from images.renditions import renditions
from tests.images.pictures import drawn, encoded, keep
from tests.images.told import TOLD, XMP


def with_iptc(jpeg, *records, charset=b"\x1b%G"):
    """A JPEG with IPTC's older kind of record, as agencies still send it."""
    data = [(1, 90, charset), *((2, number, text) for number, text in records)] if charset else []
    data = data or [(2, number, text) for number, text in records]
    block = b"".join(struct.pack(">BBBH", 0x1C, group, number, len(text)) + text for group, number, text in data)
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block + (b"\0" if len(block) % 2 else b"")
    segment = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def told(data):
    return read(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "PNG"])
def test_xmp_is_read_from_every_format(kind):
    options = {"xmp": XMP.encode()}
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        options = {"pnginfo": PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP)

    assert told(encoded(drawn((60, 40)), kind, **options)) == TOLD


@pytest.mark.parametrize(
    ("charset", "encoding"), [(b"\x1b%G", "utf-8"), (b"", "cp1252"), (b"", "utf-8")], ids=["utf-8", "old", "unsaid"]
)
def test_iptc_is_read_in_its_character_set(charset, encoding):
    texts = {120: "Die Fähre – früh", 110: "Wend Courier", 116: "© Wend", 80: "Ida Brandt", 25: "Fähre", 90: "Tårrow"}
    records = [(number, text.encode(encoding)) for number, text in texts.items()]
    records += [(25, b"harbor"), (55, b"20260314"), (40, b"NO SALES"), (101, b"Ostmark")]

    assert told(with_iptc(encoded(drawn((60, 40))), *records, charset=charset)) == {
        "caption": "Die Fähre – früh",
        "credit": "Wend Courier",
        "creator": "Ida Brandt",
        "copyright_notice": "© Wend",
        "usage_terms": "NO SALES",
        "keywords": "Fähre, harbor",
        "city": "Tårrow",
        "country": "Ostmark",
        "created_date": date(2026, 3, 14),
    }


def test_exif_is_read_last_and_never_where_the_camera_stood():
    exif = Pillow.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = "From EXIF", "Ida Brandt", "© Ida".encode()
    exif.get_ifd(0x8769)[0x9003] = "2026:03:14 09:30:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0)})
    jpeg = encoded(drawn((60, 40)), exif=exif)

    assert told(jpeg) == {
        "caption": "From EXIF",
        "credit": "Ida Brandt",
        "creator": "Ida Brandt",
        "copyright_notice": "© Ida",
        "created_date": date(2026, 3, 14),
    }
    assert told(with_iptc(jpeg, (120, b"From IPTC")))["caption"] == "From IPTC"
    both = encoded(drawn((60, 40)), exif=exif, xmp=XMP.encode())
    assert told(with_iptc(both, (120, b"From IPTC"))) == TOLD


@pytest.mark.parametrize(
    "xmp",
    [
        b"",
        b"<x",
        b"\xff\xfe\x00",
        XMP.encode()[:900],
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b"<x>" * 20_000,
    ],
    ids=["nothing", "broken", "binary", "cut off", "entities", "outside", "deep"],
)
def test_what_is_damaged_or_hostile_tells_nothing(xmp):
    assert told(encoded(drawn((60, 40)), "WEBP", xmp=xmp)) == {}


def test_what_is_no_picture_tells_nothing():
    assert [told(data) for data in (b"", b"words", b"\xff\xd8\xff")] == [{}] * 3


def test_texts_are_cleaned_and_cut_to_their_place():
    text = "a\u202eb\x07c\r\nd  e " + "x" * 400
    jpeg = with_iptc(encoded(drawn((60, 40))), (110, text.encode()), (55, b"20261399"), (120, text.encode()))

    facts = told(jpeg)

    assert facts == {"credit": f"abc\nd e {'x' * 400}"[:300], "caption": f"abc\nd e {'x' * 400}"}


def test_only_empty_fields_are_filled():
    image = Image(caption="By hand", city="")

    filled = fill(image, {"caption": "By a camera", "city": "Tarrow", "created_date": date(2026, 3, 14)})

    assert (image.caption, image.city, image.created_date) == ("By hand", "Tarrow", date(2026, 3, 14))
    assert filled == ["city", "created_date"]


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["avif", "webp", "jpg"])
def test_credit_and_rights_travel_with_every_rendition_and_nothing_else(suffix):
    exif = Pillow.Exif()
    exif[0x010F] = "Secret Camera Company"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 12.0, 30.0)})
    xmp = XMP.replace("Wend Courier", "Former words & <more>".replace("&", "&amp;").replace("<", "&lt;"))
    words = {name: value for name, value in TOLD.items() if name != "credit"} | {"credit": 'A & "B" <c>'}
    image = keep(encoded(drawn((400, 300)), exif=exif, xmp=xmp.encode()), **words)

    with making.opened(image, renditions(image, "whole", suffix)[0]) as file:
        data = file.read()

    carried = ("caption", "credit", "creator", "copyright_notice", "usage_terms", "rights_url", "licensor_url")
    assert told(data) == {name: words[name] for name in carried}
    assert [word for word in (b"Secret", b"GPS", b"Former", b"Exif") if word in data] == []


def test_a_picture_of_which_nothing_is_known_carries_no_packet():
    assert packet(Image()) == b""
