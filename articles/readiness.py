"""What to look at in a story before it is published: a story in, findings out. Nothing is changed, and nobody is asked
outside: whether another site's address answers today is no reason to hold up the news.

A finding stops publishing or is advice, as `CheckPolicy` says for the rule, the section and the stage.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast

from articles.content import Content
from articles.models import Article, CheckPolicy, HouseWord, Level, OldAddress, Rule
from images.models import Image

LONGEST_HEADLINE = 110  # characters; what search engines and agencies cut at
DEFAULTS = {
    Rule.HEADLINE: Level.ADVISE,
    Rule.STANDFIRST: Level.ADVISE,
    Rule.BYLINE: Level.ADVISE,
    Rule.DATELINE: Level.OFF,
    Rule.SECTION: Level.ADVISE,
    Rule.TOPIC: Level.ADVISE,
    Rule.ALT_TEXT: Level.BLOCK,
    Rule.CREDIT: Level.ADVISE,
    Rule.LINKS: Level.ADVISE,
    Rule.HOUSE_STYLE: Level.ADVISE,
    Rule.LEGAL: Level.BLOCK,
}
_HREF = re.compile(r'<a [^>]*href="([^"]*)"')
_STORY = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})/([^/]+)/?")
# Where each rule's remedy is on the story's form.
FIELDS = {
    Rule.HEADLINE: "id_headline",
    Rule.STANDFIRST: "id_standfirst",
    Rule.BYLINE: "bylines-rows",
    Rule.DATELINE: "id_dateline",
    Rule.SECTION: "id_section",
    Rule.TOPIC: "id_topics",
    Rule.ALT_TEXT: "images-rows",
    Rule.CREDIT: "images-rows",
    Rule.LINKS: "id_body",
    Rule.HOUSE_STYLE: "id_body",
}


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    text: str
    level: Level
    is_answered: bool = False  # somebody let the story run all the same, for these words

    @property
    def is_block(self) -> bool:
        return self.level == Level.BLOCK and not self.is_answered

    @property
    def field(self) -> str:
        return FIELDS.get(self.rule, "")


@dataclass(frozen=True, slots=True)
class Override:
    reason: str
    by: str
    version: int
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What the newsroom has said about this story and about stories like it."""

    levels: dict[Rule, Level]
    house_words: list[HouseWord]
    legal_note: str
    overrides: list[Override]


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules need besides the story itself."""

    images: dict[int, Image]
    house_words: list[HouseWord]
    hidden: set[str]  # links that lead to stories of ours which readers do not see
    legal_note: str


@dataclass(frozen=True, slots=True)
class Review:
    findings: list[Finding]
    overrides: list[Override]

    @property
    def blocks(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_block]


def review(article: Article | None, content: Content, *, stage: str, at: datetime) -> Review:
    """What stands against publishing this content at a moment, the blocks first; and what was overridden before."""
    said = _said(article, content.section, stage)
    known = Known(
        images=Image.objects.in_bulk([placement.image for placement in content.images]) if content.images else {},
        house_words=said.house_words,
        hidden=_hidden(links(content), at),
        legal_note=said.legal_note,
    )
    answered = {text for override in said.overrides for text in override.texts}
    found = [
        Finding(rule, text, said.levels[rule], is_answered=rule != Rule.LEGAL and text in answered)
        for rule, find in RULES.items()
        if said.levels[rule] != Level.OFF
        for text in find(content, known)
    ]
    return Review(sorted(found, key=lambda finding: not finding.is_block), said.overrides)


def links(content: Content) -> list[str]:
    return list(dict.fromkeys(html.unescape(href) for block in content.body for href in _HREF.findall(block)))


def _said(article: Article | None, section: int | None, stage: str) -> Said:
    """Policies, house words, the legal flag and the overrides, in one query."""

    def row(kind: str, *texts: str, number: str | None = None):
        fields = [F(text) if text else Value("", output_field=TextField()) for text in (*texts, "", "", "")[:3]]
        return [
            Value(kind, output_field=TextField()),
            *(Cast(field, TextField()) for field in fields),
            F(number) if number else Value(0),
        ]

    policies = CheckPolicy.objects.filter(Q(section=None) | Q(section=section), stage__in=["", stage]).order_by()
    parts = [HouseWord.objects.order_by().values_list(*row("word", "word", "say_instead", "why"))]
    if article is not None:
        marks = article.legal_marks.filter(cleared_at=None).order_by()
        overrides = article.check_overrides.order_by()
        parts.append(marks.values_list(*row("mark", "note")))
        parts.append(
            overrides.values_list(*row("override", "reason", "findings", "by__username", number="version__number"))
        )
    rows = list(
        policies.values_list(*row("policy", "rule", "stage", "level", number="section")).union(*parts, all=True)
    )
    words = sorted((a, b, c) for kind, a, b, c, _ in rows if kind == "word")
    return Said(
        levels=_levels([(a, b, c, number) for kind, a, b, c, number in rows if kind == "policy"]),
        house_words=[HouseWord(word=word, say_instead=instead, why=why) for word, instead, why in words],
        legal_note=next((a for kind, a, *_ in rows if kind == "mark"), ""),
        overrides=[Override(a, c or "", number, json.loads(b)) for kind, a, b, c, number in rows if kind == "override"],
    )


def _levels(policies: list[tuple[str, str, str, int | None]]) -> dict[Rule, Level]:
    """The level of each rule; of the rows that fit, the one that says most."""
    levels, said = dict(DEFAULTS), {}
    for rule, stage, level, section in policies:
        weight = (section is not None, stage != "")
        if rule != Rule.LEGAL and weight >= said.get(rule, (False, False)):
            said[rule] = weight
            levels[Rule(rule)] = Level(level)
    return levels


def _headline(content: Content, known: Known) -> Iterator[str]:
    if not content.headline:
        yield "There is no headline."
    elif len(content.headline) > LONGEST_HEADLINE:
        yield f"The headline has {len(content.headline)} characters; more than {LONGEST_HEADLINE} are cut elsewhere."


def _standfirst(content: Content, known: Known) -> Iterator[str]:
    if not content.standfirst:
        yield "There is no standfirst: lists and search engines show the headline alone."


def _byline(content: Content, known: Known) -> Iterator[str]:
    if not content.bylines:
        yield "Nobody is named as the author."


def _dateline(content: Content, known: Known) -> Iterator[str]:
    if not content.dateline:
        yield "The story does not say where it was filed from."


def _section(content: Content, known: Known) -> Iterator[str]:
    if content.section is None:
        yield "The story is in no section."


def _topic(content: Content, known: Known) -> Iterator[str]:
    if not content.topics:
        yield "The story has no topic."


def _alt_text(content: Content, known: Known) -> Iterator[str]:
    for placement in content.images:
        image = known.images.get(placement.image)
        if image and image.file and not (placement.alt_text or placement.is_decorative or image.alt_text):
            yield f"Picture {placement.image} says nothing to readers who cannot see it{_called(placement.caption)}."


def _credit(content: Content, known: Known) -> Iterator[str]:
    for placement in content.images:
        if placement.image in known.images and not placement.credit:
            yield f"Picture {placement.image} has no credit{_called(placement.caption)}."


def _links(content: Content, known: Known) -> Iterator[str]:
    for href in links(content):
        if href in known.hidden:
            yield f"A link leads to a story of ours that readers cannot see: {href}"
        elif trouble := broken(href):
            yield f"A link {trouble}: {href or '(empty)'}"


def _house_style(content: Content, known: Known) -> Iterator[str]:
    text = "\n".join((content.headline, content.kicker, content.standfirst, content.plain_text))
    for house_word in known.house_words:
        if re.search(rf"(?<!\w){re.escape(house_word.word)}(?!\w)", text, re.IGNORECASE):
            instead = f" Say “{house_word.say_instead}”." if house_word.say_instead else ""
            yield f"“{house_word.word}” is not our word.{instead} {house_word.why}".strip()


def _legal(content: Content, known: Known) -> Iterator[str]:
    if known.legal_note:
        yield f"Flagged for legal review: {known.legal_note}"


RULES: dict[Rule, Callable[[Content, Known], Iterator[str]]] = {
    Rule.LEGAL: _legal,
    Rule.HEADLINE: _headline,
    Rule.STANDFIRST: _standfirst,
    Rule.BYLINE: _byline,
    Rule.DATELINE: _dateline,
    Rule.SECTION: _section,
    Rule.TOPIC: _topic,
    Rule.ALT_TEXT: _alt_text,
    Rule.CREDIT: _credit,
    Rule.LINKS: _links,
    Rule.HOUSE_STYLE: _house_style,
}


def broken(href: str) -> str:
    """What is the matter with an address, as far as it can be seen without asking anybody; "" for nothing."""
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
    except ValueError:
        return "is no address"
    if parts.scheme in ("http", "https"):
        if "." not in host or re.search(r"[\s…]", href):
            return "is no address"
    elif parts.scheme == "mailto":
        if "@" not in parts.path:
            return "names no mailbox"
    elif not parts.scheme and not parts.netloc:
        if parts.path.startswith("/admin/"):
            return "leads to the desk, where readers cannot go"
        if not href.startswith(("/", "#", "?")):
            return "is no whole address; it may lack https://"
    return ""


def _hidden(hrefs: list[str], at: datetime) -> set[str]:
    """Of these links, those that lead to a story of ours which no reader sees at that moment."""
    ours: dict[str, tuple[str, str]] = {}
    for href in hrefs:
        path = href.removeprefix(settings.SITE_URL) if href.startswith(f"{settings.SITE_URL}/") else href
        match = _STORY.fullmatch(unquote(path).partition("#")[0].partition("?")[0])
        if match:
            ours[href] = (f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}", match[4])
    if not ours:
        return set()
    addresses = Q()
    for day, slug in _real(ours.values()):
        addresses |= Q(url_date=day, slug=slug)
    if not addresses:
        return set(ours)
    visible = Article.objects.published(at)
    seen = set(visible.filter(addresses).values_list("url_date", "slug"))
    seen |= set(OldAddress.objects.filter(addresses, article__in=visible.values("pk")).values_list("url_date", "slug"))
    found = {(f"{day:%Y-%m-%d}", slug) for day, slug in seen}
    return {href for href, address in ours.items() if address not in found}


def _real(addresses) -> Iterator[tuple[str, str]]:
    """Those whose day exists: a database takes no 31 February."""
    for day, slug in addresses:
        try:
            datetime.strptime(day, "%Y-%m-%d")  # noqa: DTZ007 -- only whether there is such a day
        except ValueError:
            continue
        yield day, slug


def _called(caption: str) -> str:
    return f" (“{caption[:60]}”)" if caption else ""
