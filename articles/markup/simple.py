"""The short way for what most copy is: paragraphs, headings and lists in which a few words are marked.

`read` gives exactly what the long way through nh3, libxml2 and `blocks` gives, in a fraction of the time, or None where
it is not sure. It is sure only of tags that are closed where they should be, of addresses that every parser reads
alike, and of characters that none of them changes. `tests/articles/test_markup_simple.py` holds one against the other.
"""

import html
import re

from articles.markup.allowed import RENAMED
from articles.markup.lines import BREAK, Tag, is_blank, print_line, print_text

# Far below what `bombs` refuses.
_MAX_LENGTH, _MAX_TAGS, _MAX_OPEN = 60_000, 4_000, 20
# White space and joiners that every writer uses, and that `str.isprintable` calls unprintable.
_INVISIBLE = "\n\t\u00a0\u2009\u202f\u00ad\u200b\u200c\u200d\u200e\u200f"

_BLOCKS = {tag: RENAMED.get(tag, tag) for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6")}
_LISTS = {"ul", "ol"}
_MARKED = {"a", "strong", "em", "b", "i", "s", "del", "strike", "sub", "sup", "cite"}
_CONTAINERS = {"section", "div", "article", "main"}
_UNWRITTEN = {"span", "u", "font", "small"}  # the words in them stay
_INLINE = _MARKED | _UNWRITTEN

_WORDS_ALONE = re.compile(r"\s*+(?:<p>[^<&]*+</p>\s*+)++")
_WORDS = re.compile(r"<p>([^<]*+)</p>")

# Attributes that nothing keeps, on any tag.
_DROPPED = r"""(?:\x20(?:class|id|target|rel|dir|style|data-[a-z]{1,20})="[^"<>&]*"){0,4}"""
_WITH_ATTRIBUTES = re.compile(rf"([a-z][a-z0-9]*){_DROPPED}")
_LINK = re.compile(
    rf"""a{_DROPPED}\x20href="(https?://(?!xn--)(?:[a-z0-9](?:[a-z0-9-]{{0,60}}[a-z0-9])?\.(?!xn--)){{1,8}}[a-z]{{2,20}}
    (?:/[A-Za-z0-9/_.,~%+=?:@!*\#-]{{0,1000}})?)"{_DROPPED}""",
    re.VERBOSE,
)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|\#39|nbsp|[nm]dash|[lr][sda]quo|hellip|euro|szlig|[aeiouAEIOU](?:acute|grave|circ|uml)"
    r"|[nNaAoO]tilde|[cC]cedil|[oO]slash|[aA]ring|[aA]elig);",
    re.VERBOSE,
)
_OPENING = {tag: Tag(f"<{RENAMED.get(tag, tag)}>") for tag in _MARKED}
# What says the same under another name.
_TWINS = {tag: {twin for twin in _MARKED - {tag} if _OPENING[twin] == _OPENING[tag]} for tag in _MARKED}
_CLOSING = {tag: Tag(f"</{RENAMED.get(tag, tag)}>") for tag in _MARKED}


def read(source: str) -> tuple[str, ...] | None:
    """The blocks of `source`; None for what has to go the long way."""
    if len(source) > _MAX_LENGTH or source.count("<") > _MAX_TAGS or not _is_harmless(source):
        return None
    if _WORDS_ALONE.fullmatch(source):
        lines = (print_text(words) for words in _WORDS.findall(source))
        return tuple([f"<p>{words}</p>" for words in lines if words])
    loose, *pieces = source.split("<")
    if loose.strip():
        return None
    body: list[str] = []
    line: list[str] = []  # of the block that is open
    items: list[str] = []  # of the list that is open
    still_open: list[str] = []
    block = ""  # the tag of the block that is open
    for piece in pieces:
        inside, end, text = piece.partition(">")
        if not end:
            return None
        tag, link = inside, ""
        if tag[:1] != "/" and " " in tag and tag[-1:] != "/":
            tag, link = _named(tag)
        if "&" in text:
            if len(_ENTITY.findall(text)) != text.count("&"):
                return None
            text = html.unescape(text)
        if block:
            if tag == f"/{block}":
                if still_open.pop() != block or text.strip():
                    return None  # something in it is not closed, or text stands between blocks
                printed = print_text(line[0]) if len(line) == 1 else print_line(line)
                line.clear()
                if block == "li":
                    items.append(printed)
                elif printed:
                    name = _BLOCKS[block]
                    body.append(f"<{name}>{printed}</{name}>")
                block = ""
                continue
            if not _mark(tag, link, still_open, line):
                return None
            if text:
                line.append(text)
        elif tag in _BLOCKS or tag == "li":
            if (tag == "li") != bool(still_open and still_open[-1] in _LISTS):
                return None
            block = tag
            still_open.append(tag)
            line.append(text)
        elif text.strip():
            return None
        elif tag in _CONTAINERS or tag in _LISTS:
            if (still_open and still_open[-1] in _LISTS) or len(still_open) > _MAX_OPEN:
                return None
            still_open.append(tag)
        elif tag[:1] == "/" and still_open and still_open[-1] == tag[1:]:
            still_open.pop()
            if tag[1:] in _LISTS:
                if inner := "".join(f"<li>{item}</li>" for item in items if item):
                    body.append(f"<{tag[1:]}>{inner}</{tag[1:]}>")
                items.clear()
        else:
            return None
    return None if still_open else tuple(body)


def _mark(tag: str, link: str, still_open: list[str], line: list[str]) -> bool:
    """A tag inside a line, as a piece of it. False for any that is not known, or not closed as it should be."""
    if tag in _INLINE:
        if tag in still_open or len(still_open) > _MAX_OPEN or (tag == "a" and not link):
            return False
        still_open.append(tag)
        if tag in _MARKED:
            if not _TWINS[tag].isdisjoint(still_open):
                return False
            line.append(Tag(link) if link else _OPENING[tag])
        return True
    if tag[:1] == "/" and tag[1:] in _INLINE:
        if still_open.pop() != tag[1:]:
            return False
        if tag[1:] in _MARKED:
            _close(_CLOSING[tag[1:]], line)
        return True
    if tag in ("br", "br/", "br /"):
        if next((said for said in reversed(line) if not is_blank(said)), "") is BREAK:
            return False  # two of them end a paragraph
        line.append(BREAK)
        return True
    return False


def _close(closing: Tag, line: list[str]) -> None:
    """A mark around nothing that anybody sees is not written."""
    if not isinstance(line[-1], Tag) and line[-1].strip():
        line.append(closing)
        return
    start = len(line) - 1
    name, says = closing[2:-1], False
    while not (isinstance(line[start], Tag) and (line[start] == f"<{name}>" or line[start].startswith(f"<{name} "))):
        says = says or not (isinstance(line[start], Tag) or is_blank(line[start]))
        start -= 1
    if says:
        line.append(closing)
    else:
        del line[start]


def _named(inside: str) -> tuple[str, str]:
    """The name of a tag with attributes, and the tag as printed if it is a link; nothing where it is not sure."""
    if inside.startswith("a "):
        found = _LINK.fullmatch(inside)
        return ("a", f'<a href="{found[1]}">') if found else ("", "")
    found = _WITH_ATTRIBUTES.fullmatch(inside)
    return (found[1], "") if found and found[1] != "sup" else ("", "")  # a <sup> may name a footnote


def _is_harmless(source: str) -> bool:
    """Whether no parser on the long way drops or changes any of the characters."""
    if "\u0338" in source:
        return False
    if source.replace("\n", "").isprintable():
        return True
    for char in _INVISIBLE:
        source = source.replace(char, "")
    return source.isprintable()
