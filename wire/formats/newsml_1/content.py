"""What a ContentItem holds: text in one of many wrappings, or a file."""

import base64
import binascii
import re
from dataclasses import dataclass

from wire.formats.html import prose
from wire.formats.nitf import Copy, read_copy
from wire.formats.nitf import flow as nitf_flow
from wire.formats.opened import Opened
from wire.formats.story import Rendition
from wire.formats.trees.elements import Element, attribute, descendants, find, find_all, local, number, raw_text

_MEDIA = {
    "text": "text",
    "photo": "picture",
    "image": "picture",
    "picture": "picture",
    "still": "picture",
    "graphic": "graphic",
    "infographic": "graphic",
    "illustration": "graphic",
    "video": "video",
    "animation": "video",
    "audio": "audio",
    "sound": "audio",
    "radio": "audio",
}
_EXTENSIONS = {
    "jpg": "picture",
    "jpeg": "picture",
    "png": "picture",
    "gif": "picture",
    "tif": "picture",
    "tiff": "picture",
    "eps": "graphic",
    "svg": "graphic",
    "mp4": "video",
    "mov": "video",
    "mp3": "audio",
    "wav": "audio",
    "xml": "text",
    "txt": "text",
    "htm": "text",
    "html": "text",
}
_NITF = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?<(?:\w+:)?nitf\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The text of a ContentItem: as blocks inside a NITF copy, whatever it was wrapped in. `head` is a NITF head."""

    copy: Copy
    head: Element | None = None


def medium(item: Element) -> str:
    """text, picture, graphic, video, audio, or "" for what is no part of a story (a style sheet)."""
    mimetype = _mimetype(item)
    formal = attribute(item, "Format", "FormalName").casefold()
    if mimetype in ("text/css", "text/javascript") or formal in ("css", "javascript"):
        return ""
    if known := _MEDIA.get(attribute(item, "MediaType", "FormalName").casefold()):
        return known
    if known := _MEDIA.get(mimetype.partition("/")[0]):
        return known
    if re.match(r"(?:jpe?g|png|gif|tiff?)\b", formal):
        return "picture"
    extension = re.search(r"\.(\w{2,4})(?:[?#]|$)", item.get("Href", ""))
    if extension and (known := _EXTENSIONS.get(extension[1].casefold())):
        return known
    return "text" if _data(item) is not None else ""


def rendition(item: Element, role: str) -> Rendition:
    """A file with its size in pixels, named by its use."""
    facts = properties(item)
    return Rendition(
        name=facts.get("imageuse") or role,
        href=item.get("Href", "").strip(),
        mimetype=_mimetype(item),
        width=number(facts.get("width") or facts.get("pixelwidth")),
        height=number(facts.get("height") or facts.get("pixelheight")),
    )


def properties(item: Element) -> dict[str, str]:
    """The characteristics of an item by name, in lower case."""
    return {
        element.get("FormalName", "").casefold(): element.get("Value", "").strip()
        for element in find_all(item, "Characteristics/Property")
    }


def said(item: Element) -> Said | None:
    """What it says, or None where it only points to a file."""
    data = _data(item)
    if data is None:
        return None
    if (nitf := next(iter(descendants(data, "nitf")), None)) is not None:
        return Said(copy=read_copy(nitf), head=find(nitf, "head"))
    if any(local(child) for child in data):
        inside = next(iter(descendants(data, "body")), None)
        flow = nitf_flow.read(data if inside is None else inside)
        return Said(copy=Copy(body=tuple(flow.blocks), pictures=tuple(flow.pictures), refused=tuple(flow.refused)))
    return _escaped(_decoded(item, raw_text(data)))


def _escaped(text: str) -> Said:
    """Markup that travels as text."""
    if _NITF.match(text):
        nitf = Opened(text.strip().encode()).xml
        return Said(copy=read_copy(nitf), head=find(nitf, "head"))
    return Said(copy=Copy(body=prose.blocks(text)))


def _data(item: Element) -> Element | None:
    found = [find(item, path) for path in ("DataContent", "Encoding/DataContent", "Encoding/Encoding/DataContent")]
    return next((data for data in found if data is not None), None)


def _decoded(item: Element, text: str) -> str:
    if attribute(item, "Encoding", "Notation").casefold() != "base64":
        return text
    try:
        return Opened(base64.b64decode(text, validate=False)).text
    except binascii.Error:
        return ""


def _mimetype(item: Element) -> str:
    sent = attribute(item, "MimeType", "FormalName") or attribute(item, "Format", "FormalName")
    return sent.casefold() if "/" in sent else ""
