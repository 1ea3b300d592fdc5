"""The text of a story in its page: where it stands, and what between its paragraphs is the page's own.

Plain rules: what is no copy by its element, role or class goes; of the rest, the smallest element that holds nearly all
paragraphs of the article is the story; lines of it that only link or sell are set aside.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from wire.formats.html import pictures as html_pictures
from wire.formats.html import tree as html_tree
from wire.formats.html.tree import Html
from wire.formats.story import Block, WirePicture
from wire.formats.text import dateline as dates
from wire.formats.text import furniture

_NO_COPY = (
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "dialog"),
    *("svg", "iframe", "object", "textarea", "input", "menu", "link", "meta"),
)
_NO_ROLES = {"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu", "toolbar", "alert"}
_NO_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|recirc(?:ulation)?|more-?(?:on|from|stories)|most-?(?:read|popular|viewed)"
    r"|popular|trending|shar(?:e|es|ing)|social|newsletter|subscrib(?:e|er)|subscription|sign-?up|promo(?:tion)?|advert\w*|ads?"
    r"|sponsor\w*|comments?|disqus|cookies?|consent|gdpr|breadcrumbs?|side-?bar|outbrain|taboola|tags|tag-?list|topics"
    r"|bylines?|dateline-?date|timestamp|author-?(?:bio|box|info|card)|read-?(?:more|next|also)|see-?also|inline-?(?:link|promo)"
    r"|carousel|slider|toolbar|tools|rating|poll|quiz|skip|modal|popup|audio-?player|visually-hidden|sr-only|screen-reader-text"
    r"|print-only|copyright|pagination|menu|navbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_KEPT = {"html", "body", "main", "article", "h1", "figure", "figcaption", "span", "a", "img", "picture"}
_BODIES = re.compile(
    r"(?:^|[\s_-])(?:article|story|entry|post|news|content|text)-?_?_?(?:body|content|text)(?:$|[\s_-])", re.IGNORECASE
)
_BLOCKS = {"p", "div", "section", "article", "ul", "ol", "table", "figure", "h2", "h3", "blockquote", "br"}
_LEAST, _NEARLY_ALL, _TOO_MUCH, _MOSTLY = 25, 0.85, 0.35, 0.4
_SHORT, _MANY, _LONGEST_DATELINE, _LONGEST_REST = 200, 3, 60, 12
_LONG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """`left_out` are lines that stood in the story's place and are none of it; a listing links to many stories."""

    is_listing: bool = False
    dateline: str = ""
    blocks: tuple[Block, ...] = ()
    pictures: tuple[WirePicture, ...] = ()
    left_out: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read(page: Html, *, known: tuple[str, ...], link: str) -> Extract:
    """`known` are lines that fields hold already (headline, standfirst, names): the text does not say them again."""
    root = page.find("body") if page.tag == "html" else page
    if root is None:
        return Extract()
    _clear(root)
    story = _smallest(_place(root))
    is_listing = _is_listing(story)
    pictures, refused = html_pictures.take(story, base=link)
    dateline = _dateline(story)
    for heading in list(story.iter("h1")):
        if heading is not story:
            html_tree.drop(heading)
    blocks, left_out = _cleaned(html_tree.blocks(story), {_plain(line) for line in known if line})
    return Extract(
        is_listing=is_listing,
        dateline=dateline,
        blocks=blocks,
        pictures=pictures,
        left_out=left_out,
        refused=refused,
    )


def _is_listing(story: Html) -> bool:
    """A front page, a topic, a search: headings that are links, and little text between them."""
    headings = [found for found in story.iter("h2", "h3", "h4") if _is_link(found)]
    paragraphs = [found for found in _paragraphs(story) if _weight_of(found) > _LONG]
    return len(headings) >= _MANY and len(headings) * 2 >= len(paragraphs)


def _is_link(element: Html) -> bool:
    linked = sum(len(html_tree.text(link)) for link in element.iter("a"))
    around = next(element.iterancestors("a"), None)
    return around is not None or linked > 0.8 * len(html_tree.text(element)) > 0


def _dateline(story: Html) -> str:
    """Where copy was filed from, where the page marks it; it is no paragraph of the text."""
    for found in story.iter("p", "span", "div"):
        said = html_tree.text(found) if "dateline" in found.get("class", "").split() else ""
        if 1 < len(said) < _LONGEST_DATELINE and not dates.read(said):
            html_tree.drop(found)
            return said.rstrip(" -–—")
    return ""


def _clear(root: Html) -> None:
    for found in list(root.iter(*_NO_COPY, etree.Comment)):
        if found is not root:
            html_tree.drop(found)
    whole = _weight(root)
    for found in list(root.iter()):
        if found is root or not html_tree.is_element(found) or found.getparent() is None:
            continue
        if found.tag not in _KEPT and _is_unseen(found) and _weight(found) <= _TOO_MUCH * whole:
            html_tree.drop(found)


def _is_unseen(element: Html) -> bool:
    marks = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role", "") in _NO_ROLES
        or re.search(r"display\s*:\s*none", element.get("style", "")) is not None
        or element.tag == "header"
        or _NO_CLASSES.search(marks) is not None
    )


def _paragraphs(element: Html) -> Iterator[Html]:
    """Paragraphs, also those that some sites write as divisions with nothing but a line in them."""
    for found in element.iter("p", "div"):
        if found.tag == "p" or (not _holds_blocks(found) and (found.text or "").strip()):
            yield found


def _holds_blocks(element: Html) -> bool:
    return any(html_tree.is_element(child) and child.tag in _BLOCKS for child in element)


def _weight(element: Html) -> int:
    """How much it says in paragraphs that are no links."""
    return sum(_weight_of(paragraph) for paragraph in _paragraphs(element))


def _weight_of(paragraph: Html) -> int:
    said = len(html_tree.text(paragraph))
    linked = sum(len(html_tree.text(link)) for link in paragraph.iter("a"))
    return said if said >= _LEAST and linked < said / 2 else 0


def _place(root: Html) -> Html:
    """The element that holds the story: marked as its body, the largest article, the main part; else the heaviest."""
    for path in (".//*[contains(@itemprop, 'articleBody')]", ".//*[contains(@property, 'articleBody')]"):
        marked = max(root.xpath(path), key=lambda found: len(html_tree.text(found)), default=None)
        if marked is not None and len(html_tree.text(marked)) > _LONG:
            return marked
    whole = _weight(root)
    if not whole:  # no paragraphs at all: text between line breaks
        named = [found for found in root.iter("div", "section") if _BODIES.search(found.get("class", ""))]
        return max([*root.iter("article"), *named], key=lambda found: len(html_tree.text(found)), default=root)
    for tag in ("article", "main"):
        largest = max(root.iter(tag), key=_weight, default=None)
        if largest is not None and _weight(largest) >= _MOSTLY * whole:
            return largest if tag == "article" else _heaviest(largest)  # other stories may share the main part
    return _heaviest(root)


def _heaviest(root: Html) -> Html:
    """Paragraphs speak for the element they stand in, and less for those around it."""
    scores: dict[Html, float] = {}
    for paragraph in _paragraphs(root):
        weight, share = min(_weight_of(paragraph), 600), 1.0
        for around in list(paragraph.iterancestors())[:3]:
            scores[around] = scores.get(around, 0) + weight * share
            share /= 2
            if around is root:
                break
    best = max(scores, key=lambda found: scores[found], default=root)
    for around in list(best.iterancestors())[:2]:  # a story in sections
        if around is root or around.tag in ("html", "body"):
            break
        if _weight(around) > 1.6 * _weight(best):
            best = around
    return best


def _smallest(element: Html) -> Html:
    """Down to the last element that holds nearly everything."""
    whole = _weight(element)
    while whole:
        inside = (child for child in element if html_tree.is_element(child) and child.tag != "p")
        inner = next((child for child in inside if _weight(child) >= _NEARLY_ALL * whole), None)
        if inner is None or inner.tag in ("blockquote", "ul", "ol", "table"):
            break
        element = inner
    return element


def _cleaned(blocks: tuple[Block, ...], known: set[str]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Without what the page says in its own voice (buttons, links to other stories, requests) and says twice."""
    kept: list[Block] = []
    left_out: list[str] = []
    for block in blocks:
        is_repeated = _plain(block.text) in known and not any(len(one.text) > _LONG for one in kept)
        if is_repeated:
            continue
        is_head = not any(len(one.text) > _LONG for one in kept)
        if (is_head and _is_date(block.text)) or _is_the_pages(block, kept):
            left_out.append(block.text)
        else:
            kept.append(block)
    while kept and kept[-1].kind == "subhead":  # over links that are gone
        left_out.append(kept.pop().text)
    return tuple(kept), tuple(left_out)


def _is_date(text: str) -> bool:
    """ "Published March 1, 2026, 10:00 UTC" and the like, over a text."""
    read = dates.read(text)
    return read is not None and len(read.rest) <= _LONGEST_REST


def _is_the_pages(block: Block, before: list[Block]) -> bool:
    text = block.text
    if block.kind in ("table", "preformatted", "quote"):
        return False
    if block.kind == "list":
        return _linked(block) > 0.8 and len(text) > _LEAST
    if len(text) < _SHORT and (furniture.kind(text) or furniture.addresses_reader(text)):
        return True
    if len(text) < 110 and furniture.promotes(text) and (not before or text[-1:] not in '.!?”"»'):
        return True
    return block.kind == "paragraph" and _linked(block) > 0.95 and len(text) > _LEAST


def _linked(block: Block) -> float:
    """How much of it is links."""
    links = re.findall(r"<a [^>]*>(.*?)</a>", block.html)
    said = re.sub(r"<[^>]*>|\s", "", block.html) or "-"
    return sum(len(re.sub(r"<[^>]*>|\s", "", link)) for link in links) / len(said)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
