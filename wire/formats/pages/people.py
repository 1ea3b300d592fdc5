"""Who wrote it: names one by one, however an author is described."""

import re
from typing import Any

from wire.formats.pages.linked_data import Node, line
from wire.formats.story import Bio, SocialLink
from wire.formats.text import bylines as printed
from wire.formats.text import names

_NO_NAME = re.compile(r"https?://|^@|^\S+@\S+$|^www\.", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;&]|\s(?:and|und|et|og|och|en|e|y|i)\s", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*[(<\[]?\s*\S+@\S+\.\w+\s*[)>\]]?")


def authors(node: Node) -> tuple[str, ...]:
    """The authors; without any, the creators. Desks and agencies sign too."""
    for name in ("author", "creator", "byline"):
        if found := [one for value in node.all(name) for one in _of(value)]:
            return tuple(dict.fromkeys(found))
    return ()


def one_by_one(said: str) -> tuple[str, ...]:
    """The names in a line, without the jobs behind them. What is no list of names stays whole: "Staff reporter"."""
    said = _ADDRESS.sub("", said).strip(" ,|")
    if not said or _NO_NAME.search(said):
        return ()
    rest = printed.after_prefix(said)
    if rest and (len(rest.split()) > 1 or not names.is_name(said)):
        said = rest
    if _SEVERAL.search(said):
        found = printed.names_in(said, is_announced=True)
        if found and said.startswith(found[0]) and all(names.is_name(name) for name in found):
            return found
    return (said,)


def job(node: Node) -> str:
    """The job of the first author who has one."""
    return next((said for person in node.nodes("author") if (said := person.text("jobTitle"))), "")


def bios(node: Node) -> tuple[Bio, ...]:
    """What it says about its authors."""
    people = ((person.text("name"), person.text("description")) for person in node.nodes("author"))
    return tuple(Bio(name=name, text=said) for name, said in people if name and said)


def social(node: Node) -> tuple[SocialLink, ...]:
    """Pages of its authors elsewhere."""
    return tuple(
        SocialLink(name=person.text("name"), url=value)
        for person in node.nodes("author")
        for value in person.all("sameAs")
        if isinstance(value, str) and value.startswith("https://")
    )


def _of(value: Any) -> tuple[str, ...]:
    if not isinstance(value, dict):
        return one_by_one(line(value))
    person = Node(value, {})
    said = person.texts("name") or person.texts("byline")
    if not said:
        said = (" ".join(part for part in (person.text("givenName"), person.text("familyName")) if part),)
    if any("organization" in kind for kind in person.types):
        return tuple(name for name in said if not _NO_NAME.search(name))  # "Sample & Sons": no list of people
    return tuple(name for one in said for name in one_by_one(one)) or one_by_one(person.text("alternateName"))
