"""Drawn cards: what is shown of a story without a picture where it is shared.

The fonts come with the software (images/fonts/), so a card looks the same on every machine. What they have no letters
for is not drawn: a card of empty boxes would be worse than none.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont, features

MADE_AS = 1  # to be counted up when cards are drawn in another way: their addresses then change
SIZE = (1200, 630)
MARGIN, TOP, BOTTOM = 80, 136, 508  # pixels: the sides, and between what the headline stands
PAPER, INK, QUIET, ACCENT = "#fdfcf9", "#1b1b1a", "#595751", "#8c1c1c"
FONTS = tuple(Path(__file__).parent / "fonts" / name for name in ("NotoSerif-Bold.ttf", "DejaVuSans-Bold.ttf"))
HEADLINE_SIZES, SMALL = (84, 76, 68, 60, 52, 46), 34
MOST_LINES = 5
NOTHING = "\U0010fff0"  # a code point that no font has a letter for


@dataclass(frozen=True, slots=True)
class Card:
    """The words on a card."""

    headline: str
    above: str = ""
    below: str = ""
    is_rtl: bool = False


def can_draw(card: Card) -> bool:
    """Whether the fonts have every letter of it, and can join and turn them where the script asks for that."""
    if card.is_rtl and not (features.check("raqm") and features.check("fribidi")):
        return False
    return all(_font_of(text) for text in (card.headline, card.above, card.below) if text)


def draw(card: Card) -> bytes:
    """The card as PNG."""
    picture = Pillow.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 16), fill=ACCENT)
    if card.above:
        _line(pen, card.above, MARGIN - 8, SMALL, ACCENT, is_rtl=card.is_rtl)
    size, lines = _fitted(card)
    height = round(size * 1.22)
    for number, line in enumerate(reversed(lines), start=1):
        _line(pen, line, BOTTOM - number * height, size, INK, is_rtl=card.is_rtl)
    pen.line((MARGIN, 530, SIZE[0] - MARGIN, 530), fill=INK, width=3)
    _line(pen, card.below, 548, SMALL, QUIET, is_rtl=card.is_rtl)
    file = io.BytesIO()
    picture.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _fitted(card: Card) -> tuple[int, list[str]]:
    """The largest size in which the headline has room; in the smallest it is cut."""
    for size in HEADLINE_SIZES:
        lines = _wrapped(card.headline, size, is_rtl=card.is_rtl)
        if len(lines) <= MOST_LINES and len(lines) * size * 1.22 <= BOTTOM - TOP:
            return size, lines
    kept = lines[:MOST_LINES]
    return size, [*kept[:-1], f"{kept[-1].rpartition(' ')[0] or kept[-1][:-1]}…"]


def _wrapped(text: str, size: int, *, is_rtl: bool) -> list[str]:
    font, room = _loaded(_font_of(text), size), SIZE[0] - 2 * MARGIN
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer, **_direction(is_rtl=is_rtl)) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _line(pen: ImageDraw.ImageDraw, text: str, top: int, size: int, color: str, *, is_rtl: bool) -> None:
    if not text:
        return
    font, room = _loaded(_font_of(text), size), SIZE[0] - 2 * MARGIN
    direction = _direction(is_rtl=is_rtl)
    while font.getlength(text, **direction) > room and len(text) > 2:  # one long word, or a long name
        text = f"{text.rstrip('…')[:-1]}…"
    left = SIZE[0] - MARGIN - font.getlength(text, **direction) if is_rtl else MARGIN
    pen.text((left, top), text, fill=color, font=font, **direction)


def _direction(*, is_rtl: bool) -> dict[str, str]:
    return {"direction": "rtl"} if is_rtl else {}


@lru_cache(maxsize=1024)
def _font_of(text: str) -> Path | None:
    """The first font that has every letter of a text."""
    return next((font for font in FONTS if all(_has(font, letter) for letter in set(text) | {"…"})), None)


@lru_cache(maxsize=4096)
def _has(path: Path, letter: str) -> bool:
    if letter.isspace():
        return True
    font = _loaded(path, SMALL)
    drawn, nothing = font.getmask(letter), font.getmask(NOTHING)
    return drawn.size != nothing.size or bytes(drawn) != bytes(nothing)


@lru_cache(maxsize=32)
def _loaded(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
