"""What the body of a NITF document says: its head, its text, its pictures. Other formats carry the same inside."""

import re
from dataclasses import dataclass

from wire.formats.nitf import flow, media
from wire.formats.printed import bylines, datelines, endings
from wire.formats.printed.bylines import NOBODY, Byline
from wire.formats.story import Block, Related, WirePicture
from wire.formats.trees.elements import Element, attribute, find, find_all, local, text, texts

_CONTACT = re.compile(r"\S@\S+\.\w|\b(?:tel|tlf|phone|mob)\b[.:]?\s*[+\d]", re.IGNORECASE)
_MOMENT = re.compile(r"[\d\s:.,TZ+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Everything of it that is for readers; `notes` are for the desk that takes it, `refused` addresses for nobody,
    `sign_off` what stood under the text for other desks, `private` whom they may ask."""

    headline: str = ""
    subheadline: str = ""
    byline: Byline = NOBODY
    dateline: str = ""
    dateline_city: str = ""
    standfirst: tuple[str, ...] = ()
    credit: str = ""
    usage_terms: str = ""
    language: str = ""
    body: tuple[Block, ...] = ()
    is_preformatted: bool = False
    pictures: tuple[WirePicture, ...] = ()
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    sign_off: tuple[str, ...] = ()
    private: tuple[str, ...] = ()


def read_copy(nitf: Element) -> Copy:
    """A `nitf` element, or a `body` or `body.content` on its own. Namespaces do not matter."""
    body = nitf if local(nitf) == "body" else find(nitf, "body")
    head = find(body, "body.head")
    contents = [nitf] if local(nitf) == "body.content" else find_all(body, "body.content")
    if not contents and head is None:
        contents = [body]  # nothing but paragraphs in it
    said = flow.read(*contents)
    end = flow.read(find(body, "body.end"))
    notes = [text(note) for note in find_all(head, "note") if flow.is_editors_note(note)]
    pictures, related, refused = [*said.pictures], [*said.related, *end.related], [*said.refused, *end.refused]
    for element in [*find_all(head, "media"), *find_all(head, "abstract/media"), *find_all(body, "media")]:
        media.read(element, pictures, related, refused)
    headline = text(head, "hedline/hl1")
    seconds = (line for line in texts(head, "hedline/hl2") if line.casefold() != headline.casefold())
    text_blocks, sign_off = endings.without_sign_off(tuple(said.blocks))
    text_blocks, embargo = endings.without_embargo(text_blocks)
    contacts = tuple(block.text for block in end.blocks if _CONTACT.search(block.text))
    blocks = (*text_blocks, *(block for block in end.blocks if block.text not in contacts))
    return Copy(
        headline=headline,
        subheadline=next(seconds, ""),
        byline=_byline(head),
        dateline=_dateline(head),
        dateline_city=_city(head),
        standfirst=_standfirst(head),
        credit=text(head, "distributor") or text(head, "rights/rights.owner"),
        usage_terms=_terms(head),
        language=_language(nitf),
        body=blocks,
        is_preformatted=any(block.kind in ("preformatted", "table") for block in blocks),
        pictures=tuple(pictures),
        related=tuple(related),
        notes=tuple(note for note in dict.fromkeys([*notes, embargo, *said.notes, *end.notes]) if note),
        refused=tuple(refused),
        sign_off=sign_off,
        private=contacts,
    )


def _byline(head: Element | None) -> Byline:
    """All bylines as one: a second one names a second author."""
    read = []
    for element in find_all(head, "byline"):
        title = text(element, "byttl")
        people = texts(element, "person")
        printed = text(element)
        if title and printed.endswith(title):
            printed = printed[: -len(title)]
        read.append(bylines.read(printed, title=title, people=people))
    read = [byline for byline in read if byline.printed]
    if len(read) < 2:
        return read[0] if read else NOBODY
    return Byline(
        printed=", ".join(byline.printed for byline in read),
        names=tuple(dict.fromkeys(name for byline in read for name in byline.names)),
        title=read[0].title,
    )


def _dateline(head: Element | None) -> str:
    element = find(head, "dateline")
    if element is None:
        return ""
    location = find(element, "location")
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    is_bare = location is not None and not loose.strip()
    parts = [_place(location) if is_bare else text(element)]
    for date in find_all(element, "story.date"):
        printed = text(date)
        if _MOMENT.fullmatch(printed):  # meant for machines
            parts = [part.removesuffix(printed).rstrip() for part in parts]
        elif is_bare and printed:
            parts.append(printed)
    return ", ".join(part for part in parts if part)


def _place(location: Element) -> str:
    """The parts of a place: as punctuated by the sender, else with commas."""
    between = (location.text or "") + "".join(child.tail or "" for child in location)
    if between.strip() or not len(location):
        return text(location).replace(" ,", ",")
    return ", ".join(said for child in location if (said := text(child)))


def _city(head: Element | None) -> str:
    dateline = find(head, "dateline")
    if city := text(dateline, "location/city") or text(dateline, "city"):
        return city
    if location := text(dateline, "location"):
        return location.partition(",")[0]
    return datelines.city(_dateline(head))


def _standfirst(head: Element | None) -> tuple[str, ...]:
    paragraphs = []
    for abstract in find_all(head, "abstract"):
        paragraphs += [block.text for block in flow.read(abstract).blocks]
    return tuple(" ".join(paragraph.split()) for paragraph in dict.fromkeys(paragraphs))


def _terms(head: Element | None) -> str:
    parts = ("rights.limitations", "rights.type", "rights.geography")
    terms = [text(head, f"rights/{part}") for part in parts]
    return "\n".join(term for term in terms if term) or _loose_rights(head)


def _loose_rights(head: Element | None) -> str:
    rights = find(head, "rights")
    return text(rights) if rights is not None and not len(rights) else ""


def _language(nitf: Element) -> str:
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    return (
        nitf.get("baselang", "")
        or nitf.get(xml_lang, "")
        or attribute(nitf, "body", xml_lang)
        or attribute(nitf, "body/body.content", xml_lang)
    ).strip()
