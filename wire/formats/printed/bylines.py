"""The line that says who wrote a story, where a format has a field for it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from articles import markup
from wire.formats.text import bylines as printed
from wire.formats.text import names

# "hh/ph/ts/hd": the initials of the desk. They sign the work, not the story.
_INITIALS = re.compile(r"\(?[^\W\d_]{1,5}(?:\s?[/-]\s?[^\W\d_]{1,5})+\)?|\(?[a-zß-ÿ]{1,4}\)?")
_ARTICLE = re.compile(r"(?:the|die|das|la|les|het|l['’])\b", re.IGNORECASE)  # "The Example Press" is nobody
# One element around two people. Words that may also stand inside a name ("y", "e") do not part them.
_AND = re.compile(r"\s+(?:and|und|et|og|och|&)\s+|\s*;\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """`names` one by one; `printed` as sent; `title` the job or agency that follows the names."""

    printed: str = ""
    names: tuple[str, ...] = ()
    title: str = ""


NOBODY = Byline()


def is_initials(text: str) -> bool:
    """Whether it is how a desk signs: "asl/tib/pid/cac"."""
    found = _INITIALS.fullmatch(text)
    return found is not None and len(text) <= 40 and ("/" in text or text.islower()) and not text.istitle()


@lru_cache(maxsize=4096)  # the same reporters write all day
def read(text: str, *, title: str = "", people: tuple[str, ...] = ()) -> Byline:
    """A byline as sent. `people` are names that the document marks as such, `title` what it marks as the job."""
    text = markup.one_line(text).strip(" ,;|/")
    if is_initials(text) or is_initials(_after_by(text)):
        return NOBODY
    marked = tuple(name.strip() for person in people for name in _AND.split(person) if name.strip())
    listed = marked or _names(text)
    return Byline(printed=text, names=listed, title=title or _title(text, listed))


def _names(text: str) -> tuple[str, ...]:
    found = printed.names_in(_after_by(text), is_announced=True)
    return tuple(name for name in found if names.is_name(name, fewest=1) and not _ARTICLE.match(name))


def _after_by(text: str) -> str:
    return printed.after_prefix(text) or text


def _title(text: str, found: tuple[str, ...]) -> str:
    """What follows the last name after a comma: "Political Correspondent"."""
    if not found or found[-1] not in text:
        return ""
    rest = text.rpartition(found[-1])[2].strip()
    return rest[1:].strip() if rest.startswith((",", "|")) else ""
