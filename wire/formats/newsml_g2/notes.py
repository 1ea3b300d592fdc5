"""Notes to editors, and which of them never leave the newsroom."""

import re
from dataclasses import dataclass, field

from articles import markup
from wire.formats.newsml_g2 import codes
from wire.formats.trees.elements import Element, attribute, descendants, find_all, local, raw_text, text

_PRIVATE = re.compile(r"non-?public|private|internal|contact|closing-?line|confidential", re.IGNORECASE)
_PRIVATE_CLASS = re.compile(r"non-?public|private|internal|closing-?line|confidential", re.IGNORECASE)
_NOTEPAD = re.compile(r"notepad|notizblock", re.IGNORECASE)
_SAYS_PRIVATE = re.compile(
    r"nicht zur Veröffentlichung bestimmt|not for publication(?! (?:before|until|till|prior))|ei julkisuuteen",
    re.IGNORECASE,
)
_LINES = {"p", "li"}


@dataclass(slots=True)
class Notes:
    """`public` is for all who take the copy (not for readers), `private` for the newsroom alone."""

    public: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)


def is_private(element: Element) -> bool:
    """Whether an element, by its class, is for nobody outside: "np-nonpublic", "closingline"."""
    return _PRIVATE_CLASS.search(element.get("class", "")) is not None


def read(item: Element, content: Element | None) -> Notes:
    """The notes of an item, and how to reach those who made it. What is private once is private wherever it stands."""
    notes, pads = Notes(), list[Element]()
    for element in find_all(item, "itemMeta/edNote"):
        if _is_for_us(element):
            notes.private += _lines(element)
        elif _NOTEPAD.search(codes.role(element)):
            pads.append(element)
        else:
            _divide(element, notes)
    repeated = Notes()
    for pad in pads:
        _divide(pad, repeated)
    notes.public += [] if notes.public else repeated.public  # a notepad repeats the other notes
    notes.private += [] if _all_known(repeated.private, notes.private) else repeated.private
    notes.private += _contacts(content)
    notes.private = list(dict.fromkeys(notes.private))
    notes.public = [note for note in dict.fromkeys(notes.public) if note not in notes.private]
    return notes


def _is_for_us(element: Element) -> bool:
    constraint = element.get("pubconstraint", "") or element.get("pubconstrainturi", "")
    return _PRIVATE.search(f"{constraint} {codes.role(element)}") is not None or (
        not len(element) and _SAYS_PRIVATE.search(raw_text(element)) is not None
    )


def _divide(element: Element, notes: Notes) -> None:
    """A note with markup may have parts for everybody and parts for us; without any it is for everybody."""
    if not len(element):
        notes.public += _lines(element)
        return
    hidden = {part for parent in element.iter() if local(parent) and is_private(parent) for part in parent.iter()}
    hidden |= {
        part
        for parent in element.iter()
        if _SAYS_PRIVATE.search(" ".join(text(child) for child in parent if local(child) in ("p", "h3", "h4")))
        for part in parent.iter()
    }
    lines = [part for part in element.iter() if local(part) in _LINES]
    if not lines:
        (notes.private if hidden else notes.public).append(text(element))
    for line in lines:
        if said := text(line):
            (notes.private if line in hidden else notes.public).append(said)


def _lines(element: Element) -> list[str]:
    """What it says, in the lines it has."""
    marked = [said for part in element.iter() if local(part) in _LINES and (said := text(part))]
    return marked or [said for said in [text(element)] if said]


def _all_known(lines: list[str], known: list[str]) -> bool:
    together = " ".join(map(markup.one_line, known))
    return all(line in together for line in lines)


def _contacts(content: Element | None) -> list[str]:
    """Telephones, addresses and shifts of those who made it."""
    found = []
    for element in [*find_all(content, "creator"), *find_all(content, "contributor")]:
        said = [text(detail) for info in descendants(element, "contactInfo") for detail in info]
        said += [text(note) for note in find_all(element, "note")]
        who = codes.named(element) or attribute(element, ".", "literal")
        if details := ", ".join(dict.fromkeys(detail for detail in said if detail)):
            found.append(f"{who}: {details}" if who else details)
    return found
