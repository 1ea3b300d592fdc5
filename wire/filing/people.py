"""The people named in copy: who is who, and what the copy says about them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from articles.content import Byline
from articles.models import Article
from authors.models import Author, AuthorLink
from wire.filing.memory import forget, remembered
from wire.formats import WireStory

SLUG_LENGTH = 100  # leaves room for a number behind it

PLACES = {
    "x.com": "X",
    "twitter.com": "X",
    "bsky.app": "Bluesky",
    "threads.net": "Threads",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "youtube.com": "YouTube",
    "t.me": "Telegram",
}
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name without case, accents and punctuation: “J.D. GARCÍA” and “J. D. Garcia” are one person."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", name)).casefold()
    return " ".join(re.findall(r"\w+", plain))


def find_or_add_author(name: str) -> int | None:
    """The author of this name, added if there is none. Where two share it, nobody: the desk decides who is meant."""
    name = name[:200]
    if not fold(name):
        return None
    while True:
        namesakes = remembered("authors", _namesakes)
        if found := namesakes.get(fold(name)):
            return found[0] if len(found) == 1 else None
        try:
            with transaction.atomic():
                author = Author.objects.create(name=name, slug=_free_slug(name))
        except IntegrityError:  # another importer took the address meanwhile, most likely for the same person
            forget("authors")
            continue
        namesakes[fold(name)] = [author.pk]
        return author.pk


def _namesakes() -> dict[str, list[int]]:
    """Everybody, by their folded names."""
    found: dict[str, list[int]] = {}
    for pk, name in Author.objects.values_list("pk", "name"):
        found.setdefault(fold(name), []).append(pk)
    return found


def introduce(story: WireStory, bylines: Iterable[Byline], article: Article, now: datetime) -> None:
    """Give the authors of a story the biography and the links that the copy brings, where theirs are blank.

    An author whom readers can look up already learns nothing from a story that they cannot see yet.
    """
    if not story.bios and not story.social:
        return
    authors = {fold(byline.name): byline.author for byline in bylines if byline.author}
    bios = {fold(bio.name): bio.text for bio in story.bios}
    is_visible = article.is_visible(now)
    for name, pk in authors.items():
        author = Author.objects.get(pk=pk)
        if not is_visible and author.articles.published(now).exists():
            continue
        if not author.bio and name in bios:
            author.bio = bios[name]
            author.save(update_fields=["bio"])
        for link in story.social:
            owner = fold(link.name) if link.name else next(iter(authors)) if len(authors) == 1 else ""
            if owner == name and _is_web_address(link.url):
                _add_link(author, link.url)


def _add_link(author: Author, url: str) -> None:
    """One link a place: an author who has one to X keeps it."""
    label = _label(url)
    if not author.links.filter(label=label).exists():
        AuthorLink.objects.create(author=author, label=label, url=url)


def _label(url: str) -> str:
    """What readers call the place a link leads to."""
    address = urlsplit(url)
    host = re.sub(r"^(?:www|m|mobile)\.", "", address.hostname or "")
    if host in PLACES:
        return PLACES[host]
    return "Mastodon" if re.fullmatch(r"/@[^/]+/?", address.path) else "Website"


def _is_web_address(url: str) -> bool:
    try:
        _WEB_ADDRESS(url)
    except ValidationError:
        return False
    return len(url) <= AuthorLink._meta.get_field("url").max_length


def _free_slug(name: str) -> str:
    stem = slugify(name, allow_unicode=True)[:SLUG_LENGTH].strip("-") or "author"
    taken = set(Author.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
