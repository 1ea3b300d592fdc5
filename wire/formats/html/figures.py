"""Copy in HTML that holds more than its text: a whole page, the headline once more, pictures with their captions."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from articles import markup
from articles.markup.bombs import refuse_bombs
from articles.markup.characters import printable
from wire.formats.errors import MalformedStory
from wire.formats.html import addresses
from wire.formats.story import WirePicture

type Element = Any  # lxml's HtmlElement

_HAS_MORE = re.compile(r"<(?:html|body|head|article|figure|img|picture|h1|nav)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
# Classes of the line above a story that names its section and its sender, not of its text.
_VIGNETTE, _SENDER_LINE = "vignette", "dat"
_CREDITS = ("byline", "credit", "photographer", "source", "copyright", "creditline")
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """`html` is the text alone, not yet cleaned; `refused` are addresses that nobody may keep."""

    html: str
    kicker: str = ""
    pictures: tuple[WirePicture, ...] = ()
    refused: tuple[str, ...] = ()


def is_address(href: str) -> bool:
    """Whether it may be kept: on the web, or the name of a file that came beside the document."""
    if _WEB.match(href):
        try:
            return bool(urlsplit(href).netloc)
        except ValueError:  # "http://[half"
            return False
    return bool(href) and not _SCHEME.match(href) and not addresses.is_outside(href)


def taken_out(source: str, headline: str) -> Copy:
    """The copy without its pictures, its page, and its headline. Raises MalformedStory for a bomb."""
    if not _HAS_MORE.search(source):
        return Copy(html=source)
    source = _DECLARATION.sub("", printable(source))
    try:
        refuse_bombs(source)
        page = lxml.html.document_fromstring(source)
    except markup.MarkupError as exc:
        raise MalformedStory(f"{exc} The newsroom does not read it.") from exc
    except lxml.etree.ParserError:
        return Copy(html="")  # nothing but comments
    found = list(page.iter("article"))
    content = found[0] if len(found) == 1 else next(page.iter("body"), page)
    pictures: list[WirePicture] = []
    refused: list[str] = []
    for figure in [*content.iter("figure")]:
        _take(figure, pictures, refused)
    for image in [*content.iter("img")]:
        _take(image, pictures, refused)
    for navigation in [*content.iter("nav")]:
        navigation.drop_tree()
    return Copy(
        kicker=_without_head(content, headline),
        html=_inner(content),
        pictures=tuple(pictures),
        refused=tuple(refused),
    )


def _without_head(content: Element, headline: str) -> str:
    """Drops what repeats the fields of the story; what stands above the headline is the kicker."""
    kicker = ""
    for element in [*content.iter("div", "p")]:
        if element.get("class", "").split() == [_SENDER_LINE]:
            vignettes = element.find_class(_VIGNETTE)
            kicker = markup.one_line(vignettes[0].text_content()) if vignettes else kicker
            element.drop_tree()
    first = next(content.iter("h1", "h2"), None)
    if first is not None and _same(first.text_content(), headline):
        first.drop_tree()
    return kicker


def _take(element: Element, pictures: list[WirePicture], refused: list[str]) -> None:
    """Move a figure or a picture out of the text. A figure around a table, or a quote, only loses its frame."""
    images = [element] if element.tag == "img" else [*element.iter("img")]
    if not images:
        if element.tag == "figure" and next(element.iter("video", "iframe", "audio", "object"), None) is not None:
            element.drop_tree()
        return
    image = images[0]
    href = next((href for name in ("src", "data-src") if (href := image.get(name, "").strip())), "")
    if not is_address(href):
        refused += [href] if href and not href.startswith("data:") else []
        href = ""
    captions = [] if element.tag == "img" else [*element.iter("figcaption")]
    credits_of = [part for name in _CREDITS for part in element.find_class(name)]
    credit = next((said for part in credits_of if (said := markup.one_line(part.text_content()))), "")
    for part in credits_of:
        if part.getparent() is not None and part is not element:
            part.drop_tree()
    caption = " ".join(markup.one_line(part.text_content()) for part in captions)
    alt = markup.one_line(image.get("alt", ""))
    if href or caption:
        pictures.append(
            WirePicture(
                caption=caption or alt,
                credit=credit,
                alt=alt,
                href=href,
                name=markup.one_line(image.get("data-assoc-ref", "")),
                guid=markup.one_line(image.get("data-uri", "")),
                filename=addresses.filename(href),
            )
        )
    element.drop_tree()


def _inner(content: Element) -> str:
    children = (lxml.html.tostring(child, encoding="unicode") for child in content)
    return escape(content.text or "", quote=False) + "".join(children)


def _same(one: str, other: str) -> bool:
    return bool(other) and markup.one_line(one).casefold() == other.casefold()
