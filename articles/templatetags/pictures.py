"""Pictures in pages: which renditions a browser may choose from, for each use the paper makes of one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from articles.models import Byline
from images.models import Image
from images.renditions import SUFFIXES, Rendition, nearest, renditions, srcset

register = template.Library()

TYPES = {"avif": "image/avif", "webp": "image/webp"}
BODY = "(min-width: 40rem) 36rem, calc(100vw - 2rem)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a picture is on a page. `sizes` says how wide it stands there, as the style sheet has it."""

    shape: str
    sizes: str
    most: int  # pixels that a dense screen makes use of
    usual: int  # for browsers that do not choose


USES = {
    "lead": Use(shape="whole", sizes="(min-width: 60rem) 54rem, " + BODY, most=1920, usual=960),
    "body": Use(shape="whole", sizes=BODY, most=1280, usual=640),
    "front": Use(
        shape="16x9",
        sizes="(min-width: 80rem) 52rem, (min-width: 60rem) 64vw, calc(100vw - 2rem)",
        most=1920,
        usual=960,
    ),
    "card": Use(
        shape="3x2",
        sizes="(min-width: 60rem) 19rem, (min-width: 40rem) 46vw, calc(100vw - 2rem)",
        most=960,
        usual=480,
    ),
    "portrait": Use(shape="1x1", sizes="9rem", most=320, usual=320),
    "small portrait": Use(shape="1x1", sizes="4rem", most=160, usual=160),
}


@register.inclusion_tag("articles/_picture.html")
def picture(image: Image, use: str, *, alt: str = "", is_first: bool = False) -> dict:
    """Give `is_first` to the one picture that a page opens with: it is fetched before everything else."""
    uses = USES[use]
    chosen = {suffix: [r for r in renditions(image, uses.shape, suffix) if r.width <= uses.most] for suffix in SUFFIXES}
    fallback = chosen.pop("jpg")
    return {
        "sources": [(TYPES[suffix], srcset(of)) for suffix, of in chosen.items() if of],
        "srcset": srcset(fallback),
        "usual": nearest(fallback, uses.usual),
        "widest": fallback[-1] if fallback else None,  # no page shows a picture larger than it is
        "sizes": uses.sizes,
        "alt": alt,
        "is_first": is_first,
    }


@register.filter
def is_picture(image: Image | None) -> bool:
    """Whether there is a file, and one that can be shown."""
    return bool(image and image.file and image.width and image.height)


@register.simple_tag
def portraits(bylines: Sequence[Byline]) -> list[Image]:
    """The faces of those who wrote a story, where we have all of them: one face beside three names would be a guess."""
    found = [byline.author.portrait for byline in bylines if byline.author and is_picture(byline.author.portrait)]
    return found if len(found) == len(bylines) else []


@register.simple_tag
def crop_of(image: Image, shape: str, width: int) -> Rendition | None:
    """One JPEG for machines: share cards, search engines."""
    return nearest(renditions(image, shape, "jpg"), width)
