"""Pictures that metadata name: an address, many, or objects with captions. Crops of one picture are one picture."""

import re
from typing import Any
from urllib.parse import urlsplit

from wire.formats.html import addresses
from wire.formats.html.figures import is_address
from wire.formats.pages.linked_data import Node, line
from wire.formats.story import Rendition, WirePicture
from wire.formats.trees.elements import number

_SIZE = re.compile(
    r"(?:[-_.](?:\d{2,4}x\d{2,4}|[whx]?\d{2,4}[whx]?|16x9|4x3|1x1|16-9|4-3|1-1|large|small|medium|square|wide))+$"
)

_TELLING = 8


def read(node: Node, link: str) -> tuple[tuple[WirePicture, ...], tuple[str, ...]]:
    """The pictures, and the addresses that nobody may keep."""
    pictures: dict[str, WirePicture] = {}
    refused: list[str] = []
    values = (
        node.all("image") or node.all("associatedMedia") or node.all("thumbnailUrl") or node.all("primaryImageOfPage")
    )
    for value in values:
        picture = _picture(value, link)
        if not is_address(picture.href) or not picture.href:
            refused += [picture.href] if picture.href else []
            continue
        key = _same(picture.href)
        known = pictures.get(key)
        pictures[key] = _joined(known, picture) if known else picture
    return tuple(pictures.values()), tuple(refused)


def _picture(value: Any, link: str) -> WirePicture:
    if not isinstance(value, dict):
        href = addresses.whole(line(value), link)
        return WirePicture(href=href, filename=addresses.filename(href), renditions=(Rendition(href=href),))
    node = Node(value, {})
    href = addresses.whole(node.address("contentUrl", "url", "@id") or node.text("contentUrl", "url"), link)
    width, height = number(node.text("width")), number(node.text("height"))
    mimetype = node.text("encodingFormat").casefold()
    mimetype = mimetype if "/" in mimetype else ""
    return WirePicture(
        href=href,
        caption=node.text("caption", "description", "headline"),
        credit=node.text("creditText", "creator", "author", "copyrightHolder"),
        alt=node.text("alternateName"),
        copyright_notice=node.text("copyrightNotice"),
        usage_terms=node.text("license", "acquireLicensePage"),
        filename=addresses.filename(href),
        mimetype=mimetype,
        width=width,
        height=height,
        renditions=(Rendition(href=href, mimetype=mimetype, width=width, height=height),),
    )


def is_same(one: str, other: str) -> bool:
    """Whether two addresses are of crops of one picture."""
    return _same(one) == _same(other)


def _same(href: str) -> str:
    """What all crops of a picture share: the name of its file, without sizes."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return href
    folder, _, file = path.rpartition("/")
    bare = _SIZE.sub("", file.rpartition(".")[0])
    return bare if len(bare) >= _TELLING else f"{folder}/{bare}"  # many pictures are called "1" or "2000"


def _joined(known: WirePicture, other: WirePicture) -> WirePicture:
    """The first stays the one to show: it is the one that its sender put first."""
    return WirePicture(
        href=known.href,
        caption=known.caption or other.caption,
        credit=known.credit or other.credit,
        alt=known.alt or other.alt,
        copyright_notice=known.copyright_notice or other.copyright_notice,
        usage_terms=known.usage_terms or other.usage_terms,
        filename=known.filename,
        mimetype=known.mimetype,
        width=known.width,
        height=known.height,
        renditions=(*known.renditions, *other.renditions),
    )
