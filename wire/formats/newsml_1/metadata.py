"""What the lines and the metadata of a NewsItem say, wherever in its components an agency wrote them."""

import re

from wire.formats.html import plain
from wire.formats.printed import datelines
from wire.formats.story import Place, Related, Subject
from wire.formats.text import names
from wire.formats.trees.elements import Element, attribute, descendants, find, find_all, local, text, texts

type Around = tuple[Element, ...]  # the components around the text, from the inside out

_ADVICE = {"advisoryline", "advisory", "editorialnote", "editorsnote", "editornote", "ednote", "note", "notetoeditors"}
_ADVICE |= {"caveat", "restriction", "restrictions", "productline"}
_TAKE_KEYS = {"catchword", "takekey"}
_KICKERS = {"kicker", "catchline", "overline", "strapline", "eyebrow"}
_KEYWORDS = re.compile(r"keywords?$", re.IGNORECASE)
_NOTES = {"editorialinfo", "editornote", "ednote"}
_MERE_COPYRIGHT = 60
_RESTRICTS = re.compile(
    r"restrict|editorial use|no archiv|mandatory credit|no resale|no sales|not for use|embargo", re.IGNORECASE
)
_DATE = re.compile(r"[\d\s./:-]+")
# "Bo Sample (bos)": some put the reporter, with the initials, where the slug belongs.
_SIGNED = re.compile(r"(?P<name>.+?)\s*\((?P<initials>[a-z]{2,4}(?:/[a-z]{2,4})*)\)")


def line(around: Around, name: str) -> str:
    """A NewsLine, from the components nearest to the text first."""
    return next((said for component in around if (said := text(component, f"NewsLines/{name}"))), "")


def dateline(around: Around) -> str:
    """Where and when it was filed; a bare date is no dateline."""
    printed = line(around, "DateLine")
    return "" if _DATE.fullmatch(printed) else printed


def slugline(around: Around, item: Element) -> str:
    """The slug; else the label of the item."""
    printed = line(around, "SlugLine")
    return ("" if signature(printed) else printed) or text(item, "Identification/NameLabel")


def signature(slugline: str) -> str:
    """The reporter, where the slug is one."""
    found = _SIGNED.fullmatch(slugline)
    return found["name"] if found and names.is_name(found["name"]) else ""


def free_lines(around: Around) -> dict[str, tuple[str, ...]]:
    """The lines of an agency's own types, by what becomes of them: note, take_key, kicker, other."""
    sorted_lines: dict[str, list[str]] = {"note": [], "take_key": [], "kicker": [], "other": []}
    for component in around:
        for element in find_all(component, "NewsLines/NewsLine"):
            kind = attribute(element, "NewsLineType", "FormalName")
            plain = kind.casefold().replace(" ", "")
            use = (
                "note"
                if plain in _ADVICE
                else "take_key"
                if plain in _TAKE_KEYS
                else "kicker"
                if plain in _KICKERS
                else "other"
            )
            for said in texts(element, "NewsLineText"):
                sorted_lines[use].append(said if use != "other" else f"{kind}: {said}")
    return {use: tuple(dict.fromkeys(said)) for use, said in sorted_lines.items()}


def editor_notes(around: Around) -> tuple[str, ...]:
    """Notes that stand among the properties instead of the lines."""
    found = [
        plain.line(element.get("Value", ""))
        for component in around
        for element in find_all(component, "AdministrativeMetadata/Property")
        if element.get("FormalName", "").casefold() in _NOTES
    ]
    return tuple(dict.fromkeys(note for note in found if note))


def language(around: Around, item: Element) -> str:
    """As sent, from the components nearest to the text first."""
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for component in around:
        sent = attribute(component, "DescriptiveMetadata/Language", "FormalName") or component.get(xml_lang, "")
        if sent:
            return str(sent)
    return str(item.get(xml_lang, "")) or next(
        (said for component in around if (said := attribute(component, "NewsLines/HeadLine", xml_lang))), ""
    )


def keywords(around: Around) -> tuple[str, ...]:
    """Properties and lines of keywords. Some pack all of them into one value."""
    packed: list[str] = []
    for component in reversed(around):
        for element in _properties(component):
            if _KEYWORDS.search(element.get("FormalName", "")):
                packed.append(element.get("Value", ""))
        packed += texts(component, "NewsLines/KeywordLine")
    words = (plain.line(word) for value in packed for word in value.split(";"))
    return tuple(dict.fromkeys(word for word in words if word))


def _properties(component: Element) -> list[Element]:
    return [*find_all(component, "DescriptiveMetadata/Property"), *find_all(component, "Metadata/Property")]


def subjects(around: Around, item: Element, language: str) -> tuple[Subject, ...]:
    """Codes, each once, with the names that the document gives them in a language we can show."""
    named = _topic_names(item, language)
    found: dict[tuple[str, str], Subject] = {}
    for component in reversed(around):
        for group in find_all(component, "DescriptiveMetadata/SubjectCode"):
            for element in group:
                code = element.get("FormalName", "").strip().rpartition(":")[2]
                own = element.get("Scheme", "") or element.get("Vocabulary", "")
                scheme = "subj" if re.fullmatch(r"\d{8}", code) else own
                if local(element) in ("Subject", "SubjectMatter", "SubjectDetail") and code:
                    found.setdefault((scheme, code), Subject(code=code, name=named.get(code, ""), scheme=scheme))
    return tuple(found.values())


def _topic_names(item: Element, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for topic in descendants(item, "Topic"):
        code = text(topic, "FormalName")
        described = {
            element.get(xml_lang, "").casefold()[:2]: text(element)
            for element in find_all(topic, "Description")
            if element.get("Variant", "Name").casefold() == "name"
        }
        if code and described:
            found[code] = described.get(language[:2], described.get("en", next(iter(described.values()))))
    return found


def places(around: Around) -> tuple[Place, ...]:
    """Locations, in their own element or straight among the properties."""
    found: list[Place] = []
    for component in reversed(around):
        for element in [*find_all(component, "DescriptiveMetadata/Location"), find(component, "DescriptiveMetadata")]:
            if place := _place(element):
                found.append(place)
    return tuple(dict.fromkeys(found))


def _place(element: Element | None) -> Place | None:
    facts = {
        property_.get("FormalName", "").casefold(): plain.line(property_.get("Value", ""))
        for property_ in find_all(element, "Property")
    }
    country, city = facts.get("country", ""), facts.get("city", "")
    is_code = re.fullmatch(r"[A-Za-z]{2,3}", country) is not None
    place = Place(
        name=facts.get("sublocation", "") or ("" if is_code or city else country),
        city=city,
        state=facts.get("area", "") or facts.get("countryarea", ""),
        country_code=country if is_code else "",
    )
    return place if place != Place() else None


def origin_city(around: Around) -> str:
    """Where it was filed: a location that says so, or says nothing of its role; else as the dateline has it."""
    for component in around:
        for element in find_all(component, "DescriptiveMetadata/Location"):
            place = _place(element)
            if place and place.city and element.get("HowPresent", "Origin").casefold() == "origin":
                return place.city
    return datelines.city(dateline(around))


def usage_terms(around: Around, notes: tuple[str, ...]) -> str:
    """What the rights say, a copyright line that says more than whose it is, and notes that restrict the use."""
    terms: list[str] = []
    for component in around:
        for name in ("UsageType", "Geography", "Limitations"):
            terms += texts(component, f"RightsMetadata/UsageRights/{name}")
    copyright_line = line(around, "CopyrightLine")
    terms += [copyright_line] if len(copyright_line) > _MERE_COPYRIGHT else []
    terms += [note for note in notes if _RESTRICTS.search(note)]
    return "\n".join(dict.fromkeys(terms))


def party(around: Around, role: str) -> str:
    """The first party in a role: Provider, Creator, Source, Contributor."""
    paths = f"AdministrativeMetadata/{role}/Party"
    return next((name for component in around if (name := attribute(component, paths, "FormalName"))), "")


def genres(around: Around) -> tuple[str, ...]:
    """What kind of copy it is, in the sender's words."""
    return tuple(attribute(component, "DescriptiveMetadata/Genre", "FormalName") for component in around)


def related(item: Element) -> tuple[Related, ...]:
    """Other items that this one names."""
    found = []
    for rel in ("DerivedFrom", "AssociatedWith"):
        for element in find_all(item, f"NewsManagement/{rel}"):
            if guid := element.get("NewsItem", "").strip():
                found.append(Related(guid=guid, rel=rel))
    return tuple(dict.fromkeys(found))
