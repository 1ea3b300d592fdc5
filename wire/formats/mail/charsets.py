"""Bytes of mails as text: charsets that are declared wrongly, do not exist, or are not declared; encoded words."""

import base64
import binascii
import codecs
import quopri
import re

from wire.formats.writing import decode

# What mail programs call by another name, or by one that promises less than they send.
_MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "ansi_x3.4-1968"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr"), "cp949"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso-8859-8"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    "iso-8859-11": "cp874",
    "unicode-1-1-utf-7": "utf-7",
}
_FEWEST = 80
_NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,20000})\?=")


def decoded(raw: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether its charset had to be guessed. UTF-8 under another name is seen through."""
    name = charset.strip("\"' ").lower().partition("*")[0]
    meant = _MEANT.get(name, name)
    if raw.isascii() and not meant.startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz")):
        return raw.decode("ascii"), False
    if meant.startswith(("cp125", "iso-8859")) or not _is_charset(meant):
        try:
            return raw.decode("utf-8"), bool(name)
        except UnicodeDecodeError:
            pass
    if _is_charset(meant):
        try:
            text = raw.decode(meant)
        except UnicodeDecodeError:
            pass
        else:
            return text, name in ("us-ascii", "ascii")
    # A few words are too few to guess from: most mails are in Western letters.
    return (raw.decode("cp1252", "replace") if len(raw) < _FEWEST else decode.decode(raw)[0]), True


def _is_charset(name: str) -> bool:
    try:
        return bool(name) and codecs.lookup(name).name not in _NO_CHARSETS and _decodes(name)
    except (LookupError, ValueError):
        return False


def _decodes(name: str) -> bool:
    """Python also has codecs that are no charsets (zlib, rot13)."""
    try:
        b"".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True


def header(raw: str) -> str:
    """A header as text: unfolded, its encoded words read. Neighbors are one text; a letter may be split over them."""
    raw = re.sub(r"[\r\n]+(?=[ \t])|[\r\n]+", "", raw[:20_000])
    if not raw.isascii():
        raw = decoded(raw.encode("ascii", "surrogateescape") if _is_bytes(raw) else raw.encode(), "")[0]
    said, pieces, charset, end = "", b"", "", 0
    for word in _WORD.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or word[1].lower() != charset:
            said += decoded(pieces, charset)[0] + (between if between.strip() or not end else "")
            pieces, charset = b"", word[1].lower()
        pieces += _word_bytes(word)
        end = word.end()
    return said + decoded(pieces, charset)[0] + raw[end:]


def _is_bytes(text: str) -> bool:
    return all(ord(char) < 128 or 0xDC80 <= ord(char) <= 0xDCFF for char in text)


def _word_bytes(word: re.Match[str]) -> bytes:
    if word[2] in "qQ":
        return quopri.decodestring(word[3].replace("_", " ").encode("utf-8", "replace"))
    letters = re.sub(r"[^A-Za-z0-9+/]", "", word[3])
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return base64.b64decode(letters[: len(letters) // 4 * 4])
