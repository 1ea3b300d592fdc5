"""Blocks that an agency adds to its feed in words of its own: what their names say, as far as everybody says it so."""

import re
from collections import defaultdict

from wire.formats.html import plain
from wire.formats.trees.elements import Element, local, raw_text

# The names that the formats of feeds define; they are feedparser's affair, and those of media.
_STANDARD = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubdate", "source"),
    *("id", "updated", "published", "summary", "content", "contributor", "rights", "issued", "modified", "created"),
}
_ENDINGS = (
    *(
        "purl.org/rss/1.0/",
        "w3.org/2005/Atom",
        "purl.org/atom/ns#",
        "my.netscape.com/rdf/simple/0.9/",
        "w3.org/1999/xhtml",
    ),
    *("search.yahoo.com/mrss", "search.yahoo.com/mrss/", "purl.org/rss/1.0/modules/content/"),
)
_OWN = re.compile(r"purl\.org/dc/|georss|opengis|slash/|thread|commentAPI|syndication|itunes|feedburner|PodCast", re.I)
_NAMES = {
    "first_created": "firstcreated created datecreated creationdate published datepublished publicationdate",
    "updated": "updated modified lastupdated lastmodified datemodified versioncreated modificationdate updatedat",
    "status": "publishingstatus pubstatus status storystatus articlestatus",
    "embargo": "embargo embargodate embargoed embargoeduntil embargountil embargotime holduntil releasedate",
    "expires": "expirationdate expires expirydate expiry expiredate",
    "standfirst": "firstline standfirst teaser dek deck abstract lead lede intro introduction blurb",
    "subheadline": "subtitle subhead subheadline secondaryheadline",
    "kicker": "kicker overline strapline",
    "slugline": "slug slugline",
    "byline": "byline writer reporter journalist",
    "dateline": "dateline",
    "credit": "credit creditline agency",
    "keyword": "tag keyword keywords tags",
    "subject": "category catagory section topic subject",
    "place": "region place location country",
    "editor_note": "ednote editornote editorsnote editorialnote advisory updatenote",
    "private_note": "privatenote privatenotes internalnote internalnotes notforpublication deskinfo",
    "body": "body fulltext text story maintext articlebody bodytext fullcontent",
    "version": "version revision revisionid",
    "urgency": "urgency",
    "usage_terms": "usageterms restrictions usage",
}
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}


class Private:
    """What the blocks of an entry say, by field; each field may be said several times."""

    def __init__(self, item: Element | None) -> None:
        self._said: defaultdict[str, list[str]] = defaultdict(list)
        for element in item.iter() if item is not None else ():
            if element is not item and _is_private(element, item):
                self._take(element)

    def text(self, field: str) -> str:
        """The first time it is said, on one line."""
        return next(iter(self.texts(field)), "")

    def texts(self, field: str) -> tuple[str, ...]:
        """Every time it is said, each once."""
        return tuple(dict.fromkeys(said for text in self._said[field] if (said := plain.line(text))))

    def raw(self, field: str) -> str:
        """The longest time it is said, as sent: copy that may be HTML."""
        return max(self._said[field], key=len, default="")

    def _take(self, element: Element) -> None:
        field = _FIELD.get(re.sub(r"[-_.]", "", local(element).lower()))
        if not field:
            return
        value = element.get("value") or element.get("name") if field in ("keyword", "subject", "place") else None
        said = value or (raw_text(element) if len(element) == 0 or field == "body" else "")
        if field in ("keyword", "subject") and not value:
            self._said[field] += re.split(r"[,;\n]", said)
        elif said.strip():
            self._said[field].append(said)


def _is_private(element: Element, item: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    space, _, name = element.tag.rpartition("}")
    if not space or space.endswith(_ENDINGS):
        return element.getparent() is item and name.lower() not in _STANDARD and not _is_markup(space)
    return _OWN.search(space) is None


def _is_markup(space: str) -> bool:
    return space.endswith(("xhtml", "mrss", "mrss/", "content/"))
