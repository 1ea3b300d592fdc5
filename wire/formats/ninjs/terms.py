"""What a ninjs item is about: subjects, people, places, keywords, in the codes of its sender."""

import re

from wire.formats.html import plain
from wire.formats.story import Place, Subject
from wire.formats.trees.members import Members

_QCODE = re.compile(r"([A-Za-z][\w.-]{1,30}):([\w.-]+)")
_AUTHOR_ROLES = {"author", "writer", "creator", "reporter", "by", "photographer", "editor", "contributor", ""}


def subjects(item: Members) -> tuple[Subject, ...]:
    """Subjects by code, people and organizations by name."""
    found = [_subject(part, "") for part in item.objects("subject", "subjects")]
    for scheme, names in (("person", ("person", "people")), ("org", ("organisation", "organisations", "organization"))):
        found += [
            Subject(name=part.text("name"), scheme=scheme)
            for part in item.objects(*names)
            if part.text("rel").casefold() not in ("author", "creator", "photographer")
        ]
    return tuple(subject for subject in dict.fromkeys(found) if subject.code or subject.name)


def _subject(part: Members, scheme: str) -> Subject:
    code, uri = part.text("code", "literal", "qcode"), part.text("uri")
    scheme = part.text("scheme") or scheme
    if "/" in code and "://" in code:
        code, uri = "", code
    if uri:
        base, _, last = uri.rpartition("/" if "/" in uri else ":")
        code, scheme = code or last, scheme or base
    elif not scheme and (qcode := _QCODE.fullmatch(code)):
        scheme, code = qcode.groups()
    return Subject(code=code, name=part.text("name"), scheme=scheme)


def places(item: Members) -> tuple[Place, ...]:
    """The places that an item is about."""
    found = []
    for part in item.objects("place", "places"):
        scheme, code = part.text("scheme").casefold(), part.text("code", "literal")
        is_country = "iso3166-1" in scheme or "country" in scheme
        found.append(
            Place(
                name=part.text("name") or code,
                city=part.text("city", "locality"),
                state=part.text("state", "region"),
                country_code=part.text("country_code", "countrycode") or (code if is_country else ""),
            )
        )
    return tuple(place for place in dict.fromkeys(found) if place != Place())


def keywords(item: Members) -> tuple[str, ...]:
    """A list of words, or one text with commas in it."""
    sent = item.values.get("keywords")
    if isinstance(sent, str):
        return tuple(dict.fromkeys(word for part in re.split("[,;]", sent) if (word := plain.line(part))))
    return item.texts("keywords", "keyword")


def authors(item: Members) -> tuple[str, ...]:
    """People named as authors one by one, beside the byline or instead of it."""
    named = [part.text("name") for part in item.objects("authors") if part.text("role").casefold() in _AUTHOR_ROLES]
    people = [
        part.text("name")
        for part in item.objects("people", "person")
        if part.text("rel").casefold() in ("author", "creator", "photographer")
    ]
    return tuple(dict.fromkeys(name for name in [*named, *people] if name))
