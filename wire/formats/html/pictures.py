"""Pictures in HTML copy: taken out of the text, with the caption and the credit that stand below."""

import re

from articles import markup
from wire.formats.html import addresses
from wire.formats.html import tree as html_tree
from wire.formats.html.figures import is_address
from wire.formats.html.tree import Html
from wire.formats.story import Rendition, WirePicture
from wire.formats.trees.elements import number

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)(?:$|[?#/])", re.IGNORECASE)
_CREDIT = re.compile(r"(?:^|[\s_-])(?:credits?|creditline|photographer|copyright|source)(?:$|[\s_-])", re.IGNORECASE)
_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-])", re.IGNORECASE)
_CREDIT_LABEL = re.compile(r"^(?:(?:photo(?:graph)?|image|foto|credit|bild)(?: by)?\s?[:/]|©|\(c\))\s?", re.IGNORECASE)
_SMALLEST = 90  # pixels: less is a button, a flag, a face beside a name
_PIXEL = 2


def take(root: Html, *, base: str = "") -> tuple[tuple[WirePicture, ...], tuple[str, ...]]:
    """The pictures, and the addresses among them that nobody may keep. What counts readers is dropped with the rest.

    `base` is the address of the page; without it only whole addresses, and files beside the document, are kept.
    """
    pictures: dict[str, WirePicture] = {}
    refused: list[str] = []
    for figure in list(root.iter("figure")):
        images = list(figure.iter("img", "amp-img"))
        if images and next(figure.iter("table", "blockquote"), None) is None:
            _add(images[0], figure, base, pictures, refused)
            html_tree.drop(figure)
        elif not images and next(figure.iter("video", "iframe", "audio", "object", "svg"), None) is not None:
            html_tree.drop(figure)
    for image in list(root.iter("img", "amp-img")):
        _add(image, None, base, pictures, refused)
        html_tree.drop(image)
    return tuple(pictures.values()), tuple(dict.fromkeys(refused))


def _add(image: Html, figure: Html | None, base: str, pictures: dict[str, WirePicture], refused: list[str]) -> None:
    sent = _href(image)
    href = addresses.whole(sent, base)
    width, height = number(image.get("width")), number(image.get("height"))
    if not href or _is_pixel(image) or (figure is None and not _IMAGE_FILE.search(href)):
        return
    if not is_address(href):
        refused.append(href)
        return
    if figure is None and max(width or _SMALLEST, height or _SMALLEST) < _SMALLEST:
        return
    caption, credit = _lines(figure) if figure is not None else ("", "")
    pictures.setdefault(
        href,
        WirePicture(
            href=href,
            caption=caption,
            credit=credit,
            alt=markup.one_line(image.get("alt", "")),
            filename=addresses.filename(href),
            width=width,
            height=height,
            renditions=(Rendition(href=href, width=width, height=height),),
        ),
    )


def _href(image: Html) -> str:
    """The address, also where a script is to put it in its place later."""
    for name in ("src", "data-src", "data-original", "data-lazy-src"):
        href = image.get(name, "").strip()
        if href and not href.startswith(("data:", "blob:", "about:", "javascript:")):
            return str(href)
    sources = [image, *(image.getparent().iter("source") if image.getparent() is not None else ())]
    for source in sources:
        if files := (source.get("srcset", "") or source.get("data-srcset", "")).strip():
            return str(re.split(r",\s+", files)[-1].split()[0])  # the widest comes last
    return ""


def _is_pixel(image: Html) -> bool:
    sizes = [image.get(name, "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size.isdigit() and int(size) <= _PIXEL for size in sizes)


def _lines(figure: Html) -> tuple[str, str]:
    """The caption and the credit in it or beside it."""
    credits_ = [found for found in figure.iter() if _has_class(found, _CREDIT) and found.tag != "figcaption"]
    credit = next((said for found in credits_ if (said := html_tree.text(found))), "")
    for found in credits_:
        if found is not figure:
            html_tree.drop(found)
    captions = [*figure.iter("figcaption")] or [found for found in figure.iter() if _has_class(found, _CAPTION)]
    caption = next((said for found in captions if (said := html_tree.text(found))), "")
    return caption, _CREDIT_LABEL.sub("", credit)


def _has_class(element: Html, pattern: re.Pattern[str]) -> bool:
    return html_tree.is_element(element) and pattern.search(element.get("class", "")) is not None
