"""Pictures for tests, as files and in the library."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Pillow
from PIL import ImageDraw

from images.models import Image
from tests.factories import make_image

QUARTERS = ("red", "lime", "blue", "yellow")  # top left, top right, bottom left, bottom right


def drawn(size=(800, 600), *, mode="RGB", colors=QUARTERS) -> Pillow.Image:
    """A picture whose quarters can be told apart."""
    picture = Pillow.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    middle_x, middle_y = size[0] // 2, size[1] // 2
    corners = ((0, 0), (middle_x, 0), (0, middle_y), (middle_x, middle_y))
    for (x, y), color in zip(corners, colors, strict=True):
        draw.rectangle((x, y, x + middle_x, y + middle_y), fill=color)
    return picture.convert(mode)


def encoded(picture: Pillow.Image, kind="JPEG", **options) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def keep(data: bytes, suffix="jpg", **fields) -> Image:
    """In the library, as an upload would put it there."""
    image = make_image(sha256=hashlib.sha256(data).hexdigest(), **fields)
    image.file.save(f"picture.{suffix}", ContentFile(data, f"picture.{suffix}"))
    return image


def color_at(picture: Pillow.Image, x: float, y: float) -> str:
    """Which of a few plain colors is nearest to what is seen at a point, given in shares of the picture."""
    plain = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
    plain |= {"white": (255, 255, 255), "black": (0, 0, 0)}
    seen = picture.convert("RGB").getpixel((int(x * (picture.width - 1)), int(y * (picture.height - 1))))
    return min(plain, key=lambda name: sum((a - b) ** 2 for a, b in zip(plain[name], seen, strict=True)))


def corners(picture: Pillow.Image) -> tuple[str, ...]:
    return tuple(color_at(picture, x, y) for y in (0.1, 0.9) for x in (0.1, 0.9))
