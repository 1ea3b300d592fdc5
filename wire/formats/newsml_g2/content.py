"""What a contentSet holds: the copy, in one of many wrappings, and files."""

import base64
import binascii
import re
from dataclasses import dataclass, field, replace

from wire.formats.errors import WireError
from wire.formats.html import addresses, prose
from wire.formats.newsml_g2 import layout, ttnitf, xhtml
from wire.formats.nitf import Copy, read_copy
from wire.formats.opened import Opened
from wire.formats.story import Attachment, Block, Rendition
from wire.formats.trees.elements import Element, find, find_all, local, number, raw_text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file that the item points to."""

    rendition: Rendition
    size: int = 0


@dataclass(slots=True)
class Content:
    """The copy, the files beside it, and what nobody outside may see."""

    copy: Copy = field(default_factory=Copy)
    word_count: int | None = None
    files: list[File] = field(default_factory=list)
    private: tuple[str, ...] = ()
    refused: list[str] = field(default_factory=list)

    def of_type(self, kind: str) -> list[File]:
        """The files of a main media type: image, video, audio, text, application."""
        return [file for file in self.files if file.rendition.mimetype.partition("/")[0] == kind]


def read(item: Element) -> Content:
    """The first wrapping that says anything; the others are the same story once more."""
    content = Content()
    said = [*find_all(item, "contentSet/inlineXML"), *find_all(item, "contentSet/inlineData")]
    for element in said:
        content.word_count = content.word_count or number(element.get("wordcount"))
        if not content.copy.body:
            content.copy, private = _inline(element)
            content.private = tuple(dict.fromkeys([*content.private, *private]))
    for element in find_all(item, "contentSet/remoteContent"):
        _add(element, content)
    content.refused += content.copy.refused
    return content


def attachments(files: list[File]) -> tuple[Attachment, ...]:
    """Files that are no part of the story itself."""
    return tuple(
        Attachment(filename=name, mimetype=file.rendition.mimetype, size=file.size)
        for file in files
        if (name := addresses.filename(file.rendition.href))
    )


def _inline(element: Element) -> tuple[Copy, tuple[str, ...]]:
    child = next((child for child in element if local(child)), None)
    if child is None:
        return _unwrapped(element)
    name = local(child)
    if name == "nitf":
        return read_copy(child), ()
    if ttnitf.is_ttnitf(child):
        return ttnitf.read(child), ()
    if name in ("body", "body.content") and (name != "body" or find(child, "body.content") is not None):
        return read_copy(child), ()
    # Paragraphs may stand in it without anything around them.
    return xhtml.from_element(child if name.casefold() in ("html", "body") else element)


def _unwrapped(element: Element) -> tuple[Copy, tuple[str, ...]]:
    """Text, or markup that travels as text, whatever its type says."""
    source = _decoded(element)
    if not source.strip():
        return Copy(), ()
    opened = Opened(source.strip().encode())
    if opened.root_tag == "nitf":
        return read_copy(opened.xml), ()
    if opened.is_html or "html" in element.get("contenttype", "").casefold() or prose.is_html(source):
        return xhtml.from_text(source)
    parts = layout.paragraphs_in(source.strip("\r\n"))
    if len(parts) < 2:
        return Copy(body=prose.blocks(source)), ()
    blocks = tuple(Block(kind="preformatted" if "\n" in part else "paragraph", text=part) for part in parts)
    return Copy(body=blocks, is_preformatted=any(block.kind == "preformatted" for block in blocks)), ()


def _decoded(element: Element) -> str:
    source = raw_text(element).replace("\r\n", "\n")
    if "base64" not in element.get("encoding", "").casefold():
        return source
    if not element.get("contenttype", "text/plain").startswith("text/"):
        return ""
    try:
        return Opened(base64.b64decode(source, validate=False)).text
    except (binascii.Error, WireError):
        return ""


def _add(element: Element, content: Content) -> None:
    sent = element.get("href", "").strip() or element.get("residref", "").strip()
    rendition = Rendition(
        name=element.get("rendition", "").strip() or element.get("renditionuri", "").strip(),
        href=sent,
        mimetype=element.get("contenttype", "").strip().casefold() or _guessed(sent),
        width=number(element.get("width")),
        height=number(element.get("height")),
    )
    if addresses.is_outside(sent):
        content.refused.append(sent)
        sent = text(element, "altLoc")  # the same file in another place
        rendition = replace(rendition, href="" if addresses.is_outside(sent) else sent)
    if rendition.href:
        content.files.append(File(rendition=rendition, size=number(element.get("size")) or 0))


def _guessed(href: str) -> str:
    extension = re.search(r"\.(\w{2,4})(?:[?#]|$)", href)
    return _TYPES.get(extension[1].casefold(), "") if extension else ""


_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "htm": "text/html",
    "html": "text/html",
    "txt": "text/plain",
    "pdf": "application/pdf",
}
