"""The body vocabulary of TT (Swedish element names): a story, then boxes, each a TEXT."""

from html import escape

from wire.formats import body
from wire.formats.html import addresses
from wire.formats.nitf import Copy
from wire.formats.printed import bylines
from wire.formats.story import Block, Rendition, WirePicture
from wire.formats.trees.elements import Element, find, find_all, local, text

_SUBHEADS = {"MELLIS", "RUBRIK", "MELLANRUBRIK"}
_LISTS = {"UL": "ul", "OL": "ol", "LISTA": "ul"}
_ITEMS = {"LI", "PUNKT"}
_NOT_TEXT = {"BYLINE", "BILD", "DAT", "VINJETT", "GRAFIK", "META"}
_HOLDS = {"TEXT", "INGRESS", "BRODTEXT", "FAKTA", "FAKTARUTA"}


def is_ttnitf(element: Element) -> bool:
    """Whether the body is in these words."""
    return local(element).upper() == "BODY" and find(element, "TEXT") is not None


def read(element: Element) -> Copy:
    """The first TEXT is the story; what follows are boxes under headings of their own."""
    texts = find_all(element, "TEXT")
    main = texts[0]
    html = [_html(part) for part in main if local(part).upper() != "RUBRIK"]
    for box in texts[1:]:
        html += [_html(part) for part in box]
    pictures, refused = _pictures(texts)
    return Copy(
        headline=text(main, "RUBRIK"),
        byline=bylines.read(", ".join(said for byline in find_all(main, "BYLINE") if (said := text(byline)))),
        dateline=text(main, "DAT/ORT"),
        dateline_city=text(main, "DAT/ORT"),
        body=_blocks(html),
        pictures=pictures,
        refused=refused,
    )


def _blocks(html: list[str]) -> tuple[Block, ...]:
    return body.from_html("".join(html))


def _html(element: Element) -> str:
    name = local(element).upper()
    said = escape(text(element), quote=False)
    if name in _NOT_TEXT or not name:
        return ""
    if name in _LISTS:
        items = (escape(text(item), quote=False) for item in element if local(item).upper() in _ITEMS)
        return f"<{_LISTS[name]}>{''.join(f'<li>{item}</li>' for item in items)}</{_LISTS[name]}>"
    if name in _HOLDS or (len(element) and not (element.text or "").strip()):
        return "".join(_html(child) for child in element)
    if name in _SUBHEADS:
        return f"<h2>{said}</h2>"
    if name == "CITAT" and said and not said.startswith(("–", "—", "-")):
        said = f"– {said}"  # as Swedish papers print what somebody says
    return f"<p>{said}</p>"


def _pictures(texts: list[Element]) -> tuple[tuple[WirePicture, ...], tuple[str, ...]]:
    pictures, refused = list[WirePicture](), list[str]()
    for element in [picture for box in texts for picture in find_all(box, "BILD")]:
        href = text(element, "BILDFIL")
        if addresses.is_outside(href):
            refused.append(href)
            href = ""
        picture = WirePicture(
            href=href,
            caption=text(element, "BILDTEXT"),
            credit=text(element, "BILDSKAPARE"),
            filename=addresses.filename(href),
            renditions=(Rendition(href=href),) if href else (),
        )
        if picture.href or picture.caption:
            pictures.append(picture)
    return tuple(pictures), tuple(refused)
