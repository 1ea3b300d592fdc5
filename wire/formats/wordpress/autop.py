"""Paragraphs as WordPress makes them when it shows a post: an empty line ends one, a line end is a line break."""

import re

_BLOCKS = (
    "p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|blockquote|pre|figure|section|article|aside|hr"
    "|form|iframe|script|style|video|audio"
)
_BLOCK_STARTS = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_OPENS = re.compile(rf"(?=<(?:{_BLOCKS})\b)", re.IGNORECASE)
_CLOSES = re.compile(rf"(</(?:{_BLOCKS})\s*>|<hr\b[^<>]*>)", re.IGNORECASE)
_PRE = re.compile(r"(<(pre|script|style)\b[^<>]*>.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_PRE_OPENS, _MOST_PRE = re.compile(r"<(?:pre|script|style)\b", re.IGNORECASE), 100
_EDITOR_BLOCK = "<!-- wp:"


def paragraphs(source: str) -> str:
    """The post as HTML. What was written in the editor of blocks is HTML already."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if _EDITOR_BLOCK in source:
        return source
    if len(_PRE_OPENS.findall(source)) > _MOST_PRE:
        return _between(source)
    pieces = _PRE.split(source)
    # The pattern has two groups: what lies between, the element, its name.
    return "".join(
        _between(pieces[place]) + (pieces[place + 1] if place + 1 < len(pieces) else "")
        for place in range(0, len(pieces), 3)
    )


def _between(text: str) -> str:
    text = _CLOSES.sub(r"\1\n\n", _OPENS.sub("\n\n", text))
    found = []
    for piece in re.split(r"\n[^\S\n]*\n\s*", text):
        if _BLOCK_STARTS.match(piece):
            found.append(piece)
        elif piece.strip():
            found.append(f"<p>{piece.strip().replace(chr(10), '<br>')}</p>")
    return "\n".join(found)
