"""Bytes to text. What the sender's system wrote is unknown: the marks in the bytes decide, and a guess is flagged."""

import codecs
import json
import re

import charset_normalizer

from wire.formats.writing import code_pages

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF",
    b"\x1f\x8b",
    b"RIFF",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"Rar!",
    b"II*\x00",
    b"MM\x00*",
    b"\xd0\xcf\x11\xe0",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b]")
# Guessing from more than this costs seconds and tells nothing new.
_SAMPLE = 60_000


def is_text(document: bytes, text: str) -> bool:
    """Whether bytes, read as `text`, are running text: no picture, archive or program, no markup of another format."""
    if document.startswith(_BINARY):
        return False
    if not (_marked(document) or _looks_utf16(document)) and b"\x00" in document:
        return False
    return not _is_noise(text) and not _is_markup(text)


def _is_noise(text: str) -> bool:
    """More control characters than any writer leaves by accident."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) * 20 > len(sample)


def decode(document: bytes) -> tuple[str, str]:
    """The text, and a flag when its encoding had to be guessed (else an empty string)."""
    encoding = _marked(document) or _looks_utf16(document)
    if encoding:
        try:
            return document.decode(encoding), ""
        except UnicodeDecodeError:
            return document.decode(encoding, "replace"), "encoding-guessed"
    try:
        return document.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _guess(document), "encoding-guessed"


def _marked(document: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if document.startswith(mark)), "")


def _looks_utf16(document: bytes) -> str:
    """UTF-16 without its mark shows as a NUL in every other byte of Latin text."""
    sample = document[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _guess(document: bytes) -> str:
    """A single-byte or East Asian encoding, or UTF-8 with a few broken bytes."""
    repaired = document.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    wide = sum(1 for char in repaired if char > "\x7f") - broken
    if wide > broken * 4:
        return repaired
    if page := code_pages.guess(document):
        return document.decode(page, "replace")
    if _is_western(document):
        return document.decode("cp1252", "replace")
    sample = b" ".join(line for line in document[: _SAMPLE * 4].splitlines() if not line.isascii())[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample).best()
    if best is not None:
        try:
            return document.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    return document.decode("cp1252", "replace")


def _is_western(document: bytes) -> bool:
    """Mostly Latin letters, with curly quotes, dashes and the odd accent: Windows-1252 (which holds Latin-1)."""
    high = [byte for byte in document[: _SAMPLE * 4] if byte > 0x7F]
    if len(high) * 12 > len(document[: _SAMPLE * 4]):
        return False
    usual = set(b"\x85\x91\x92\x93\x94\x96\x97\x80\xa0\xa3\xa7\xa9\xab\xbb\xb0") | set(
        "äöüßÄÖÜéèêàâçñóíúáøåæØÅÆëïôûãõ¿¡Éìòù".encode("cp1252")
    )
    return sum(byte in usual for byte in high) >= len(high) * 0.95


def _is_markup(text: str) -> bool:
    """XML, HTML and JSON belong to other formats, even to ones that cannot be read yet."""
    start = text.lstrip("\ufeff \t\r\n")
    head = start[:200].casefold()
    if head.startswith(
        ("<?xml", "<!doctype", "<html", "<rss", "<feed", "<nitf", "<newsml", "<newsitem", "<newsmessage")
    ):
        return True
    if head.startswith("<") and "</" in start and start.rstrip().endswith(">"):
        return True
    if start.startswith(("{", "[")):
        try:
            return isinstance(json.loads(start), dict | list)
        except (ValueError, RecursionError):
            return start.startswith(('{"', '[{"'))
    return False
