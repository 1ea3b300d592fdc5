"""What the metadata of an item says: lines, subjects, places, rights, links."""

import re

from wire.formats.html import addresses
from wire.formats.newsml_g2 import codes
from wire.formats.printed import bylines
from wire.formats.printed.bylines import NOBODY, Byline
from wire.formats.story import Place, Related, Subject
from wire.formats.text import names
from wire.formats.trees.elements import Element, attribute, find, find_all, text, texts

_MOMENT = re.compile(r"[\d\s:.,TZ/+-]*(?:GMT|UTC)?[\d\s:+-]*")
_SUBHEADS = re.compile(r"sub|second|deck")
_KICKERS = re.compile(r"kicker|over|roof|dach|eyebrow|vinjett")
_OTHER_HEADS = re.compile(r"short|seo|web|social|push|mobile|alt|index")
_TEASERS = re.compile(r"summary|teaser|abstract|lead|standfirst|^$")
_CAPTIONS = re.compile(r"caption|^$")
_GEO = {"geoarea", "poi", "cpttype:5", "city", "statprov", "country", "worldregion", "location"}
_CATEGORIES = ("a1312cat", "anpacat", "apcategorycode", "dpacat")
_MAPPED = ("medtop", "subj")
_REPLACED = {"evolvedfrom", "prevversion", "previousversion", "updates", "replaces", "corrects"}


def headlines(content: Element | None, language: str) -> tuple[str, str, str]:
    """The headline, the one below it and the line above it: by role, else by rank."""
    sub, kicker, others, ranked = list[Element](), list[Element](), list[Element](), list[tuple[int, Element]]()
    for element in find_all(content, "headline"):
        role = codes.role(element)
        if not text(element):
            continue
        if _KICKERS.search(role):
            kicker.append(element)
        elif _SUBHEADS.search(role):
            sub.append(element)
        elif _OTHER_HEADS.search(role):
            others.append(element)
        else:
            rank = element.get("rank", "")
            ranked.append((int(rank) if rank.isdigit() and len(rank) < 4 else 1, element))
    first = min((rank for rank, _ in ranked), default=1)
    main = [element for rank, element in ranked if rank == first] or others
    sub += [element for rank, element in sorted(ranked, key=lambda pair: pair[0]) if rank > first]
    found = [text(chosen[0]) if (chosen := codes.in_language(group, language)) else "" for group in (main, sub, kicker)]
    return found[0], found[1], found[2]


def line(content: Element | None, name: str, language: str = "") -> str:
    """A line that stands once, in the language of the story where it stands in several."""
    chosen = codes.in_language([found for found in find_all(content, name) if text(found)], language)
    return text(chosen[0]) if chosen else ""


def dateline(content: Element | None) -> str:
    """Where copy was filed from, without the dash; a bare moment is no dateline."""
    printed = line(content, "dateline")
    return "" if _MOMENT.fullmatch(printed) else printed.rstrip(" -–—_")


def description(content: Element | None, language: str, *, is_caption: bool) -> str:
    """The caption of a picture, or the summary of a text."""
    wanted = _CAPTIONS if is_caption else _TEASERS
    found = [found for found in find_all(content, "description") if text(found) and wanted.search(codes.role(found))]
    marked = [element for element in found if codes.role(element)] or found
    chosen = codes.in_language(marked, language)
    return text(chosen[0]) if chosen else ""


def credit(content: Element | None, rights: Element | None) -> str:
    """The credit line; else the source; else whose it is, where that is a name and no address."""
    sources = [found for found in find_all(content, "infoSource") if codes.role(found) in ("source", "origprov", "")]
    candidates = [line(content, "creditline"), *map(codes.named, sources), codes.named(find(rights, "copyrightHolder"))]
    return next((found for found in candidates if found and not re.search(r"\w\.\w{2,}$|:|^\S*\d", found)), "")


def byline(content: Element | None, language: str) -> Byline:
    """The line, with the job where it is said in words."""
    title = attribute(content, "creator", "jobtitle")
    printed = line(content, "by", language)
    return bylines.read(printed, title="" if ":" in title else title) if printed else NOBODY


def creators(content: Element | None, language: str) -> Byline:
    """Creators who are people. Agencies, and the logins of their staff, are not."""
    people = []
    for element in find_all(content, "creator"):
        role = codes.role(element)
        is_other = role in ("source", "origprov", "enhancer") or find(element, "organisationDetails") is not None
        said = codes.name(element, language) or element.get("literal", "").strip()
        if not is_other and names.is_name(said) and said != line(content, "creditline"):
            people.append(said)
    if not people:
        return NOBODY
    return Byline(printed=", ".join(people), names=tuple(dict.fromkeys(people)))


def subjects(item: Element, headline: str, language: str) -> tuple[Subject, ...]:
    """Codes as sent with their names, and those of IPTC that an agency gives for its own."""
    found: dict[tuple[str, str], Subject] = {}
    asserted = {codes.sent(element): codes.name(element, language) for element in find_all(item, "assert")}
    for element in find_all(item, "contentMeta/subject"):
        name = codes.name(element, language) or asserted.get(codes.sent(element), "")
        scheme, code = codes.parted(codes.sent(element))
        if not element.get("qcode") and not element.get("uri"):
            scheme, code = "", element.get("literal", "").strip()
            if name or " " in code:  # an id inside the document, or words
                name, code = name or code, ""
        if (code or name) and headline not in (code, name):
            found.setdefault((scheme, code or name), Subject(code=code, name=name, scheme=scheme))
        for same in find_all(element, "sameAs"):
            scheme, code = codes.parted(codes.sent(same))
            if scheme in _MAPPED:
                named = codes.name(same, language) or name
                found.setdefault((scheme, code), Subject(code=code, name=named, scheme=scheme))
    return tuple(found.values())


def category(content: Element | None) -> str:
    """The letters of ANPA or of the agency's departments, as sent."""
    for element in find_all(content, "subject"):
        scheme, code = codes.parted(codes.sent(element))
        if scheme.casefold() in _CATEGORIES:
            return code
    return ""


def places(content: Element | None, language: str) -> tuple[Place, ...]:
    """Places among the subjects. Where the copy was made (`located`) is not what it is about."""
    found = []
    for element in find_all(content, "subject"):
        kind = element.get("type", "").strip().casefold()
        if kind not in _GEO and codes.bare(kind) not in _GEO:
            continue
        facet = codes.bare(attribute(element, "facet", "qcode"))
        name = codes.name(element, language) or element.get("literal", "").strip()
        is_city = facet == "8" or codes.bare(kind) == "city"
        is_state = facet == "7" or codes.bare(kind) == "statprov"
        place = Place(
            name=name,
            city=name if is_city else "",
            state=name if is_state else _wider(element, "statprov", "7", language),
            country_code=_country(element),
        )
        if name:
            found.append(place)
    return tuple(dict.fromkeys(found))


def _wider(element: Element, kind: str, facet: str, language: str) -> str:
    for broader in find_all(element, "broader"):
        if codes.bare(broader.get("type", "")) == kind or codes.bare(attribute(broader, "facet", "qcode")) == facet:
            return codes.name(broader, language)
    return ""


def _country(element: Element) -> str:
    """A code of ISO 3166, of the place or of what it lies in."""
    for found in [element, *find_all(element, "sameAs"), *find_all(element, "broader")]:
        scheme, code = codes.parted(codes.sent(found))
        if scheme.startswith("iso3166") and re.fullmatch(r"[A-Za-z]{2,3}", code):
            return code
    return ""


def keywords(content: Element | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts(content, "keyword")))


def genres(content: Element | None) -> tuple[str, ...]:
    """Their codes and all their names."""
    found = []
    for element in find_all(content, "genre"):
        found += [codes.sent(element), *texts(element, "name")]
    return tuple(said for said in found if said)


def usage_terms(rights: list[Element], language: str) -> str:
    """In the language of the story; where none is in that, all."""
    terms = [found for element in rights for found in find_all(element, "usageTerms") if text(found)]
    return "\n".join(dict.fromkeys(text(found) for found in codes.in_language(terms, language)))


def related(item: Element, guid: str) -> tuple[Related, ...]:
    """Links to other items and pages; members of a package, in their order."""
    found = []
    for element in find_all(item, "itemMeta/link"):
        other, href = element.get("residref", "").strip(), element.get("href", "").strip()
        href = "" if addresses.is_outside(href) else href
        if (other or href) and other != guid:
            found.append(Related(guid=other, href=href, rel=element.get("rel", "").strip() or "related"))
    return tuple(dict.fromkeys([*found, *members(item)]))


def members(item: Element) -> list[Related]:
    """The items of a package. A group is what its role says: main, sidebars ..."""
    found = []
    for group in find_all(item, "groupSet/group"):
        role = codes.parted(group.get("role", "").strip())[1] or "member"
        for element in find_all(group, "itemRef"):
            href = element.get("href", "").strip()
            other = element.get("residref", "").strip()
            if other or (href and not addresses.is_outside(href)):
                found.append(Related(guid=other, href="" if addresses.is_outside(href) else href, rel=role))
    return found


def replaced(item: Element, content: Element | None, guid: str, signals: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of other items that this one stands in for: by a link, or as TT does by a number of its own."""
    found = [
        element.get("residref", "").strip()
        for element in find_all(item, "itemMeta/link")
        if codes.bare(element.get("rel", "")) in _REPLACED
    ]
    if "tt_sig:replace" in signals:
        numbers = {codes.bare(element.get("type", "")): text(element) for element in find_all(content, "altId")}
        other, own = numbers.get("refuno", ""), numbers.get("uno", "")
        found.append(other)
        if other and own and guid.endswith(own):
            found.append(guid.removesuffix(own) + other)  # as the guid of that item has it
    return tuple(dict.fromkeys(other for other in found if other and other != guid))
