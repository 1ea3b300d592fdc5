"""A story with a word of its own in every field, and every address of the site at which such a word could be read.

A canary is a word that stands nowhere else. Where one is read, the story it belongs to has leaked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import quote
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles import markup, workflow
from articles.content import Byline, Content, Placement
from articles.models import Article
from authors.models import Author, AuthorLink
from images.models import Image
from images.renditions import ID_LENGTH, renditions
from tests.factories import make_author, make_section, make_topic
from tests.reader.paper import make_picture
from wire.output.subscribers import subscribe


@dataclass
class Canaries:
    """One story's words, by field, and what its pages would be called."""

    prefix: str
    words: dict[str, str] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    uid: UUID = field(default_factory=uuid4)

    def __getitem__(self, name: str) -> str:
        return self.words.setdefault(name, f"{self.prefix}{name}canary")

    def days(self) -> set[date]:
        today = timezone.localdate()
        return {today + timedelta(days=number) for number in (-1, 0, 1)}

    def heard_in(self, text: str) -> set[str]:
        """The fields of which a word stands in a text."""
        heard = set(re.findall(rf"{self.prefix}([a-z]+?)canary", text.lower()))
        return heard | {"picture" for picture in self.pictures if picture in text}


def canary_content(canary: Canaries) -> Content:
    """A story whose author, topic, section and pictures are also its own."""
    author: Author = make_author(
        canary["author"],
        slug=canary["authorslug"],
        role=canary["role"],
        beat=canary["beat"],
        bio=canary["bio"],
        contact=f"{canary['contact']}@paper.example",
        portrait=make_picture("navy", alt_text=canary["portraitalt"]),
    )
    AuthorLink.objects.create(author=author, label=canary["linklabel"], url=f"https://{canary['linkurl']}.example/")
    section = make_section(canary["section"], slug=canary["sectionslug"], description=canary["sectiontext"])
    topic = make_topic(canary["topic"], slug=canary["topicslug"], description=canary["topictext"])
    lead, inline = make_picture("teal"), make_picture("olive")
    canary.pictures += [picture.sha256[:ID_LENGTH] for picture in (lead, inline, author.portrait)]
    note = f"<sup data-footnote='{canary['footnote']}'>*</sup>"
    return Content(
        headline=canary["headline"],
        kicker=canary["kicker"],
        standfirst=canary["standfirst"],
        bylines=(
            Byline(name=canary["byline"], author=author.pk, role=canary["bylinerole"]),
            Byline(name=canary["stranger"]),
        ),
        dateline=canary["dateline"],
        body=markup.blocks(f"<p>{canary['body']}{note}</p><figure data-image='{inline.pk}'></figure>"),
        images=(
            Placement(image=lead.pk, caption=canary["caption"], credit=canary["credit"], alt_text=canary["alt"]),
            Placement(image=inline.pk, caption=canary["inlinecaption"], alt_text=canary["inlinealt"]),
        ),
        section=section.pk,
        topics=(topic.pk,),
        notes=(canary["note"],),
        slug=canary["slug"],
    )


def _story(canary: Canaries) -> list[str]:
    return [f"/{day:%Y/%m/%d}/{canary['slug']}/" for day in canary.days()]


def _months(canary: Canaries) -> list[str]:
    return sorted({f"/archive/{day:%Y/%m}/" for day in canary.days()})


def _searches(canary: Canaries) -> list[str]:
    narrowed = [f"{part}={canary[f'{part}slug']}" for part in ("section", "topic", "author")]
    words = [f"/search/?q={quote(word)}" for word in canary.words.values()]
    return ["/search/", *words, *(f"/search/?q=control&{part}" for part in narrowed), "/search/?sort=newest&date=2026"]


def _pictures(canary: Canaries) -> list[str]:
    """One rendition of each, and the original; a reader who asks for that is led to a rendition."""
    images = [Image.objects.filter(sha256__startswith=start).get() for start in canary.pictures]
    return [address for image in images for address in (renditions(image, "whole", "webp")[0].address, image.file.url)]


def _outgoing(canary: Canaries) -> list[str]:
    return [f"/wire/out/{canary.uid}/{name}/" for name in ("ninjs", "newsml-g2", "nitf")]


def _api_lists(canary: Canaries) -> list[str]:
    filters = ("section=sectionslug", "topic=topicslug", "author=authorslug")
    asked = [f"{name}={canary[word]}" for name, word in (one.split("=") for one in filters)]
    return [f"/api/stories/?{query}" for query in ("size=50", "since=2020-01-01T00:00:00Z", *asked)]


# For each public pattern, the addresses at which a story could be read, mentioned or counted.
SURFACES: dict[str, Callable[[Canaries], list[str]]] = {
    "articles:front-page": lambda _: ["/", "/?page=2"],
    "articles:article-detail": _story,
    "articles:article-changes": lambda canary: [
        f"{address}changes/{query}" for address in _story(canary) for query in ("", "?from=1&to=2")
    ],
    "articles:corrections": lambda _: ["/corrections/"],
    "articles:corrections-feed": lambda _: [f"/corrections/feed.{kind}" for kind in FEEDS],
    "articles:section-detail": lambda canary: ["/section/control-section/", f"/section/{canary['sectionslug']}/"],
    "articles:topic-detail": lambda canary: ["/topic/control/", f"/topic/{canary['topicslug']}/"],
    "articles:archive": lambda _: ["/archive/"],
    "articles:archive-year": lambda canary: sorted({f"/archive/{day:%Y}/" for day in canary.days()}),
    "articles:archive-month": _months,
    "articles:search": _searches,
    "articles:picture": _pictures,
    "articles:share-card": lambda canary: [f"/share/{canary.uid}-0.png"],
    "articles:feed": lambda _: [f"/feed.{kind}" for kind in FEEDS],
    "articles:topic-feed": lambda canary: [
        address + f"feed.{kind}"
        for kind in FEEDS
        for address in (f"/section/{canary['sectionslug']}/", f"/topic/{canary['topicslug']}/", "/topic/control/")
    ],
    "articles:author-feed": lambda canary: [f"/author/{canary['authorslug']}/feed.{kind}" for kind in FEEDS],
    "articles:search-feed": lambda canary: [f"/search/feed.atom?q={quote(canary['body'])}"],
    "articles:saved": lambda _: ["/saved/"],
    "articles:settings": lambda _: ["/settings/"],
    "articles:offline": lambda _: ["/offline/"],
    "articles:service-worker": lambda _: ["/service-worker.js"],
    "articles:sitemap": lambda _: ["/sitemap.xml"],
    "articles:sitemap-news": lambda _: ["/sitemap/news.xml"],
    "articles:sitemap-pages": lambda _: ["/sitemap/pages.xml"],
    "articles:sitemap-month": lambda canary: sorted({f"/sitemap/{day:%Y-%m}-1.xml" for day in canary.days()}),
    "articles:standing-page": lambda canary: ["/about/", f"/contact/?story={canary.uid}"],
    "articles:guest": lambda canary: [f"/guest/{canary['slug']}/", f"/guest/{canary.uid}/"],
    "articles:robots": lambda _: ["/robots.txt"],
    "articles:llms": lambda _: ["/llms.txt"],
    "articles:mining-rights": lambda _: ["/.well-known/tdmrep.json"],
    "articles:manifest": lambda _: ["/manifest.webmanifest"],
    "wire:push": lambda canary: ["/wire/push/control/", f"/wire/push/{canary['slug']}/"],
    "wire-out:index": lambda _: ["/wire/out/"],
    "wire-out:story": _outgoing,
    "api:root": lambda _: ["/api/"],
    "api:stories": _api_lists,
    "api:story": lambda canary: [f"/api/stories/{canary.uid}/"],
    "api:openapi": lambda _: ["/api/openapi.json"],
    "api:documentation": lambda _: ["/api/docs/"],
    "authors:author-detail": lambda canary: ["/author/control/", f"/author/{canary['authorslug']}/"],
}
FEEDS = ("atom", "rss", "json")
NOWHERE = "/nothing/is/here/"


def public_patterns() -> set[str]:
    """The names of all patterns that are not the desk's. One without a name is shown as it is written."""

    def walk(patterns, namespace):
        for pattern in patterns:
            if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
                yield from walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)
            elif isinstance(pattern, URLPattern) and not str(pattern.pattern).startswith("admin/"):
                yield f"{namespace}{pattern.name or pattern.pattern}"

    return set(walk(get_resolver().url_patterns, ""))


def leaks(client: Client, canary: Canaries) -> dict[str, set[str]]:
    """For each address, the fields that can be read there: in the page or in a header. A search echoes its own word."""
    found: dict[str, set[str]] = {}
    _, token = subscribe(f"Listener {uuid4()}", now=timezone.now())
    for address in [*(address for surface in SURFACES.values() for address in surface(canary)), NOWHERE]:
        headers = {"authorization": f"Bearer {token}"} if address.startswith("/wire/out/") else {}
        response = client.get(address, headers=headers)
        body = b"".join(response) if response.streaming else response.content
        heard = canary.heard_in(f"{response.headers} {body.decode(errors='replace')}")
        if address.startswith(("/media/", "/share/")) and response.status_code in {200, 302}:
            heard |= {"picture"}
        elif address.startswith("/search/"):
            heard -= {name for name, word in canary.words.items() if address.endswith(f"={word}")}
        if heard:
            found[address] = heard
    return found


def make_canary(prefix: str) -> tuple[Canaries, Article]:
    """A draft that nobody but the desk knows of."""
    canary = Canaries(prefix)
    content = canary_content(canary)
    return canary, workflow.create(content, uid=canary.uid)
