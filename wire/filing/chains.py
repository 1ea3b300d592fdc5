"""Which line of the queue a version belongs to: the takes, updates and translations of one story stand together.

By its guid; by the guids that it names as earlier or other forms of itself; by its slugline, on the day it began and
the day after. Agencies give every transmission a new id and keep the slugline (AP: the keyword section): it is all that
ties their takes together. One query where the guid is known, two or three where it is new.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count

from wire.filing.identity import stored_guid
from wire.filing.likeness import ALIKE, bands, shingles, similarity
from wire.filing.order import Known
from wire.formats import WireStory
from wire.models import Chain, Fingerprint, Item, Provider

CANDIDATES = 5  # those that share the most bands are looked at word by word

# How senders name the link to another form of the same story; “see also” and “background” are other stories.
_SAME_STORY = re.compile(
    r"transl|evolve|previous|predecessor|supersed|replac|updat|correct|version|continu|take|lead|derived", re.IGNORECASE
)
# What a slugline says of the take, not of the story.
_MARKERS = {
    "add", "adds", "adv", "advisory", "alert", "am", "and", "ap", "bc", "berichtigung", "brief", "bulletin", "corr",
    "corrected", "correcting", "correction", "corrections", "eil", "elimination", "exclusive", "extra", "final",
    "flash", "graphic", "graphics", "hold", "insert", "kill", "killed", "korr", "ld", "lead", "leads", "newsalert",
    "optional", "photo", "photos", "picture", "pictures", "pix", "pm", "recap", "recasts", "refile", "refiled",
    "repeat", "rpt", "snap", "sub", "subs", "take", "tv", "upd", "update", "updated", "urgent", "video", "with",
    "withdrawn", "wrap", "wrapup", "writethrough", "writethru",
}  # fmt: skip
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?:ld|lead|add|take)?(?:writethru)?")


def place(item: Item, known: Known) -> Chain:
    """Put the version in its line, which is a new one where nothing like it is known."""
    provider, story = item.provider, item.story
    chain = known.chain_id and Chain.objects.filter(pk=known.chain_id).first()
    chain = chain or _by_ids(provider, story) or _by_slug(item)
    if chain is None:
        key = keys(item)[:1]
        chain = Chain.objects.create(provider=provider, key=key[0] if key else "", latest_at=item.received_at)
    elif chain.latest_at < item.received_at:
        chain.latest_at = item.received_at
        chain.save(update_fields=["latest_at"])
    item.chain = chain
    return chain


def keys(item: Item) -> list[str]:
    """The key that the version would begin a line with, and that of a line which began the day before."""
    slug = slug_key(item.story.slugline)
    if not slug:
        return []
    day = _day(item)
    return [f"{day:%Y-%m-%d} {slug}"[:255], f"{day - timedelta(days=1):%Y-%m-%d} {slug}"[:255]]


def slug_key(slugline: str) -> str:
    """What all takes of a story share in their sluglines: of “BC-US--Mayor Arrest,1st Ld” it is “us mayor arrest”."""
    plain = unicodedata.normalize("NFKC", slugline).casefold()
    words = [word for word in re.findall(r"\w+", plain) if word not in _MARKERS and not _ORDINAL.fullmatch(word)]
    key = " ".join(words)
    return key if len(key) >= 4 else ""


def _day(item: Item) -> datetime:
    return (item.sent_at or item.received_at).astimezone(item.provider.zone)


def _by_ids(provider: Provider, story: WireStory) -> Chain | None:
    guids = {*story.replaces, *(related.guid for related in story.related if _SAME_STORY.search(related.rel))}
    return _of(provider, {stored_guid(guid) for guid in guids if guid.strip()}) if guids else None


def _of(provider: Provider, guids: Iterable[str]) -> Chain | None:
    return Chain.objects.filter(provider=provider, items__guid__in=guids).order_by("-latest_at", "-pk").first()


def _by_slug(item: Item) -> Chain | None:
    wanted = keys(item)
    found = Chain.objects.filter(provider=item.provider, key__in=wanted).order_by("-key", "-pk") if wanted else None
    return found.first() if found is not None else None


# -- The same story from somebody else ---------------------------------------------------------------------------------


def mark_likes(item: Item) -> None:
    """Find the line, of any provider, that tells nearly the same; and be found by what comes later.

    One query by the index of bands; a second one where something shares a band. The item must have been saved.
    """
    found = shingles(block.text for block in item.story.body)
    if not found:
        return
    numbers = bands(found)
    if item.chain.like_id is None:
        item.chain.like_id = _like(item, found, numbers)
        if item.chain.like_id:
            item.chain.save(update_fields=["like"])
    Fingerprint.objects.bulk_create([Fingerprint(item=item, band=band) for band in numbers], ignore_conflicts=True)


def _like(item: Item, found: frozenset[int], numbers: list[int]) -> int | None:
    """The line to stand with: that of the likest candidate, or the one which that stands with already."""
    others = Fingerprint.objects.filter(band__in=numbers).exclude(item__chain=item.chain)
    shared = others.values("item_id").annotate(shared=Count("pk")).order_by("-shared", "-item_id")[:CANDIDATES]
    candidates = (
        Item.objects.filter(pk__in=[row["item_id"] for row in shared]).select_related("chain") if shared else ()
    )
    likest = max(
        ((similarity(found, shingles(block.text for block in other.story.body)), other.chain) for other in candidates),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )
    if likest[0] < ALIKE or likest[1] is None:
        return None
    line = likest[1].like_id or likest[1].pk
    return line if line != item.chain_id else None
