"""The pictures of an entry: Media RSS, enclosures and thumbnails, with whose caption is whose."""

import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from wire.formats.html import addresses, figures, plain
from wire.formats.story import Rendition, WirePicture
from wire.formats.trees.elements import Element, local, number

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|svg)$", re.IGNORECASE)
_MEDIA = "search.yahoo.com/mrss"
# Blocks of programs' own that hold the address of a picture, as text or as an attribute.
_OTHERS = {"image", "thumbnail", "featuredimage", "postthumbnail", "photo", "picture"}


MAX_FILES = 200
_WORDS = ("title", "description", "text", "credit", "copyright")


@dataclass(kw_only=True)
class Found:
    """What an entry shows, each once; `others` are sound, film and documents."""

    by_file: dict[str, WirePicture] = field(default_factory=dict)
    others: dict[str, Rendition] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    @property
    def pictures(self) -> tuple[WirePicture, ...]:
        """In the entry's order."""
        return tuple(self.by_file.values())

    def add(self, picture: WirePicture) -> None:
        """One file more: another size of a picture that is there already, or a new one."""
        if not figures.is_address(picture.href):
            self.refused.append(picture.href)
            return
        key = _file(picture.href)
        if key in self.by_file:
            self.by_file[key] = _joined(self.by_file[key], picture)
        elif len(self.by_file) < MAX_FILES:
            self.by_file[key] = picture


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
    for thumbnail in thumbnails[:MAX_FILES]:
        if not found.by_file or _file(thumbnail.href) in found.by_file:
            found.add(thumbnail)
        elif len(found.by_file) == 1:  # the small copy of the only picture
            key, only = next(iter(found.by_file.items()))
            found.by_file[key] = _joined(only, thumbnail)
    return found


def _of_tree(item: Element, found: Found) -> None:
    """Media RSS: what is said of a group or of the item is said of each file in it."""
    of_item = _words(item)
    for group in [element for element in item if _is_media(element, "group")]:
        around = _words(group) | {name: said for name, said in of_item.items() if name not in ("title", "description")}
        files = [element for element in group if _is_media(element, "content")][:MAX_FILES]
        shown = [_described(element, around) for element in files if _is_picture(element.attrib)]
        if shown:
            shown.sort(key=lambda size: (size.width or 0) * (size.height or 1), reverse=True)
            found.add(replace(shown[0], renditions=tuple(_rendition(size) for size in shown)))
        for element in files:
            if not _is_picture(element.attrib):
                _take(element.attrib, found)
    for element in item[: 5 * MAX_FILES]:
        if _is_media(element, "content"):
            if _is_picture(element.attrib):
                found.add(_described(element, of_item))
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


def _described(element: Element, around: dict[str, str]) -> WirePicture:
    """The picture of a file; the words nearest to it are its own."""
    said = around | _words(element)
    thumbnail = next((child for child in element if _is_media(child, "thumbnail")), None)
    picture = replace(
        _picture(element.attrib),
        headline=said.get("title", ""),
        caption=said.get("description") or said.get("text") or said.get("title", ""),
        credit=said.get("credit", ""),
        copyright_notice=said.get("copyright", ""),
    )
    return picture if thumbnail is None else _joined(picture, _picture(thumbnail.attrib))


def _words(element: Element) -> dict[str, str]:
    """What the elements of Media RSS directly below say, the first of each name."""
    said: dict[str, str] = {}
    for child in element[: 5 * MAX_FILES]:
        is_new = _is_media(child) and local(child) in _WORDS and local(child) not in said
        if is_new and (text := plain.line("".join(child.itertext()))):
            said[local(child)] = text
    return said


def _take(file: Any, found: Found) -> None:
    if _is_picture(file):
        found.add(_picture(file))
    elif href := plain.line(str(file.get("url") or "")):
        rendition = Rendition(name="enclosure", href=href, mimetype=plain.line(str(file.get("type") or "")))
        if not figures.is_address(href):
            found.refused.append(href)
        elif len(found.others) < MAX_FILES:
            found.others.setdefault(href, rendition)


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


def _file(href: str) -> str:
    """What stays the same in the addresses of one picture: they differ in size only (?width=460, -300x200)."""
    path = _path(href)
    if not _PICTURE_FILE.search(path):
        return href
    host = urlsplit(href).netloc if "://" in href else ""
    stem, ending = posixpath.splitext(path)
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
