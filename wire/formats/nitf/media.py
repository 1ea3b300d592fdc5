"""Pictures and other files that a NITF body names."""

import re

from wire.formats.html import addresses
from wire.formats.story import Related, Rendition, WirePicture
from wire.formats.trees.elements import Element, find, find_all, local, number, text, texts

_PICTURES = {"image", "photo", "picture", "graphic", "illustration", ""}
_IDS = ("id", "guid", "photo-id", "managementid", "assetid", "photo-number")


def read(element: Element, pictures: list[WirePicture], related: list[Related], refused: list[str]) -> None:
    """Add a `media` element to the pictures, or to the related files; addresses on our own machine are refused."""
    references = find_all(element, "media-reference")
    sent = [_rendition(reference) for reference in references]
    renditions = tuple(file for file in sent if file.href and not addresses.is_outside(file.href))
    refused += [file.href for file in sent if file.href and addresses.is_outside(file.href)]
    kind = element.get("media-type", "").strip().casefold()
    if kind in _PICTURES or any(file.mimetype.startswith("image/") for file in renditions):
        picture = _picture(element, references, renditions)
        if picture.caption or picture.href:
            pictures.append(picture)
    else:
        related += [Related(href=file.href, rel=kind) for file in renditions]


def _rendition(reference: Element) -> Rendition:
    return Rendition(
        name=reference.get("name", "").strip(),
        href=reference.get("source", "").strip() or reference.get("data-location", "").strip(),
        mimetype=reference.get("mime-type", "").strip().casefold(),
        width=number(reference.get("width")),
        height=number(reference.get("height")),
    )


def _picture(element: Element, references: list[Element], renditions: tuple[Rendition, ...]) -> WirePicture:
    facts = {
        meta.get("name", "").strip().casefold(): meta.get("value", "").strip()
        for meta in find_all(element, "media-metadata")
    }
    best = max(renditions, key=lambda file: (file.width or 0, file.height or 0), default=Rendition())
    said = {
        name: next((value for reference in references if (value := reference.get(name, "").strip())), "")
        for name in ("alternate-text", "source-credit", "copyright")
    }
    return WirePicture(
        caption=" ".join(_caption(element)),
        credit=text(element, "media-producer") or said["source-credit"] or facts.get("credit", ""),
        alt=said["alternate-text"],
        href=best.href,
        guid=next((facts[name] for name in _IDS if facts.get(name)), "") or _bare_id(best.href),
        name=best.name,
        filename=addresses.filename(best.href),
        mimetype=best.mimetype,
        headline=text(element, "media-caption/hl2") or facts.get("headline", ""),
        copyright_notice=said["copyright"],
        width=best.width,
        height=best.height,
        renditions=renditions,
    )


def _bare_id(href: str) -> str:
    """Some name the picture in an archive of theirs instead of a file."""
    return href if re.fullmatch(r"[\w-]+", href) else ""


def _caption(element: Element) -> list[str]:
    captions = []
    for caption in find_all(element, "media-caption"):
        if find(caption, "hl2") is None:
            captions.append(text(caption))
        else:
            captions += [text(part) for part in caption if local(part) != "hl2"]
    return [caption for caption in dict.fromkeys(captions) if caption] or list(texts(element, "caption"))
