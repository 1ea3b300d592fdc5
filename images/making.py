"""Renditions are made when they are first asked for, and kept.

One picture at a time is decoded in a process, so that memory is bounded however many readers ask at once; whoever
waited finds the file made. What readers get carries credit and rights, and nothing else of what a camera noted.
"""

import io
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import ceil, sqrt
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from PIL import Image as Pillow
from PIL import ImageCms

from images.credits import packet
from images.models import Image
from images.renditions import Rendition, crop
from images.upload import FORMATS, ON_ITS_SIDE, most_pixels, orientation

PATIENCE = 20.0  # seconds that a request waits for its turn
EASY = ("RGB", "L", "CMYK")  # what Pillow scales as it is
MUCH = 8_000_000  # pixels
ENCODINGS = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
# How a camera held otherwise is put upright, and which part of its file shows a part of the upright picture.
UPRIGHT = {
    2: (Pillow.Transpose.FLIP_LEFT_RIGHT, lambda left, top, right, bottom: (1 - right, top, 1 - left, bottom)),
    3: (Pillow.Transpose.ROTATE_180, lambda left, top, right, bottom: (1 - right, 1 - bottom, 1 - left, 1 - top)),
    4: (Pillow.Transpose.FLIP_TOP_BOTTOM, lambda left, top, right, bottom: (left, 1 - bottom, right, 1 - top)),
    5: (Pillow.Transpose.TRANSPOSE, lambda left, top, right, bottom: (top, left, bottom, right)),
    6: (Pillow.Transpose.ROTATE_270, lambda left, top, right, bottom: (top, 1 - right, bottom, 1 - left)),
    7: (Pillow.Transpose.TRANSVERSE, lambda left, top, right, bottom: (1 - bottom, 1 - right, 1 - top, 1 - left)),
    8: (Pillow.Transpose.ROTATE_90, lambda left, top, right, bottom: (1 - bottom, left, 1 - top, right)),
}
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

_turn = threading.Lock()


class NotMade(Exception):
    """The original is lost or damaged: there is nothing to make a rendition from."""


class Busy(Exception):
    """Others are being made; ask again in a moment."""


def opened(image: Image, rendition: Rendition) -> File:
    """The file of a rendition, made if nobody has asked for it before."""
    try:
        return default_storage.open(rendition.name)
    except FileNotFoundError:
        with _one_at_a_time():
            if not default_storage.exists(rendition.name):
                make(image, [rendition])
        return default_storage.open(rendition.name)


def kept(folder: str, name: str, draw: Callable[[], bytes]) -> File:
    """A file that is drawn when it is first asked for; what the folder held before it goes."""
    whole = f"{folder}/{name}"
    try:
        return default_storage.open(whole)
    except FileNotFoundError:
        with _one_at_a_time():
            if not default_storage.exists(whole):
                _keep(whole, draw())
                for other in default_storage.listdir(folder)[1]:
                    if other != name:
                        default_storage.delete(f"{folder}/{other}")
        return default_storage.open(whole)


def make(image: Image, wanted: Iterable[Rendition]) -> None:
    """Decode the original once, and keep the renditions of it that are wanted."""
    wanted = sorted(wanted, key=lambda rendition: -rendition.width)
    words = packet(image)
    try:
        with default_storage.open(image.file.name) as file, Pillow.open(file, formats=list(FORMATS)) as picture:
            if picture.width * picture.height > most_pixels(picture.format):
                raise NotMade(f"{image.file.name} has more pixels than we decode.")
            turned = orientation(picture)
            focus = (image.focal_point_x, image.focal_point_y)
            size = _upright(picture.size, turned)
            parts = {shape: crop(shape, size, focus) for shape in {rendition.shape for rendition in wanted}}
            _decode(picture, max(r.width / (parts[r.shape][2] - parts[r.shape][0]) / size[0] for r in wanted))
            for rendition in wanted:
                made = _cut(picture, rendition, parts[rendition.shape], turned)
                _keep(rendition.name, _encoded(made, rendition.suffix, words))
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as exc:
        raise NotMade(f"{image.file.name}: {exc}") from exc


def _upright(size: tuple[int, int], turned: int) -> tuple[int, int]:
    return (size[1], size[0]) if turned in ON_ITS_SIDE else size


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turn.release()


def _decode(picture: Pillow.Image, scale: float) -> None:
    """As small as serves: a JPEG decoder gives a half, a quarter or an eighth for a fraction of time and memory."""
    if scale < 1:
        picture.draft(None, (int(picture.width * scale) + 1, int(picture.height * scale) + 1))
    picture.load()


def _cut(picture: Pillow.Image, rendition: Rendition, part, turned: int) -> Pillow.Image:
    """Cut and scaled down first, then turned upright and brought to sRGB: what is small is quick to change."""
    turn, place = UPRIGHT.get(turned, (None, None))
    left, top, right, bottom = place(*part) if place else part
    box = (left * picture.width, top * picture.height, right * picture.width, bottom * picture.height)
    made = _scaled(picture, _upright((rendition.width, rendition.height), turned), _inside(box, picture.size))
    if turn is not None:
        made = made.transpose(turn)
    return _in_srgb(made, picture.info.get("icc_profile"))


def _inside(box, size):
    """Sums of shares may miss the edge by the last digit, which Pillow refuses."""
    return max(box[0], 0.0), max(box[1], 0.0), min(box[2], size[0]), min(box[3], size[1])


def _scaled(picture: Pillow.Image, size: tuple[int, int], box) -> Pillow.Image:
    has_alpha = picture.has_transparency_data
    if picture.mode not in EASY and picture.width * picture.height > MUCH:
        # has to be copied whole before it can be scaled well: some of the pixels are worth more than all our memory
        step = ceil(sqrt(picture.width * picture.height / MUCH))
        picture = picture.resize((picture.width // step, picture.height // step), Pillow.Resampling.NEAREST)
        box = _inside(tuple(side / step for side in box), picture.size)
    if picture.mode.startswith("I"):  # 16 bits of gray
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode not in (*EASY, "RGBA"):
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    return picture.resize(size, Pillow.Resampling.LANCZOS, box=box, reducing_gap=2.0)


def _in_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """In the colors every screen knows, so that no profile has to travel with the file."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, own, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a damaged profile, or one of other colors than the picture's
    return picture.convert(mode)


def _encoded(picture: Pillow.Image, suffix: str, words: bytes) -> bytes:
    if suffix == "jpg" and picture.mode == "RGBA":
        ground = Pillow.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    picture.info.clear()  # Pillow would write into the new file what it found in the old one
    file = io.BytesIO()
    picture.save(file, xmp=words, **ENCODINGS[suffix])
    return file.getvalue()


def _keep(name: str, data: bytes) -> None:
    """Whole or not at all; of two processes that made the same, the first one's is kept."""
    with _content(default_storage, data) as content:
        kept = default_storage.save(name, content)
    if kept != name:
        default_storage.delete(kept)


@contextmanager
def _content(storage: Storage, data: bytes) -> Iterator[File]:
    """On a disk, written beside its place first: Django then moves it there, so no reader meets half a file."""
    try:
        root = Path(storage.path(""))
    except NotImplementedError:  # elsewhere, as in a bucket, files appear whole by themselves
        yield ContentFile(data)
        return
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=root, prefix=".making-", delete=False) as file:
        file.write(data)
    path = Path(file.name)
    try:
        content = ContentFile(data)
        content.temporary_file_path = lambda: str(path)  # what Django asks to know that a file can be moved
        yield content
    finally:
        path.unlink(missing_ok=True)
