"""NewsML-G2 2.35 (IPTC), Power conformance: one newsItem with its text as XHTML and its pictures as links.

Order and names of the elements follow the specification's chapter on news items; codes are of IPTC's NewsCodes.
"""

from datetime import datetime
from urllib.parse import urlsplit

from articles import markup
from wire.formats import Subject, WirePicture, WireStory, body
from wire.output.xml import Element, add, elements, etree, written

CONTENT_TYPE = "application/vnd.iptc.g2.newsitem+xml"
SUFFIX = "newsml-g2.xml"
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"


def write(story: WireStory) -> bytes:
    """One story as a newsItem."""
    root = etree.Element(
        f"{{{NAMESPACE}}}newsItem",
        {
            "standard": "NewsML-G2",
            "standardversion": "2.35",
            "conformance": "power",
            "guid": story.guid,
            "version": story.version,
            f"{{{XML}}}lang": story.language,
        },
        nsmap={None: NAMESPACE},
    )
    _add(root, "catalogRef", attributes={"href": CATALOG})
    _add_own_catalog(root, story)
    rights = _add(root, "rightsInfo")
    holder = _add(rights, "copyrightHolder")
    _add(holder, "name", story.credit)
    _item_meta(root, story)
    _content_meta(root, story)
    _content_set(root, story)
    return written(root)


def _add_own_catalog(root: Element, story: WireStory) -> None:
    """The schemes that IPTC's catalog does not know: topics of ours, and codes of providers."""
    catalog = _add(root, "catalog")
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(story.link)) if story.link else "urn:newsroom"
    for scheme in sorted({subject.scheme for subject in story.subjects} - {"medtop", "subj"} | {"topic"}):
        _add(catalog, "scheme", attributes={"alias": scheme, "uri": f"{origin}/topic/{scheme}/"})


def _item_meta(root: Element, story: WireStory) -> None:
    meta = _add(root, "itemMeta")
    _add(meta, "itemClass", attributes={"qcode": "ninat:text"})
    _add(_add(meta, "provider"), "name", story.sender)
    _add(meta, "versionCreated", _moment(story.updated))
    _add(meta, "firstCreated", _moment(story.first_created))
    _add(meta, "pubStatus", attributes={"qcode": f"stat:{story.pub_status}"})
    if story.editor_note:
        _add(meta, "edNote", story.editor_note)
    for signal in story.signals:
        if signal in ("update", "correction"):
            _add(meta, "signal", attributes={"qcode": f"sig:{signal}"})
    if story.expires_at:
        _add(meta, "expires", _moment(story.expires_at))
    if story.link:
        page = {"rel": "irel:seeAlso", "href": story.link, "contenttype": "text/html"}
        _add(meta, "link", attributes=page)


def _content_meta(root: Element, story: WireStory) -> None:
    meta = _add(root, "contentMeta")
    _add(meta, "contentCreated", _moment(story.first_created))
    _add(meta, "contentModified", _moment(story.updated))
    for name in story.bylines:
        _add(_add(meta, "creator"), "name", name)
    _add(meta, "language", attributes={"tag": story.language})
    for subject in story.subjects:
        _subject(meta, subject)
    if story.slugline:
        _add(meta, "slugline", story.slugline)
    _add(meta, "headline", story.headline)
    if story.dateline:
        _add(meta, "dateline", story.dateline)
    if story.byline:
        _add(meta, "by", story.byline)
    if story.credit:
        _add(meta, "creditline", story.credit)
    for line in story.standfirst:
        _add(meta, "description", line, {"role": "drol:summary"})


def _subject(meta: Element, subject: Subject) -> None:
    element = _add(meta, "subject", attributes={"type": "cpnat:abstract", "qcode": f"{subject.scheme}:{subject.code}"})
    _add(element, "name", subject.name)


def _content_set(root: Element, story: WireStory) -> None:
    html = markup.join(body.to_blocks(story.body))
    content = _add(root, "contentSet")
    words = markup.count_words(body.to_text(story.body))
    inline = _add(content, "inlineXML", attributes={"contenttype": "application/xhtml+xml", "wordcount": str(words)})
    document = add(inline, f"{{{XHTML}}}html")
    document.set(f"{{{XML}}}lang", story.language)
    head = add(document, f"{{{XHTML}}}head")
    add(head, f"{{{XHTML}}}title", story.headline)
    page = add(document, f"{{{XHTML}}}body")
    for element in elements(html):
        page.append(_in_xhtml(element))
    for picture in story.pictures:
        _figure(page, picture)


def _in_xhtml(element: Element) -> Element:
    for inner in element.iter():
        inner.tag = f"{{{XHTML}}}{inner.tag}"
    return element


def _figure(page: Element, picture: WirePicture) -> None:
    figure = add(page, f"{{{XHTML}}}figure")
    for rendition in picture.renditions:
        measures = {"width": str(rendition.width or ""), "height": str(rendition.height or "")}
        add(figure, f"{{{XHTML}}}img", attributes={"src": rendition.href, **measures}).set("alt", picture.alt)
    add(figure, f"{{{XHTML}}}figcaption", " ".join(filter(None, (picture.caption, picture.credit))))


def _add(parent: Element, tag: str, text: str = "", attributes: dict[str, str] | None = None) -> Element:
    return add(parent, f"{{{NAMESPACE}}}{tag}", text, attributes)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
