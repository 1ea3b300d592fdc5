"""What the library takes as a picture: checked before a single pixel is decoded."""

import hashlib
import struct
import warnings
from typing import BinaryIO

from PIL import Image

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
MAX_PIXELS = 40_000_000  # a 10 KB file can unpack to gigabytes; no press photograph is larger
LESS = {"WEBP": 15_000_000, "AVIF": 20_000_000}  # their decoders hold a picture several times


class UploadError(ValueError):
    """This file is no picture that readers could be shown; the message says why."""


ORIENTATION = 0x0112  # the EXIF tag that says how the camera was held
ON_ITS_SIDE = {5, 6, 7, 8}


def most_pixels(kind: str | None) -> int:
    return LESS.get(kind or "", MAX_PIXELS)


def upright_size(file: BinaryIO) -> tuple[int | None, int | None]:
    """Width and height as readers see the picture; nothing for what is no picture."""
    before = file.tell()
    file.seek(0)
    try:
        with Image.open(file, formats=list(FORMATS)) as picture:
            width, height = picture.size
            return (height, width) if orientation(picture) in ON_ITS_SIDE else (width, height)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, None
    finally:
        file.seek(before)


def orientation(picture: Image.Image) -> int:
    """How to put a picture upright, as EXIF counts it; 1 leaves it as it is."""
    try:
        turned = picture.getexif().get(ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, struct.error):  # damaged notes, whole picture
        return 1
    return turned if turned in range(1, 9) else 1


def inspect(file: BinaryIO) -> tuple[str, str]:
    """The SHA-256 of a picture's file, and the suffix that says what it really is."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we are stricter, and count ourselves
            with Image.open(file, formats=list(FORMATS)) as picture:
                width, height = picture.size
                most = most_pixels(picture.format)
                if width * height > most:
                    raise UploadError(
                        f"This picture has {width} × {height} pixels; the library takes up to "
                        f"{most // 1_000_000} million in {picture.format}. Scale it down and try again."
                    )
                picture.verify()
                suffix = FORMATS[picture.format or ""]
    except UploadError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as exc:
        raise UploadError(
            "This is not a whole picture in a format that the library takes: JPEG, PNG, WebP, AVIF or GIF."
        ) from exc
    file.seek(0)
    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return sha256, suffix
