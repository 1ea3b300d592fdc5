"""Lines that belong to the page and not to the story: buttons, headings over links, boxes that sell, counters."""

import re
from functools import lru_cache

from wire.formats.text.lines import Line
from wire.formats.text.words import Finder, alternatives, fold, phrases

_AD = phrases("furniture", "advertisement")
_TOOLS = phrases("furniture", "tools")
_LINKS = phrases("furniture", "links")
_COMMENTS = phrases("furniture", "comments")
_TOPICS = phrases("furniture", "topics")
_PROMOTION = Finder(phrases("furniture", "promotion"))
_PREFIX = re.compile(
    rf"^[\W_]*(?:{alternatives('furniture', 'link prefix')})\s*[:：>»|–\]\[-]+\s*(?=\S)", re.IGNORECASE
)
_STRONG = "|".join(cell for cell in alternatives("furniture", "link prefix").split("|") if r"\s+" in cell)
_STRONG_PREFIX = re.compile(rf"^[\W_]*(?:{_STRONG})\s+(?=[^\W\d_])", re.IGNORECASE)
_HEADINGS = Finder(phrase for phrase in _LINKS if " " in phrase)
_HEADING_ENDS = frozenset(phrase for phrase in _LINKS if " " in phrase)
_TOPIC_HEADINGS = Finder(phrase for phrase in _TOPICS if " " in phrase)
_LISTING = re.compile(
    r"^(?:list|item|slide|image|photo)? ?\d+ of \d+(?: items?)?$|^list of \d+ items?$"
    r"|^end of (?:list|gallery|story|article)$"
)
_AD_BEGINS = Finder(_AD)
# What the law of some countries has printed beside an advertisement.
_ADVERTISER = re.compile(r"\b(?:ИНН|ООО|ИП|АО|erid)\b", re.IGNORECASE)
_HOME = Finder(phrases("furniture", "home"))
_RIGHTS = re.compile(r"^\W*(?:©|\(c\)|copyright\b)|©|\ball rights reserved\b", re.IGNORECASE)
_RESERVED = Finder(phrases("furniture", "rights"))
_YEARLY = re.compile(r"©\s?20\d\d")
_ASIDE = re.compile(r"\s*[（(][^（）()]{1,14}[）)]$")
_COUNTER = re.compile(r"^[\d\s.,:+%()kKmM/|°·•-]+$")
_TIME_ONLY = re.compile(r"^\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?|uhr|h)?$", re.IGNORECASE)
_URL = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_EMAIL = re.compile(r"^\S+@\S+\.\w{2,}$")
_HANDLE = re.compile(r"^[@#]\w+$")
_CRUMBS = re.compile(r"^(?:\S[^»›>|/]{0,40}\s*[»›>|/]\s*){2,}[^»›>|/]{0,120}$|^\S[^»›>]{0,30}\s[»›>]\s\S")
# A link in square brackets, as some pages set those inside a story.
_BRACKETED = re.compile(r"\[[^\[\]]{3,160}\]")
_ARROW = re.compile(r"(?:>>|»|›|→|>|▶|▸)\s*$")
_WIDE = re.compile("[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7ff]")
_YOU = phrases("furniture", "you")
_MEDIA = phrases("furniture", "media")
_PICTURE = phrases("furniture", "picture button")
_LONGEST = 400
_LONGEST_TOOL = max(len(tool.split()) for tool in _TOOLS)


@lru_cache(maxsize=1 << 15)
def kind(text: str) -> str:
    """What piece of furniture a line is: ad, tool, links, comments, topics, rights, counter, link, address, crumbs, or
    an empty string."""
    if len(text) > _LONGEST:
        return ""
    key = fold(text)
    bare = re.sub(r"^(?:\d+ )+|(?: \d+)+$", "", fold(_ASIDE.sub("", text)) or key).strip()
    if not bare or _COUNTER.match(text) or _TIME_ONLY.match(text):
        return "counter"
    if _LISTING.match(key):
        return "tool"
    if bare in _AD:
        return "ad"
    if bare in _TOPICS and bare not in _LINKS:
        return "topics"
    if bare in _COMMENTS:
        return "comments"
    if bare in _LINKS:
        return "links"
    if bare in _TOPICS:
        return "topics"
    if _URL.match(text) or _EMAIL.match(text) or _HANDLE.match(text):
        return "address"
    if len(text) < 160 and _all_tools(bare.split()):
        return "tool"
    if _AD_BEGINS.begins(bare.split()) and (_ADVERTISER.search(text) or _all_tools(bare.split(), _TOOLS | _AD)):
        return "ad"
    if _RIGHTS.search(text) and len(text) < 200:
        return "rights"
    if _PREFIX.match(text) and len(text) < 200:
        return "link"
    if (
        len(text) < 120
        and "«" not in text
        and (_CRUMBS.match(text) and " " in text)
        and not re.search(r"\d[/|]\d", text)
    ):
        return "crumbs"
    if _HOME.begins(bare.split()) and len(text) < 90 and text[-1] not in ".!?" and text.istitle():
        return "crumbs"
    if len(text) < 160 and text[-1] not in ".。" and _STRONG_PREFIX.match(text):
        return "link"
    words = bare.split()
    if len(words) <= 9 and text[-1] not in ".!?":
        ends = any(" ".join(words[start:]) in _HEADING_ENDS for start in range(1, len(words) - 1))
        if len(words) <= 7 and (ends or 0 < _HEADINGS.begins(words) < len(words)):
            return "links"
        if 0 < _TOPIC_HEADINGS.begins(words) < len(words):
            return "topics"
    if _BRACKETED.fullmatch(text):
        return "link"
    if len(text) < 70 and "«" not in text and "“" not in text and _ARROW.search(text):
        return "link"
    return ""


def _all_tools(words: list[str], tools: frozenset[str] = _TOOLS) -> bool:
    """Whether the words are button labels and nothing else: "Share Tweet Print 12 Comments"."""
    position = 0
    while position < len(words):
        if words[position].isdigit():
            position += 1
            continue
        for length in range(min(_LONGEST_TOOL, len(words) - position), 0, -1):
            if " ".join(words[position : position + length]) in tools:
                position += length
                break
        else:
            return False
    return True


@lru_cache(maxsize=1 << 15)
def promotes(text: str) -> bool:
    """Whether the line sells, asks or warns in the page's own voice. To be asked of short lines and lone sentences."""
    return _hits(text) > 0


@lru_cache(maxsize=1 << 15)
def addresses_reader(text: str) -> bool:
    """Whether a whole sentence is the page speaking: it sells, and says "you" or "our" or sells twice."""
    if len(text) > 330 or any(mark in text for mark in "“”«»„「"):
        return False
    hits = _hits(text)
    if not hits:
        return False
    if hits >= 2 or _PROMOTION.begins(fold(text).split()) >= 2:
        return True
    return bool(set(fold(text).split()) & _YOU) or (bool(_WIDE.search(text)) and len(text) < 40)


def _hits(text: str) -> int:
    return _PROMOTION.count(fold(text))


def claims_rights(text: str) -> bool:
    """A copyright line of the page, not of a picture."""
    return _RESERVED.count(fold(text)) > 0 or bool(_YEARLY.search(text))


def ends_list(text: str) -> bool:
    """ "End of list": what a screen reader is told after links."""
    return fold(text) in ("end of list", "end of gallery")


def is_media(text: str) -> bool:
    """The word over a video or a gallery."""
    return fold(text) in _MEDIA


def shows_picture(text: str) -> bool:
    """The button over a still picture."""
    return fold(text) in _PICTURE


def is_furniture(line: Line) -> bool:
    """Any piece of furniture, by its words alone."""
    return bool(kind(line.text)) or (line.weight < 110 and promotes(line.text))
