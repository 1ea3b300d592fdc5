"""NITF 3.6 (IPTC). The body is its `block` content: p, hl2, ul, ol, table, bq, pre, and pictures as media."""

from datetime import datetime

from articles import markup
from wire.formats import WirePicture, WireStory, body
from wire.output.xml import Element, add, elements, etree, written

CONTENT_TYPE = "application/nitf+xml"
SUFFIX = "nitf.xml"
NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
# NITF's own names for what HTML calls otherwise; what it does not know loses its tag and keeps its words.
INLINE = {"a": "a", "strong": "em", "em": "em", "sub": "sub", "sup": "sup", "br": "br"}
BLOCKS = {"p": "p", "h2": "hl2", "h3": "hl2", "ul": "ul", "ol": "ol", "table": "table", "pre": "pre", "hr": "hr"}
TABLE = {"thead", "tbody", "tfoot", "tr", "th", "td", "caption"}


def write(story: WireStory) -> bytes:
    """One story as a NITF document."""
    root = etree.Element(f"{{{NAMESPACE}}}nitf", nsmap={None: NAMESPACE}, version="-//IPTC//DTD NITF 3.6//EN")
    head = _add(root, "head")
    _add(head, "title", story.headline)
    _docdata(head, story)
    content = _add(root, "body", attributes={"{http://www.w3.org/XML/1998/namespace}lang": story.language})
    _body_head(content, story)
    text = _add(content, "body.content")
    for html in elements(markup.join(body.to_blocks(story.body))):
        _block(text, html)
    for picture in story.pictures:
        _media(text, picture)
    return written(root)


def _docdata(head: Element, story: WireStory) -> None:
    data = _add(head, "docdata", attributes={"management-status": story.pub_status})
    _add(data, "doc-id", attributes={"id-string": story.guid, "regsrc": story.sender})
    if story.editor_note:
        _add(data, "ed-msg", attributes={"info": story.editor_note})
    _add(data, "date.issue", attributes={"norm": _moment(story.updated)})
    _add(data, "date.release", attributes={"norm": _moment(story.published)})
    if story.expires_at:
        _add(data, "date.expire", attributes={"norm": _moment(story.expires_at)})
    _add(data, "doc.copyright", attributes={"holder": story.credit})
    _add(data, "du-key", attributes={"version": story.version, "key": story.slugline})
    if story.subjects:
        keys = _add(data, "key-list")
        for name in dict.fromkeys(subject.name for subject in story.subjects):
            _add(keys, "keyword", attributes={"key": name})


def _body_head(content: Element, story: WireStory) -> None:
    head = _add(content, "body.head")
    headlines = _add(head, "hedline")
    _add(headlines, "hl1", story.headline)
    for name in story.bylines:
        _add(_add(head, "byline"), "person", name)
    if story.byline and not story.bylines:
        _add(head, "byline", story.byline)
    _add(head, "distributor", story.sender)
    if story.dateline:
        _add(_add(head, "dateline"), "location", story.dateline)
    if story.standfirst:
        abstract = _add(head, "abstract")
        for line in story.standfirst:
            _add(abstract, "p", line)


def _media(parent: Element, picture: WirePicture) -> None:
    media = _add(parent, "media", attributes={"media-type": "image"})
    for rendition in picture.renditions:
        measures = {"width": str(rendition.width or ""), "height": str(rendition.height or "")}
        source = {"source": rendition.href, "mime-type": rendition.mimetype, "alternate-text": picture.alt}
        _add(media, "media-reference", attributes=source | measures)
    if not picture.renditions:
        _add(media, "media-reference", attributes={"alternate-text": picture.alt, "name": picture.guid})
    _add(media, "media-caption", picture.caption)
    if picture.credit:
        _add(media, "media-producer", picture.credit)


def _block(parent: Element, html: Element) -> None:
    if html.tag == "blockquote":
        quote = _add(_add(parent, "bq"), "block")
        for child in html:
            _block(quote, child)
        return
    element = _add(parent, BLOCKS.get(html.tag, "p"))
    _copy(html, element)


def _copy(html: Element, element: Element) -> None:
    """The words and what is inside them, under NITF's names."""
    _append(element, html.text)
    for child in html:
        if child.tag in INLINE or child.tag in ("li", "ul", "ol", "p", *TABLE):
            copied = _add(element, INLINE.get(child.tag, child.tag))
            for name in ("href", "colspan", "rowspan"):
                if child.get(name):
                    copied.set(name, child.get(name))
            _copy(child, copied)
        else:
            _copy(child, element)
        _append(element, child.tail)


def _append(element: Element, text: str | None) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add(parent: Element, tag: str, text: str = "", attributes: dict[str, str] | None = None) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{tag}", text, attributes)


def _moment(moment: datetime | None) -> str:
    """As ISO 8601's basic form, which NITF's `norm` attributes hold: 20260304T161500+0000."""
    return f"{moment:%Y%m%dT%H%M%S%z}" if moment else ""
