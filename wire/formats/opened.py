"""A document that is opened once, however many formats look at it."""

import json
import re
from functools import cached_property
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from wire.formats.errors import MalformedStory
from wire.formats.writing import decode

MAX_JSON_DEPTH = 100
# No story is larger. What is read piece by piece (archives, mails, exports of sites) has limits of its own.
MAX_BYTES = 10_000_000
_BOM = b"\xef\xbb\xbf"
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
_ROOT = re.compile(r"<(?![?!])(?:[^\s<>/:]{1,100}:)?([^\s<>/:]{1,100})")
_PROLOG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]{0,1000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
# XML 1.0, section 2.2: these characters cannot stand in a document, written out or by number.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")


class Opened:
    """The bytes of a document and what they are, found when first asked for and kept.

    `doubts` are flags for every story in the document: what had to be guessed or mended to read it at all.
    """

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.doubts: set[str] = set()

    @cached_property
    def head(self) -> bytes:
        """The first kilobyte, without a byte order mark and the white space before the beginning."""
        return self.raw[:1100].removeprefix(_BOM).lstrip()[:1024]

    @cached_property
    def text(self) -> str:
        """The document as text. Declared encodings that are not the truth are seen through, with a doubt."""
        declared = _DECLARED.match(self.head)
        if declared and (text := self._as_declared(declared[1].decode())) is not None:
            return text
        text, doubt = decode.decode(self.raw)
        if doubt:
            self.doubts.add(doubt)
        return text.removeprefix("\ufeff")

    @cached_property
    def is_running_text(self) -> bool:
        """Whether it is text, and no markup of another format."""
        return decode.is_text(self.raw, self.text)

    def _as_declared(self, encoding: str) -> str | None:
        """The text in the encoding it says it is in; None where the bytes are something else."""
        if encoding.lower() in ("utf-8", "utf8", "utf-16", "us-ascii"):
            return None  # as everything that declares nothing: UTF-8 or its mark, else a guess
        try:
            as_utf8 = self.raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            if as_utf8.isascii():
                return as_utf8
            self.doubts.add("encoding-guessed")  # nobody's Latin-1 is UTF-8 by chance
            return as_utf8.removeprefix("\ufeff")
        try:
            return self.raw.decode("cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1") else encoding)
        except (LookupError, UnicodeDecodeError):
            return None

    @cached_property
    def json(self) -> Any:
        """The document as JSON, or None where it is none. Raises MalformedStory for JSON that is broken."""
        if not self.head.startswith((b"{", b"[")) and not self.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return None
        text = self.text.lstrip()
        looks_like_json = re.match(r'\{\s*["}]|\[\s*[\[{\]]', text) is not None
        if not looks_like_json:
            return None
        if _depth(text) > MAX_JSON_DEPTH:
            raise MalformedStory("This JSON is nested deeper than any story is. Ask the sender for a sound document.")
        try:
            # NaN and Infinity are no JSON (RFC 8259, 6). Nor are line ends inside texts, but many a page has them.
            return json.loads(text, strict=False, parse_constant=lambda _: None)
        except RecursionError as exc:
            raise MalformedStory("This JSON is nested deeper than any story is.") from exc
        except ValueError as exc:
            raise MalformedStory(f"This JSON is broken or incomplete ({exc}). Ask the sender for it again.") from exc

    @cached_property
    def root_tag(self) -> str:
        """The local name of the root element, or an empty string where the document is no markup. Does not parse."""
        if not self.head.startswith(b"<") and not self.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return ""
        start = self.text[:20_000].lstrip()
        if not start.startswith("<"):
            return ""
        found = _ROOT.match(_PROLOG.sub("", start).lstrip())
        return found[1] if found else ""

    @cached_property
    def is_html(self) -> bool:
        """Whether it is a page (or a piece of one), which no XML parser can be trusted with."""
        return self.root_tag.lower() in ("html", "head", "body", "article", "main", "script", "meta")

    @cached_property
    def xml(self) -> Any:
        """The root element (lxml), or None where the document is no XML. Raises MalformedStory for broken XML.

        Nothing outside the document is read (no DTD, no entities, no XInclude), and a document that declares entities
        of its own is refused: no agency needs them, and they are how a kilobyte becomes a gigabyte.
        """
        if not self.root_tag or self.is_html:
            return None
        text = self.text.lstrip()
        if re.search(r"<!ENTITY", text, re.IGNORECASE):
            raise MalformedStory("This XML declares entities, which the newsroom does not accept from outside.")
        if _ILLEGAL.search(text) or _ILLEGAL_NUMBER.search(text):
            text = _ILLEGAL_NUMBER.sub("", _ILLEGAL.sub("", text))
            self.doubts.add("characters-removed")
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(text.encode(), parser)
        except etree.XMLSyntaxError as exc:
            raise MalformedStory(f"This XML is broken or incomplete ({exc}). Ask the sender for it again.") from exc
        return root


def _depth(text: str) -> int:
    """How deep the brackets go, whatever stands in strings, as far as it matters here: cheap, never below the truth."""
    if text.count("{") + text.count("[") <= MAX_JSON_DEPTH:
        return 0  # whatever they do, they cannot go deeper
    depth = deepest = 0
    for bracket in re.findall(r"[\[{\]}]", re.sub(r'"(?:[^"\\]|\\.)*+"', "", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
