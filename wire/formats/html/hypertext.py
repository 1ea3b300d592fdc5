"""Copy written for a screen (feeds, blogs, mails): HTML or plain text as blocks, with its pictures beside it."""

import re
from dataclasses import dataclass
from html import unescape

from wire.formats import body as body_of
from wire.formats.html import figures, prose
from wire.formats.story import Block, WirePicture

# Tags that a story in HTML may have. What else stands between "<" and ">" may be text: "<b and c>", "<name@host>".
_TAG = re.compile(
    r"</?(?:p|br|hr|div|b|i|u|s|strong|em|a|ul|ol|li|table|tr|td|th|h[1-6]|span|blockquote|pre|font|su[bp]|small|center"
    r"|img|figure|picture|section|article|aside|main|header|footer|html|body|style|script|iframe|video|audio|object"
    r"|embed|form|svg|dl|dt|dd|del|ins|cite|q|code|abbr|mark|address)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_DIVIDING = re.compile(
    r"<(?:p|br|hr|div|ul|ol|dl|table|h[1-6]|blockquote|pre|figure|section|article|html)\b", re.IGNORECASE
)
_NO_COPY = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# A picture that nobody sees counts who opens a mail or a feed.
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"""\b(?:width|height)\s*[=:]\s*["']?\s*[012](?:px)?\b|display\s*:\s*none|/~r/|/~ff/|/pixel[./?]""", re.IGNORECASE
)
_INSIDE = re.compile(r"""\bsrc\s*=\s*["']?\s*(?:cid|data|blob):""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a piece of HTML says and shows; `refused` are addresses that nobody may keep."""

    body: tuple[Block, ...] = ()
    pictures: tuple[WirePicture, ...] = ()
    refused: tuple[str, ...] = ()


def is_html(text: str) -> bool:
    """Whether there are tags in it that a story's text has."""
    return _TAG.search(text) is not None


def read(source: str, *, headline: str = "", is_plain: bool = False) -> Copy:
    """The copy. `is_plain` is for text that its sender calls plain: it is HTML only where there are tags in it.

    Raises MalformedStory for HTML that no newsroom writes.
    """
    if not is_html(source):
        source = source if is_plain else unescape(source)  # no tags, but entities
        if not is_html(source):  # else it was escaped once too often
            return Copy(body=tuple(Block(text=paragraph) for paragraph in prose.paragraphs(source)))
    taken = figures.taken_out(_IMAGE.sub(_seen, _NO_COPY.sub(" ", source)), headline)
    pieces = (taken.html,) if _DIVIDING.search(taken.html) else prose.paragraphs(taken.html)
    blocks = tuple(block for piece in pieces for block in body_of.from_html(piece))
    return Copy(body=blocks, pictures=taken.pictures, refused=taken.refused)


def _seen(image: re.Match[str]) -> str:
    return "" if _UNSEEN.search(image[0]) or _INSIDE.search(image[0]) else image[0]
