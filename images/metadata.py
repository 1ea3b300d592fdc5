"""What a picture's file tells about itself: XMP before IPTC before EXIF, as the Metadata Working Group has it.

Nothing in a file is trusted: it is cut to size, entities are not resolved, what is damaged is left out. Where a
picture was taken is read as the city that somebody wrote down, never as coordinates.
"""

import contextlib
import re
import struct
import unicodedata
from datetime import date
from typing import BinaryIO

from lxml import etree
from PIL import Image as Pillow
from PIL import IptcImagePlugin

from images.models import Image
from images.upload import FORMATS

MOST = 500_000  # bytes of XMP; ten kilobytes are usual
Facts = dict[str, str | date]

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
# The first that says anything is taken.
XMP = {
    "alt_text": (f"{_IPTC_CORE}AltTextAccessibility",),
    "caption": (f"{_DC}description",),
    "credit": (f"{_PHOTOSHOP}Credit", f"{_DC}creator", f"{_PHOTOSHOP}Source"),
    "creator": (f"{_DC}creator",),
    "copyright_notice": (f"{_DC}rights",),
    "usage_terms": (f"{_RIGHTS}UsageTerms", f"{_PHOTOSHOP}Instructions"),
    "rights_url": (f"{_RIGHTS}WebStatement",),
    "licensor_url": (f"{_PLUS}LicensorURL",),
    "keywords": (f"{_DC}subject",),
    "city": (f"{_PHOTOSHOP}City",),
    "country": (f"{_PHOTOSHOP}Country",),
    "created_date": (f"{_PHOTOSHOP}DateCreated",),
}
IPTC = {
    "caption": (120,),
    "credit": (110, 80, 115),
    "creator": (80,),
    "copyright_notice": (116,),
    "usage_terms": (40,),
    "keywords": (25,),
    "city": (90,),
    "country": (101,),
    "created_date": (55,),
}
EXIF = {"caption": 0x010E, "credit": 0x013B, "creator": 0x013B, "copyright_notice": 0x8298}
EXIF_MORE, TAKEN = 0x8769, 0x9003
_DATE = re.compile(r"(\d{4})[-:]?(\d{2})[-:]?(\d{2})(?!\d)")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_DAMAGE = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, struct.error)


def read(file: BinaryIO) -> Facts:
    """The facts by the names of our fields; nothing for what is no picture."""
    file.seek(0)
    facts: Facts = {}
    try:
        with Pillow.open(file, formats=list(FORMATS)) as picture:
            for source in (_xmp, _iptc, _exif):
                with contextlib.suppress(*_DAMAGE):
                    facts = _cleaned(source(picture)) | facts
    except (*_DAMAGE, Pillow.DecompressionBombError):
        return {}
    finally:
        file.seek(0)
    return facts


def fill(image: Image, facts: Facts) -> list[str]:
    """Put the facts where nothing is written yet: what a person wrote is worth more. Gives the names of the fields."""
    filled = [name for name in facts if not getattr(image, name)]
    for name in filled:
        setattr(image, name, facts[name])
    return filled


def _xmp(picture: Pillow.Image) -> dict[str, list[str]]:
    raw = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    raw = raw.encode() if isinstance(raw, str) else raw
    if not raw or len(raw) > MOST:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    root = etree.fromstring(raw.rstrip(b"\0"), parser)
    if root.getroottree().docinfo.doctype:
        return {}
    said: dict[str, list[str]] = {}
    for element in root.iter(etree.Element):
        for name, text in element.attrib.items():
            said.setdefault(name, [text])
        items = [item.text or "" for item in _items(element)]
        if element.tag not in said and (items or element.text):
            said[element.tag] = items or [element.text or ""]
    return {field: next((said[n] for n in names if any(said.get(n, ()))), []) for field, names in XMP.items()}


def _items(element: etree._Element) -> list[etree._Element]:
    """The members of a list; of a text in several languages, the default one."""
    items = [item for group in element if group.tag.startswith(_RDF) for item in group if item.tag == f"{_RDF}li"]
    if any(group.tag == f"{_RDF}Alt" for group in element):
        default = [item for item in items if item.get("{http://www.w3.org/XML/1998/namespace}lang") == "x-default"]
        return (default or items)[:1]
    return items


def _iptc(picture: Pillow.Image) -> dict[str, list[str]]:
    records = IptcImagePlugin.getiptcinfo(picture) or {}
    is_utf8 = records.get((1, 90)) == b"\x1b%G"

    def said(number: int) -> list[str]:
        values = records.get((2, number)) or []
        return [_decoded(value, is_utf8=is_utf8) for value in (values if isinstance(values, list) else [values])]

    return {field: next(filter(None, map(said, numbers)), []) for field, numbers in IPTC.items()}


def _exif(picture: Pillow.Image) -> dict[str, list[str]]:
    exif = picture.getexif()
    facts = {field: [_exif_text(exif[tag])] for field, tag in EXIF.items() if exif.get(tag)}
    if taken := exif.get_ifd(EXIF_MORE).get(TAKEN):
        facts["created_date"] = [_exif_text(taken)]
    return facts


def _exif_text(value: object) -> str:
    """EXIF means ASCII; cameras write UTF-8, which Pillow reads as Latin-1."""
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    with contextlib.suppress(UnicodeError):
        return text.encode("latin-1").decode()
    return text


def _decoded(raw: bytes, *, is_utf8: bool) -> str:
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode()
    return raw.decode("utf-8" if is_utf8 else "cp1252", "replace")


def _cleaned(said: dict[str, list[str]]) -> Facts:
    facts: Facts = {}
    for name, texts in said.items():
        separator = ", " if name in {"keywords", "creator", "credit"} else "\n"
        text = separator.join(dict.fromkeys(filter(None, map(_clean, texts))))
        value = _day(text) if name == "created_date" else text[: Image._meta.get_field(name).max_length or 5000]
        if name.endswith("_url") and not text.startswith(("https://", "http://")):
            continue
        if value:
            facts[name] = value
    return facts


def _clean(text: str) -> str:
    lines = _UNWANTED.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _day(text: str) -> date | None:
    found = _DATE.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
