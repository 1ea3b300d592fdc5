"""The list of stories: what it can be narrowed to, and how words are found in it.

The words of every working version are indexed as its save wrote them (articles/indexing.py), and so is what it is
narrowed to: a draft's author and topics are in its Content, not in a table. Readers have an index of their own.
"""

import re
from dataclasses import dataclass

from django.contrib import admin
from django.db import connection
from django.db.models import CharField, Count, F, IntegerField, Q, Value
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.indexing import mark
from articles.models import Article, Byline, SavedFilter, Stage, Status, TaggedArticle, Topic
from articles.search.terms import asked, terms
from authors.models import Author

CHOICES = 30  # names in a filter; the most used ones
MOST = 10_000  # stories that words are looked for in: the newest; who means others adds a word
RECENT = 500  # stories that say which those are: to count all would take longer every year
_ADDRESS = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/([^/\s]+)")


def searched(articles, words: str):
    """The stories whose working version has every one of the words, or their beginnings; or the one of an address."""
    if address := _ADDRESS.search(words):
        day = _day("-".join(address.groups()[:3]))
        return articles.filter(url_date=day, slug=address[4]) if day else articles.none()
    found = terms(words, all_begin=True)
    return _indexed(articles, asked(found), MOST) if found else articles.none()


def marked(articles, kind: str, value: object):
    """The stories whose working version has a section, an author, a topic, a language."""
    return _indexed(articles, asked((), [mark(kind, value)]))


def _indexed(articles, words: str, most: int | None = None):
    if connection.vendor == "postgresql":
        found = "SELECT found FROM articles_desk_stories(%s::tsquery) AS found"
    else:
        found = "SELECT rowid AS found FROM articles_desk_words WHERE articles_desk_words MATCH %s"
    if most:
        found += f" ORDER BY {'found' if connection.vendor == 'postgresql' else 'rowid'} DESC LIMIT {most}"
    return articles.filter(pk__in=RawSQL(found, [words]))  # noqa: S611 -- the words are a parameter


def _day(value: str):
    try:
        return parse_date(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of a filter, or a saved filter."""

    value: int | str
    name: str
    count: int
    query: str = ""
    is_shared: bool = False
    is_own: bool = False


def offered(request: HttpRequest) -> dict[str, list[Offered]]:
    """Everything that the filters of this page offer, in one query; asked once for each page."""
    if not hasattr(request, "offered_filters"):
        request.offered_filters = _offered(request.user)
    return request.offered_filters


def _offered(user) -> dict[str, list[Offered]]:
    def row(kind: str, pk, name, count=None, query=None):
        none = Value(0, output_field=IntegerField())
        return [
            *(Value(kind, output_field=CharField()), F(pk) if pk else none, F(name)),
            *(count or none, query or Value("", output_field=CharField())),
        ]

    recent = Article.objects.order_by("-saved_at", "-pk").values("pk")[:RECENT]
    sections = Topic.objects.filter(kind=Topic.Kind.SECTION).order_by()
    topics = Topic.objects.exclude(kind=Topic.Kind.SECTION)
    by = Byline.objects.filter(article__in=recent, author__isnull=False).order_by()
    on = TaggedArticle.objects.filter(content_object__in=recent, tag__in=topics).order_by()
    newest_authors = Author.objects.filter(pk__in=Author.objects.order_by("-pk").values("pk")[:CHOICES]).order_by()
    newest_topics = topics.filter(pk__in=topics.order_by("-pk").values("pk")[:CHOICES]).order_by()
    languages = Article.objects.filter(pk__in=recent).order_by().values("language")
    saved = SavedFilter.objects.filter(Q(owner=user) | Q(is_shared=True)).exclude(name="").order_by()
    owner = F("owner")
    rows = sections.values_list(*row("section", "pk", "name", F("position"))).union(
        newest_authors.values_list(*row("author", "pk", "name")),
        newest_topics.values_list(*row("topic", "pk", "name")),
        by.values("author", "author__name")
        .annotate(n=Count("pk"))
        .values_list(*row("author", "author", "author__name", F("n"))),
        on.values("tag", "tag__name").annotate(n=Count("pk")).values_list(*row("topic", "tag", "tag__name", F("n"))),
        languages.annotate(n=Count("pk")).values_list(*row("language", None, "language", F("n"))),
        saved.values_list(*row("saved", "pk", "name", owner, F("query"))),
        all=True,
    )
    found: dict[str, dict[int | str, Offered]] = {}
    for kind, pk, name, count, query in rows:
        value = name if kind == "language" else pk
        lines = found.setdefault(kind, {})
        if value not in lines or lines[value].count < count:
            lines[value] = Offered(value, name, count, query, is_own=kind == "saved" and count == user.pk)
    return {kind: list(lines.values()) for kind, lines in found.items()}


def most_used(request: HttpRequest, kind: str, chosen: int | str | None) -> list[tuple[int | str, str]]:
    """The lines of a filter by name: the most used lately, and the one that is chosen."""
    lines = sorted(offered(request).get(kind, ()), key=lambda line: (-line.count, line.name))[:CHOICES]
    names = {line.value: line.name for line in lines}
    if chosen and chosen not in names:
        names[chosen] = _name(kind, chosen)
    return sorted(names.items(), key=lambda line: line[1].casefold())


def _name(kind: str, pk: int | str) -> str:
    model = {"author": Author, "topic": Topic}.get(kind)
    return (model.objects.filter(pk=pk).values_list("name", flat=True).first() if model else None) or str(pk)


class Choice(admin.SimpleListFilter):
    """A filter by one row of another table."""

    def chosen(self) -> int | None:
        value = self.value() or ""
        return int(value) if value.isdecimal() and len(value) < 19 else None


class MostUsed(Choice):
    """One of the rows that are used most."""

    def lookups(self, request, model_admin):
        return most_used(request, self.parameter_name, self.chosen())

    def queryset(self, request, queryset):
        return marked(queryset, self.parameter_name[0], self.chosen()) if self.chosen() else queryset


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", "Draft"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("changed", "Published, with unpublished changes"),
            ("expired", "Expired"),
            ("held", "Held"),
            ("killed", "Killed"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        seen = Q(status=Status.PUBLISHED, publish_at__lte=now)
        expired = Q(expires_at__isnull=False, expires_at__lte=now)
        match self.value():
            case "draft":
                return queryset.filter(status=Status.DRAFT)
            case "held":
                return queryset.filter(is_held=True)
            case "killed":
                return queryset.filter(status=Status.KILLED)
            case "scheduled":
                return queryset.filter(status=Status.PUBLISHED, publish_at__gt=now)
            case "published":
                return queryset.filter(seen & ~expired)
            case "changed":
                return queryset.filter(seen & ~expired).exclude(working=F("live"))
            case "expired":
                return queryset.filter(seen & expired)
        return queryset


class StageFilter(admin.SimpleListFilter):
    title, parameter_name = "stage", "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.filter(stage=self.value()) if self.value() in Stage.values else queryset


class SectionFilter(Choice):
    title, parameter_name = "section", "section"

    def lookups(self, request, model_admin):
        lines = sorted(offered(request).get("section", ()), key=lambda line: (line.count, line.name))
        return [(line.value, line.name) for line in lines]

    def queryset(self, request, queryset):
        return marked(queryset, "s", self.chosen()) if self.chosen() else queryset


class AuthorFilter(MostUsed):
    title, parameter_name = "author", "author"


class TopicFilter(MostUsed):
    title, parameter_name = "topic", "topic"


class LanguageFilter(admin.SimpleListFilter):
    title, parameter_name = "language", "language"

    def lookups(self, request, model_admin):
        return most_used(request, "language", self.chosen())

    def queryset(self, request, queryset):
        return marked(queryset, "l", self.chosen().replace("-", "").lower()) if self.chosen() else queryset

    def chosen(self) -> str:
        value = self.value() or ""
        return value if re.fullmatch(r"[A-Za-z0-9-]{1,35}", value) else ""


class UpdatedFilter(admin.DateFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "last update"


FILTERS = [
    StateFilter,
    StageFilter,
    SectionFilter,
    AuthorFilter,
    TopicFilter,
    LanguageFilter,
    ("saved_at", UpdatedFilter),
]
