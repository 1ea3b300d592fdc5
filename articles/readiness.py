"""What to look at in a story before it is published: a story in, findings out. Nothing is changed, and nobody is asked
outside: whether another site's address answers today is no reason to hold up the news.

A finding stops publishing or is advice, as `CheckPolicy` says for the rule, the section and the stage.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q

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

    @property
    def is_block(self) -> bool:
        return self.level == Level.BLOCK

    @property
    def field(self) -> str:
        return FIELDS.get(self.rule, "")


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules need besides the story itself."""

    images: dict[int, Image]
    house_words: list[HouseWord]
    hidden: set[str]  # links that lead to stories of ours which readers do not see
    legal_note: str


def look(article: Article | None, content: Content, *, stage: str, at: datetime) -> list[Finding]:
    """What stands against publishing this content at a moment, the blocks first."""
    levels = _levels(content.section, stage)
    mark = article.legal_marks.filter(cleared_at=None).first() if article else None
    known = Known(
        images=Image.objects.in_bulk([placement.image for placement in content.images]) if content.images else {},
        house_words=list(HouseWord.objects.order_by("word")),
        hidden=_hidden(links(content), at),
        legal_note=mark.note if mark else "",
    )
    found = [
        Finding(rule, text, levels[rule])
        for rule, find in RULES.items()
        if levels[rule] != Level.OFF
        for text in find(content, known)
    ]
    return sorted(found, key=lambda finding: not finding.is_block)


def blocks(article: Article, content: Content, *, stage: str, at: datetime) -> list[Finding]:
    """What stops it, without what somebody has answered for on this story in the same words."""
    found = [finding for finding in look(article, content, stage=stage, at=at) if finding.is_block]
    if not found:
        return []
    answered = {text for texts in article.check_overrides.values_list("findings", flat=True) for text in texts}
    return [finding for finding in found if finding.rule == Rule.LEGAL or finding.text not in answered]


def links(content: Content) -> list[str]:
    return list(dict.fromkeys(html.unescape(href) for block in content.body for href in _HREF.findall(block)))


def _levels(section: int | None, stage: str) -> dict[Rule, Level]:
    """The level of each rule; of the rows that fit, the one that says most."""
    levels, said = dict(DEFAULTS), {}
    here = CheckPolicy.objects.filter(Q(section=None) | Q(section=section), stage__in=["", stage])
    for row in here.exclude(rule=Rule.LEGAL):
        weight = (row.section_id is not None, row.stage != "")
        if weight >= said.get(row.rule, (False, False)):
            said[row.rule] = weight
            levels[Rule(row.rule)] = Level(row.level)
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
        if image and not (placement.alt_text or placement.is_decorative or image.alt_text):
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
