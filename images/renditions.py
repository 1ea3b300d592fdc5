"""Which sizes and crops of a picture there are, and where: all of it follows from the picture's own row.

A page names dozens of renditions; none of them costs a query. The addresses are a closed list (what is not on it is
not made), contain 24 digits of the file's hash, so that nobody guesses them, and change with whatever the file is
made from: readers' browsers may keep it for good.
"""

import re
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.conf import settings

from images.models import Image

WIDTHS = (320, 480, 640, 960, 1280, 1920)
SUFFIXES = ("avif", "webp", "jpg")  # the smallest first; the last is understood everywhere
MADE_AS = 1  # to be counted up when renditions are made in another way: their addresses then change
TALLEST = 4096  # of a picture that is not cropped, in pixels
ID_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """One way of cutting pictures; `ratio` is width by height, None leaves the picture whole."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    suffixes: tuple[str, ...] = SUFFIXES


SHAPES = {
    "whole": Shape(None, WIDTHS),
    "full": Shape(None, (2560,), ("jpg",)),  # what a reader opens to look closely
    "16x9": Shape((16, 9), WIDTHS),
    "3x2": Shape((3, 2), WIDTHS[:4]),
    "4x3": Shape((4, 3), (320, 640, 1280)),
    "1x1": Shape((1, 1), (160, 320, 640, 1280)),
    "share": Shape((1200, 630), (1200,), ("jpg",)),
}
_NAME = re.compile(
    r"renditions/(?P<start>[0-9a-f]{2})/(?P<id>(?P=start)[0-9a-f]{22})\.(?P<key>[0-9a-f]{8})"
    rf"/(?P<shape>{'|'.join(SHAPES)})-(?P<width>[1-9][0-9]{{0,3}})\.(?P<suffix>{'|'.join(SUFFIXES)})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file derived from a picture."""

    image_id: str  # the beginning of the original's hash
    key: str
    shape: str
    width: int
    height: int = 0  # unknown when read from an address
    suffix: str

    @property
    def name(self) -> str:
        """In storage."""
        return f"{folder(self.image_id, self.key)}/{self.shape}-{self.width}.{self.suffix}"

    @property
    def address(self) -> str:
        return f"{settings.MEDIA_URL}{self.name}"


def folder(image_id: str, key: str) -> str:
    return f"renditions/{image_id[:2]}/{image_id}.{key}"


def renditions(image: Image, shape: str, suffix: str) -> list[Rendition]:
    """The widths that a picture has in one shape and format, the narrowest first; none if it has no measured file."""
    size = (image.width, image.height)
    if not image.file or not all(size) or suffix not in SHAPES[shape].suffixes:
        return []
    left, top, right, bottom = crop(shape, size, (image.focal_point_x, image.focal_point_y))
    natural = ((right - left) * size[0], (bottom - top) * size[1])
    known = {"image_id": image.sha256[:ID_LENGTH], "key": key(image), "shape": shape, "suffix": suffix}
    return [
        Rendition(width=width, height=max(1, round(width * natural[1] / natural[0])), **known)
        for width in _widths(SHAPES[shape], natural)
    ]


def all_renditions(image: Image) -> list[Rendition]:
    return [r for name, shape in SHAPES.items() for suffix in shape.suffixes for r in renditions(image, name, suffix)]


def nearest(of: list[Rendition], width: int) -> Rendition | None:
    """The narrowest that is at least so wide, or else the widest there is."""
    return next((r for r in of if r.width >= width), of[-1] if of else None)


def srcset(of: list[Rendition]) -> str:
    return ", ".join(f"{rendition.address} {rendition.width}w" for rendition in of)


def named(name: str) -> Rendition | None:
    """The rendition that is asked for; whether the picture has it is another question."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    parts = found.groupdict()
    return Rendition(
        image_id=parts["id"],
        key=parts["key"],
        shape=parts["shape"],
        width=int(parts["width"]),
        suffix=parts["suffix"],
    )


def current(image: Image, asked: Rendition) -> Rendition | None:
    """What now stands for an address that was printed for this picture, if it was one of ours."""
    return next((r for r in renditions(image, asked.shape, asked.suffix) if r.width == asked.width), None)


def same_file(rendition: Rendition, other: Rendition) -> bool:
    return replace(rendition, height=0) == replace(other, height=0)


def key(image: Image) -> str:
    """Changes with whatever a rendition is made from besides the file itself: the crop, the words it carries."""
    words = (image.caption, image.credit, image.creator, image.copyright_notice, image.usage_terms)
    made_from = (MADE_AS, f"{image.focal_point_x:.3f} {image.focal_point_y:.3f}", *words)
    made_from += (image.rights_url, image.licensor_url)
    return blake2b(repr(made_from).encode("utf-8", "backslashreplace"), digest_size=4).hexdigest()


def crop(shape: str, size: tuple[int, int], focus: tuple[float, float]) -> tuple[float, float, float, float]:
    """The largest part of that shape, its middle as near to the focal point as the edges allow.

    Left, top, right and bottom, as shares of the upright picture.
    """
    ratio = SHAPES[shape].ratio
    if ratio is None:
        return 0.0, 0.0, 1.0, 1.0
    wanted, is_ = ratio[0] / ratio[1], size[0] / size[1]
    wide, high = min(1.0, wanted / is_), min(1.0, is_ / wanted)
    left = min(max(focus[0] - wide / 2, 0.0), 1.0 - wide)
    top = min(max(focus[1] - high / 2, 0.0), 1.0 - high)
    return left, top, left + wide, top + high


def _widths(shape: Shape, natural: tuple[float, float]) -> list[int]:
    """Nothing is blown up: the widest is what the picture has, and none is made that is hardly narrower than that."""
    most = min(shape.widths[-1], round(natural[0]))
    if shape.ratio is None:
        most = min(most, int(TALLEST * natural[0] / natural[1]))
    most = max(1, most)
    return [width for width in shape.widths if width * 1.2 <= most] + [most]
