"""Short texts that are meant to be plain, but arrive with markup and entities in them: as one line of text."""

import html
import re

from articles import markup

# Only what is a tag for certain: "<b and c>" is arithmetic.
_TAG = re.compile(
    r"""</?(?:p|br|div|b|i|u|s|strong|em|a|ul|ol|li|h[1-6]|span|blockquote|pre|font|sub|sup|small|big|img|hr|section|q
    |abbr|cite|code|del|ins|mark|tt|block|body|html|article|table|tbody|tr|td|th|iframe|svg|figure|figcaption|style|script)
    (?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]*))?)*\s*/?>""",
    re.VERBOSE | re.IGNORECASE,
)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Ends of these part words; all other tags stand inside them.
_PARTING = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|pre|hr|section|article|table|tr|td|th)\b", re.IGNORECASE
)


def line(text: str) -> str:
    """One line, tags dropped, entities read once."""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text and "  " not in text:
        return text.strip()  # as most are
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if _PARTING.match(tag[0]) else "", _UNSEEN.sub(" ", text))
    return markup.one_line(unescaped(text))


def unescaped(text: str) -> str:
    """Its entities read once; a bare ampersand stays one, whatever follows: "R&D", "?a=1&copy=2"."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def lines(text: str) -> str:
    """The same, with the line ends kept; empty lines are dropped."""
    return "\n".join(said for part in text.splitlines() if (said := line(part)))
