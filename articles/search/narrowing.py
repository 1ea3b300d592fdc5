"""What a search can be narrowed to: a section, topics, an author, a year or month, a kind of journalism.

Each is a word of the address, so every narrowing has one; and a mark in the index, so it costs nothing. A name is shown
only beside stories that readers may see: one that was made for a hidden story is hidden with it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, Value
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.content import Label
from articles.indexing import mark
from articles.models import Byline, TaggedArticle, Topic
from articles.search.hits import Found
from authors.models import Author

KINDS = {"news": _("News")} | {label.value: _(label.text) for label in Label if label}
PARTS = {"section": _("Section"), "topic": _("Topic"), "author": _("Author"), "date": _("Date"), "kind": _("Kind")}
SHOWN = 8  # of each; the most frequent
COUNTED = 200  # of answers of which there are more than can be counted: enough to tell what they are about
NOTHING = mark("0", 0)  # no story has it
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_SLUG = re.compile(r"[-\w]{1,120}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a part of the narrowing, and where choosing it (or letting go of it) leads."""

    part: str
    value: str
    name: str
    count: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What an address narrows a search to."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    def query(self, words: str, *, newest_first: bool = False, **changed: str | None) -> str:
        """The address's query for these words, with a part changed or, with None, let go of."""
        parts = {part: value for part, value in (dict(self.chosen) | changed).items() if value}
        given = {"q": words} if words else {}
        order = {"sort": "newest"} if newest_first else {}
        return urlencode(given | {part: parts[part] for part in PARTS if part in parts} | order)


def narrowing_of(asked: Mapping[str, str]) -> Narrowing:
    """What is asked for. A value that means nothing narrows to nothing: to ignore it would be another search."""
    chosen = {part: asked[part] for part in PARTS if asked.get(part)}
    slugs = {part: chosen[part] for part in ("section", "topic", "author") if part in chosen}
    known = _known({part: slug for part, slug in slugs.items() if _SLUG.fullmatch(slug)})
    marks, names = [], {}
    for part, value in chosen.items():
        if part in slugs:
            pk, names[part] = known.get(part, (None, value))
            marks.append(mark(part[0], pk) if pk else NOTHING)
        elif part == "kind":
            marks.append(mark("k", value) if value in KINDS else NOTHING)
            names[part] = KINDS.get(value, value)
        else:
            match = _DATE.fullmatch(value)
            marks.append(NOTHING if match is None else mark("m" if match[2] else "y", value.replace("-", "")))
            names[part] = _date_name(value) if match else value
    return Narrowing(chosen=chosen, names=names, marks=tuple(marks))


def choices(found: Found, narrowing: Narrowing, words: str, *, newest_first: bool) -> list[tuple[str, list[Choice]]]:
    """What the answers can be narrowed to further, with how many of them that would leave."""
    counts = _counts(found, narrowing)
    groups = []
    for part, title in PARTS.items():
        rows = counts.get(part, [])
        further = [
            Choice(part, value, name, count, narrowing.query(words, newest_first=newest_first, **{part: value}))
            for value, name, count in rows
            if count < len(found) or found.is_cut
        ]
        if further:
            groups.append((title, further))
    return groups


def chips(narrowing: Narrowing, words: str, *, is_anything: bool, newest_first: bool) -> list[Choice]:
    """What the search is narrowed to, each with the query without it."""
    return [
        Choice(
            part,
            value,
            narrowing.names[part] if is_anything else value,
            query=narrowing.query(words, newest_first=newest_first, **{part: None}),
        )
        for part, value in narrowing.chosen.items()
    ]


def _known(slugs: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """The number and the name of each, in one query."""
    columns = ("pk", "name")
    rows = []
    for part, slug in slugs.items():
        named = Author.objects.filter(slug=slug)
        if part != "author":
            named = Topic.objects.filter(slug=slug)
            is_section = {"kind": Topic.Kind.SECTION}
            named = named.filter(**is_section) if part == "section" else named.exclude(**is_section)
        rows.append(named.order_by().values_list(Value(part, output_field=CharField()), *columns))
    if not rows:
        return {}
    return {part: (pk, name) for part, pk, name in (rows[0].union(*rows[1:]) if len(rows) > 1 else rows[0])}


def _counts(found: Found, narrowing: Narrowing) -> dict[str, list[tuple[str, str, int]]]:
    if not found.hits:
        return {}
    if found.is_cut:
        found = replace(found, hits=found.hits[:COUNTED])
    sections = Counter(hit.section for hit in found.hits if hit.section)
    kinds = Counter(hit.kind for hit in found.hits)
    by_month = len(narrowing.chosen.get("date", "")) == 4
    dates = Counter(f"{hit.day:%Y-%m}" if by_month else f"{hit.day:%Y}" for hit in found.hits)
    counts: dict[str, list[tuple[str, str, int]]] = {part: [] for part in PARTS}
    for part, slug, name, count in _rows(found, list(sections)):
        counts[part].append((slug, name, count if part != "section" else sections[count]))
    if "kind" not in narrowing.chosen:
        counts["kind"] = [(kind, str(KINDS.get(kind, kind)), count) for kind, count in kinds.items()]
    if len(narrowing.chosen.get("date", "")) < 5:
        counts["date"] = [(value, _date_name(value), count) for value, count in dates.items()]
    for part, rows in counts.items():
        if part in narrowing.chosen and part != "date":
            rows.clear()
        rows.sort(key=(lambda row: row[0]) if part == "date" else (lambda row: (row[2], row[1])), reverse=True)
        del rows[12 if part == "date" else SHOWN :]
    return counts


def _rows(found: Found, sections: Sequence[int]):
    """Of the sections their numbers, of the topics and authors how many of the answers have them; in one query."""
    pks = [hit.pk for hit in found.hits]
    text = CharField()
    named = Topic.objects.filter(pk__in=sections).order_by()
    tagged = TaggedArticle.objects.filter(content_object__in=pks).exclude(tag__kind=Topic.Kind.SECTION).order_by()
    by = Byline.objects.filter(article__in=pks, author__isnull=False).order_by()
    links = (
        ("topic", "content_object", tagged, "tag__slug", "tag__name"),
        ("author", "article", by, "author__slug", "author__name"),
    )
    return named.values_list(Value("section", output_field=text), "slug", "name", F("pk")).union(
        *(
            rows.values(slug, name)
            .annotate(of=Value(part, output_field=text), count=Count(story, distinct=True))
            .values_list("of", slug, name, "count")
            for part, story, rows, slug, name in links
        ),
        all=True,
    )


def _date_name(value: str) -> str:
    year, _, month = value.partition("-")
    return date_format(date(int(year), int(month), 1), "YEAR_MONTH_FORMAT") if month and int(year) else year
