"""What the library takes as a picture: checked before a single pixel is decoded."""

import hashlib
import warnings
from typing import BinaryIO

from PIL import Image

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
MAX_PIXELS = 40_000_000  # a 10 KB file can unpack to gigabytes; no press photograph is larger


class UploadError(ValueError):
    """This file is no picture that readers could be shown; the message says why."""


def inspect(file: BinaryIO) -> tuple[str, str]:
    """The SHA-256 of a picture's file, and the suffix that says what it really is."""
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we are stricter, and count ourselves
            with Image.open(file, formats=list(FORMATS)) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    raise UploadError(
                        f"This picture has {width} × {height} pixels; the library takes up to "
                        f"{MAX_PIXELS // 1_000_000} million. Scale it down and try again."
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
