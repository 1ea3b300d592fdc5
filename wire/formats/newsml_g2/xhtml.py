"""Copy in HTML, inline or escaped: the story of it, and what else an agency printed around that."""

import copy as copies
import re
from html import escape
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it ships no types
from lxml import etree

from articles import markup
from wire.formats.html import pictures as html_pictures
from wire.formats.html import prose
from wire.formats.html import tree as html_tree
from wire.formats.html.tree import Html
from wire.formats.newsml_g2.layout import is_wrapped, paragraphs_in
from wire.formats.newsml_g2.notes import is_private
from wire.formats.nitf import Copy
from wire.formats.printed import bylines
from wire.formats.story import Block
from wire.formats.trees.elements import Element, local

_BLOCK_TAG = re.compile("p|div|section|article|table|ul|ol|pre|blockquote|h[1-6]")
_NOT_COPY = ("header", "footer", "nav", "script", "style")
_META_CLASS = re.compile(r"(?:^|\s)(?:slugline|genre|publicationdate|notepad|embargoed)(?:\s|$|-|_)", re.IGNORECASE)
_TEASER = re.compile(r"(?:^|\s)(?:teaser|abstract|standfirst|summary)(?:\s|$)", re.IGNORECASE)
# STT's own elements for dashes, which reach us as elements or as escaped text.
_DASH = re.compile(r"&lt;(e[nm]dash)&gt;(.*?)&lt;/\1&gt;|&lt;(e[nm]dash)\s*/&gt;", re.DOTALL)
_DASHES = {"endash": "–", "emdash": "—"}


def from_element(element: Element) -> tuple[Copy, tuple[str, ...]]:
    """An `html`, `body` or `div` element in any namespace: its copy, and what in it is private."""
    return from_text(_as_html(element))


def from_text(source: str) -> tuple[Copy, tuple[str, ...]]:
    """HTML as text. Raises MalformedStory for what is made to choke a reader."""
    source = _DASH.sub(lambda found: found[2] or _DASHES[found[1] or found[3]], source)
    page = html_tree.parse(source if "<body" in source.casefold() else f"<div>{source}</div>")
    root = page.find("body") if page is not None and page.tag == "html" else page
    if root is None:
        return Copy(), ()
    private = _take_private(root)
    return _read(root), private


def _read(root: Html) -> Copy:
    main = next((found for found in root.iter() if _is_main(found)), None)
    titles = [said for title in root.iter("h1") if (said := html_tree.text(title))]
    above = [
        said for tag in ("h2", "h3") for title in root.iterfind(f".//header//{tag}") if (said := html_tree.text(title))
    ]
    story = root if main is None else main
    byline = _take(root, lambda found: re.search(r"(?:^|\s)byline(?:\s|$)", found.get("class", "")) is not None)
    teaser = _take(root, lambda found: found.tag == "p" and _TEASER.search(found.get("class", "")) is not None)
    dateline = _take(root, lambda found: found.tag == "span" and "dateline" in found.get("class", "").split())
    for found in [*story.iter(*_NOT_COPY, etree.Comment), *(e for e in story.iter() if _is_meta(e))]:
        html_tree.drop(found)
    pictures, refused = html_pictures.take(story)
    if titles:
        _take(story, lambda found: found.tag == "h1" and html_tree.text(found) == titles[0])
    blocks, kept = _blocks(story)
    return Copy(
        headline=titles[0] if titles else "",
        subheadline=above[0] if above and titles else "",
        byline=bylines.read(byline) if byline else bylines.NOBODY,
        dateline=dateline,
        standfirst=(teaser,) if teaser else (),
        body=blocks,
        is_preformatted=kept or any(block.kind in ("preformatted", "table") for block in blocks),
        pictures=pictures,
        refused=refused,
    )


def _is_main(element: Html) -> bool:
    return element.tag == "main" or (element.tag in ("section", "div") and "main" in element.get("class", "").split())


def _is_block(element: Html) -> bool:
    return html_tree.is_element(element) and _BLOCK_TAG.fullmatch(element.tag) is not None


def _is_meta(element: Html) -> bool:
    return html_tree.is_element(element) and _META_CLASS.search(element.get("class", "")) is not None


def _take(root: Html, is_wanted: Any) -> str:
    """What the first such element says, which is taken out; an empty string without one."""
    for found in root.iter():
        if html_tree.is_element(found) and found is not root and is_wanted(found):
            said = html_tree.text(found)
            if said:
                html_tree.drop(found)
                return said
    return ""


def _take_private(root: Html) -> tuple[str, ...]:
    said = []
    for found in [found for found in root.iter() if html_tree.is_element(found) and is_private(found)]:
        if found is not root and found.getparent() is not None:
            lines = [html_tree.text(line) for line in found.iter("p", "li")] or [html_tree.text(found)]
            said += [line for line in lines if line]
            html_tree.drop(found)
    return tuple(dict.fromkeys(said))


def _blocks(root: Html) -> tuple[tuple[Block, ...], bool]:
    """The blocks, and whether the lines of the body matter as they stand."""
    loose = _loose(root)
    if "\n" in loose and not any(found.tag == "br" or _is_block(found) for found in _content(root)):
        if is_wrapped(loose):
            return tuple(Block(text=said) for said in prose.paragraphs(loose)), False
        return (Block(kind="preformatted", text=loose),), True
    for paragraph in list(root.iter("p")):
        _part(paragraph)
    return html_tree.blocks(root), False


def _content(root: Html) -> list[Html]:
    """Everything below, but for the wrapper that we put around a piece of HTML."""
    only = list(root)
    if len(only) == 1 and only[0].tag == "div" and not (root.text or "").strip() and not (only[0].tail or "").strip():
        root = only[0]
    return [found for found in root.iter() if found is not root]


def _loose(root: Html) -> str:
    """Text that stands in no paragraph, with its lines, and without the indentation that an XML writer gave them."""
    lines = [line.rstrip() for line in markup.tidy(root.text_content()).strip("\n").expandtabs().split("\n")]
    depth = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0].strip(), *(line[depth:] for line in lines[1:])]).strip()


def _part(paragraph: Html) -> None:
    """A paragraph that holds several, marked by indentation or empty lines, as several."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if _is_block(child):
            return
        pieces.append(child.tail or "")
    if not any("\n" in piece for piece in pieces):
        return
    inner = escape(paragraph.text or "", quote=False)
    for child in paragraph:
        inner += "\ue002" + lxml.html.tostring(child, encoding="unicode", with_tail=False).replace("\n", " ") + "\ue003"
        inner += escape(child.tail or "", quote=False)
    parts = paragraphs_in(inner)
    if len(parts) < 2:
        return
    marked = (
        "".join(f"<pre>{part}</pre>" if "\n" in part else f"<p>{part}</p>" for part in parts)
        .replace("\ue002", "")
        .replace("\ue003", "")
    )
    new = lxml.html.fragment_fromstring(marked, create_parent="div")
    new.tail = paragraph.tail
    paragraph.getparent().replace(paragraph, new)


def _as_html(element: Element) -> str:
    """An XML element as HTML: names without namespaces, in small letters."""
    plain = copies.deepcopy(element)
    plain.tail = None
    for found in plain.iter():
        if name := local(found):
            found.tag = name.casefold()
            if found.tag in _DASHES:
                found.text = (found.text or "").strip() or _DASHES[found.tag]
                found.tag = "span"
    etree.cleanup_namespaces(plain)
    return str(etree.tostring(plain, method="html", encoding="unicode"))
