"""Which characters a newsroom keeps, and how it counts words."""

import re
import unicodedata

# Bidi embeddings, overrides and isolates make text read in another order than it is stored, beyond the place where
# they stand. Directional marks (U+200E, U+200F, U+061C) and joiners stay: Arabic, Hebrew and Persian need them.
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Controls (PostgreSQL refuses NUL), byte order marks, halves of surrogate pairs (no encoder takes them).
_UNWANTED = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffb\ud800-\udfff{BIDI_CONTROLS}]")
_SPACES = re.compile("  +")
_WHITE_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_LINE_ENDS = re.compile("\r\n?|[\f\x85\u2028\u2029]")

# Written without spaces between words: every sign counts as a word, as editors of these languages count.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def printable(text: str) -> str:
    """With plain line ends, without control, bidi-override and other characters nobody typed."""
    if text.replace("\n", "").isprintable():  # as most text is; none of those is
        return text
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def tidy(text: str) -> str:
    """`printable` and composed (NFC): it does not matter how an accent was typed. Not for HTML, where ">" composes."""
    return unicodedata.normalize("NFC", printable(text))


def one_line(text: str) -> str:
    """`tidy`, on one line: runs of white space become one space, except the no-break spaces of French and others."""
    if text.isprintable():  # then a space is the only white space in it
        text = unicodedata.normalize("NFC", text)
        return (_SPACES.sub(" ", text) if "  " in text else text).strip()
    return _WHITE_SPACE.sub(" ", tidy(text)).strip()


def count_words(text: str) -> int:
    """Words between spaces; in scripts without spaces, signs."""
    signs = 0 if text.isascii() else len(re.findall(f"[{CJK}]", text))
    rest = re.sub(f"[{CJK}\u2013\u2014/\u2026]", " ", text).split()
    # Nearly every word begins with a letter or a number: that is looked at first.
    return signs + sum(word[0].isalnum() or any(map(str.isalnum, word)) for word in rest)
