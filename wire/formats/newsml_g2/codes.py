"""Codes of NewsML-G2: by alias (`qcode="stat:usable"`), by address (`uri="http:..."`) or free (`literal`)."""

import re

from wire.formats.trees.elements import Element, find_all, text

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# The aliases under which agencies know the vocabularies of IPTC.
_ALIASES = {
    "mediatopic": "medtop",
    "subjectcode": "subj",
    "ninature": "ninat",
    "pubstatusg2": "stat",
    "signal": "sig",
    "itemrelation": "irel",
    "descriptionrole": "drol",
    "headlinerole": "hlrole",
    "cpnature": "cpnat",
    "genre": "genre",
}
_ADDRESS = re.compile(r"https?://.*?([^/#?]+)[/#]([^/#?]+)/?")


def sent(element: Element | None) -> str:
    """The code with its scheme, as sent; an address of IPTC under the usual alias; else what stands there freely."""
    if element is None:
        return ""
    qcode = element.get("qcode", "").strip()
    return qcode or by_address(element.get("uri", "")) or element.get("literal", "").strip()


def by_address(uri: str) -> str:
    """The code that an address of a vocabulary stands for."""
    found = _ADDRESS.fullmatch(uri.strip())
    return f"{_ALIASES.get(found[1].casefold(), found[1])}:{found[2]}" if found else ""


def parted(code: str) -> tuple[str, str]:
    """The scheme and the code in it."""
    scheme, found, rest = code.partition(":")
    return (scheme, rest) if found else ("", code)


def bare(code: str) -> str:
    """The code without its scheme, to be compared: every agency has an alias of its own."""
    plain = code.strip()
    if "://" in plain:
        plain = by_address(plain) or plain
    return plain.rpartition(":")[2].casefold()


def role(element: Element) -> str:
    """The bare role of an element, or an empty string."""
    return bare(element.get("role", "") or element.get("roleuri", ""))


def in_language(elements: list[Element], language: str) -> list[Element]:
    """Those in the language of the story; all of them where none is, or none says."""
    primary = language.casefold()[:2]
    fitting = [element for element in elements if element.get(XML_LANG, "").casefold()[:2] == primary]
    silent = [element for element in elements if not element.get(XML_LANG)]
    return fitting or silent or elements


def name(element: Element, language: str) -> str:
    """The name for display, in the language of the story where there is a choice."""
    names = [found for found in find_all(element, "name") if text(found)]
    shown = [found for found in names if role(found) in ("", "display", "full")] or names
    chosen = in_language(shown, language)
    return text(chosen[0]) if chosen else ""


def named(element: Element | None, language: str = "") -> str:
    """How somebody is called: by name, freely, or by the bare code."""
    if element is None:
        return ""
    return name(element, language) or element.get("literal", "").strip() or parted(sent(element))[1]
