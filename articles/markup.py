"""The HTML of article bodies: one allow-list, one canonical form, and the way to and from plain text."""

import html
import re
import unicodedata
from collections.abc import Iterable

# Bidi embeddings, overrides and isolates make text read in another order than it is stored, beyond the place where
# they stand. Directional marks (U+200E, U+200F, U+061C) and joiners stay: Arabic, Hebrew and Persian need them.
BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNWANTED = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufff9-\ufffb\ud800-\udfff{BIDI_CONTROLS}]")

# Written without spaces between words: every sign counts as a word, as editors of these languages count.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def tidy(text: str) -> str:
    """Composed (NFC), with plain line ends, without control, bidi-override and other characters nobody typed."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", re.sub(r"\r\n?|[\f\x85\u2028\u2029]", "\n", text)))


def one_line(text: str) -> str:
    """`tidy`, on one line: runs of white space become one space, except the no-break spaces of French and others."""
    return re.sub(r"[^\S\u00a0\u2007\u202f]+", " ", tidy(text)).strip()


def text(body: Iterable[str]) -> str:
    """What a reader reads, as plain text: paragraphs separated by blank lines, list items and rows by line ends."""
    paragraphs = (_block_text(block) for block in body)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _block_text(block: str) -> str:
    block = re.sub(r"<sup data-footnote[^>]*>[^<]*</sup>", "", block)
    block = re.sub(r"</(?:p|h2|h3|figcaption)>", "\n\n", block)
    block = re.sub(r"<br>|</(?:li|tr)>|<(?:ul|ol)>", "\n", block)
    block = re.sub(r"</t[dh]>", "\t", block)
    return re.sub(r"\n{3,}", "\n\n", html.unescape(re.sub(r"<[^>]*>", "", block))).strip()


def count_words(text: str) -> int:
    """Words between spaces; in scripts without spaces, signs."""
    signs = len(re.findall(f"[{CJK}]", text))
    rest = re.sub(f"[{CJK}\u2013\u2014/\u2026]", " ", text).split()
    return signs + sum(any(map(str.isalnum, word)) for word in rest)
