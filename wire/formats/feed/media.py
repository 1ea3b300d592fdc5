"""The pictures of an entry: Media RSS, enclosures and thumbnails, with whose caption is whose."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from wire.formats import addresses, figures, plain
from wire.formats.elements import Element, local, number
from wire.formats.story import Rendition, WirePicture

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|svg)$", re.IGNORECASE)
_MEDIA = "search.yahoo.com/mrss"
# Blocks of programs' own that hold the address of a picture, as text or as an attribute.
_OTHERS = {"image", "thumbnail", "featuredimage", "postthumbnail", "photo", "picture"}


@dataclass(kw_only=True)
class Found:
    """`pictures` in order of size, each once; `others` are sound, film and documents."""

    pictures: list[WirePicture] = field(default_factory=list)
    others: list[Rendition] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, picture: WirePicture) -> None:
        """One file more: another size of a picture that is there already, or a new one."""
        if not figures.is_address(picture.href):
            self.refused.append(picture.href)
            return
        for place, known in enumerate(self.pictures):
            if _same(known.href, picture.href):
                self.pictures[place] = _joined(known, picture)
                return
        self.pictures.append(picture)


def of_entry(entry: Any, item: Element | None) -> Found:
    """Everything that an entry shows besides its text. The tree, where there is one, tells more than the entry."""
    found = Found()
    if item is not None:
        _of_tree(item, found)
    else:
        for content in dict.get(entry, "media_content", ()):
            _take(content, found)
    for link in dict.get(entry, "links", ()):
        if link.get("rel") == "enclosure" and link.get("href"):
            _take({**link, "url": link["href"]}, found)
    thumbnails = [_picture(shown) for shown in dict.get(entry, "media_thumbnail", ()) if shown.get("url")]
    itunes = dict.get(entry, "image") or {}
    if isinstance(itunes, dict) and itunes.get("href"):
        thumbnails.append(WirePicture(href=itunes["href"], filename=addresses.filename(itunes["href"])))
    for thumbnail in thumbnails:
        if found.pictures and not any(_same(known.href, thumbnail.href) for known in found.pictures):
            if len(found.pictures) == 1:  # the small copy of the only picture
                found.pictures[0] = _joined(found.pictures[0], thumbnail)
        else:
            found.add(thumbnail)
    return found


def _of_tree(item: Element, found: Found) -> None:
    """Media RSS: what is said of a group or of the item is said of each file in it."""
    groups = [element for element in item if _is_media(element, "group")]
    for group in groups:
        files = [element for element in group if _is_media(element, "content")]
        shown = [element for element in files if _is_picture(element.attrib)]
        sizes = [_described(element, (element, group, item)) for element in shown]
        if sizes:
            sizes.sort(key=lambda size: (size.width or 0) * (size.height or 1), reverse=True)
            found.add(replace(sizes[0], renditions=tuple(_rendition(size) for size in sizes)))
        for element in files:
            if element not in shown:
                _take(element.attrib, found)
    for element in item:
        if _is_media(element, "content"):
            if _is_picture(element.attrib):
                found.add(_described(element, (element, item)))
            else:
                _take(element.attrib, found)
        elif not _is_media(element) and local(element).lower().replace("-", "").replace("_", "") in _OTHERS:
            _of_program(element, found)


def _of_program(element: Element, found: Found) -> None:
    candidates = [element.get("url"), element.get("href"), element.get("src"), element.text]
    for child in element:
        candidates += [child.text] if local(child).lower() in ("url", "src", "link") else []
    href = next((said for text in candidates if (said := plain.line(text or ""))), "")
    if re.match(r"https?://", href, re.IGNORECASE):
        found.add(_picture({**element.attrib, "url": href}))


def _described(element: Element, around: Iterable[Element]) -> WirePicture:
    """The picture of a file; the words nearest to it are its own."""
    said = {name: _nearest(around, name) for name in ("title", "description", "text", "credit", "copyright")}
    thumbnail = next((child for child in element if _is_media(child, "thumbnail")), None)
    picture = replace(
        _picture(element.attrib),
        headline=said["title"],
        caption=said["description"] or said["text"] or said["title"],
        credit=said["credit"],
        copyright_notice=said["copyright"],
    )
    return picture if thumbnail is None else _joined(picture, _picture(thumbnail.attrib))


def _nearest(around: Iterable[Element], name: str) -> str:
    for element in around:
        for child in element:
            if _is_media(child, name) and (said := plain.line("".join(child.itertext()))):
                return said
    return ""


def _take(file: Any, found: Found) -> None:
    if _is_picture(file):
        found.add(_picture(file))
    elif href := plain.line(str(file.get("url") or "")):
        rendition = Rendition(name="enclosure", href=href, mimetype=plain.line(str(file.get("type") or "")))
        if not figures.is_address(href):
            found.refused.append(href)
        elif all(known.href != href for known in found.others):
            found.others.append(rendition)


def _is_picture(file: Any) -> bool:
    kind, medium = str(file.get("type") or "").lower(), str(file.get("medium") or "").lower()
    if kind and kind != "application/octet-stream":
        return kind.startswith("image")
    path = _path(str(file.get("url") or ""))
    return bool(file.get("url")) and (medium == "image" or (not medium and _PICTURE_FILE.search(path) is not None))


def _picture(file: Any) -> WirePicture:
    href = plain.line(str(file.get("url") or ""))
    return WirePicture(
        href=href,
        filename=addresses.filename(href),
        mimetype=plain.line(str(file.get("type") or "")) if "/" in str(file.get("type") or "") else "",
        width=number(str(file.get("width") or "")),
        height=number(str(file.get("height") or "")),
    )


def _joined(known: WirePicture, other: WirePicture) -> WirePicture:
    """Two files of one picture: the larger one stands for it, and keeps the words of both."""
    is_larger = (other.width or 0) > (known.width or 0) and bool(known.width)
    best, rest = (other, known) if is_larger else (known, other)
    renditions = dict.fromkeys((*_renditions(known), *_renditions(other)))
    return replace(
        best,
        caption=best.caption or rest.caption,
        headline=best.headline or rest.headline,
        credit=best.credit or rest.credit,
        copyright_notice=best.copyright_notice or rest.copyright_notice,
        alt=best.alt or rest.alt,
        renditions=tuple(renditions),
    )


def _renditions(picture: WirePicture) -> tuple[Rendition, ...]:
    return picture.renditions or (_rendition(picture),)


def _rendition(picture: WirePicture) -> Rendition:
    return Rendition(href=picture.href, mimetype=picture.mimetype, width=picture.width, height=picture.height)


def _same(one: str, other: str) -> bool:
    """Whether two addresses are files of one picture: they differ in size only (?width=460, -300x200)."""
    return one == other or (_unsized(one) == _unsized(other) and _PICTURE_FILE.search(_path(one)) is not None)


def _unsized(href: str) -> str:
    host = urlsplit(href).netloc if "://" in href else ""
    stem, ending = posixpath.splitext(_path(href))
    return host + re.sub(r"-\d{2,4}x\d{2,4}$|-scaled$", "", stem) + ending.lower()


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def _is_media(element: Element, name: str = "") -> bool:
    if not isinstance(element.tag, str) or _MEDIA not in element.tag:
        return False
    return not name or local(element) == name
