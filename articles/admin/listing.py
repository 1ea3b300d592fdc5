"""The list of stories: what it can be narrowed to, and how words are found in it.

A draft's words are in the JSON of its working version, so the desk searches there. Readers have an index of their own.
"""

import json
import re

from django.contrib import admin
from django.db.models import Count, F, Q, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import smart_split, unescape_string_literal

from articles.models import Article, Stage, Status, Topic
from authors.models import Author

CHOICES = 30  # names in a filter; the most used ones


def _working(field: str) -> Cast:
    """A field of the working version's Content as text; a list is JSON as the database writes it."""
    return Cast(KeyTextTransform(field, "working__data"), TextField())


def searched(articles, words: str):
    """The stories whose working version has every one of the words in headline, byline, address or body."""
    articles = articles.alias(
        working_body=_working("body"),
        working_slug=_working("slug"),
    )
    for word in smart_split(words):
        if word.startswith(('"', "'")) and word[-1] == word[0] and len(word) > 1:
            word = unescape_string_literal(word)  # noqa: PLW2901 -- the same word without its quotes
        escaped = json.dumps(word)[1:-1]  # SQLite keeps JSON as it was written, "é" as "\u00e9"
        articles = articles.filter(
            Q(working__headline__icontains=word)
            | Q(working__byline__icontains=word)
            | Q(slug__icontains=word)
            | Q(working_slug__icontains=word)
            | Q(working_body__icontains=word)
            | Q(working_body__icontains=escaped)
        )
    return articles


class Choice(admin.SimpleListFilter):
    """A filter by one row of another table."""

    def chosen(self) -> int | None:
        value = self.value() or ""
        return int(value) if value.isdecimal() and len(value) < 19 else None


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = "state", "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", "Draft"),
            ("scheduled", "Scheduled"),
            ("published", "Published"),
            ("changed", "Published, with unpublished changes"),
            ("expired", "Expired"),
            ("killed", "Killed"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        seen = Q(status=Status.PUBLISHED, publish_at__lte=now)
        expired = Q(expires_at__isnull=False, expires_at__lte=now)
        match self.value():
            case "draft":
                return queryset.filter(status=Status.DRAFT)
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
        sections = Topic.objects.filter(kind=Topic.Kind.SECTION).order_by("position", "name")
        return [(pk, name) for pk, name in sections.values_list("pk", "name")]

    def queryset(self, request, queryset):
        return queryset.filter(working__section=self.chosen()) if self.chosen() else queryset


class AuthorFilter(Choice):
    title, parameter_name = "author", "author"

    def lookups(self, request, model_admin):
        authors = Author.objects.annotate(stories=Count("bylines")).order_by("-stories", "name")
        return sorted(authors.values_list("pk", "name")[:CHOICES], key=lambda author: author[1].casefold())

    def queryset(self, request, queryset):
        if not self.chosen():
            return queryset
        written = queryset.alias(working_bylines=_working("bylines"))
        return written.filter(working_bylines__regex=rf'"author": ?{self.chosen()}[,}}]')


class TopicFilter(Choice):
    title, parameter_name = "topic", "topic"

    def lookups(self, request, model_admin):
        topics = Topic.objects.exclude(kind=Topic.Kind.SECTION).annotate(stories=Count("tagged_articles"))
        topics = topics.order_by("-stories", "name")
        return sorted(topics.values_list("pk", "name")[:CHOICES], key=lambda topic: topic[1].casefold())

    def queryset(self, request, queryset):
        if not self.chosen():
            return queryset
        tagged = queryset.alias(working_topics=_working("topics"))
        return tagged.filter(working_topics__regex=rf"[\[ ,]{self.chosen()}[\],]")


class LanguageFilter(admin.SimpleListFilter):
    title, parameter_name = "language", "language"

    def lookups(self, request, model_admin):
        # Those that readers have seen: looking into every working version takes seconds in a large newsroom.
        languages = Article.objects.order_by().values_list("language", flat=True).distinct()
        return [(language, language) for language in sorted(filter(None, languages))]

    def queryset(self, request, queryset):
        value = self.value()
        if not value or not re.fullmatch(r"[A-Za-z0-9-]{1,35}", value):
            return queryset
        return queryset.alias(working_language=_working("language")).filter(working_language=value)


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
