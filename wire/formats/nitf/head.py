"""What the head of a NITF document says about its copy: who sent it, when, what may be done with it."""

import re
from dataclasses import dataclass

from wire.formats.html import plain
from wire.formats.story import Place, Subject
from wire.formats.trees.elements import Element, attribute, find, find_all, number, text, texts

# Names of `meta` elements, in every agency's spelling.
_SLUG = ("anpa-keyword", "ntbstikkord", "slug", "slugline", "slug-line")
_TAKE_KEY = ("anpa-takekey", "takekey", "take-key")
_CATEGORY = ("anpa-category", "category", "categoria", "ntbstoffgruppe")
_SEQUENCE = ("anpa-sequence", "sequence", "transref", "ntbiptcsequence")
_WORDS = ("anpa-wordcount", "wordcount", "word-count")
_PRIORITY = ("aap-priority", "ntbprioritet", "priority")
_SENDER = ("aap-source", "ntbkilde", "source", "provider")
_IPTC = {"", "iptc", "subj", "iptcsubjectcode"}
_REVISION = re.compile(r"(.+)_(\d{1,3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which story this is, and which version of it."""

    guid: str = ""
    guid_versioned: str = ""
    version: str = ""


class Metas:
    """The `meta` elements of a head, by name in any case."""

    def __init__(self, head: Element | None) -> None:
        self._values: dict[str, str] = {}
        for meta in find_all(head, "meta"):
            self._values.setdefault(meta.get("name", "").strip().casefold(), plain.line(meta.get("content", "")))

    def first(self, names: tuple[str, ...]) -> str:
        """The value of the first of the names that has one."""
        return next((value for name in names if (value := self._values.get(name))), "")

    @property
    def slugline(self) -> str:
        return self.first(_SLUG)

    @property
    def take_key(self) -> str:
        return self.first(_TAKE_KEY)

    @property
    def category(self) -> str:
        return self.first(_CATEGORY)

    @property
    def sequence(self) -> str:
        return self.first(_SEQUENCE)

    @property
    def word_count(self) -> int | None:
        return number(self.first(_WORDS))

    @property
    def priority(self) -> int | None:
        return number(self.first(_PRIORITY))

    @property
    def sender(self) -> str:
        return self.first(_SENDER)

    @property
    def is_tabular(self) -> bool:
        """ANPA's format "t": columns that matter."""
        return self.first(("anpa-format",)).casefold() == "t"

    @property
    def distributor(self) -> str:
        """Who sends it on, where only the names of the elements tell."""
        return "NTB" if self.is_ntb else ""

    @property
    def is_ntb(self) -> bool:
        """The Norwegian dialect, which glues the number of the version to the id."""
        return any(name.startswith("ntb") for name in self._values)


def identity(docdata: Element | None, metas: Metas) -> Identity:
    """The id without the version that some agencies glue to it. NITF has none but that of the dynamic use key."""
    sent = attribute(docdata, "doc-id", "id-string") or text(docdata, "doc-id")
    version, generation = attribute(docdata, "du-key", "version"), attribute(docdata, "du-key", "generation")
    guid = sent
    if glued := _REVISION.fullmatch(sent):
        same = version.isdigit() and int(version) == int(glued[2])
        if same or metas.is_ntb:
            guid, version = glued[1], version or glued[2]
    return Identity(
        guid=guid,
        guid_versioned=sent if sent != guid else "",
        version=f"{generation}.{version}" if generation and version else version or generation,
    )


def subjects(head: Element | None) -> tuple[Subject, ...]:
    """Subject codes of IPTC, each with the name of its own level; an agency's own codes under its own scheme."""
    found = []
    for element in find_all(head, "tobject/tobject.subject"):
        code = element.get("tobject.subject.refnum", "").strip()
        scheme = element.get("tobject.subject.ipr", "").strip()
        names = [plain.line(element.get(f"tobject.subject.{level}", "")) for level in ("type", "matter", "detail")]
        name = _own_name(code, names)
        if scheme.casefold() in _IPTC and not re.fullmatch(r"\d{8}", code):
            code = ""
        if code or name:
            found.append(Subject(code=code, name=name, scheme="subj" if scheme.casefold() in _IPTC else scheme))
    return tuple(dict.fromkeys(found))


def _own_name(code: str, names: list[str]) -> str:
    """The name of the code itself: 04000000 is a type, 04011000 a matter, 04011002 a detail of it."""
    level = 0 if code.endswith("000000") else 1 if code.endswith("000") else 2
    given = [name for name in reversed(names[: level + 1]) if name] or [name for name in reversed(names) if name]
    return given[0] if given else ""


def places(docdata: Element | None) -> tuple[Place, ...]:
    """Where it happened, and the places it names."""
    found = [
        Place(
            name=text(element) or plain.line(element.get("county-dist", "")),
            city=plain.line(element.get("city", "")),
            state=plain.line(element.get("state-prov", "")),
            country_code=plain.line(element.get("iso-cc", "")),
        )
        for element in find_all(docdata, "evloc")
    ]
    for element in find_all(docdata, "identified-content/location"):
        found.append(
            Place(
                name="" if len(element) else text(element),
                city=text(element, "city"),
                state=text(element, "state") or text(element, "region"),
                country_code=attribute(element, "country", "iso-cc"),
            )
        )
    return tuple(place for place in dict.fromkeys(found) if place != Place())


def keywords(docdata: Element | None) -> tuple[str, ...]:
    """In the attribute, as the standard has it, or as text."""
    found = (plain.line(word.get("key", "")) or text(word) for word in find_all(docdata, "key-list/keyword"))
    return tuple(dict.fromkeys(word for word in found if word))


def notes(head: Element | None) -> tuple[str, ...]:
    """What the sender tells the desks: messages to editors, what was corrected, what the last revision brought."""
    docdata = find(head, "docdata")
    told = [plain.line(message.get("info", "")) or text(message) for message in find_all(docdata, "ed-msg")]
    told += [plain.line(correction.get("info", "")) for correction in find_all(docdata, "correction")]
    # With a name it is the history of the document inside the agency; without one it is said to the clients.
    told += [
        plain.line(revision.get("comment", ""))
        for revision in [*find_all(head, "revision-history"), *find_all(docdata, "revision-history")]
        if not revision.get("name")
    ]
    return tuple(note for note in dict.fromkeys(told) if note)


def usage_terms(docdata: Element | None) -> str:
    """The rights that the document states."""
    rights = [
        plain.line(element.get(name, ""))
        for element in find_all(docdata, "doc.rights")
        for name in ("type", "limitations")
    ]
    return "\n".join(dict.fromkeys(right for right in rights if right))


def kinds(head: Element | None) -> tuple[str, ...]:
    """What kind of copy it is, in the sender's words."""
    return tuple(element.get("tobject.property.type", "") for element in find_all(head, "tobject/tobject.property"))


def names(docdata: Element | None) -> tuple[Subject, ...]:
    """People and organizations that the document says it is about."""
    return tuple(
        Subject(name=name, scheme=kind)
        for kind in ("person", "org")
        for name in dict.fromkeys(texts(docdata, f"identified-content/{kind}"))
    )
